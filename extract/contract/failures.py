"""What goes wrong, and how it is told: a cause of the registry with its values, in either language.

The English text is what is written (`errors.jsonl`, `warnings`); `told` says the same in the other language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from string import Formatter

from extract.contract.codes import CAUSES, meaning
from extract.contract.codes.notices import NOTICES
from extract.contract.codes.warnings import WARNINGS
from extract.messages import Language

Value = str | int


@dataclass(frozen=True, slots=True)
class Problem:
    """A cause of `extract.contract.codes` with the values that its text is filled with.

    Raises KeyError for a cause that the registry does not have, or for values that its text does not ask for.

    Problem("too_large.unpacked", {"most": 200}).message == "it unpacks to more than 200 MB (--max-mb)"
    """

    cause: str
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if {*self.values} != asked(self.cause):
            raise KeyError(f"{self.cause} asks for {sorted(asked(self.cause))}, not {sorted(self.values)}")

    @property
    def code(self) -> str:
        """The snake_case code that the cause belongs to."""
        return self.cause.partition(".")[0]

    @property
    def message(self) -> str:
        """The English text."""
        return self.told("en")

    def told(self, language: Language) -> str:
        """The text in a language, in one line."""
        return one_line(_filled(self.cause, self.values, language))


class ReadError(Exception):
    """A file that yields no text: a cause of the registry and its values."""

    def __init__(self, cause: str, **values: Value) -> None:
        self.problem = Problem(cause, values)
        super().__init__(self.problem.message)

    @property
    def code(self) -> str:
        """The snake_case code (docs/records.md lists them)."""
        return self.problem.code

    @property
    def message(self) -> str:
        """A plain sentence in English: what is the matter, and what to do."""
        return self.problem.message

    def __reduce__(self) -> tuple[object, ...]:
        return _raised, (type(self), self.problem)


def _raised(kind: type[ReadError], problem: Problem) -> ReadError:
    return kind(problem.cause, **problem.values)


def known(cause: str, values: Mapping[str, Value]) -> Problem:
    """A problem from plain data in which it was kept.  Raises KeyError for one of another version."""
    return Problem(cause, values)


def refusal(problem: Problem) -> ReadError:
    """A problem that was found before, as a ReadError."""
    return _raised(ReadError, problem)


def unopened(error: OSError) -> ReadError:
    """What the system says of a file that cannot be opened, as a ReadError."""
    return ReadError("unreadable.system", reason=error.strerror) if error.strerror else ReadError("unreadable.unopened")


def partly(message: str) -> Problem:
    """That a document was read in part, from the warning that says so."""
    return _known_again("partial", message) or Problem("partial.other", {"notice": message})


def asked(cause: str) -> set[str]:
    """The names of the values that a cause's text asks for.  Raises KeyError for a cause that there is not."""
    return {name for _, name, _, _ in _FORMATTER.parse(CAUSES[cause].en) if name and name != "do"}


def _filled(cause: str, values: Mapping[str, Value], language: Language) -> str:
    found = CAUSES[cause]
    text, do = (found.vi, found.do[1]) if language == "vi" else (found.en, found.do[0])
    return text.format(do=do, **values)


def notice(cause: str, **values: Value) -> tuple[str, str]:
    """A warning as documents carry it: its code and the English text.  Raises KeyError as Problem does.

    notice("encoding.read", encoding="TCVN3") == ("encoding", "read as TCVN3")
    """
    problem = Problem(cause, values)
    return problem.code, _filled(cause, values, "en")


def told(code: str, message: str, language: Language) -> str:
    """A warning that was written in English, in a language: its cause is known again by its words.

    One that no cause of the registry would have written (by another version) is told by what its code means.
    """
    if language == "en":
        return message
    if found := _known_again(code, message):
        return _filled(found.cause, found.values, language)
    return meaning("warning", code, language) if code in WARNINGS else message


def _known_again(code: str, message: str) -> Problem | None:
    """The cause of a warning that was written, and its values."""
    for cause, form in _forms(code):
        if match := form.fullmatch(message):
            return Problem(cause, match.groupdict())
    return None


@cache
def _forms(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The causes of a warning with what their English texts look like, those with the most words of their own first."""
    causes = [cause for cause in NOTICES if cause.partition(".")[0] == code]
    causes.sort(key=lambda cause: -sum(len(text) for text, *_ in _FORMATTER.parse(NOTICES[cause].en)))
    return tuple((cause, _form(cause)) for cause in causes)


def _form(cause: str) -> re.Pattern[str]:
    parts = []
    for text, name, _, _ in _FORMATTER.parse(NOTICES[cause].en):
        parts.append(re.escape(text))
        if name:
            parts.append(re.escape(NOTICES[cause].do[0]) if name == "do" else f"(?P<{name}>.+?)")
    return re.compile("".join(parts), re.DOTALL)


_FORMATTER = Formatter()
_BLANKS = re.compile(r"\s+")


def one_line(text: str) -> str:
    """A message in one line, without what a terminal would act on."""
    return _BLANKS.sub(" ", "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text)).strip()
