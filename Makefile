.DEFAULT_GOAL := help
.PHONY: help setup lock

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  \033[1m%-20s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv with everything for work on Otoku
	@scripts/setup.sh dev

lock: ## resolve requirements*.txt again from pyproject.toml (needs uv)
	uv pip compile -q --no-header --universal --generate-hashes pyproject.toml -o requirements.txt
	uv pip compile -q --no-header --universal --generate-hashes pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
