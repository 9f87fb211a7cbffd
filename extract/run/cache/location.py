"""Where the cache lies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def place(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The folder for the cache: CHITIEU_CACHE (empty: none), else one in the user's cache folder."""
    named = environment.get("CHITIEU_CACHE")
    if named is not None:
        return Path(named) if named else None
    base = Path(environment.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():
        try:
            base = Path.home() / ".cache"
        except RuntimeError:  # a user without a home
            return None
    return base / "chitieu"
