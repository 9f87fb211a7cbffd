"""What cannot be read, and how it is told: a code, and one line of text."""

from __future__ import annotations

import re


class ReadError(Exception):
    """A file that yields no text: a snake_case `code` and a plain sentence what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        return type(self), (self.code, self.message)


_BLANKS = re.compile(r"\s+")


def one_line(text: str) -> str:
    """A message in one line, without what a terminal would act on."""
    return _BLANKS.sub(" ", "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text)).strip()
