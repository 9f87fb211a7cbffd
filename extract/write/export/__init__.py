"""Outputs in the forms that other tools load: one definition of the tables, a module a format.

`columns` says what the tables hold, `spool` reads outputs one at a time into them, `formats` names the formats.
"""
