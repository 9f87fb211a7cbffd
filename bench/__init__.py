"""Measures, and what is made by hand; not installed."""
