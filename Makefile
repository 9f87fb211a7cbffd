# make install   all that an office needs, into .venv (then .venv/bin/chitieu; other documents than corpora/)
# make extract   corpora/ -> outputs/         make test   all checks
# make diff      outputs/ as it stands against the last commit's, record by record
# make serve     the office's page on the five documents: a copy of outputs/ and corpora/ in office/, or SERVE=FOLDER
# make soak      an hour of hostile inputs, kills and full disks (CHITIEU_SOAK=minutes), into docs/reliability.md
# make clean     removes what make made       make schema   docs/document.schema.json from the models
# make sbom      dist/chitieu.cdx.json: every package that the base and the extras install, with its licence (CycloneDX)
# make docs      the tables of docs/ from the columns and the registry of codes
# make restoration-model SOURCES="texts and twins"           extract/restore/data from them
# make tagger SETS="folders of texts with gold"   extract/tagger/data from them
# make weights SETS="folders"                    patterns/weights from texts with gold (the texts stay where they are)
# PYTHON=...     picks the interpreter (3.11 or newer)
#
# What extraction, review and comparison need is set up for `make extract`; what the checks need comes on top of it.

BIN := .venv/bin
INSTALLED := .venv/.installed
TESTED := .venv/.tested
SERVED := .venv/.served
PYTHON ?=

# Three lines on what changed since the last commit; nothing where there is no git, no commit, or no outputs in it.
SINCE = if git rev-parse -q --verify HEAD:./outputs >/dev/null 2>&1; then $(BIN)/chitieu diff HEAD outputs --summary || :; fi

# $(call install,EXTRA): the package and one of its extras into .venv; on failure why, in plain words.
define install
if ! $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[$(1)]' >.venv/install.log 2>&1; then \
  tail -n 5 .venv/install.log >&2; \
  if grep -qiE 'connection|resolution|timed out|network|ssl|proxy|max retries' .venv/install.log; then \
    echo "The network or the package index is missing: the packages of constraints.txt could not be fetched." >&2; \
  else \
    echo "The packages of constraints.txt could not be installed: the last lines of .venv/install.log are above." >&2; \
  fi; \
  exit 1; \
fi
endef

.PHONY: install extract diff test soak sbom serve schema docs restoration-model weights tagger clean

install: $(SERVED)

extract: $(INSTALLED)
	@code=0; $(BIN)/chitieu extract corpora --out outputs || code=$$?; $(SINCE); exit $$code

diff: $(INSTALLED)
	@$(BIN)/chitieu diff HEAD outputs

test: $(TESTED)
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo >.venv/imports.log 2>&1 || { cat .venv/imports.log >&2; exit 1; }
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -n 2 --dist worksteal

# Two at a time: what is read and refused, and what runs and is ended.  Not part of `make test`.
SOAK := $(BIN)/python -m tests.soak
soak: $(TESTED)
	@$(SOAK) texts files & first=$$!; $(SOAK) hostile kills disks together churn serving; code=$$?; wait $$first && exit $$code
	@$(BIN)/python -m tests.soak.report

# A copy, made once: what is judged there does not change outputs/.
SERVE ?= office
serve: $(SERVED)
	@set -eu; if [ ! -e "$(SERVE)" ]; then \
	  mkdir -p "$(SERVE)/sources"; cp outputs/*.json "$(SERVE)"; cp corpora/* "$(SERVE)/sources"; \
	fi; \
	exec $(BIN)/chitieu serve "$(SERVE)"

sbom: $(TESTED)
	@$(BIN)/python -m bench.supply.bill dist/chitieu.cdx.json

schema: $(INSTALLED)
	@$(BIN)/python -c 'import json, pathlib; from extract.contract.model import json_schema; \
	  text = json.dumps(json_schema(), ensure_ascii=False, indent=1); \
	  pathlib.Path("docs/document.schema.json").write_text(text + "\n", "utf-8")'

docs: $(INSTALLED)
	@$(BIN)/python -m extract.write.described docs
	@$(BIN)/python -m extract.cli.deciding docs/how-it-decides.md .

# Texts (.txt, .md, .txt.xz) and twins (.tsv: clean line, tab, line as read) that the model is counted from.
restoration-model: $(INSTALLED)
	@test -n "$(SOURCES)" || { echo 'Name the texts and twins: make restoration-model SOURCES="texts/*.txt twins/*.tsv"' >&2; exit 2; }
	@$(call install,train)
	@$(BIN)/python -m extract.restore.training.build $(SOURCES)

# Folders of <stem>.txt with <stem>.jsonl; TOGETHER="A+B": documents so called are held out as one.  The project's own
# gold teaches too, and is not to be read worse; prose without records teaches what is none.
weights: $(INSTALLED)
	@test -n "$(SETS)" || { echo 'Name folders of texts with gold: make weights SETS="a b" TOGETHER="x-1+x-2"' >&2; exit 2; }
	@$(call install,train)
	@$(BIN)/python -m extract.measure.weights $(SETS) $(addprefix --together ,$(TOGETHER)) \
	  --guard tests/gold=corpora --guard tests/gold/unseen --guard tests/gold/marked/kind.yaml \
	  --barren tests/gold/prose --unread tests/gold/unread
	@$(BIN)/python -m extract.write.described docs
	@$(BIN)/python -m extract.cli.deciding docs/how-it-decides.md .

# Folders of texts whose gold says who is charged (under a minute: each document is held out once).
tagger: $(INSTALLED)
	@test -n "$(SETS)" || { echo 'Name the folders: make tagger SETS=tests/gold/drafted' >&2; exit 2; }
	@$(BIN)/python -m extract.measure.train_tagger $(SETS)

clean:
	@rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is laid anew whenever what it should hold has changed.
$(INSTALLED): pyproject.toml constraints.txt
	@set -eu; python=; \
	for name in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    python=$$name; break; \
	  fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is missing: install it, or say where it is with make PYTHON=/path/to/python3." >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
	  echo "Python's venv module is missing: install it (on Debian and Ubuntu the package python3-venv)." >&2; exit 1; \
	fi; \
	echo "Setting up .venv with $$("$$python" --version) (once; takes about a minute) ..."; \
	"$$python" -m venv --clear .venv; \
	$(call install,compare); \
	$(BIN)/python -m compileall -q extract; \
	touch $(INSTALLED)

# What the page needs besides.
$(SERVED): $(INSTALLED)
	@echo "Adding to .venv what the page needs (once) ..."
	@$(call install,serve)
	@touch $(SERVED)

# What the checks need besides: `--clear` above takes this stamp away with the rest.
$(TESTED): $(INSTALLED)
	@echo "Adding to .venv what the checks need (once; takes a minute or two) ..."
	@$(call install,dev)
	@touch $(TESTED)
