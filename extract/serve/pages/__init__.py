"""The pages: a module for each, with its routes; `PAGES` are those that are served."""

from __future__ import annotations

from fastapi import APIRouter

from extract.serve.pages.agreeing import agreeing
from extract.serve.pages.comparing import comparing
from extract.serve.pages.documents import documents
from extract.serve.pages.downloads import downloads
from extract.serve.pages.indicators import indicators
from extract.serve.pages.marking import marking
from extract.serve.pages.one_by_one import one_by_one
from extract.serve.pages.tracking import tracking

PAGES: tuple[APIRouter, ...] = (documents, marking, agreeing, comparing, downloads, indicators, one_by_one, tracking)
