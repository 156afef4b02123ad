# Two commands do everything on a fresh machine: `make serve` and `make test`. Bare `make` lists all.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TOOLS := tests/tools/node_modules/.ready

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve test quick matrix site check fix bench growth clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

serve: $(READY) ## Serve the site at http://127.0.0.1:8000, reloading when a file changes
	$(BIN)/mkdocs serve --livereload

test: $(READY) $(TOOLS) ## Run every test
	$(BIN)/pytest -q --numprocesses auto --dist worksteal --ignore tests/matrix

quick: $(READY) ## Run the tests that need no browser
	$(BIN)/pytest -q --numprocesses auto --dist worksteal --ignore tests/matrix --ignore tests/browser

matrix: $(READY) ## Run the long tests, which `make test` leaves out: 200 rebuilds, commands killed at 100 points
	$(BIN)/pytest -q -s tests/matrix

site: $(READY) ## Build the site into site/, and fail on any mistake
	$(BIN)/mkdocs build --strict

check: $(READY) ## Check the code (ruff, mypy, who imports whom) and the facts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/factsheet check

fix: $(READY) ## Mend and format the code, as far as ruff can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY) ## Time the proof of 10,000 quotes, compare our speed with that of plain MkDocs, measure the search
	$(BIN)/python benchmarks/verify_quotes.py
	$(BIN)/python benchmarks/compare_with_mkdocs.py
	$(BIN)/python benchmarks/measure_search.py

growth: $(READY) ## Time every stage on hostile input of growing sizes, and fail if one grows faster than its input
	$(BIN)/python benchmarks/growth.py

clean: ## Remove what the other commands made
	rm -rf $(VENV) site tests/tools/node_modules

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; name one: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@

# No scripts of packages run. Without npm the tests go on, and say loudly what they could not judge.
$(TOOLS): tests/tools/package.json
	@npm install --prefix tests/tools --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel error && \
	  touch $@ || echo "npm could not install what the built pages are judged with (tests/tools/package.json)"
