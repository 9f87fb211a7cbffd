"""`python -m extract` is the command `chitieu`."""

from extract.cli import main

main()
