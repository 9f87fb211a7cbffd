"""`python -m extract.keep`: makes what extract.kept keeps, at set-up; later changes to rules need no second time.

Expressions are kept as they are met: while the pipeline is loaded, and while it reads the examples of its own rules.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from extract import kept
from extract.kept import COMPILER, Kept


class _Engine:
    """The engine of `re`, remembering what the last expression was made of."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.last: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def compile(self, expression: Any, flags: int, code: list[int], *groups: Any) -> Any:
        """The expression; its flags, code and groups are kept for later."""
        self.last = (int(flags), [*map(int, code)], *groups)  # constants have a type of their own
        return self._engine.compile(expression, flags, code, *groups)


@contextmanager
def _met() -> Iterator[dict[tuple[str, int], bytes]]:
    """The expressions that this process compiles meanwhile."""
    met: dict[tuple[str, int], bytes] = {}
    engine, compiled = _Engine(COMPILER._sre), COMPILER.compile

    def noted(expression: Any, flags: int = 0) -> Any:
        found = compiled(expression, flags)
        if type(expression) is str:
            met[expression, int(flags)] = marshal.dumps(engine.last)
        return found

    COMPILER._sre, COMPILER.compile = engine, noted
    try:
        yield met
    finally:
        COMPILER._sre, COMPILER.compile = engine._engine, compiled


def _examples(content: Any) -> Iterator[str]:
    """The examples of all rows of a file, of both kinds."""
    if isinstance(content, dict):
        for name, each in content.items():
            if name in ("examples", "counterexamples") and isinstance(each, list):
                yield from map(str, each)
            else:
                yield from _examples(each)
    elif isinstance(content, list):
        for each in content:
            yield from _examples(each)


def made() -> Kept:
    """All there is to keep.  Complete only in a process that has loaded nothing of the pipeline yet."""
    with _met() as expressions:
        from extract.folding import fold
        from extract.rules import folder, load_yaml
        from extract.stages import extract, load

        contents = {path: load_yaml(path.relative_to(folder()).as_posix()) for path in folder().rglob("*.yaml")}
        load()
        text = "\n\n".join(example for content in contents.values() for example in _examples(content))
        extract(text)
        extract(fold(text))  # as restoration meets it
    parsed = {sha256(path.read_bytes()).digest(): pickle.dumps(content, 5) for path, content in contents.items()}
    return Kept(parsed, expressions)


if __name__ == "__main__":
    kept.write(made())
