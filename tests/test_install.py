"""What each kind of install can do: the base alone reads, shows and compares runs; every extra is asked for by name."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from packaging.requirements import Requirement

from extract.contract.extras import EXTRAS, MissingExtra, require
from tests import base_only, word
from tests.base_only import PROJECT, ROOT

TEXT = "Đến năm 2025, tối thiểu 80% hồ sơ được giải quyết trực tuyến. Thu nhập bình quân đạt 96 triệu đồng."
DAMAGED = "Den nam 2025, toi thieu 80% ho so duoc giai quyet truc tuyen; ty le ho ngheo giam xuong duoi 3%."
# Modules whose names are not those of their distributions.
MODULES = {
    "pillow": "PIL", "pillow-heif": "pillow_heif", "python-docx": "docx",
    "python-multipart": "multipart", "pyyaml": "yaml",
    "scikit-learn": "sklearn",
    "vl-convert-python": "vl_convert",
}  # fmt: skip
# Imported by name, installed with a package that is declared and cannot do without them.
WITH = {"markupsafe": "jinja2", "pydantic_core": "pydantic", "starlette": "fastapi", "threadpoolctl": "sklearn"}

HEAVY = {
    "altair", "duckdb", "jinja2", "numpy", "pandas", "polars", "pymupdf", "ray", "rich", "spacy", "thinc",
    "typer", "underthesea", "vl_convert", "xlsxwriter",
}  # fmt: skip
FREE = ("csv", "jsonl", "datapackage", "webannotation")  # forms of `export` that need no extra


def _module(requirement: str) -> str:
    name = Requirement(requirement).name
    return MODULES.get(name, name)


# ---- what is declared -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_table_of_extras_says_what_pyproject_declares(extra: str) -> None:
    declared = [_module(line) for line in PROJECT["optional-dependencies"][extra]]
    assert sorted(declared) == sorted(EXTRAS[extra])


def test_all_is_every_extra_but_the_tests() -> None:
    (line,) = PROJECT["optional-dependencies"]["all"]
    assert Requirement(line).extras == set(EXTRAS)
    assert {*PROJECT["optional-dependencies"]} == {*EXTRAS, "all", "dev"}


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_readme_names_every_extra(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert [extra for extra in (*EXTRAS, "all") if f"| `pip install 'chitieu[{extra}]'` |" not in text] == []


def _imported() -> dict[str, set[str]]:
    """Every module that the package imports from elsewhere, wherever in a file it does, and the files that do."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "extract").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [str(node.module)]
            for name in names:
                found.setdefault(name.partition(".")[0], set()).add(path.relative_to(ROOT).as_posix())
    return {name: files for name, files in found.items() if name not in {*sys.stdlib_module_names, "extract"}}


def test_whatever_is_imported_is_declared() -> None:
    base = {_module(line) for line in PROJECT["dependencies"]}
    extras = {module for modules in EXTRAS.values() for module in modules}
    assert not base & extras
    assert {WITH.get(name, name) for name in _imported()} - base - extras == {"pandas"}  # which the user brings


def test_what_an_extra_brings_is_imported_where_it_is_used_alone() -> None:
    # At the top of a module it would be loaded, or be missing, for what does not need it.
    extras = {module for modules in EXTRAS.values() for module in modules}
    allowed = {f"extract/views/{name}.py" for name in ("compare/xlsx", "track/book")}
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "extract").rglob("*.py")
        if not path.is_relative_to(ROOT / "extract" / "serve")  # a room of its extra, imported by its command alone
        for node in ast.parse(path.read_text("utf-8")).body
        if (isinstance(node, ast.Import) and {a.name.partition(".")[0] for a in node.names} & extras)
        or (isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] in extras)
    }
    assert found == allowed


# ---- what is loaded ---------------------------------------------------------------------------------------------


def _loaded(code: str) -> set[str]:
    """Top-level modules from outside the standard library that are loaded once `code` has run."""
    told = "import sys; print(*sorted({m.partition('.')[0] for m in sys.modules} - {*sys.stdlib_module_names}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{told}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {*done.stdout.splitlines()[-1].split()}


def test_importing_the_package_loads_no_other() -> None:
    before = _loaded("")
    assert _loaded("import extract") - before == {"extract"}


def test_reading_text_loads_nothing_heavy() -> None:
    loaded = _loaded(f"import extract; assert extract.extract({TEXT!r}).targets")
    assert {"extract", "pydantic"} <= loaded
    assert not loaded & {*HEAVY, "lxml"}


def test_putting_diacritics_back_loads_numpy_alone() -> None:
    loaded = _loaded(f"import extract; assert extract.extract({DAMAGED!r}).targets")
    assert loaded & HEAVY == {"numpy"}


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_reading_web_pages_and_word_files_loads_nothing_heavy(tmp_path: Path, suffix: str) -> None:
    path = _file(tmp_path, suffix)
    loaded = _loaded(f"import extract, pathlib; assert extract.extract(pathlib.Path({str(path)!r})).targets")
    assert "lxml" in loaded
    assert not loaded & HEAVY


def test_reading_pdf_loads_mupdf_alone(tmp_path: Path) -> None:
    path = _file(tmp_path, "pdf")
    loaded = _loaded(f"import extract, pathlib; assert extract.extract(pathlib.Path({str(path)!r})).targets")
    assert "pymupdf" in loaded
    # MuPDF's own bindings may take numpy where they find it
    assert not loaded & (HEAVY - {"pymupdf", "numpy"})


# ---- what the base can do ---------------------------------------------------------------------------------------


