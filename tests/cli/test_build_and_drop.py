"""Texts in, statements out or into a store: extract, build, drop, stats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

TEXT = "Turkey backs Azerbaijan in the war. Norway recognised Palestine on 28 May 2024.\n"
CHANGED = "Turkey opposes the sanctions against Iran.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "a.store"


def claims(output: str) -> list[tuple[str, str, str]]:
    records = [json.loads(line) for line in output.splitlines()]
    return [(record["subject"]["id"], record["relation"], record["object"]["id"]) for record in records]


def test_extract_prints_a_statement_a_line_whose_offsets_are_true(run, article):
    ran = run("extract", article, "--lang", "en")

    assert claims(ran.out) == [("TUR", "supports", "AZE"), ("NOR", "recognizes", "PSE")]
    assert [TEXT[r["start"] : r["end"]] == r["sentence"] for r in map(json.loads, ran.out.splitlines())] == [True, True]
    assert (ran.code, ran.err) == (0, "")


def test_extract_twice_is_the_same_to_the_byte(run, article):
    assert run("extract", article).out == run("extract", article).out


def test_extract_writes_a_table_a_spreadsheet_and_rdf(run, article):
    assert "Turkey supports Azerbaijan" in run("extract", article, "--to", "table").out
    rows = list(csv.DictReader(io.StringIO(run("extract", article, "--to", "csv").out)))
    assert [row["subject"] for row in rows] == ["TUR", "NOR"]
    assert "dg:supports" in run("extract", article, "--to", "trig").out


def test_extract_writes_a_file_and_leaves_no_half_of_one(run, article, tmp_path):
    out = tmp_path / "out.jsonl"

    assert run("extract", article, "-o", out).out == ""
    assert len(claims(out.read_text(encoding="utf-8"))) == 2
    assert {"news.txt", "out.jsonl"} == {path.name for path in tmp_path.iterdir()}


def test_the_published_option_dates_relative_times(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Turkey criticised Greece yesterday.", encoding="utf-8")

    (record,) = map(json.loads, run("extract", path, "--published", "2024-05-15").out.splitlines())

    assert (record["date"], record["published"]) == ("2024-05-14", "2024-05-15")


def test_building_again_changes_nothing_and_a_changed_article_replaces_its_own(run, article, store):
    first = json.loads(run("build", article, "--store", store, "--json").out)
    again = json.loads(run("build", article, "--store", store, "--json").out)
    article.write_text(CHANGED, encoding="utf-8")
    changed = json.loads(run("build", article, "--store", store, "--json").out)

    assert first == {"articles": 1, "added": 1, "replaced": 0, "unchanged": 0, "statements": 2}
    assert {**first, "added": 0, "unchanged": 1} == again
    assert {**first, "added": 0, "replaced": 1, "statements": 1} == changed
    assert "Palestine" not in run("show", "NOR", "--store", store).out


def test_drop_removes_an_article_and_what_it_said(run, article, store):
    run("build", article, "--store", store)

    assert (0, f"1 articles dropped from {store}\n") == (lambda ran: (ran.code, ran.out))(
        run("drop", "news", "--store", store)
    )
    assert "Turkey" not in run("show", "TUR", "AZE", "--store", store).out.partition(":")[2]


def test_dropping_what_is_not_there_is_an_error(run, article, store):
    run("build", article, "--store", store)

    ran = run("drop", "nope", "news", "--store", store)

    assert ran.code == 1
    assert ran.err == f"error: {store}: no article 'nope'; `diplograph stats --articles` lists them\n"
    assert ran.out == f"1 articles dropped from {store}\n"


def test_stats_count_what_is_there(run, article, store):
    run("build", article, "--store", store)

    counts = {row["what"]: row["count"] for row in json.loads(run("stats", "--format", "json", "--store", store).out)}
    (listed,) = json.loads(run("stats", "--articles", "--format", "json", "--store", store).out)

    assert (counts["articles"], counts["statements"]) == (1, 2)
    assert (listed["id"], listed["lang"], listed["statements"]) == ("news", "en", 2)


def test_the_environment_names_the_store(run, article, store, monkeypatch):
    monkeypatch.setenv("DIPLOGRAPH_STORE", str(store))

    assert str(store) in run("build", article).out
    assert run("stats").code == 0


def test_without_a_name_the_store_is_in_the_working_folder(run, article, tmp_path, monkeypatch):
    monkeypatch.delenv("DIPLOGRAPH_STORE", raising=False)
    monkeypatch.chdir(tmp_path)

    assert "diplograph.store" in run("build", article).out
    assert (tmp_path / "diplograph.store").is_dir()
