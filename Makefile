# Two commands matter: `make run` and `make test`. Both stand on `make install`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: install run test lint screenshots voices clean

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $(STAMP)

run: install
	$(BIN)/nobat up --demo

test: install
	$(BIN)/python tests/needs.py
	$(MAKE) --no-print-directory lint
	node --test tests/js/
	$(BIN)/pytest tests -m 'not load' --numprocesses 2 --dist loadfile
	$(BIN)/pytest tests -m load

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict server kiosk
	$(BIN)/lint-imports

screenshots: install
	$(BIN)/python -m tests.browser.screenshots

voices: install
	$(BIN)/python -m display.voices.make

clean:
	rm -rf $(VENV) var build
