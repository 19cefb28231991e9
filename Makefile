# Two commands are all it takes: `make run` and `make test`.  Everything is installed into .venv, from the locks.

# The first of these that is Python 3.12 is used; PYTHON=/path/to/python3.12 overrules it.
PYTHON ?= $(shell for p in python3.12 python3 python; do $$p -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# uv must never fetch a Python of its own, and pip never builds in a world other than the lock's.
COMPILE := uv pip compile -q --universal --generate-hashes --no-header --python-version 3.12
UV := $(shell uv --version >/dev/null 2>&1 && echo uv pip install -q --compile-bytecode --python $(BIN)/python)
INSTALL := $(or $(UV),$(BIN)/python -m pip install -q)
# The locks are whole, so nothing is resolved: older pips do not see that `gql==4.0.0` pins the `gql[requests]` that
# another package asks for, and fail on the day a newer gql appears.
install = echo "Installing $(1) into .venv" && \
	$(INSTALL) --no-deps --require-hashes -r $(1) && \
	$(INSTALL) --no-deps --no-build-isolation -e .
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NEWSWAREHOUSE_HOME ?= .newswarehouse

.DEFAULT_GOAL := help
.PHONY: help run ui test lint types fix accuracy lock clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(BIN)/.ready ## Set up, load seeds/ into the warehouse, show what is in it
	@$(BIN)/newswarehouse run

ui: $(BIN)/.ready ## Start Dagster's pages over the warehouse
	@$(BIN)/newswarehouse ui

test: $(BIN)/.ready-dev ## Set up and run every test
	@$(BIN)/pytest -n 2 --dist loadfile

accuracy: $(BIN)/.ready-dev ## Print the accuracy on the demo corpus, figure by figure
	@$(BIN)/python tests/gold/accuracy.py

lint: $(BIN)/.ready-dev ## Check style and formatting
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(BIN)/.ready-dev ## Check types
	@$(BIN)/mypy

fix: $(BIN)/.ready-dev ## Mend style and formatting
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lock: ## Resolve the dependencies anew (needs uv)
	$(COMPILE) --upgrade --group build pyproject.toml -o requirements.lock
	$(COMPILE) -c requirements.lock --group build --group dev pyproject.toml -o requirements-dev.lock
	$(COMPILE) -c requirements.lock --group build --all-extras pyproject.toml -o requirements-extras.lock

clean: ## Remove the environment and the default warehouse
	rm -rf .venv .newswarehouse

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.12 found: install it, or say where it is: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv

# The two environments are one: the tests' packages come on top of the program's.
$(BIN)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	@$(call install,requirements.lock)
	@touch $@

$(BIN)/.ready-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(call install,requirements-dev.lock)
	@touch $@ $(BIN)/.ready
