"""The server that workers are forked from: it loads the pipeline once, while the process that the user started goes on.

This module imports next to nothing: the command begins the server before all else.
"""

from __future__ import annotations

import os
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from multiprocessing.forkserver import ensure_running

_PRELOADED = "extract.engines.preloaded"
_SAFE_PATH = "PYTHONSAFEPATH"


def begun(*modules: str) -> BaseContext:
    """The context whose processes are forked from the server, which runs from now on; called again it changes nothing.

    `modules` are loaded beside the pipeline.  Where the process that began it ends before all is loaded, the server
    ends too.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED, *modules])
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"  # else it would take an extract.py of the folder that the user stands in for ours
    try:
        ensure_running()
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before
    return context
