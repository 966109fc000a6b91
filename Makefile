# The one door to every command. `make` alone says what there is.

VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: canaries help run test lint types contracts check format lock backup restore permissions screenshots bench-census bench-deadlines bench-import bench-people bench-redaction bench-reminders redaction-trial fuzz-papers clean

help:  ## Show this list
	@echo "Tagalong: litigation case management for multidistrict class actions"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Using it --------------------------------------------------------------------------------

run: $(VENV)/.run  ## Start everything on this machine and print where it is; Ctrl-C stops it
	@$(BIN)/python manage.py run --end-with-parent

backup: $(VENV)/.run  ## Write a checked backup: make backup TO=directory KEYS=file-elsewhere
	@$(if $(and $(TO),$(KEYS)),,$(error Say where to: make backup TO=new-directory KEYS=new-file-elsewhere))
	@$(BIN)/python manage.py backup "$(TO)" --keys "$(KEYS)"

restore: $(VENV)/.run  ## Bring a backup back: make restore FROM=directory KEYS=file
	@$(if $(and $(FROM),$(KEYS)),,$(error Say from where: make restore FROM=directory KEYS=file))
	@$(BIN)/python manage.py restore "$(FROM)" --keys "$(KEYS)"

# --- Working on it ---------------------------------------------------------------------------

test: $(VENV)/.dev  ## Run the suite on a PostgreSQL and a Valkey of its own: make test ARGS=tests/mdl
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

lint: $(VENV)/.dev  ## Look for mistakes and for untidiness
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev  ## Check the types, strictly
	@$(BIN)/mypy .

contracts: $(VENV)/.dev  ## Prove that the apps stack one way and the law is plain Python
	@$(BIN)/lint-imports

check: lint types contracts test  ## All four of these

format: $(VENV)/.dev  ## Tidy the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

permissions: $(VENV)/.dev  ## Ask every address as every role: the whole permission table, with its counts
	@PERMISSIONS_WHOLE=1 $(BIN)/python -m pytest --no-header -s $(ARGS) tests/permissions

screenshots: $(VENV)/.dev  ## Sign in as each role in a browser; pictures go to screenshots/, the README's are renewed
	@README_PICTURES=tests/browser/pictures $(BIN)/python -m pytest -m browser $(ARGS)

canaries: $(VENV)/.dev  ## Every role at every address: no protected name is heard, and no hidden matter changes an answer
	@CANARIES=1 $(BIN)/python -m pytest --no-header $(ARGS) tests/canaries

fuzz-papers: $(VENV)/.dev  ## Read twenty thousand papers gone wrong, and record a tenth of them
	@MUTANTS=20000 MUTANTS_SEED=$${MUTANTS_SEED:-1} $(BIN)/python -m pytest --no-header $(ARGS) \
		tests/filings/ingestion/test_mutants.py tests/filings/test_mutant_papers.py

bench-census: $(VENV)/.dev  ## Measure the census of a litigation from 20 to 100,000 actions; ARGS="--repeat 3"
	@$(BIN)/python manage.py bench census $(ARGS)

bench-deadlines: $(VENV)/.dev  ## Measure counting and moving of deadlines; ARGS="--scale small"
	@$(BIN)/python manage.py bench deadlines $(ARGS)

bench-redaction: $(VENV)/.dev  ## Measure the check of outgoing papers at 800,000 names; ARGS="--repeat 7"
	@$(BIN)/python manage.py bench redaction $(ARGS)

redaction-trial: $(VENV)/.dev  ## Check 2,000 filings from a seed with planted items: recall, boxes, false alarms
	@$(BIN)/python -m filings.bench.redaction_trial $(ARGS)

bench-import: $(VENV)/.dev  ## Measure the import of a docket of 5,000 entries; ARGS="--repeat 7"
	@$(BIN)/python manage.py bench import $(ARGS)

bench-people: $(VENV)/.dev  ## Measure the import of a list of 100,000 people; ARGS="--repeat 2"
	@$(BIN)/python manage.py bench people $(ARGS)

bench-reminders: $(VENV)/.dev  ## Measure the sending of 10,000 digests beside Django's backend; ARGS="--repeat 3"
	@$(BIN)/python manage.py bench reminders $(ARGS)

clean:  ## Remove the virtual environment and the tools' caches; the data in .state stays
	rm -rf $(VENV) screenshots .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './.state/*' -type d -prune -exec rm -rf {} +

# --- The packages ----------------------------------------------------------------------------

# The first Python that the product runs on. `make PYTHON=/path/to/python3.12 ...` names one.
FIND_PYTHON = for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	2>/dev/null && { echo "$$python"; break; }; done

# An environment made in some other way is used as it is.
$(VENV)/.made:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
		echo "Tagalong needs Python 3.11, 3.12 or 3.13, and none is on the path of this machine."; \
		echo "Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; fi; \
	if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$$python cannot make virtual environments: its modules venv and ensurepip are missing."; \
		echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; fi; \
	echo "  Making a virtual environment with $$python"; \
	"$$python" -m venv --clear $(VENV); }
	@touch $@

$(VENV)/.run: requirements.txt $(VENV)/.made
	@$(BIN)/python -m mdl.embedded.install requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.made
	@$(BIN)/python -m mdl.embedded.install requirements-dev.txt
	@touch $@ $(VENV)/.run

HEADER := \# Written by 'make lock' from pyproject.toml: pinned and hashed. Do not edit by hand.
LOCK = $(VENV)/lock/bin/uv pip compile pyproject.toml --quiet --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-annotate --no-header

lock: $(VENV)/.made  ## Pin the newest packages that pyproject.toml allows, with their hashes
	@$(BIN)/python -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	@{ echo "$(HEADER)"; $(LOCK); } > requirements.new && mv requirements.new requirements.txt
	@{ echo "$(HEADER)"; $(LOCK) --group dev; } > requirements.new && mv requirements.new requirements-dev.txt
