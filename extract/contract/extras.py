"""What is installed only where it is wanted: the extras of pyproject.toml and the modules that each brings.

Reading documents, review pages, differences and evaluation need none of them.
"""

from __future__ import annotations

from importlib.util import find_spec

EXTRAS: dict[str, tuple[str, ...]] = {
    "compare": ("altair", "vl_convert", "xlsxwriter"),
    "export": ("altair", "docx", "duckdb", "polars", "vl_convert", "xlsxwriter"),
    "ray": ("fsspec", "polars", "ray", "s3fs"),
    "serve": (
        "altair", "docx", "duckdb", "fastapi", "itsdangerous", "multipart", "polars", "uvicorn", "vl_convert",
        "xlsxwriter",
    ),
    "train": ("wordfreq", "sklearn", "scipy"),
}  # fmt: skip
"""By extra, the modules that are imported nowhere but for it; a module may come with more than one."""


class MissingExtra(ImportError):
    """A module that an extra brings is not installed; the message says in one line what installs it."""

    def __init__(self, extra: str, module: str) -> None:
        super().__init__(f"{module} is not installed: pip install 'chitieu[{extra}]'", name=module)
        self.extra = extra
        self.module = module

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str]]:
        return type(self), (self.extra, self.module)


def require(extra: str, *modules: str) -> None:
    """Raise MissingExtra for the first of `modules` (of all that the extra brings, where none is named) there is not.

    Nothing is imported: asking costs a look into the path, and comes before anything is written.

        require("export", "duckdb")
    """
    for module in modules or EXTRAS[extra]:
        if not _there(module):
            raise MissingExtra(extra, module)


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):  # a module without a spec, or one that may not be imported
        return False
