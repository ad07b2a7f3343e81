# Each target makes the environment it needs. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check fix docs learn rules clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make environments. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@# As an installed package has it: the program starts without compiling itself, whatever the shell says.
	$(BIN)/python -m compileall -q diagnose facts_schema
	@touch $@

demo: $(READY)  ## set up, then diagnose the sample case in examples/
	@$(BIN)/diagnose case examples/late-shipment
	@$(BIN)/diagnose case examples/late-shipment --format html -o demo.html
	@echo "The same as a page, with charts: demo.html"

test: $(READY)  ## set up, then run the tests
	$(BIN)/python -m pytest

check: $(READY)  ## everything that must be green: format, lint, types, laws, docs, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/diagnose rules check
	$(BIN)/python docs/make.py --check
	$(BIN)/python -m pytest

fix: $(READY)  ## format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

learn: $(READY)  ## learn the vocabularies from the labelled letters
	$(BIN)/diagnose rules learn

docs: $(READY)  ## make the generated pages of docs/
	$(BIN)/python docs/make.py

rules: $(READY)  ## check the knowledge, and whether its limits were verified lately
	$(BIN)/diagnose rules check --as-of today

clean:  ## remove the environment and caches
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
