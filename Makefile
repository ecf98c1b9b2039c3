# Everything a newcomer needs: `make demo` and `make test`. Both set up .venv in this clone first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

# Every command of the tests is a process of its own: compiled once, they start fast.
export PYTHONDONTWRITEBYTECODE =

.PHONY: demo test check bench lock verifier-page

demo: $(STAMP)
	$(BIN)/tesela demo

test: $(STAMP)
	$(BIN)/pytest -q -n auto --dist loadgroup

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks --page docs/performance.md

# One HTML file that verifies from disk, built from npm packages at release: dist/verify.html
verifier-page: $(STAMP)
	cd verifier && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	mkdir -p dist
	$(BIN)/python verifier/contexts.py > dist/contexts.json
	cd verifier && node build.mjs ../dist/contexts.json ../dist/verify.html
	rm dist/contexts.json

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tesela needs Python 3.11 or newer; say where it is with: make PYTHON=python3.12 ..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Pin everything again, with hashes, after a change of the dependencies in pyproject.toml.
lock: $(STAMP)
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet pip-tools
	$(VENV)-lock/bin/pip-compile --quiet --extra dev --extra site --extra hardware --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-options --no-header --upgrade \
	  --output-file requirements/dev.txt pyproject.toml requirements/build.in
	$(VENV)-lock/bin/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-options --no-header --upgrade \
	  -c requirements/dev.txt --output-file requirements/bench.txt requirements/bench.in
	rm -rf $(VENV)-lock
