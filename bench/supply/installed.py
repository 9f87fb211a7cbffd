"""Which installed packages a package asks for, with its extras: read from their metadata, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "chitieu"
_TOGETHER = {"all", "dev"}  # extras that hold other extras; what tests need goes to no office


class NotInstalled(Exception):
    """A package that is asked for is not there: the bill would lack it."""


@dataclass(frozen=True, slots=True)
class Licensing:
    """What a package declares of its licence: the three places where metadata may say so."""

    expression: str | None
    text: str | None
    classifiers: tuple[str, ...]


@dataclass(slots=True)
class Part:
    """One installed package: its name as indexes spell it, its version, what it asks for and who asks for it."""

    name: str
    version: str
    summary: str
    licensing: Licensing
    needs: set[str] = field(default_factory=set)
    extras: set[str] = field(default_factory=set)  # of the project, that bring it; none: the base does


def _licensing(told: metadata.PackageMetadata) -> Licensing:
    text = "\n".join(told.get_all("License") or ()).strip()
    # a whole licence pasted in is known by its first line alone
    first = next((line.strip() for line in text.splitlines() if line.strip()), None)
    classifiers = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    return Licensing(next(iter(told.get_all("License-Expression") or ()), None), first, tuple(sorted(classifiers)))


def _read(name: str, asked_by: str) -> tuple[Part, list[Requirement]]:
    """A part without what it needs, and the requirements that it declares."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError as error:
        raise NotInstalled(f"{name}, which {asked_by} asks for, is not installed") from error
    part = Part(
        canonicalize_name(name),
        found.version,
        next(iter(found.metadata.get_all("Summary") or ()), ""),
        _licensing(found.metadata),
    )
    return part, [Requirement(line) for line in found.requires or ()]


def _asked(requirements: Iterable[Requirement], extra: str) -> Iterable[Requirement]:
    for each in requirements:
        if each.marker is None:
            if not extra:
                yield each
        # what holds without the extra as well belongs to the base, not to the extra
        elif each.marker.evaluate({"extra": extra}) and (not extra or not each.marker.evaluate({"extra": ""})):
            yield each


def offered(name: str = PROJECT) -> list[str]:
    """The extras that an office may ask for, each by itself."""
    told = metadata.metadata(name).get_all("Provides-Extra") or []
    return sorted(set(told) - _TOGETHER)


def closure(name: str = PROJECT, extras: Iterable[str] = ()) -> dict[str, Part]:
    """`name` and all that it asks for on this machine, by name: the base and `extras`.  Raises NotInstalled."""
    root = canonicalize_name(name)
    parts: dict[str, Part] = {}
    declared: dict[str, list[Requirement]] = {}

    def visit(this: str, extra: str, asked_by: str, brought_by: str, done: set[tuple[str, str]]) -> None:
        if (this, extra) in done:
            return
        done.add((this, extra))
        if this not in parts:
            parts[this], declared[this] = _read(this, asked_by)
        if brought_by:
            parts[this].extras.add(brought_by)
        for need in _asked(declared[this], extra):
            other = canonicalize_name(need.name)
            if other != this:
                parts[this].needs.add(other)
            for wanted in ("", *sorted(need.extras)):
                visit(other, wanted, this, brought_by, done)

    visit(root, "", root, "", set())
    base = set(parts)
    for extra in sorted(extras):
        visit(root, extra, root, extra, set())
        visit(root, "", root, "", set())
    for base_part in base:
        parts[base_part].extras.clear()
    return dict(sorted(parts.items()))
