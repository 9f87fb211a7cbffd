"""`python -m extract` is the command `chitieu`."""

from extract.cli.app import main

if __name__ == "__main__":  # a worker process imports this module too
    main()
