"""The office's own rule data: `patterns/` in the folder that is served, unless `--patterns` names another place."""

from __future__ import annotations

from pathlib import Path

from extract.rules.loader import follow
from extract.rules.own import choose, own_folders

FOLDER = "patterns"


def own_rules(folder: Path) -> Path:
    """Where entries are written: the first folder of rule data that was named, else the served folder's own."""
    return next((each for each in own_folders() if not each.is_file()), folder / FOLDER)


def chosen(folder: Path) -> None:
    """Have the served folder's own rule data used, here and in workers begun from now on, if there is any."""
    path = own_rules(folder)
    if path.is_dir() and path not in own_folders():
        choose(*own_folders(), path)
        follow()