def _file(folder: Path, suffix: str) -> Path:
    """TEXT as a file of a kind."""
    path = folder / f"van-ban-{suffix}.{suffix}"
    if suffix == "docx":
        path.write_bytes(word.package(word.para(TEXT)))
    elif suffix == "pdf":
        document = pymupdf.open()
        document.new_page().insert_htmlbox((50, 50, 500, 300), f"<p>{TEXT}</p>")
        document.save(path)
    else:
        path.write_text(f"<html><body><p>{TEXT}</p></body></html>" if suffix == "html" else TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what forbids all but the base."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """A folder with documents of four kinds in `in` and their outputs in `out`, made with the base alone."""
    folder = tmp_path_factory.mktemp("base")
    (folder / "in").mkdir()
    for suffix in ("txt", "html", "docx", "pdf"):
        _file(folder / "in", suffix)
    done = base_only.python(site, "-m", "extract", "extract", "in", "--out", "out", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_the_base_is_what_pyproject_says(site: Path) -> None:
    assert {"pytest", "openpyxl", "pandas"} < base_only.forbidden()
    assert not base_only.forbidden() & {_module(line) for line in PROJECT["dependencies"]}
    done = base_only.python(site, "-c", "import polars")
    assert "No module named 'polars'" in done.stderr


def test_the_base_reads_text_web_pages_word_and_pdf(outputs: Path) -> None:
    from extract import load_outputs

    for suffix in ("txt", "html", "docx", "pdf"):
        (found,) = load_outputs(outputs / f"out/van-ban-{suffix}.json")
        assert [target.measure.value for target in found.targets] == [80, 96], suffix
    assert {"targets.csv", "targets.jsonl"} <= {path.name for path in (outputs / "out").iterdir()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "out", "--out", "pages"],
        ["diff", "out", "out"],
        ["diff", "out", "out", "--html", "diff.html"],
        ["show", "out/van-ban-txt.json"],
        ["show", "in/van-ban-txt.txt"],
        ["suggest", "in"],
        ["evaluate", str(ROOT / "tests/gold/phu-yen.jsonl"), str(ROOT / "outputs/phu-yen.json")],
        ["restore", "in/van-ban-txt.txt"],
        ["indicators"],
        *(["export", "out", "--to", form, "--out", f"to/{form}"] for form in FREE),
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_base_is_enough_for(outputs: Path, site: Path, arguments: list[str]) -> None:
    done = base_only.python(site, "-m", "extract", *arguments, cwd=outputs)
    assert done.returncode == 0, done.stderr
    assert "not installed" not in done.stderr


def test_the_base_has_the_stages_as_a_spacy_pipeline(site: Path) -> None:
    code = f"import extract; assert extract.extract({TEXT!r}, extract.load()).targets"
    done = base_only.python(site, "-c", code)
    assert done.returncode == 0, done.stderr


# ---- what it has not --------------------------------------------------------------------------------------------


WANTING = [
    (["compare", "out", "--out", "table"], "compare", "altair"),
    (["track", "out", "--out", "lines"], "compare", "altair"),
    (["export", "out", "--to", "tracker", "--out", "tracker.xlsx"], "export", "xlsxwriter"),
    (["export", "out", "--to", "summary", "--out", "summaries"], "export", "docx"),
    (["serve", "out"], "serve", "fastapi"),
    (["export", "out", "--to", "parquet", "--out", "made/a"], "export", "polars"),
    (["export", "out", "--to", "xlsx", "--out", "made/a"], "export", "xlsxwriter"),
    (["export", "out", "--to", "duckdb", "--out", "made/a"], "export", "duckdb"),
    (["extract", "in", "--out", "far", "--engine", "ray"], "ray", "ray"),
    (["extract", "memory://in", "--out", "far"], "ray", "fsspec"),
]


@pytest.mark.parametrize(
    ("arguments", "extra", "module", "language"),
    # one text names them all: the other language is seen at one command of each kind
    [
        *((*each, "en") for each in WANTING),
        *((*each, "vi") for each in WANTING if each[2] in {"altair", "duckdb", "ray"}),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_a_command_that_wants_an_extra_names_it_in_one_line(
    outputs: Path, site: Path, arguments: list[str], extra: str, module: str, language: str
) -> None:
    done = base_only.python(site, "-m", "extract", "--lang", language, *arguments, cwd=outputs)
    said = f"{module} is not installed" if language == "en" else f"chưa cài {module}"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"chitieu: {said}: pip install 'chitieu[{extra}]'\n"
    assert {"table", "made", "far"}.isdisjoint(path.name for path in outputs.iterdir())


def test_a_frame_that_wants_an_extra_names_it(outputs: Path, site: Path) -> None:
    code = "import extract; extract.to_dataframe(extract.load_outputs('out'))"
    done = base_only.python(site, "-c", code, cwd=outputs)
    assert done.returncode == 1
    assert done.stderr.endswith("MissingExtra: polars is not installed: pip install 'chitieu[export]'\n")


def test_building_the_restoration_model_names_its_extra(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    arguments = ("-m", "extract.restore.training.build", "a.txt", "--out", "made")
    done = base_only.python(site, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "wordfreq is not installed: pip install 'chitieu[train]'" in done.stderr
    assert not (tmp_path / "made").exists()


def test_a_missing_extra_is_an_import_error_that_can_be_sent_between_processes() -> None:
    import pickle

    with pytest.raises(ImportError, match=r"chitieu\[train\]") as caught:
        require("train", "no_such_module_at_all")
    again = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(again, MissingExtra)
    assert (again.extra, again.module, again.name) == ("train", "no_such_module_at_all", "no_such_module_at_all")
