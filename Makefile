# Two commands do everything from a bare clone: `make demo` and `make test`. See README.md.
PYTHON ?= python3
BIN := .venv/bin
FUZZ_SECONDS ?= 60
.DEFAULT_GOAL := help

.PHONY: help setup demo test lint types bench fuzz chaos audit lock schema clean-all

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup: .venv/.installed ## the virtual environment, from the lock with its hashes

.venv/.installed: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "copydesk needs Python 3.11 or newer; name one with make PYTHON=…")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup ## the main job on loopback: demo aggregator -> crawl -> real local S3
	$(BIN)/scrapy demo

# A file's tests stay together, since they share what is dear: a crawl, a bucket, a database.
test: setup lint types ## lint, types and every test, on all cores
	$(BIN)/python -m pytest -n logical --dist loadfile

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

bench: setup ## the benchmark table: copydesk and its peers, side by side in one run
	$(BIN)/python -m tests.benchmarks

fuzz: setup ## every parser under random input, FUZZ_SECONDS (60) each; Python 3.11 (atheris)
	for target in $$($(BIN)/python -c 'from tests.fuzz.targets import TARGETS; print(*TARGETS)'); do \
		$(BIN)/python -m tests.fuzz $$target -max_total_time=$(FUZZ_SECONDS) || exit 1; done

audit: setup ## requirements.lock against known vulnerabilities, where a service answers; accepted ones: .ci/
	$(BIN)/python -m tests.audit

chaos: setup ## a crawl of 20,000 stories killed, cut off from S3 and out of disk 134 times, then judged (about 20 minutes)
	$(BIN)/python -m tests.chaos

schema: setup ## pipelines/article.schema.json, from pipelines/items.py
	$(BIN)/python -m pipelines.schema

LOCK := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	--allow-unsafe --all-build-deps --strip-extras
lock: setup ## requirements.lock and requirements-dev.lock, from pyproject.toml
	$(LOCK) -o requirements.lock pyproject.toml
	$(LOCK) -o requirements-dev.lock -c requirements.lock --extra demo --extra dev --extra postgresql --extra parquet --extra dask pyproject.toml

clean-all: ## everything that was made here, articles in ./filed excepted
	rm -rf .venv .venv-peers .venv-training .bench .chaos .demo .mypy_cache .ruff_cache .pytest_cache *.egg-info
