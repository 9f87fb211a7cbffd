"""The form of what can go wrong: a cause, told in both languages, with what to do about it.

A cause's id is its code, a dot and a word of its own: `no_text_layer.ocr_off` belongs to the code `no_text_layer`.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.contract.codes.values import Words


class Cause(NamedTuple):
    """What is said, in English and Vietnamese, {names} to be filled in; `{do}` is filled with what to do.

    `do`: what the reader can do about it, in both languages; empty where nothing can be done.
    """

    en: str
    vi: str
    do: Words = ("", "")
