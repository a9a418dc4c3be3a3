# `make` sets up .venv and runs the pipeline; `make test` sets up what tests need and runs them.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := all
.PHONY: all help test test-wheel test-minimum test-tools audit lint bench bench-align bench-scale corpus bench-checks bench-mt soak docs screenshots goldens clean

all: .venv/.offline .venv/.publish  ## set up .venv (the offline model is 1.1 GB), then source/ → locales/ → dist/
	$(BIN)/l10n sync
	$(BIN)/l10n publish

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 15

test: .venv/.dev .venv/.specs .venv/.corpus .venv/.schemas .venv/.node  ## all tests, on all cores, with coverage
	$(BIN)/pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered

test-wheel: .venv/.dist .venv/.specs .venv/.corpus .venv/.schemas .venv/.node  ## the wheel in an environment of its own: flow, whole suite, types
	$(BIN)/python tests/dist/outside.py

test-minimum: .venv/.dist  ## the same with the oldest dependencies that are allowed
	$(BIN)/python tests/dist/outside.py minimum

test-tools: .venv/.dist  ## uv tool install and pipx install, from the wheel
	$(BIN)/python tests/dist/outside.py tools

audit: .venv/.dist  ## known vulnerabilities of what is installed; fails where the database of them is out of reach
	$(BIN)/pip-audit --strict --skip-editable --progress-spinner off

lint: .venv/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.offline .venv/.dev .venv/.corpus  ## speed, as ratios in one run (docs/benchmarks.md)
	$(BIN)/python benchmarks/bench_startup.py
	$(BIN)/python benchmarks/bench_publish.py
	$(BIN)/python benchmarks/bench_sentences.py
	$(BIN)/python benchmarks/bench_catalogs.py
	$(BIN)/python benchmarks/bench_status.py
	$(BIN)/python benchmarks/bench_extract.py
	$(BIN)/python benchmarks/bench_html.py
	$(BIN)/python benchmarks/bench_review.py
	$(BIN)/python benchmarks/bench_offline.py

corpus: .venv/.base  ## 5,000 Japanese articles and a project of twelve locales, in build/corpus
	$(BIN)/python benchmarks/articles.py build/corpus

bench-scale: .venv/.dev  ## 50, 500 and 5,000 articles in twelve locales: time, memory, growth; takes hours, goes on after Ctrl-C
	$(BIN)/python benchmarks/bench_scale.py --keep build/scale
	$(BIN)/python benchmarks/bench_workers.py

soak: .venv/.dev  ## a thousand kills with an editor saving beside, two million amounts written and read back
	$(BIN)/python tests/test_soak.py 1000
	$(BIN)/python tests/lang/soak_quantities.py 2000000

bench-mt: .venv/.offline  ## quality of offline drafts against a raw few-shot loop; takes minutes
	$(BIN)/python -m pip install -q --disable-pip-version-check --group bench
	nice $(BIN)/python benchmarks/bench_mt.py

bench-checks: .venv/.dev  ## recall and false alarms of the checks, entries a second
	$(BIN)/python benchmarks/bench_checks.py

docs: .venv/.dev  ## the documentation as a site, build/docs/site/index.html
	$(BIN)/python docs/site/docs_site.py build/docs

screenshots: .venv/.dev  ## the pictures of the review page in README and docs
	$(BIN)/python tests/review/screenshots.py

bench-align: .venv/.dev  ## how often `l10n align` is right; needs ../shared/data
	$(BIN)/python benchmarks/bench_align.py

goldens: .venv/.dev  ## rewrite the golden files of the tests; review the diff
	$(BIN)/python tests/golden/rewrite.py
	$(BIN)/python tests/checks/checks_page.py
	$(BIN)/l10n config schema > docs/config.schema.json
	$(BIN)/python docs/site/reference.py
	$(BIN)/l10n sync --project docs

clean:  ## remove what make made, catalogs excepted
	rm -rf .venv build dist .l10n docs/.l10n .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.base: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	touch $@

.venv/.offline: .venv/.base
	@echo "installing the offline engine: a language model of 1.1 GB, once (see NOTICE)"
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[offline]'
	touch $@

.venv/.publish: .venv/.base
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[publish]'
	touch $@

.venv/.dev: .venv/.base .venv/.publish
	$(BIN)/python -m pip install -q --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install -q --disable-pip-version-check --group dev
	touch $@

.venv/.dist: .venv/.dev
	$(BIN)/python -m pip install -q --disable-pip-version-check --group dist
	touch $@

# The CommonMark and GFM examples are CC BY-SA: fetched for the tests, never part of honyaku.
.venv/.specs: .venv/.base
	$(BIN)/python -m pip download -q --disable-pip-version-check --no-deps --no-binary marko \
	  -d .venv/specs marko==2.2.4 \
	&& tar -xzf .venv/specs/marko-2.2.4.tar.gz -C .venv/specs --strip-components=3 \
	  marko-2.2.4/tests/spec/commonmark.txt marko-2.2.4/tests/spec/gfm.txt \
	&& touch $@ || echo "no network: the tests on the CommonMark and GFM examples are skipped"

# VitePress, which the tests build a real site with.
.venv/.node: .venv/.base
	npm install --silent --no-audit --no-fund --prefix .venv/node vitepress@1.6.4 \
	&& touch $@ || echo "no npm or no network: the test with VitePress is skipped"

# The published schemas of what we exchange and report.
.venv/.schemas: .venv/.base tests/fetch_exchange_schemas.sh tests/fetch_report_schemas.sh
	tests/fetch_exchange_schemas.sh
	tests/fetch_report_schemas.sh
	touch $@

.venv/.corpus: .venv/.base
	tests/fetch_html_corpus.sh
	touch $@

