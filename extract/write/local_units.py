"""The district or commune that a document is of: a commune is told by its issuer alone."""

from __future__ import annotations

from extract.contract.model import Head
from extract.language.cleaning import lowered
from extract.rules.vocabulary import expression


def commune_of(head: Head) -> str | None:
    """The commune whose body issued a document, with the word for its kind; None for any other.

    "Ủy ban nhân dân xã Quốc Oai" → "xã Quốc Oai".
    """
    issuer = head.issuer or ""
    low = lowered(issuer)
    found = expression("commune_of_issuer").search(low)
    if found is None or len(low) != len(issuer):
        return None
    return f"{issuer[slice(*found.span('kind'))].lower()} {issuer[slice(*found.span('name'))].strip()}"


def local_unit(head: Head) -> str | None:
    """What tells a document of a district or commune from its province's: "Chi Lăng", "xã Quốc Oai", and both."""
    return ", ".join(filter(None, (commune_of(head), head.district))) or None
