"""Typer's help in Rich without the parts of Rich that no help here uses: they took two fifths of `--help`."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_UNUSED = {"rich.markdown": "Markdown", "rich.traceback": "Traceback"}
"""What Typer imports for help written in Markdown and for errors shown in colours, by module: its class."""


def rich_utils() -> Any:
    """The module `typer.rich_utils`; for what it imports in vain, empty classes stand in while it is loaded."""
    stand_ins = {name: _stand_in(name, of) for name, of in _UNUSED.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        return import_module("typer.rich_utils")
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _stand_in(name: str, of: str) -> ModuleType:
    module = ModuleType(name)
    setattr(module, of, type(of, (), {}))
    return module
