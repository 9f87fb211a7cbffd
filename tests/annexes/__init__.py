"""Annex tables and pages in our own wording, made in Word and as PDFs by script, with their true cells.

`python -m tests.annexes FOLDER` writes them, to be looked at.
"""
