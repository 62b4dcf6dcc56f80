"""What tests share: the pipelines, loaded once a run, a store of the sample corpus, and the command line in-process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from diplograph import cli
from diplograph.extractors.extract import Extractor
from diplograph.extractors.runs import read_statements
from diplograph.graph.ontology import load_schema
from diplograph.graph.store import Store

CORPUS = Path(__file__).parents[1] / "examples" / "corpus"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did.   code: its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with both pipelines; nothing changes it."""
    return Extractor(load_schema())


@pytest.fixture(scope="session")
def corpus_store(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the sample corpus, to be read only."""
    location = tmp_path_factory.mktemp("corpus") / "diplograph.store"
    with Store(location) as store:
        for article, statements in read_statements([CORPUS], extractor):
            store.put(article, statements, extractor.provenance(article.lang or ""))
    return location


@pytest.fixture
def run(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """Run the command line in this process, with the loaded pipelines."""
    made = cli._extractor
    monkeypatch.setattr(cli, "_extractor", lambda pipelines=None: made(pipelines) if pipelines else extractor)

    def run_command(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["diplograph", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run_command
