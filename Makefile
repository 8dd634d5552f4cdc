# Two commands do all their own set-up: make run, make test.
PYTHON ?= python3
BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

# uv takes half a minute for what takes pip two; it asks the index that pip was told of, and trusts whom the machine
# trusts. Where it does not run or does not find an index, pip does the same.
define install
	@index="$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null || true)}"; \
	$(PIP) --require-hashes -r requirements-uv.lock \
		&& $${index:+env UV_DEFAULT_INDEX=$$index} $(BIN)/uv pip install --quiet --python $(BIN)/python \
			--system-certs --require-hashes -r $(1) \
		|| { echo "uv 没有成功，改用 pip，要几分钟…"; $(PIP) --require-hashes -r $(1); }
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q sources warehouse pipelines
endef

# What others wrote and we import is compiled here, once, even where Python is told to keep nothing: else every process
# would do it again. To compile all that is installed would take twice as long.
NEEDED_TO_RUN = pipelines.definitions, pipelines.reports.documents, sources.sample
NEEDED_TO_TEST = pytest, xdist.remote, hypothesis, sqlglot, nbclient, ipykernel.kernelapp, plotly.graph_objects, \
	playwright.sync_api
compiled = PYTHONDONTWRITEBYTECODE= $(BIN)/python -c "import $(1)"

.NOTPARALLEL:  # run and test install into the same place
.PHONY: run test lint bench serve lock clean

run: .stamp-run
	@test -e demo/media-metrics.toml || $(BIN)/media-metrics sample --home demo
	@$(BIN)/media-metrics nightly --home demo --as-of 2024-06-20

test: .stamp-dev
	$(BIN)/python -m pytest

lint: .stamp-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .stamp-dev
	$(BIN)/python -m tests.benchmarks

serve: .stamp-dev
	@test -e demo/media_metrics.duckdb || $(MAKE) run
	@$(BIN)/media-metrics serve --home demo

lock: ## the lock files, anew; names no index
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --no-strip-extras --extra sample --extra build --extra dev -o requirements-dev.lock
	.venv-lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --no-strip-extras --extra sample --extra build -c requirements-dev.lock -o requirements.lock
	echo uv | .venv-lock/bin/uv pip compile - --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -o requirements-uv.lock

clean:
	rm -rf .venv .venv-lock .stamp-run .stamp-dev

.venv/bin/python:
	$(PYTHON) -m venv .venv

.stamp-run: .venv/bin/python requirements-uv.lock requirements.lock pyproject.toml
	@echo "安装依赖（只在第一次或依赖改变时）…"
	$(call install,requirements.lock)
	@$(call compiled,$(NEEDED_TO_RUN))
	@touch $@

.stamp-dev: .venv/bin/python requirements-uv.lock requirements-dev.lock pyproject.toml
	@echo "安装依赖和测试所需（只在第一次或依赖改变时）…"
	$(call install,requirements-dev.lock)
	@$(call compiled,$(NEEDED_TO_RUN)) & run=$$!; $(call compiled,$(NEEDED_TO_TEST)) && wait $$run
	@touch .stamp-run $@  # what a run needs is among what the tests need
