"""Mutated documents against the readers and the pipeline: `python -m tests.fuzz`, see README.md."""
