"""`chitieu indicators`: the catalogue."""

from __future__ import annotations

from extract.cli.commands.terminal import DONE, console, print_json
from extract.messages import Language


def indicators(language: Language, *, as_json: bool) -> int:
    """List the catalogue, sorted by id."""
    from extract.catalogue.entries import catalogue
    from extract.views.show import indicators as table

    entries = sorted(catalogue().entries.values(), key=lambda entry: entry.id)
    if as_json:
        names = {"id", "name_vi", "name_en", "units"}
        print_json([entry.model_dump(mode="json", include=names) for entry in entries])
    else:
        console().print(table(entries, language))
    return DONE
