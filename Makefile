# Two commands do all set-up: `make run` (the app with the demo) and `make test` (all tests).
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONUNBUFFERED = 1

.PHONY: run test lint bench lock help clean
.DEFAULT_GOAL := help

help:
	@echo "make run    start Wasstraat met de demo op http://127.0.0.1:$(PORT)  (andere poort: make run PORT=8080)"
	@echo "make test   alle tests  (met DATABASE_URL en REDIS_URL ook op PostgreSQL en Redis)"
	@echo "make lint   opmaak, lagen, migraties, typen, instellingen"
	@echo "make bench  de snelheidsmetingen van benchmarks/"
	@echo "make lock   de lijst van pakketten opnieuw vastzetten"

# exec: so that Ctrl-C and a stop signal reach the process manager itself.
run: $(VENV)/.app
	@WASSTRAAT_MODUS=demo $(PY) manage.py haal_middelen
	@WASSTRAAT_MODUS=demo exec $(PY) manage.py start --poort $(PORT)

test: export WASSTRAAT_MODUS = proef
test: $(VENV)/.dev
	@$(PY) manage.py haal_middelen --met-proeven
	@$(PY) -m pytest -n $${PYTEST_WORKERS:-2} --dist loadgroup $(ARGS)

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint templates --lint --quiet
	$(VENV)/bin/lint-imports
	WASSTRAAT_MODUS=proef $(PY) manage.py makemigrations --check --dry-run
	WASSTRAAT_MODUS=proef $(VENV)/bin/mypy
	$(VENV)/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(64))") ALLOWED_HOSTS=wasstraat.voorbeeldwaard.test \
	  DATABASE_URL=postgres://localhost/wasstraat REDIS_URL=redis://localhost WASSTRAAT_MODUS=productie \
	  $(PY) manage.py check --deploy --fail-level WARNING

bench: $(VENV)/.dev
	@$(PY) -m benchmarks $(ARGS)

lock:
	cd requirements && for lijst in app dev; do \
	  uv pip compile --generate-hashes --no-emit-index-url --universal --python-version 3.11 $$lijst.in -o $$lijst.txt; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Wasstraat heeft Python 3.11 of nieuwer nodig. Installeer dat, of wijs het aan met: make run PYTHON=/pad/naar/python3"; exit 1; }
	@echo "Een eigen Python-omgeving maken in $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || { echo "Python mist de module venv. Installeer die eerst, bijvoorbeeld met: apt-get install python3-venv"; exit 1; }

$(VENV)/.app: requirements/app.txt | $(VENV)/bin/python
	@echo "Pakketten installeren (alleen de eerste keer) …"
	@$(PY) -m pip install -qq --require-hashes -r requirements/app.txt && touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/bin/python
	@echo "Pakketten voor de tests installeren (alleen de eerste keer) …"
	@$(PY) -m pip install -qq --require-hashes -r requirements/dev.txt && touch $@ $(VENV)/.app

clean:
	rm -rf $(VENV) var vendor node_modules .pytest_cache .ruff_cache .mypy_cache .hypothesis
