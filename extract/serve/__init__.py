"""The office's own page, on its own machine."""
