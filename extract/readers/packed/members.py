"""What a file that holds documents holds, and the bytes of each; nothing is ever unpacked to disk."""

from __future__ import annotations

from dataclasses import dataclass

from extract.contract.failures import Problem
from extract.sources import inputs
from extract.sources.inputs import DATA

DEEPEST = 3
"""Containers within containers that are opened: an archive in a message that was forwarded in an archive."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a container: its number there, its path ("/" between parts), its bytes, and why it is not read."""

    number: int
    name: str
    size: int
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The files in a container in its order, and how many that are no documents (data, logos) were left out."""

    members: tuple[Member, ...]
    left_out: int = 0

    @property
    def documents(self) -> tuple[Member, ...]:
        """Those that may be read."""
        return tuple(member for member in self.members if member.problem is None)


def hidden(name: str) -> bool:
    """Whether a path leads to what folders are walked without."""
    return any(map(inputs.hidden, name.split("/")))


def data_file(name: str) -> bool:
    """Whether a name is of a data file, which a folder is walked without."""
    return "." in name and f".{name.rpartition('.')[2].lower()}" in DATA
