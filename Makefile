# `make` alone prints this list. Everything is installed into .venv; nothing outside it is touched.
.DEFAULT_GOAL := help
PYTHON ?= python3
ifeq ($(origin PYTHON), file)
  PYTHON := $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
endif
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled once, and not again by every worker of the tests and every process that they start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help sandbox test test-long check lock pictures bench chaos simulate model explore clean

help:  ## print this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 18

.venv/run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Convenor needs Python 3.11 or later."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Convenor needs into .venv (once)…"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@echo "Installing what the tests need into .venv (once)…"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

sandbox: .venv/run  ## a local Slack-like workspace in the browser with Convenor in it
	@exec $(BIN)/convenor sandbox

# In memory where there is room for it: no test cuts the power, and a disk is waited for at each commit.
ROOM = $(shell test "$$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 {print $$4}')" -gt 4000000 2>/dev/null && echo /dev/shm)
PYTEST = @folder=$$(mktemp -d $(or $(ROOM),/tmp)/convenor-XXXXXX) && trap 'rm -rf "$$folder"' EXIT INT TERM && \
	$(BIN)/python -m pytest --basetemp="$$folder/tests"

# Four workers on two cores: some tests wait for processes that they start, and the others go on.
test: .venv/dev  ## the test suite, on SQLite and PostgreSQL
	$(PYTEST) -m "not long" -n 4 --dist loadfile --no-loadscope-reorder

test-long: .venv/dev  ## the tests that take minutes: the page in Chromium, killed processes, a quarter of a year
	$(PYTEST) -m long -n 3

check: .venv/dev  ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: .venv/dev  ## every benchmark, as one table of ratios
	@$(BIN)/python -m tests.benchmarks

chaos: .venv/dev  ## the long kill tests: 10,000 deliveries, 200 kills, on each database; odd answers, a dead token
	@$(BIN)/python -m tests.chaos

simulate: .venv/dev  ## a year of the sample network, every message checked by a calculation of its own
	@$(BIN)/python -m tests.simulation

model: .venv/dev  ## 20,000 random steps of the sample network: who sees, lists or changes what is not theirs
	@$(BIN)/python -m tests.model

explore: .venv/dev  ## the properties, with 500 new random examples each
	@$(BIN)/python -m pytest -m "not long" -n 3 --hypothesis-profile explore -k "$(shell grep -rlE '@given|few_and_many' tests --include 'test_*.py' | xargs -n1 basename -s .py | paste -sd' ' | sed 's/ / or /g')"

pictures: .venv/dev  ## screenshots for docs/ from the sandbox, in Chromium
	@$(BIN)/python -m tests.pictures

lock: .venv/dev  ## write requirements*.txt anew from pyproject.toml, with hashes
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:  ## remove .venv and the sandbox's data
	@rm -rf .venv .sandbox
