# Everything a new checkout needs: Python 3.11+ with venv, and make.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
DATA ?= data/demo

.PHONY: demo run test check lock messages nightly clean

demo: .venv/ready
	@.venv/bin/python -m config.demo --port "$(PORT)" --host "$(HOST)" --data "$(DATA)"

run: .venv/ready
	@.venv/bin/python -m config.run --port "$(PORT)" --host "$(HOST)"

test: .venv/ready-dev
	@.venv/bin/python -m tests.build all

check: .venv/ready-dev
	@.venv/bin/python -m tests.build checks

nightly: .venv/ready-dev
	@.venv/bin/python -m tests.build nightly

messages: .venv/ready-dev
	@.venv/bin/python -m tests.build messages

lock:
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml --group dev -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Picketline needs Python 3.11 or newer: install it, then run: make PYTHON=python3.11 demo"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "This Python has no venv module: on Debian, run: apt-get install python3-venv"; exit 1; }
	@echo "Making .venv (once) ..."
	@$(PYTHON) -m venv .venv

.venv/ready: requirements.lock picketline/locale/de/LC_MESSAGES/django.po | .venv/bin/python
	@.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@.venv/bin/python -m babel.messages.frontend -q compile -d picketline/locale -D django
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
