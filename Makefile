# Two commands are enough: `make run` and `make test`. Each sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One worker more than there are cores: many tests wait for real servers.
WORKERS := $(shell echo $$(( $$(nproc) + 1 )))
STAMP := $(VENV)/.set-up
DEMO_HOME := demo-home

# The program is started hundreds of times: what a start compiled, the next one reads.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test check torture bench shots clean

# The stamp names the checkout that the environment was made for. One that was moved here, or whose
# Python is gone, is made anew.
ifneq ($(shell $(BIN)/python -c pass 2>/dev/null && cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
ANEW := --clear
endif

help: ## Show this
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: $(STAMP) ## Make .venv with everything that the other targets need

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(ANEW) $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@echo '$(CURDIR)' > $@

run: $(STAMP) ## Run the terminal on a made-up college, kept in demo-home/
	$(BIN)/kiosk --home $(DEMO_HOME) demo

test: $(STAMP) ## Run the tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m 'not torture'

torture: $(STAMP) ## Run the tests that take minutes
	$(BIN)/python -m pytest -m torture

check: $(STAMP) ## Look for faults without running: style, types, floors, dependencies, known holes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/pip check --disable-pip-version-check
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml kiosk screens store assets
	$(BIN)/python -m pytest tests/house/test_house_dependencies.py
	$(BIN)/python -m tools.advisories

bench: $(STAMP) ## Measure against the bars; figures also go to bench/out/
	$(BIN)/python -m tools.bench

shots: $(STAMP) ## Draw the pictures of the README anew
	$(BIN)/python -m tools.shots

clean: ## Remove everything that is made, the demo college included
	rm -rf $(VENV) $(DEMO_HOME) bench/out build dist .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
