# Each target says what it does; `make` without a target lists them.
# The environment is in .venv. It has the exact versions in requirements/ and is updated when those change.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# Python keeps compiled modules, also where the environment says otherwise: the tests start it hundreds of times.
unexport PYTHONDONTWRITEBYTECODE
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK := --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-config --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --build-deps-for editable --constraint requirements/constraints.txt

.PHONY: help site wheel test check format generated pictures serve bench audit lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(STAMPS)/site ## Check the data and write the site and all sheets to site/
	@$(BIN)/runbook build

wheel: $(STAMPS)/site ## Build the wheel of the last commit into dist/, and print how pip installs it
	@requirements/wheel.sh

test: $(STAMPS)/test ## Run every check and every test
	@requirements/system.sh
	@$(BIN)/python -m tests.node_programs editors scripts
	@$(MAKE) check
	@$(BIN)/pytest

check: $(STAMPS)/test ## Format, lint, types, architecture, generated files
	@$(BIN)/ruff format --check --quiet generator tests || { echo "run: make format"; exit 1; }
	@$(BIN)/ruff check --quiet generator tests
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports --no-cache | sed -n '/^Contracts$$/,$$p'
	@$(BIN)/python -m tests.house_rules
	@$(BIN)/python -m tests.plain_words
	@$(BIN)/python -m tests.scripts
	@$(BIN)/runbook schema --check
	@$(BIN)/python -m generator.reference --check

format: $(STAMPS)/test ## Format the code and fix what the linter can
	@$(BIN)/ruff check --quiet --fix generator tests || true
	@$(BIN)/ruff format generator tests

generated: $(STAMPS)/site ## Update all generated files that are committed
	@$(BIN)/runbook schema
	@$(BIN)/python -m generator.reference

pictures: $(STAMPS)/test ## Draw the pictures of site and sheets in README and docs
	@requirements/system.sh
	@$(BIN)/python -m tests.docs.site_pictures
	@$(BIN)/python -m tests.docs.sheet_pictures

serve: $(STAMPS)/site ## Preview the site on this machine; it follows edits of data, pages and theme
	@$(BIN)/runbook serve

bench: $(STAMPS)/test ## Measure speed and memory, and write the table into the docs (minutes)
	@$(BIN)/python -m tests.bench --write

audit: $(STAMPS)/test ## Build with other plugins, check accessibility in every state, scheme and width, and run Lighthouse (minutes)
	@requirements/system.sh
	@$(BIN)/python -m tests.audit

lock: ## Update the exact versions in requirements/ from pyproject.toml
	@python=$$(requirements/find-python.sh) && test -x .cache/lock/bin/pip-compile || "$$python" -m venv .cache/lock
	@.cache/lock/bin/python -m pip install --quiet --disable-pip-version-check 'pip-tools==7.6.2'
	.cache/lock/bin/pip-compile $(LOCK) --upgrade --output-file requirements/site.txt pyproject.toml
	.cache/lock/bin/pip-compile $(LOCK) --upgrade --extra test --constraint requirements/site.txt --output-file requirements/test.txt pyproject.toml
	.cache/lock/bin/pip-compile $(filter-out --build-deps-for editable,$(LOCK)) --upgrade --constraint requirements/test.txt --output-file requirements/plugins.txt requirements/plugins.in

clean: ## Remove build results and caches; the environment stays
	rm -rf site .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v git > /dev/null || { echo "runbook needs git: install it and run make again" >&2; exit 1; }
	@python=$$(requirements/find-python.sh) && "$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(STAMPS)/site: requirements/site.txt pyproject.toml | $(BIN)/python
	@echo "Installing the packages for the site into $(VENV) (once, and after changes of requirements/)"
	@$(PIP) install --quiet --require-hashes --requirement requirements/site.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@mkdir -p $(@D) && touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/site
	@echo "Installing the packages for the tests into $(VENV) (once, and after changes of requirements/)"
	@$(PIP) install --quiet --require-hashes --requirement requirements/test.txt
	@mkdir -p $(@D) && touch $@
