"""Questions over the sample corpus, with the answers that a reader of its articles gives: golden.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from diplograph import Extractor, Store, ask
from diplograph.extractors.packs import languages
from diplograph.graph.iris import statement_from_iri

ROWS = tomllib.loads(Path(__file__).with_name("golden.toml").read_text(encoding="utf-8"))["question"]
LOOSE = {"between", "changed"}  # forms whose query finds the stances from which the answer is told


@pytest.fixture(scope="module")
def store(corpus_store: Path) -> Iterator[Store]:
    with Store(corpus_store, read_only=True) as opened:
        yield opened


def _params() -> list[object]:
    return [
        pytest.param(
            row, id=row["ask"], marks=[pytest.mark.xfail(strict=True, reason=row["xfail"])] if "xfail" in row else []
        )
        for row in ROWS
    ]


def _keys(entries: list[dict]) -> set[str]:  # type: ignore[type-arg]
    """An actor's id, 'kind:A+B', or a value as text."""
    return {
        entry.get("id") or (f"{entry['kind']}:{'+'.join(entry['parties'])}" if "kind" in entry else str(entry["value"]))
        for entry in entries
    }


@pytest.mark.parametrize("row", _params())
def test_a_question_has_the_answer_that_the_articles_give(row: dict, store: Store, extractor: Extractor) -> None:  # type: ignore[type-arg]
    record = ask(store, extractor.read_question(row["ask"])).to_record()
    answers = _keys(record["answers"])

    assert record["not_understood"] == []
    assert set(row.get("has", ())) - answers == set()
    assert set(row.get("lacks", ())) & answers == set()
    assert set(row.get("denied", ())) - _keys(record["denied"]) == set()
    assert set(row.get("intended", ())) - _keys(record["intended"]) == set()
    assert record["verdict"] == row.get("verdict")
    assert row.get("sort", record["sort"]) == record["sort"]
    assert row.get("understood", {}).items() <= record["understood"].items()
    if "count" in row:
        assert int(record["answers"][0]["value"]) >= row["count"]


@pytest.mark.parametrize("row", [row for row in ROWS if "xfail" not in row], ids=lambda row: row["ask"])
def test_the_query_that_is_shown_finds_the_statements_of_the_answer(row, store, extractor):
    answer = ask(store, extractor.read_question(row["ask"]))

    queried = {statement_from_iri(found["statement"].value) for found in store.query(answer.sparql, timeout=None)}
    told = {statement.id for statement in answer.statements}

    assert told <= queried if answer.question.form in LOOSE else told == queried


def test_there_are_sixty_questions_and_half_of_them_are_indonesian(extractor):
    asked = {row["ask"]: extractor.read_question(row["ask"]).lang for row in ROWS if "xfail" not in row}

    assert len(asked) >= 60
    for lang in languages():
        assert list(asked.values()).count(lang) >= 30
