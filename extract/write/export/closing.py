"""Workbooks finished: what the system refuses meanwhile is told as an error of the system, not of the library."""

from __future__ import annotations

from typing import Any


def finished(book: Any) -> None:
    """Write an xlsxwriter workbook to its file.  Raises OSError."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        of_the_system = error.args[0] if error.args else None
        raise of_the_system if isinstance(of_the_system, OSError) else OSError(str(error)) from error
