"""The wordings of a document's head: head.yaml, schema-checked and compiled once."""

from __future__ import annotations

from extract.language.folding import Cues, compiled, fold
from extract.rules.head_rows import HeadFile
from extract.rules.loader import from_rules, whole


class Wordings:
    """The parts of head.yaml, each as one pattern over folded text."""

    def __init__(self, file: HeadFile) -> None:
        self.types = file.types
        self.type_line = Cues(file.types, before=r"\A\W*", after=r"(?!\w)")
        self.organs = Cues(file.organisations)
        self.unit = Cues(file.units, before=r"\A[\W\d]*")
        self.unit_end = Cues(file.unit_ends).regex
        self.motto = Cues(file.mottos)
        self.stamp = Cues(file.stamps).regex
        self.stamp_part = Cues(file.stamp_parts).regex
        self.number = compiled(file.numbers[0])
        self.number_sign = compiled(file.number_signs[0])
        self.blank_number = compiled(file.blank_numbers[0])
        self.dates = [compiled(cue) for cue in file.dates]
        self.bare_date = compiled(file.bare_dates[0])
        self.published = [compiled(cue) for cue in file.published]
        self.passage = compiled(file.passages[0])
        self.portal = Cues(file.portal, before=r"\A\W*", after=r"(?!\w)")
        self.reference = compiled(file.references[0])
        self.addressee = compiled(file.addressees[0])
        self.place = compiled(file.places[0])
        self.attachment = compiled(file.attachments[0])
        self.session = Cues(file.sessions).regex
        self.subject = compiled(file.subjects[0])
        self.opening = Cues(file.openings).regex
        self.recipients = Cues(file.recipients).regex
        self.kept = Cues(file.keepers).regex
        self.signature = Cues(file.signatures).regex
        self.signed = compiled(file.signed[0])
        self.name = compiled(file.names[0])
        self.horizons = [(cue.reading, compiled(cue)) for cue in file.horizons]
        self.cited = Cues(file.cited).regex
        self.term = compiled(file.terms[0])
        self.cited_document = compiled(file.cited_documents[0])
        self.neighbour = compiled(file.neighbours[0])
        self.page = Cues(file.furniture).regex
        self.standing = next(row.name for row in file.organisations if row.id == "org.standing")
        self.families = frozenset(fold(name).lower() for name in file.surnames)


@from_rules
def wordings() -> Wordings:
    """The wordings of patterns/head.yaml."""
    return Wordings(whole("head.yaml", HeadFile))
