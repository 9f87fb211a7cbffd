"""Who is there: invitations, sessions, and the token that every form carries.

An invitation is a secret in an address, good for one session; the server prints one when it starts, and whoever is
signed in can make more.  A session is a row of the database that a signed cookie names: it survives a restart.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic, time

from itsdangerous import BadSignature, URLSafeSerializer

from extract.messages import Language
from extract.serve.database import Database
from extract.serve.settings import Settings

LONGEST_NAME = 60
_DAY = 86_400.0
_INVITATION_DAYS = 7.0
_WRONG = 20  # wrong tokens within `_WHILE` seconds, after which none is looked at
_WHILE = 60.0
_SEEN = 60.0  # seconds between two notes that somebody is there
_HELD = 5.0  # seconds for which it is not asked again whose a cookie is
_MOST = 1000  # cookies held


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks, in which language; `csrf` is what their forms have to carry."""

    session: str
    name: str
    language: Language
    csrf: str


class TooManyWrong(Exception):
    """So many wrong tokens came that none is looked at for a minute."""


class Sessions:
    """Sessions and invitations of one folder."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._secret = database.setting("secret", secrets.token_urlsafe(32))
        self._signer = URLSafeSerializer(self._secret, salt="session")
        self._wrong: list[float] = []
        self._lock = threading.Lock()
        self._held: dict[str, tuple[float, Visit]] = {}
        self._changes = 0
        self.cookie = f"chitieu_{sha256(self._secret.encode()).hexdigest()[:8]}"

    def invited(self, by: str | None = None) -> str:
        """A new invitation: the secret that lets one person in."""
        token = secrets.token_urlsafe(24)
        with self._database.writing() as to:
            to.execute("DELETE FROM invitations WHERE made < ?", (time() - _INVITATION_DAYS * _DAY,))
            to.execute("INSERT INTO invitations VALUES (?, ?, ?, NULL)", (_digest(token), time(), by))
        return token

    def entered(self, token: str, name: str, language: Language) -> str | None:
        """The cookie of a new session, None for a token that lets nobody in (any more).  Raises TooManyWrong."""
        self._patience()
        if not self._fixed(token) and not self._used_up(token):
            self._wrong.append(time())
            return None
        session = secrets.token_urlsafe(24)
        with self._database.writing() as to:
            to.execute("DELETE FROM sessions WHERE seen < ?", (time() - self._settings.session_days * _DAY,))
            to.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", (session, name, language, time(), time()))
        return self._signer.dumps(session)

    def knows(self, token: str) -> bool:
        """Whether a token is the one that all use.  Raises TooManyWrong."""
        self._patience()
        if self._fixed(token):
            return True
        self._wrong.append(time())
        return False

    def _patience(self) -> None:
        with self._lock:
            self._wrong = [each for each in self._wrong if each > time() - _WHILE]
            if len(self._wrong) >= _WRONG:
                raise TooManyWrong

    def _fixed(self, token: str) -> bool:
        fixed = self._settings.token
        return bool(fixed) and hmac.compare_digest(str(fixed).encode(), token.encode("utf-8", "replace"))

    def _used_up(self, token: str) -> bool:
        """Whether a token is an invitation, which it is no more from now on."""
        with self._database.writing() as to:
            found = to.execute(
                "UPDATE invitations SET used = ? WHERE digest = ? AND used IS NULL AND made >= ?",
                (time(), _digest(token), time() - _INVITATION_DAYS * _DAY),
            )
            return found.rowcount == 1

    def lately(self, cookie: str | None) -> Visit | None:
        """Whose a cookie was a moment ago, without waiting for anything; None where that is to be asked."""
        until, found = self._held.get(cookie or "", (0.0, None))
        return found if monotonic() < until else None

    def visit(self, cookie: str | None) -> Visit | None:
        """Whose a cookie is; None for one that was not made here, or is over."""
        changes = self._changes
        found = self._visit(cookie)
        if found and cookie:
            with self._lock:
                if len(self._held) >= _MOST:
                    self._held.clear()
                if changes == self._changes:  # nobody signed out meanwhile
                    self._held[cookie] = monotonic() + _HELD, found
        return found

    def _visit(self, cookie: str | None) -> Visit | None:
        try:
            session = self._signer.loads(cookie or "")
        except BadSignature:
            return None
        found = self._database.row("SELECT name, language, seen FROM sessions WHERE id = ?", (str(session),))
        if found is None or found["seen"] < time() - self._settings.session_days * _DAY:
            return None
        if found["seen"] < time() - _SEEN:
            with self._database.writing() as to:
                to.execute("UPDATE sessions SET seen = ? WHERE id = ?", (time(), session))
        return Visit(session, found["name"], "vi" if found["language"] == "vi" else "en", self.csrf(session))

    def csrf(self, session: str) -> str:
        """What the forms of a session carry."""
        return hmac.new(self._secret.encode(), f"csrf:{session}".encode(), sha256).hexdigest()

    def left(self, session: str) -> None:
        """End a session."""
        with self._database.writing() as to:
            to.execute("DELETE FROM sessions WHERE id = ?", (session,))
        self._forget(session)

    def speaks(self, session: str, language: Language) -> None:
        """Keep the language that somebody wants."""
        with self._database.writing() as to:
            to.execute("UPDATE sessions SET language = ? WHERE id = ?", (language, session))
        self._forget(session)

    def _forget(self, session: str) -> None:
        with self._lock:
            self._changes += 1
            self._held = {cookie: held for cookie, held in self._held.items() if held[1].session != session}

    def names(self) -> list[str]:
        """Who is signed in, each once."""
        return [row["name"] for row in self._database.rows("SELECT DISTINCT name FROM sessions ORDER BY name")]


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def cleaned_name(name: str) -> str | None:
    """A reviewer's name as it is kept: composed, in one line; None for one without a letter, or too long."""
    composed = unicodedata.normalize("NFC", name)
    seen = "".join(" " if c.isspace() else c for c in composed if c.isprintable() or c.isspace())
    kept = " ".join(seen.split())
    return kept if 0 < len(kept) <= LONGEST_NAME and any(map(str.isalpha, kept)) else None
