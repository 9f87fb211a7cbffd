"""The catalogue of indicators: searched, read with sentences of the office's documents, and added to."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from unidecode import unidecode

from extract.catalogue.accepting import Refused, accept
from extract.catalogue.drafting import Suggestion, suggestions
from extract.catalogue.entries import Entry, catalogue
from extract.contract.codes import words as codes
from extract.contract.model import Extraction, Target, Unit
from extract.messages import say
from extract.rules.errors import RuleError
from extract.serve.folder import Folder
from extract.serve.office import Office, TheOffice, Visitor
from extract.serve.rendering import page
from extract.serve.rules import chosen, own_rules
from extract.views.review.paper import folded

indicators = APIRouter()
_SENTENCES = 30
_MOST = 20_000  # characters of a field


@dataclass(frozen=True, slots=True)
class Use:
    """A record of an indicator."""

    document: str
    target: Target


def uses(extractions: Iterator[Extraction], id: str) -> Iterator[Use]:
    """The records that count of an indicator, by document."""
    for each in extractions:
        yield from (Use(each.document.id, target) for target in each.standing if target.indicator.id == id)


def found(q: str) -> list[Entry]:
    """Entries that hold all words of a search, in their names, examples or id; case and diacritics do not matter."""
    wanted = folded(q).split()
    entries = sorted(catalogue().entries.values(), key=lambda each: (folded(each.name_vi), each.id))
    if not wanted:
        return entries
    by_name = {each.id: folded(f"{each.name_vi} {each.name_en} {each.id}") for each in entries}
    named = [each for each in entries if all(word in by_name[each.id] for word in wanted)]
    more = [each for each in entries if each not in named]
    return named + [each for each in more if all(word in folded(" ".join(each.examples)) for word in wanted)]


@indicators.get("/indicators")
def searched(
    request: Request, here: TheOffice, who: Visitor, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """The catalogue, or what of it fits a search."""
    counts: dict[str, int] = {}
    for extraction in here.folder.extractions():
        for target in extraction.standing:
            if target.indicator.id:
                counts[target.indicator.id] = counts.get(target.indicator.id, 0) + 1
    values = {"entries": found(q), "q": q, "counts": counts, "total": len(catalogue().entries)}
    return page(request, "indicators.html.j2", who, values)


@indicators.get("/indicators/new")
def blank(request: Request, here: TheOffice, who: Visitor) -> Response:
    """The form of a new entry."""
    return page(request, "indicator_new.html.j2", who, {"given": {}, "faults": [], **_choices()})


@indicators.get("/indicators/suggested")
def suggested(request: Request, here: TheOffice, who: Visitor) -> Response:
    """What the documents name and the catalogue lacks, as entries that can be taken."""
    return page(request, "suggested.html.j2", who, {"suggestions": _suggestions.of(here.folder), "faults": []})


@indicators.get("/indicators/{id}")
def entry(request: Request, here: TheOffice, who: Visitor, id: str, added: bool = False) -> Response:
    """An entry with the sentences in which the documents name it."""
    known = catalogue().entries.get(id)
    if known is None:
        raise HTTPException(404)
    every = [*uses(here.folder.extractions(), id)]
    values = {
        "entry": known, "uses": every[:_SENTENCES], "all": len(every), "added": added,
        "units": [codes("unit")[each][who.language == "vi"] for each in known.units],
    }  # fmt: skip
    return page(request, "indicator.html.j2", who, values)


@indicators.post("/indicators/suggested")
def taken(request: Request, here: TheOffice, who: Visitor, id: Annotated[str, Form(max_length=400)]) -> Response:
    """A suggestion taken into the office's own rules."""
    every = _suggestions.of(here.folder)
    chosen_one = next((each for each in every if each.entry.id == id), None)
    if chosen_one is None:
        raise HTTPException(404)
    faults = _accepted(here, who.language, chosen_one.entry)
    if faults:
        return page(request, "suggested.html.j2", who, {"suggestions": every, "faults": faults}, status=422)
    return RedirectResponse(f"/indicators/{id}?added=true", 303)


@indicators.post("/indicators/new")
def added(
    request: Request,
    here: TheOffice,
    who: Visitor,
    name_vi: Annotated[str, Form(max_length=_MOST)] = "",
    name_en: Annotated[str, Form(max_length=_MOST)] = "",
    ideas: Annotated[str, Form(max_length=_MOST)] = "",
    none: Annotated[str, Form(max_length=_MOST)] = "",
    examples: Annotated[str, Form(max_length=_MOST)] = "",
    counterexamples: Annotated[str, Form(max_length=_MOST)] = "",
    better: Annotated[str, Form(max_length=20)] = "",
    units: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """A new entry, checked and kept; where it is not right, the form again with what is wrong."""
    given = {
        "name_vi": name_vi, "name_en": name_en, "ideas": ideas, "none": none, "examples": examples,
        "counterexamples": counterexamples, "better": better, "units": units or [],
    }  # fmt: skip
    row = written(given, who.name)
    faults = _accepted(here, who.language, row)
    if faults:
        values = {"given": given, "faults": faults, **_choices()}
        return page(request, "indicator_new.html.j2", who, values, status=422)
    return RedirectResponse(f"/indicators/{row['id']}?added=true", 303)


def written(given: dict[str, Any], by: str) -> dict[str, Any]:
    """What a form holds as a row of the catalogue; each line of `ideas` is an idea with its wordings parted by bars."""
    name = " ".join(given["name_vi"].split())
    slug = "_".join(re.findall(r"[a-z0-9]+", unidecode(name).lower())[:8]) or "unnamed"
    match: dict[str, Any] = {"all": _ideas(given["ideas"])}
    if none := _ideas(given["none"]):
        match["none"] = none
    row: dict[str, Any] = {
        "id": f"office.{slug}",
        "name_vi": name,
        "name_en": " ".join(given["name_en"].split()) or name,
        "source": f"{by} (chitieu serve)",
        "units": list(given["units"]),
        "examples": _lines(given["examples"]),
        "counterexamples": _lines(given["counterexamples"]),
        "match": [match],
    }
    if given["better"]:
        row["better"] = given["better"]
    return row


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _ideas(text: str) -> list[str]:
    """Lines of ideas; wordings are parted by bars or commas, in small letters as the catalogue has them."""
    found = (re.split(r"\s*[|,;]\s*", line.lower()) for line in _lines(text))
    return ["|".join(filter(None, wordings)) for wordings in found]


def _choices() -> dict[str, Any]:
    return {"all_units": [(code, codes("unit")[code]) for code in get_args(Unit)]}


def _accepted(here: Office, language: Any, entry: Entry | dict[str, Any]) -> list[str]:
    """Take an entry into the office's rules; what is wrong with it, in words, where it was not taken."""
    path = own_rules(here.folder.path)
    try:
        accept([entry], path)
    except Refused as error:
        return [say(f"accept.{each.code}", language, text=each.text) for each in error.faults]
    except (RuleError, OSError):
        return [say("serve.indicator.unwritten", language)]
    chosen(here.folder.path)
    return []


class _Suggestions:
    """Suggestions over a folder, made again only where an output or the catalogue has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[object, list[Suggestion]] | None = None

    def of(self, folder: Folder) -> list[Suggestion]:
        """Those by now, those of most documents first."""
        with self._lock:
            stamp = (folder.path, folder.stamp(), len(catalogue().entries))
            if self._held is None or self._held[0] != stamp:
                self._held = stamp, suggestions(folder.extractions())
            return self._held[1]


_suggestions = _Suggestions()
