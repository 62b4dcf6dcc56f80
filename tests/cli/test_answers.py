"""What a store answers on the command line: ask, positions, query, show, analyze, export, validate; the help."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest

COMMANDS = (
    "extract build ask positions query show analyze export validate drop stats relations languages".split()  # noqa: SIM905
)


@pytest.fixture(autouse=True)
def store(corpus_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of the sample corpus, named by the environment."""
    monkeypatch.setenv("DIPLOGRAPH_STORE", str(corpus_store))
    return corpus_store


# --- ask


def test_a_question_is_answered_in_its_own_language_with_sentence_article_outlet_day_and_speaker(run):
    english, indonesian = run("ask", "Who supports Azerbaijan?"), run("ask", "Negara mana yang mendukung Azerbaijan?")

    assert "Turkey (TUR): 2 articles" in english.out
    assert "Turki (TUR): 2 artikel" in indonesian.out
    for out in (english.out, indonesian.out):
        assert "“Foreign Minister Mevlut Cavusoglu said that Ankara fully supports the territorial integrity" in out
        assert "en-karabakh-truce, Meridian Wire, 2020-11-11, " in out
    assert ", says Turkey, confidence 0." in english.out
    assert ", kata Turki, keyakinan 0." in indonesian.out
    assert (english.code, indonesian.code) == (0, 0)


def test_an_answer_record_has_the_fields_of_the_contract(run):
    record = json.loads(run("ask", "Who opposes the independence of Kosovo?", "--json").out)

    assert {"question", "lang", "understood", "verdict", "answers", "not_understood"} <= record.keys()
    assert {"subject", "relation", "object", "topic", "since", "until", "speaker"} == record["understood"].keys()
    assert "RUS" in [answer["id"] for answer in record["answers"]]
    assert {"id", "label", "sources", "statements"} <= record["answers"][0].keys()
    assert all(s["polarity"] == "affirmed" for answer in record["answers"] for s in answer["statements"])


def test_what_is_denied_is_shown_apart(run):
    record = json.loads(run("ask", "Does Spain recognise Kosovo?", "--json").out)
    text = run("ask", "Does Spain recognise Kosovo?").out

    assert (record["verdict"], record["answers"]) == ("no", [])
    assert "\nNo\n\nDenied, or said not to be so:\n" in text


def test_the_query_that_ask_shows_runs_and_finds_the_same_sentences(run):
    out = run("ask", "Who opposes the independence of Kosovo?", "--show-sparql").out
    query = out[out.index("SELECT") :]

    rows = list(csv.DictReader(io.StringIO(run("query", query, "--format", "csv").out)))

    assert rows
    assert all(" ".join(row["sentence"].split()) in out for row in rows)


def test_a_word_that_is_not_understood_is_named_with_questions_that_are(run):
    ran = run("ask", "Who serenades Turkey?")

    assert ran.code == 0
    assert "Not understood: serenades\nTry: Who supports Turkey?" in ran.out


# --- positions, show, query


def test_the_matrix_counts_articles_and_opens_its_evidence(run):
    plain, with_evidence = (
        run("positions", "--topic", "palestine"),
        run("positions", "--topic", "palestine", "--evidence"),
    )

    assert re.search(r"^two-state solution.*United States 2", plain.out, re.MULTILINE)
    assert with_evidence.out.startswith(plain.out)
    assert (
        "“The European Union" in with_evidence.out or "United States supports two-state solution" in with_evidence.out
    )


def test_the_matrix_is_written_for_programs_and_in_indonesian(run):
    record = json.loads(run("positions", "--of", "RUS", "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(run("positions", "--of", "RUS", "--format", "csv").out)))

    assert {"RUS"} == {row["actor"]["id"] for row in record["rows"]} == {row["actor"] for row in rows}
    assert run("positions", "--lang", "id").out.startswith("posisi")


@pytest.mark.parametrize("part", ["matrix", "contradictions", "changes"])
def test_each_table_of_the_matrix_is_written_for_spreadsheets(run, part):
    heads, *_ = csv.reader(io.StringIO(run("positions", "--format", "csv", "--part", part).out))

    assert heads[:2] == ["actor", "position"]


def test_the_matrix_is_a_page_in_a_file(run, tmp_path):
    path = tmp_path / "positions.html"

    ran = run("positions", "--topic", "palestine", "--format", "html", "-o", path)

    assert (ran.code, ran.out) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "two-state solution" in path.read_text(encoding="utf-8")


def test_an_unknown_kind_is_an_error_with_a_hint(run):
    ran = run("positions", "--on", "sovereinty")

    assert ran.code == 1
    assert ran.err == "error: position kind: no term 'sovereinty' in ontology.ttl; did you mean 'sovereignty'?\n"


def test_a_dossier_is_in_order_of_time_and_of_both_actors(run):
    out = run("show", "RUS", "UKR").out
    records = json.loads(run("show", "RUS", "UKR", "--json").out)

    assert out.startswith("Russia (RUS) and Ukraine (UKR): ")
    days = [record["date"] or record["published"] for record in records]
    assert days == sorted(days)
    assert all("UKR" in json.dumps(record) and "RUS" in json.dumps(record) for record in records)


def test_a_dossier_of_nobody_is_empty(run):
    assert run("show", "XXX").out == "XXX (XXX): 0 articles\n"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ((), "who\n------------\nid:actor/TUR\n"),
        (("--format", "csv"), "who\r\nhttps://w3id.org/diplograph/id/actor/TUR\r\n"),
        (("--format", "json"), '"value":"https://w3id.org/diplograph/id/actor/TUR"'),
        (("--format", "xml"), "<uri>https://w3id.org/diplograph/id/actor/TUR</uri>"),
    ],
)
def test_a_plain_triple_pattern_works_in_every_format(run, form, expected):
    query = "SELECT DISTINCT ?who WHERE { ?who dg:recognizes <https://w3id.org/diplograph/id/actor/NORTHERN-CYPRUS> }"

    assert expected in run("query", query, *form).out


