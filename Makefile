OK := $(shell python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo yes)
ifneq ($(OK),yes)
$(error V-Office needs Python 3.11 or newer with venv: on Debian or Ubuntu, apt-get install python3 python3-venv)
endif

BIN := .venv/bin
STAMP := .venv/installed-$(shell cat requirements.txt requirements-dev.txt pyproject.toml | sha256sum | cut -c1-12)
RUN_STAMP := .venv/running-$(shell cat requirements.txt pyproject.toml | sha256sum | cut -c1-12)
# Debian packages only the tests need: a browser, a software token, an independent PDF reader, a second database, page
# states in Redis, a screen for the agent's window, a compiler for a token driver with faults, and not waiting for the
# disk (what the tests kill are processes, never the machine).
PACKAGES := chromium softhsm2 poppler-utils postgresql redis-server fonts-liberation2 xvfb gcc libc6-dev eatmydata \
  $(shell python3 -c 'import tkinter' 2>/dev/null || echo python3-tk)
DOCUMENTS ?= 100000
BENCH ?= numbering

.PHONY: help run test lint types build seed migrate bench clean packages
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(RUN_STAMP) ## set up what is missing, then serve at http://127.0.0.1:3000
	@$(BIN)/voffice serve

test: $(STAMP) packages ## all tests (installs Debian packages when it may, else names the missing ones)
	@$$(command -v eatmydata) $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(STAMP) ## format and style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(STAMP) ## strict types where decisions and data are
	@$(BIN)/mypy
	@cd signing/agent && ../../$(BIN)/mypy

build: $(RUN_STAMP) ## the screens, when their sources changed
	@$(BIN)/voffice build

seed: $(RUN_STAMP) ## demonstration data; make seed DOCUMENTS=100000 for a large register
	@$(BIN)/voffice seed $(if $(filter command line,$(origin DOCUMENTS)),--documents $(DOCUMENTS),--demo)

migrate: $(RUN_STAMP) ## bring the database to this version's schema
	@$(BIN)/voffice migrate

bench: $(RUN_STAMP) ## one measurement: make bench BENCH=numbering
	@$(BIN)/voffice bench $(BENCH)

clean: ## everything that can be made again (never data)
	rm -rf .venv .web .build .states .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

packages:
	@missing=""; for p in $(PACKAGES); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ]; then do=""; elif sudo -n true 2>/dev/null; then do="sudo -n"; else \
	  echo "Tests that need these Debian packages will be skipped:$$missing"; exit 0; fi; \
	$$do apt-get update -qq && $$do env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null \
	  || echo "Could not install, the tests that need them will be skipped:$$missing"

.venv/bin/python:
	@python3 -m venv .venv

# Reflex touches requirements.txt, so the stamps are keyed on contents, not on times.
$(RUN_STAMP): .venv/bin/python
	@echo "Đang cài các gói Python (chỉ lần đầu)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt -e .
	@rm -f .venv/running-* && touch $@

$(STAMP): .venv/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt -e .
	@rm -f .venv/installed-* .venv/running-* && touch $@ $(RUN_STAMP)
