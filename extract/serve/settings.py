"""What a server is told when it starts."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from extract.messages import Language
from extract.run.outcomes import Limits

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server behaves.

    `token`: one that lets anybody in who knows it, as often as wanted (None: only invitations, each good once).
    `host`: what it is bound to; `address`: what people type, where that is another (behind a proxy): scheme://host.
    `file_bytes`, `files`: of one upload at most, each file and altogether so many; `folder_bytes`: of all sources.
    `jobs`: documents extracted at a time; `limits`: what one may cost; `sources`: where else documents may lie.
    """

    token: str | None = None
    host: str = "127.0.0.1"
    address: str | None = None
    language: Language = "vi"
    file_bytes: int = 200_000_000
    files: int = 100
    folder_bytes: int = 20_000_000_000
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    sources: Path | None = None
    session_days: int = 30

    @property
    def secure(self) -> bool:
        """Whether people come by https."""
        return bool(self.address and self.address.lower().startswith("https:"))

    @property
    def request_bytes(self) -> int:
        """Of one request at most: an upload's files and what parts them."""
        return min(self.file_bytes * self.files, self.folder_bytes) + 1_000_000

    def knows(self, host: str) -> bool:
        """Whether a request may be for this host (without its port, in lower case).

        A name that somebody else's DNS gives to this machine is none of its own: that is how a page from elsewhere
        would be let in.  Numbers cannot be given so.
        """
        if host in LOOPBACK:
            return True
        if self.address and host == (urlsplit(self.address).hostname or "").lower():
            return True
        if self.host in LOOPBACK:
            return False
        return host == self.host.lower() or host == socket.gethostname().lower() or _is_number(host)


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
