"""A real Chromium for tests of pages, in which only files from the disk, or one's own server, may be asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    Route,
    sync_playwright,
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install Debian's package chromium")


@dataclass(slots=True)
class Visit:
    """A page that is open, what it asked of the network and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Visitor:
    """Opens pages from the disk; `check` fails where one left the disk or had an error."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.visits: list[Visit] = []
        self._contexts: list[BrowserContext] = []

    def context(self, **options: Any) -> BrowserContext:
        """A fresh context (storage of its own) that lets nothing but files through."""
        made = self.browser.new_context(**{"locale": "vi-VN", "reduced_motion": "reduce", **options})
        self._contexts.append(made)
        return made

    def open(self, path: Path, *, fragment: str = "", context: BrowserContext | None = None, **options: Any) -> Visit:
        """Open a file in a page of 1280 by 900 (or as `options` say)."""
        return self._goto(path.resolve().as_uri() + fragment, ("file:",), context, options)

    def at(self, address: str, *, context: BrowserContext | None = None, **options: Any) -> Visit:
        """Open an address of a server in this process; nothing may be asked for of another."""
        origin = "/".join(address.split("/")[:3]) + "/"
        return self._goto(address, (origin,), context, options)

    def _goto(
        self, address: str, own: tuple[str, ...], context: BrowserContext | None, options: dict[str, Any]
    ) -> Visit:
        page = (context or self.context(viewport={"width": 1280, "height": 900}, **options)).new_page()
        visit = Visit(page)
        self.visits.append(visit)

        def let(route: Route) -> None:
            url = route.request.url
            if url.startswith((*own, "data:", "blob:")):
                route.continue_()
            else:
                visit.requests.append(url)
                route.abort()

        page.route("**/*", let)

        def heard(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                visit.complaints.append(message.text)

        def asked(dialog: Dialog) -> None:
            visit.complaints.append(f"dialog {dialog.message}")
            dialog.dismiss()

        page.on("console", heard)
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        page.on("dialog", asked)
        page.goto(address)
        return visit

    def check(self) -> None:
        """Nothing left the disk, nothing failed."""
        assert [url for visit in self.visits for url in visit.requests] == []
        assert [text for visit in self.visits for text in visit.complaints] == []

    def close(self) -> None:
        """Close what was opened."""
        for each in self._contexts:
            each.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module's tests."""
    if CHROMIUM is None:
        pytest.skip("no Chromium: install Debian's package chromium")
    driver: Playwright
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """Opens pages; at the end of a test nothing may have left the disk or failed."""
    made = Visitor(chromium)
    yield made
    made.close()
    made.check()
