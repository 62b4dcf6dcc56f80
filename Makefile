# The virtual environment is made once and again only after pyproject.toml has changed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
STORE  := demo.store
CORPUS := examples/corpus
PIP    := PYTHONWARNINGS=ignore $(BIN)/python -m pip install -qq --disable-pip-version-check

.PHONY: help demo test check quality readme train encoder judge clean

help:
	@echo 'make demo     build a store from the sample corpus, ask three questions, write graph.html'
	@echo 'make test     run the tests'
	@echo 'make check    format, lint, types, tests'
	@echo 'make quality  scores against the development sets (needs ../shared)'
	@echo 'make train    weights of the Indonesian pipeline from treebanks: make train DATA=folder OUT=folder'
	@echo 'make encoder  weights of the encoder, from training/sentences (needs ../shared; an hour)'
	@echo 'make judge    the weights by which readings are chosen, from annotated sentences (after make encoder)'
	@echo 'make readme   write the output of the commands in README.md anew'
	@echo 'make clean    remove what these made'

$(STAMP): pyproject.toml
	@echo 'Installing into $(VENV): a minute or two, once.'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip
	@$(PIP) -e '.[dev]'
	@mkdir -p $(VENV)/src && ln -sfn ../.. $(VENV)/src/diplograph
	@touch $@

demo: $(STAMP)
	@echo
	$(BIN)/diplograph build $(CORPUS) --store $(STORE)
	@echo
	$(BIN)/diplograph ask 'Who supports Azerbaijan?' --store $(STORE)
	@echo
	$(BIN)/diplograph ask 'Negara mana yang mendukung solusi dua negara?' --store $(STORE)
	@echo
	$(BIN)/diplograph ask 'Who mediates between Armenia and Azerbaijan?' --store $(STORE)
	@echo
	$(BIN)/diplograph positions --topic palestine --store $(STORE)
	@echo
	$(BIN)/diplograph export html -o graph.html --store $(STORE)
	@echo
	@echo 'Open graph.html in a browser; ask more: $(BIN)/diplograph ask "…" --store $(STORE)'

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict -p diplograph  # finds the package through the link in $(VENV)/src
	$(BIN)/python -m pytest

quality: $(STAMP)
	$(BIN)/python tests/quality/report.py ../shared

readme: $(STAMP)
	$(BIN)/python tests/house/test_readme.py

train: $(STAMP)
	@test -n '$(DATA)' || { echo 'error: DATA: name the folder with the treebanks: make train DATA=folder'; exit 1; }
	$(BIN)/python -m training '$(DATA)' '$(or $(OUT),build/id)'

encoder: $(STAMP)
	@$(PIP) -e '.[encoder]'
	$(BIN)/python -m diplograph.training.encoder ../shared extractors/models/encoder build/twins

judge: $(STAMP)
	@$(PIP) -e '.[training]'
	$(BIN)/python -m diplograph.training.judge ../shared build/twins extractors/models/judge.json

clean:
	rm -rf $(VENV) $(STORE) graph.html build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
