# Everything a developer or administrator does by hand. `make help` lists it; the work is done in tools/.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# The first Python that is new enough; give PYTHON=... to choose one yourself.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& { echo $$name; exit; }; done; echo python3)
PYTHON := $(PYTHON)
PORT ?= 8000
export PORT DOC ARGS BEVESTIG UPGRADE

.PHONY: help start test reset format coverage bench import lock check-python

help: ## Toon deze lijst
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

start: check-python ## Installeer wat nodig is en start de site op http://127.0.0.1:8000 (PORT=8001 voor een andere poort)
	@exec $(PYTHON) -m tools.start

test: check-python ## Draai alle controles en tests
	@exec $(PYTHON) -m tools.check

reset: check-python ## Wis alle gegevens in var/; vraagt eerst om bevestiging
	@exec $(PYTHON) -m tools.reset

format: check-python ## Zet code en templates in de vaste opmaak
	@exec $(PYTHON) -m tools.commands format

coverage: check-python ## Meet welke regels en takken de tests raken
	@exec $(PYTHON) -m tools.commands coverage

bench: check-python ## Meet hoe snel zoeken, importeren en pagina's zijn (ARGS="search --sizes 1000" kiest er een)
	@exec $(PYTHON) -m tools.commands bench

import: check-python ## Lees een map Markdown of een JSONL-bestand in als document: make import DOC=pad
	@exec $(PYTHON) -m tools.commands import

lock: check-python ## Leg de versies van alle pakketten opnieuw vast (UPGRADE=1 neemt de nieuwste)
	@exec $(PYTHON) -m tools.lock

check-python:
	@command -v $(PYTHON) >/dev/null || { echo; echo "  ✗ $(PYTHON) is er niet. Installeer Python 3.11 of nieuwer" \
	"(Debian en Ubuntu: apt install python3 python3-venv) of wijs er een aan: make start PYTHON=/pad/naar/python3"; exit 1; }
	@$(PYTHON) tools/python_version.py
