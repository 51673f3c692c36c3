# Anklang: everything by one command. Needs Python 3.11 with pip, make and git; nothing else.

PYTHON ?= python3
WORKERS ?= 4
MANAGE = .venv/bin/python manage.py
PYTEST = .venv/bin/python -m pytest -q -n $(WORKERS) --dist worksteal
SIZE ?= full
DEMO ?= true
export PYTHON

.PHONY: help run test check lock messages screenshots bench faults imports dedupe canary public figures nobody survey-states a11y
.DEFAULT_GOAL := help

help:
	@echo "make run     start Anklang on this machine, with demo data the first time (DEMO=false: empty, to be set up)"
	@echo "make test    all tests, on SQLite and on PostgreSQL (WORKERS=4: more than cores, they fill the waiting)"
	@echo "make check   the gate: format, types, architecture, templates, translations, settings, locks"
	@echo "make screenshots  take the pictures of the documentation"
	@echo "make bench   speed beside a bare Django application, into docs/results (SIZE=small: a check, written nowhere;"
	@echo "             SIZE=large: at 20,000, 100,000 and 1,000,000 customers, which takes hours)"
	@echo "make faults  kills, restarts and wrong clocks at full size, into docs/results (FIGURES=\"r1 r4\": only these)"
	@echo "make imports  a list of 100,000 customers read in, killed, gone on with and undone, into docs/results"
	@echo "make figures  counts every number of the Kennzahlen by hand, over random histories on both stores"
	@echo "make nobody  opens all that shows figures as everybody: no name of a single person"
	@echo "make public  every public address opened 10,000 times, and a flood of spam beside honest messages, into docs/results"
	@echo "make canary  everything about a person marked, backed up, erased, restored: nothing is left, into docs/results"
	@echo "make a11y    axe over every page at every width (the tests let the widths take turns)"
	@echo "make dedupe  how well and how quickly duplicates are found, into docs/results (needs ../shared/data)"
	@echo "make messages  gather new texts into locale/, where they wait for their English"
	@echo "make lock    write requirements/*.txt from pyproject.toml (UPGRADE=1 for newer versions)"

run: .env
	@tools/venv run
	@$(MANAGE) compile_locales
	@mkdir -p "$${DATA_DIR:-data}"
	@echo "Preparing the database ..."
	@$(MANAGE) migrate --verbosity 0
	@if [ "$(DEMO)" = true ]; then $(MANAGE) demo --if-empty; fi
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) serve

.env:
	@umask 077; $(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(60))' > .env
	@echo "Wrote .env with a new secret key."

test:
	@tools/venv test
	@tools/chromium
	@status=0; \
	for run in "sqlite --nplusone" postgres; do \
		echo "Tests on $${run%% *}:"; \
		$(PYTEST) --database $$run || status=1; \
	done; \
	exit $$status

check:
	@tools/venv dev
	@tools/check

lock:
	@tools/venv dev
	@PATH="$(CURDIR)/.venv/bin:$$PATH" tools/lock

messages:
	@tools/venv dev
	@.venv/bin/python tools/messages.py

screenshots:
	@tools/venv test
	@tools/chromium
	@.venv/bin/python tools/screenshots.py

bench:
	@tools/venv test
	@if [ "$(SIZE)" = large ]; then \
		.venv/bin/python -m tools.bench.scales 20000 100000 1000000 --write docs/results/bench-sizes.md; \
	else \
		.venv/bin/python -m tools.bench --size $(SIZE) $(if $(filter full,$(SIZE)),--write docs/results/bench.md); \
	fi

faults:
	@tools/venv test
	@.venv/bin/python -m tools.faults $(FIGURES) --write docs/results/faults.md

imports:
	@tools/venv test
	@.venv/bin/python -m tools.imports --write docs/results/import.md

a11y:
	@tools/venv test
	@tools/chromium
	@A11Y=all REQUIRE_BROWSER=1 .venv/bin/python -m pytest -q -n0 tests/e2e/test_access_everywhere.py

public:
	@tools/venv test
	@.venv/bin/python -m tools.public --write docs/results/public.md

figures:
	@tools/venv test
	@.venv/bin/python -m tools.figures --write docs/results/figures.md

nobody:
	@tools/venv test
	@.venv/bin/python -m tools.nobody --write docs/results/nobody.md

survey-states:
	@tools/venv test
	@.venv/bin/python -m tools.surveys --write docs/results/surveys.md

canary:
	@tools/venv test
	@.venv/bin/python -m tools.canary --stores sqlite postgres --write docs/results/canary.md

dedupe:
	@tools/venv test
	@DJANGO_SETTINGS_MODULE=crm.settings .venv/bin/python -m tools.dedupe --stores sqlite postgres --write docs/results/dedupe.md
