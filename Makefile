# Two commands do everything on a fresh machine: `make serve` and `make test`. Bare `make` lists all.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# With what builds us installed already, nothing is fetched that is not in requirements/.
OURSELVES := --no-index --no-deps --no-build-isolation --editable .
LOCK := .cache/lock
COMPILE := $(LOCK)/bin/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url $(if $(UPGRADE),--upgrade)
NPM_LOCK := npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
TOOLS := tests/tools/node_modules/.ready
ELEVENTY := benchmarks/peers/eleventy
BENCH := .cache/bench
EVENTS := 500

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help serve test quick matrix site check lock fix bench measure growth clean

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

lock: ## Write requirements/ anew from pyproject.toml; make lock UPGRADE=1 takes the newest versions
	$(PYTHON) -m venv $(LOCK)
	$(LOCK)/bin/pip install --quiet --require-hashes --requirement requirements/lock.txt
	$(COMPILE) --extra dev pyproject.toml requirements/build.in --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml requirements/build.in --constraint requirements/dev.txt --output-file requirements/site.txt
	$(COMPILE) --extra bench pyproject.toml requirements/build.in --constraint requirements/dev.txt --output-file requirements/bench.txt
	$(COMPILE) requirements/lock.in --output-file requirements/lock.txt
	cd tests/tools && $(NPM_LOCK)
	cd $(ELEVENTY) && $(NPM_LOCK)
	rm -r $(LOCK)

fix: $(READY) ## Mend and format the code, as far as ruff can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(BENCH)/.ready $(ELEVENTY)/node_modules/.ready ## Time our build beside those of Hugo, Eleventy, MkDocs and Zensical that write the same pages; of EVENTS=500
	$(BENCH)/bin/python benchmarks/compare.py --times 4 --seconds 25 --events $(EVENTS) --changes $(EVENTS) $(if $(KEEP),--results $(KEEP) --history $(KEEP))

measure: $(READY) ## Time the proof of 10,000 quotes and the desk, measure the search, the lists and every page
	$(BIN)/python benchmarks/verify_quotes.py
	$(BIN)/python benchmarks/measure_search.py
	$(BIN)/python benchmarks/measure_lists.py
	$(BIN)/python benchmarks/measure_pages.py
	$(BIN)/python benchmarks/measure_desk.py

growth: $(READY) ## Time every stage on hostile input of growing sizes, and fail if one grows faster than its input
	$(BIN)/python benchmarks/growth.py

clean: ## Remove what the other commands made
	rm -rf $(VENV) site tests/tools/node_modules $(BENCH) $(ELEVENTY)/node_modules

$(READY): pyproject.toml requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || \
	  { echo "Python 3.11.5 or later is needed; name one: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/dev.txt
	$(BIN)/pip install --quiet $(OURSELVES)
	@touch $@

# No scripts of packages run. Without npm the tests go on, and say loudly what they could not judge.
$(TOOLS): tests/tools/package.json tests/tools/package-lock.json
	@npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --loglevel error && \
	  touch $@ || echo "npm could not install what the built pages are judged with (tests/tools/package.json)"

# What the benchmarks compare with stands apart: nothing of it is needed for anything else.
$(BENCH)/.ready: pyproject.toml requirements/bench.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet --require-hashes --requirement requirements/bench.txt
	$(BENCH)/bin/pip install --quiet $(OURSELVES)
	@touch $@

$(ELEVENTY)/node_modules/.ready: $(ELEVENTY)/package.json $(ELEVENTY)/package-lock.json
	npm ci --prefix $(ELEVENTY) --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@
