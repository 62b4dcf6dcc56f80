"""Imports: an export read back is the store it came from; what is no export changes nothing and is told in one line."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from diplograph.extractors.errors import InputError
from diplograph.extractors.model import Article, Provenance
from diplograph.graph.exports import export
from diplograph.graph.imports import read_export
from diplograph.graph.store import Store

MADE = Provenance("news 1.0", "0.1.0")
SUFFIX = {"trig": "trig", "nquads": "nq", "jsonl": "jsonl"}


@pytest.fixture
def filled(stored, say) -> Store:
    store = stored(
        [
            say("TUR supports stance:AZE", doc="a1", topic="nagorno-karabakh", by="RUS", when="2020-09"),
            say("ARM fights AZE", doc="a1", denied=True),
            say("FRA meets TUR", doc="b 2/é", published=None),
        ],
        {"a1": "Harbour Post"},
    )
    store.put(Article("silent", "nothing", None, None, 'A "title"\n', None, "https://example.org/?a=1"), (), MADE)
    return store


def text(store: Store, form: str) -> str:
    out = io.StringIO()
    export(store, form, out)
    return out.getvalue()


def written(folder: Path, store: Store, form: str, *, zipped: bool = False) -> Path:
    path = folder / f"out.{SUFFIX[form]}{'.gz' if zipped else ''}"
    path.write_bytes(gzip.compress(text(store, form).encode()) if zipped else text(store, form).encode())
    return path


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_an_export_that_is_imported_is_exported_as_the_same_bytes(filled, tmp_path, form, zipped):
    with Store(tmp_path / "copy") as copy:
        outcomes = copy.put_all(read_export(written(tmp_path, filled, form, zipped=zipped)))

        assert outcomes == {"added": 3}
        assert text(filled, form) == text(copy, form)
        assert text(filled, "trig") == text(copy, "trig")
        assert filled.articles() == copy.articles()
        assert copy.summary_differences() == []


def test_statement_records_are_imported_with_their_articles(filled, tmp_path):
    path = written(tmp_path, filled, "jsonl")
    with Store(tmp_path / "copy") as copy:
        copy.put_all(read_export(path))

        assert text(filled, "jsonl") == text(copy, "jsonl")
        assert filled.statements() == copy.statements()
        assert [info.id for info in copy.articles()] == ["a1", "b 2/é"]  # a record is of a statement: 'silent' has none


def test_records_of_extract_need_no_word_on_the_article(say, tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text(say("TUR supports AZE").to_json() + "\n", encoding="utf-8")
    with Store(tmp_path / "copy") as copy:
        copy.put_all(read_export(path))

        assert copy.statements() == [say("TUR supports AZE")]


def test_importing_twice_changes_nothing(filled, tmp_path):
    path = written(tmp_path, filled, "trig")

    assert filled.put_all(read_export(path)) == {"unchanged": 3}


def test_an_article_that_differs_is_kept_unless_it_is_to_be_replaced(filled, stored, say, tmp_path):
    other = stored([say("IRN opposes sanctions:IRN", doc="a1")])
    path = written(tmp_path, other, "trig")

    assert filled.put_all(read_export(path), replace=False) == {"kept": 1}
    assert sorted(s.relation for s in filled.statements(article="a1")) == ["fights", "supports"]
    assert filled.put_all(read_export(path)) == {"replaced": 1}
    assert [s.relation for s in filled.statements(article="a1")] == ["opposes"]
    assert filled.summary_differences() == []


def test_stores_are_merged(filled, stored, say, tmp_path):
    other = stored([say("IRN opposes sanctions:IRN", doc="c3", topic="nagorno-karabakh")])
    other.put_all(read_export(written(tmp_path, filled, "trig")))

    assert {info.id for info in other.articles()} == {"a1", "b 2/é", "c3", "silent"}
    assert len(other.statements()) == 4
    assert other.summary_differences() == []


BROKEN_TRIG = """PREFIX id: <https://w3id.org/diplograph/id/>
id:article\\/x {
  id:article\\/x a
"""
FOREIGN = "<https://w3id.org/diplograph/id/article/x> { <a:b> <a:c> <a:d> }"
STRANGER = "<http://example.org/g> { <a:b> <a:c> <a:d> }"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.trig", BROKEN_TRIG, r"a\.trig:4: not TriG: "),
        ("a.nq", "<a:b> <a:c> <a:d> .\nnonsense\n", r"a\.nq:2: not N-Quads: "),
        ("a.trig", FOREIGN, r"a\.trig, graph <\S+article/x>: lacks what read the article"),
        ("a.trig", STRANGER, r"a\.trig, graph <http://example\.org/g>: no article's graph"),
        ("a.jsonl", '{"doc": "a"}\n', r"a\.jsonl:1: no statement record: 'subject' is missing"),
        ("a.jsonl", "\n{nonsense}\n", r"a\.jsonl:2: not JSON: "),
        ("a.jsonl", "[1]\n", r"a\.jsonl:1: no statement record: it names no article in 'doc'"),
        ("a.ttl", "", r"a\.ttl: not an export that can be read back; there are \.trig, \.nq, \.jsonl"),
        ("a.trig.gz", "no gzip", r"a\.trig\.gz: not a whole gzip file"),
    ],
)
def test_what_is_no_export_is_an_error_that_names_file_and_line(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=message) as raised:
        list(read_export(path))
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_an_error_of_one_line(tmp_path):
    with pytest.raises(InputError, match=r"none\.trig: cannot be read: No such file"):
        list(read_export(tmp_path / "none.trig"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"relation": "adores"}, "no relation 'adores'"),
        ({"confidence": 7}, "confidence outside"),
        ({"polarity": "maybe"}, "'maybe' is not a valid Polarity"),
        ({"start": "0"}, "'start' is no whole number"),
        ({"lang": "e n"}, "is no language tag"),
        ({"sentence": "\ud800"}, "half a character"),
        ({"date": "yesterday"}, "invalid literal"),
        (
            {"object": {"kind": "mood", "parties": [], "label": "", "mention": "", "start": 0, "end": 0}},
            "no position kind",
        ),
    ],
)
def test_a_record_that_a_store_cannot_hold_is_refused(say, tmp_path, change, message):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(say("TUR supports AZE").to_record() | change) + "\n", encoding="utf-8")

    with pytest.raises(InputError, match=rf"a\.jsonl:1: .*{message}"):
        list(read_export(path))


def test_a_graph_with_more_than_an_export_writes_is_refused(filled, tmp_path):
    path = written(tmp_path, filled, "nquads")
    graph = "<https://w3id.org/diplograph/id/article/silent>"
    path.write_text(
        path.read_text("utf-8") + f"{graph} <http://example.org/p> <http://example.org/o> {graph} .\n", "utf-8"
    )

    with pytest.raises(InputError, match="holds what no export writes"):
        list(read_export(path))


def test_a_plain_triple_without_a_statement_is_refused(filled, tmp_path):
    path = written(tmp_path, filled, "nquads")
    graph = "<https://w3id.org/diplograph/id/article/silent>"
    actor, dg = "https://w3id.org/diplograph/id/actor/", "https://w3id.org/diplograph/ontology#"
    path.write_text(path.read_text("utf-8") + f"<{actor}TUR> <{dg}supports> <{actor}AZE> {graph} .\n", "utf-8")

    with pytest.raises(InputError, match="holds what no export writes"):
        list(read_export(path))
