# Every target is what a person types and what continuous integration runs.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow bench screenshots tables translations lint format train clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | sort | \
		while IFS="$$(printf '\t')" read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

demo: .venv/run ## serve the app at http://localhost:8501 (or PORT=...)
	@$(BIN)/python -c "import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
	s.bind(('127.0.0.1', $(PORT)))" 2>/dev/null || { echo "Port $(PORT) is busy. Choose another: make demo PORT=8502" >&2; exit 1; }
	$(BIN)/streamlit run demo_app.py --server.address 127.0.0.1 --server.port $(PORT)

test: .venv/dev ## run the tests (about five minutes on two cores)
	$(BIN)/pytest -n 2 --dist loadgroup

test-slow: .venv/dev ## every combination of switches, 10,000 forged inputs an entrance, a training on real data (minutes)
	$(BIN)/pytest -n 2 -m slow

bench: .venv/dev ## measure speed and memory, print a table, write benchmarks/results.json
	$(BIN)/python -m benchmarks

screenshots: .venv/dev ## take the pictures in docs/ (needs Chromium)
	$(BIN)/python -m docs.screenshots

tables: .venv/dev ## write the tables of docs/results.md from the cards and the benchmarks' results
	$(BIN)/python -m docs.tables

translations: .venv/dev ## collect the interface's texts, and compile their translations
	$(BIN)/pybabel -q extract -F babel.cfg -k _ -k t -k later -k counted:1,2 --no-location --sort-output --omit-header -o memviz/locale/memviz.pot .
	$(BIN)/pybabel -q update -D memviz --no-fuzzy-matching --ignore-obsolete -i memviz/locale/memviz.pot -d memviz/locale
	$(BIN)/pybabel -q compile -D memviz -d memviz/locale

lint: .venv/dev ## check style and types; of scripts too, where there is npm
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if $(MAKE) --no-print-directory node_modules/.dev; then npm run --silent lint; \
	else echo "The scripts are not checked: that needs nodejs (18.18 or newer), npm and its registry." >&2; fi

format: .venv/dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: .venv/run ## train every shipped checkpoint anew (an hour or two; needs the bAbI and WikiMovies data)
	for name in memn2n-1hop memn2n-2hop memn2n-3hop memn2n-3hop-lw kv-babi kv-movies kv-open; do \
		$(BIN)/python -m memviz train $$name --validation 0 || exit 1; done
	$(BIN)/python -m memviz train memn2n-10k --validation 0.02
	$(BIN)/python -m memviz.answer.recall
	$(BIN)/python -m memviz.answer.chapter

clean: ## remove the virtual environment and every cache
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis runs
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/run: requirements.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "memviz needs Python 3.11 or newer: make PYTHON=python3.11" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/run pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@

node_modules/.dev: package.json package-lock.json
	npm ci --silent --no-audit --no-fund
	@touch $@
