# Everything a fresh machine needs: Python 3.11 to 3.13, make and git.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN := .venv/bin
ARTICLE ?=

.PHONY: report test check lab benchmark accuracy demo-schedule faults lock clean install

report: install
	$(BIN)/parley report $(ARTICLE)

# Two at a time: many tests wait for a kernel, a browser or a process. JOBS=0 runs them in one.
JOBS ?= 2
test: install
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: install
	$(BIN)/jupyter lab notebooks

benchmark: install
	$(BIN)/python -m benchmarks

install: .venv/installed

# The stamp is newer than what it was made from, so a second run installs nothing.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] < (3, 14) else "Parley needs Python 3.11 to 3.13, found " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Scores the annotators on the gold data; GOLD is its folder. The report quotes accuracy.json.
GOLD ?= ../shared/gold
accuracy: install
	$(BIN)/parley evaluate tests/gold $(GOLD)/polnear/dev.jsonl $(GOLD)/meantime \
		$(GOLD)/gum $(GOLD)/plover --scores src/analysis/reference/accuracy.json \
		--page docs/accuracy.md

# Editions, new articles, broken ones and the record of all, in two minutes.
demo-schedule: install
	$(BIN)/python -m scripts.demo_schedule

# Causes every fault of docs/scheduling.md, those of chance a hundred times each: some hours.
TIMES ?= 100
faults: install
	$(BIN)/python -m tests.schedule.faults --times $(TIMES)

# Needs uv (pip install uv). Resolves for every supported Python and platform at once.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--upgrade --group dev -o requirements.lock pyproject.toml

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
