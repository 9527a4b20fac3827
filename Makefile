.DEFAULT_GOAL := help
.PHONY: help setup run serve work test check fix ui ui-gen ui-check words blueprint vscode coverage bench replay soak coverage-of-mission wheel lock clean

python := .venv/bin/python
quick  := not slow and not services and not browser and not soak
pure   := engine/values/*,engine/model/*,engine/vocabulary/*,engine/dsl/*,engine/runtime/*
uv-lock := uv pip compile -q --no-header --universal --generate-hashes

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  \033[1m%-20s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- use it

run: ## serve the example shop on SQLite; ONCE=1 plays its story and exits
	@scripts/setup.sh run
	@$(if $(ONCE),,scripts/ui.sh --lax)
	@exec $(python) -m engine demo $(if $(ONCE),--once)

serve: ## serve your own shop; ARGS="--port 9000"
	@scripts/setup.sh run
	@exec $(python) -m engine serve $(ARGS)

work: ## run a worker that is woken by Redis; ARGS="…"
	@scripts/setup.sh run
	@exec $(python) -m engine work $(ARGS)

# ---- work on it

setup: ## make .venv with everything for work on Otoku
	@scripts/setup.sh dev

check: setup ## the gate of a commit: format, lint, types, floors, quick tests
	@scripts/check.sh "$(quick)"

fix: setup ## mend what can be mended by itself: format, import order, simple lint
	@$(python) -m ruff check --fix --quiet . || true
	@$(python) -m ruff format .

test: setup ## the whole of CI: everything, on SQLite and PostgreSQL, with real servers
	@scripts/services.sh
	@scripts/test.sh

ui: ## build the admin app and the sandbox storefront, when they changed
	@scripts/setup.sh run
	@scripts/ui.sh

ui-gen: ## type the GraphQL documents of the admin app again, after the schema or a document changed
	@scripts/node.sh npm --prefix admin-ui run --silent gen

ui-check: setup ## types, lint, unit tests, generated files, sizes of the admin app, and its browser tests
	@scripts/services.sh
	@scripts/ui.sh
	@scripts/ui-check.sh
	@$(python) -m pytest -q tests/ui

words: setup ## write what editors know of the language again, after a word changed
	@$(python) -m scripts.editor_words

blueprint: setup ## write the tables of a new database again, after a migration was added; needs PostgreSQL
	@$(python) -m scripts.blueprint

vscode: ## build and test the extension for Visual Studio Code
	@cd editors/vscode && ../../scripts/node.sh npm ci --silent --no-audit
	@cd editors/vscode && ../../scripts/node.sh npm run --silent build
	@cd editors/vscode && ../../scripts/node.sh npm test --silent

coverage: setup ## branches reached by tests: all of them on the pure floors, 90 % above
	@$(python) -m pytest -q --cov --cov-report=
	@$(python) -m coverage report --include='$(pure)' --fail-under=100
	@$(python) -m coverage report --omit='$(pure)' --fail-under=90

soak: setup ## the long proofs; TIME=10m ARGS="-n 2 -k random_work"
	@scripts/services.sh
	@SOAK_TIME=$(or $(TIME),60s) $(python) -m pytest -m soak -s $(ARGS)

coverage-of-mission: setup ## which numbers of the mission are proven, and by which test; ARGS=--open
	@$(python) -m scripts.mission $(ARGS)

wheel: setup ## build dist/otoku-….whl with the browser apps in it, to be installed where there is no Node
	@scripts/wheel.sh

# ---- measure it

bench: setup ## one table of ratios against peers and floors; ARGS="…"
	@scripts/services.sh
	@bench/install.sh
	@exec $(python) -m bench $(ARGS)

replay: setup ## a year of real retail through the engine; ARGS="…"
	@bench/install.sh
	@exec $(python) -m bench.replay $(ARGS)

# ---- keep it

lock: ## resolve requirements*.txt again from pyproject.toml (needs uv)
	$(uv-lock) pyproject.toml -o requirements.txt
	$(uv-lock) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	$(uv-lock) --group servers -o requirements-servers.txt
	$(uv-lock) --group node -o requirements-node.txt

clean: ## remove .venv and everything that tools leave behind
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
