"""The server that workers are forked from: it loads the pipeline once, while the process that the user started goes on.

This module imports next to nothing: the command begins the server before all else.
"""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.context import BaseContext
from multiprocessing.forkserver import ensure_running

_PRELOADED = "extract.engines.preloaded"


def begun(*modules: str) -> BaseContext:
    """The context whose processes are forked from the server, which runs from now on; called again it changes nothing.

    `modules` are loaded beside the pipeline.  Where the process that began it ends before all is loaded, the server
    ends too.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED, *modules])
    ensure_running()
    return context
