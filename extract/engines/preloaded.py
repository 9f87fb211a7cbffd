"""Imported by the server that workers are forked from: everything they need, loaded once."""

from extract.work import shipped

shipped()