def test_a_construct_is_turtle_and_a_file_is_read(run, tmp_path):
    path = tmp_path / "q.rq"
    path.write_text("CONSTRUCT { ?a dg:recognizes ?b } WHERE { ?a dg:recognizes ?b }", encoding="utf-8")

    out = run("query", path).out

    assert len(list(ox.parse(out.encode(), format=ox.RdfFormat.TURTLE))) >= 5


def test_every_ready_query_is_listed_and_runs(run):
    listed = run("query", "--list").out.splitlines()[2:]

    assert len(listed) >= 15
    for line in listed:
        assert run("query", "--name", line.split()[0]).code == 0


def test_a_ready_query_that_there_is_not_is_an_error_with_the_nearest(run):
    assert run("query", "--name", "who-back").err == "error: query: no ready query 'who-back'; there is who-backs\n"


# --- analyze, export, validate


@pytest.mark.parametrize("measure", ["blocs", "balance", "mediators", "centrality", "timeline"])
def test_every_measure_is_told_in_every_format(run, measure):
    assert run("analyze", measure).out.count("\n") > 5
    assert json.loads(run("analyze", measure, "--format", "json").out)
    assert len(list(csv.reader(io.StringIO(run("analyze", measure, "--format", "csv").out)))) > 2


@pytest.mark.parametrize("measure", ["blocs", "balance", "mediators", "centrality", "timeline"])
def test_every_measure_has_a_page_and_small_charts(run, measure, tmp_path):
    path = tmp_path / "report.html"

    told = run("analyze", measure, "--html", "-o", path)

    assert told.out == f"{measure} written to {path}\n"
    assert path.read_text(encoding="utf-8") == run("analyze", measure, "--html").out
    assert "<blockquote" in path.read_text(encoding="utf-8")
    assert "█" in run("analyze", measure).out


def test_heads_of_tables_are_in_the_language_and_those_of_csv_are_not(run):
    assert "kestabilan" in run("analyze", "blocs", "--lang", "id").out
    assert "stability" in run("analyze", "blocs", "--lang", "id", "--format", "csv").out.splitlines()[0]


def test_periods_and_windows_are_of_the_timeline(run):
    by_year = run("analyze", "timeline", "--by", "year", "--window", "3", "--format", "json")

    assert all(len(period["period"]) == 4 for period in json.loads(by_year.out))
    assert run("analyze", "blocs", "--window", "3").code == 2
    assert run("analyze", "timeline", "--window", "0").code == 2


def test_an_analysis_of_nothing_is_empty_and_no_error(run):
    for measure in ("blocs", "balance", "mediators", "centrality", "timeline"):
        assert run("analyze", measure, "--topic", "no-such-topic").code == 0


PARSED = {
    "trig": lambda text: list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG)),
    "nquads": lambda text: list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS)),
    "turtle": lambda text: list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)),
    "jsonld": lambda text: json.loads(text)["@graph"],
    "csv": lambda text: list(csv.DictReader(io.StringIO(text))),
    "graphml": lambda text: list(ET.fromstring(text).iter()),
    "gexf": lambda text: list(ET.fromstring(text).iter()),
    "html": lambda text: re.findall("<script", text),
}


@pytest.mark.parametrize("form", PARSED)
def test_every_export_is_well_formed_and_the_same_on_screen_and_in_a_file(run, form, tmp_path):
    path = tmp_path / f"out.{form}"

    printed, written = run("export", form), run("export", form, "-o", path)

    assert PARSED[form](printed.out)
    assert printed.out == path.read_bytes().decode()
    assert written.out == f"{form} written to {path}\n"


def test_the_corpus_keeps_every_rule(run):
    ran = run("validate")

    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"\d+ statements keep every rule\n", ran.out)


# --- what there is


def test_relations_and_languages_are_listed(run):
    relations = json.loads(run("relations", "--lang", "id", "--format", "json").out)
    languages = json.loads(run("languages", "--format", "json").out)

    assert len(relations) == 30
    assert {"mendukung"} <= {row["label"] for row in relations}
    assert [row["language"] for row in languages] == ["en", "id"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_with_an_example(run, command):
    ran = run(command, "--help")

    assert ran.code == 0
    assert f"  diplograph {command}" in ran.out


def test_help_answers_within_half_a_second():
    # In seconds of computing: what is measured is the program, not what else the machine does.
    code = "import sys; sys.argv = ['diplograph', '--help']; from diplograph.cli import main; main()"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5
