"""Bad input: one clear line with the place, the exit code of the contract, the rest goes on, nothing stored is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from diplograph.extractors.articles import read_articles
from diplograph.graph.store import Store
from diplograph.graph.vocabulary import ONTOLOGY

GOOD = json.dumps({"id": "good", "lang": "en", "text": "Turkey backs Azerbaijan in the war."}) + "\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with one good file in it."""
    monkeypatch.delenv("DIPLOGRAPH_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.jsonl").write_text(GOOD, encoding="utf-8")
    return tmp_path


def stored(location: str = "diplograph.store") -> list[str]:
    with Store(location, read_only=True) as opened:
        return [article.id for article in opened.articles()]


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("bad.txt", b"", "bad.txt: empty file"),
        ("bad.txt", b"\x7fELF\x00\x01", "bad.txt: binary file, not text"),
        ("bad.txt", b"One.\nT\xfcrkiye.", "bad.txt:2: not UTF-8 at byte 6; save the file as UTF-8"),
        ("bad.jsonl", b'{"text": ', "bad.jsonl:1: not JSON: Expecting value (column 10); one JSON object a line"),
        ("bad.jsonl", b'{"id": "x"}', "bad.jsonl:1: no field 'text'"),
        ("bad.jsonl", b'{"text": "x", "lang": "tlh"}', "bad.jsonl:1: no language 'tlh'; there are en, id"),
        ("bad.jsonl", b'{"text": "x", "published": "May"}',
         "bad.jsonl:1: 'published' is no date: 'May'; write YYYY-MM-DD"),
        ("bad.jsonl", GOOD.encode(), None),  # the same id again
        ("bad.doc", b"x", "bad.doc: unknown format (.doc); known: .txt .md .html .htm .jsonl .csv, each also .gz"),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_line_and_the_rest_is_done(run, command, name, content, error):
    Path(name).write_bytes(content)

    ran = run(command, "good.jsonl", name)

    expected = (
        error or "bad.jsonl:1: duplicate article id 'good' (first seen in good.jsonl:1); give it an id of its own"
    )
    assert (1, f"error: {expected}\n") == (ran.code, ran.err)
    assert stored() == ["good"] if command == "build" else json.loads(ran.out)["doc"] == "good"


def test_several_bad_inputs_are_counted(run):
    ran = run("build", "missing.txt", "good.jsonl", "also-missing")

    assert ran.code == 1
    assert ran.err.splitlines() == [
        "error: missing.txt: no such file or folder",
        "error: also-missing: no such file or folder",
        "error: 2 of 3 inputs could not be read",
    ]
    assert stored() == ["good"]


def test_a_text_in_no_known_language_is_told_and_the_rest_is_done(run):
    Path("strange.txt").write_text("12345 67890 — 24680.", encoding="utf-8")

    ran = run("build", "strange.txt", "good.jsonl")

    assert ran.code == 1
    assert ran.err.startswith("error: strange: cannot tell its language; known are en, id")
    assert stored() == ["good"]


@pytest.mark.parametrize(
    "words",
    [
        ("extract", "good.jsonl", "--lang", "tlh"),
        ("extract", "good.jsonl", "--to", "xls"),
        ("extract", "good.jsonl", "--published", "yesterday"),
        ("extract",),
        ("show", "TUR", "--lang", "tlh"),
        ("export", "pdf"),
        ("analyze", "mood"),
        ("analyze", "blocs", "--min-confidence", "2"),
        ("nonsense",),
        ("query",),
        ("query", "ASK {}", "--name", "topics"),
        ("build", "good.jsonl", "--nonsense"),
    ],
)
def test_wrong_usage_exits_2_and_says_what_would_be_right(run, words):
    ran = run(*words)

    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err


# --- stores


@pytest.mark.parametrize("command", [("stats",), ("ask", "Who supports Azerbaijan?"), ("show", "TUR"), ("validate",)])
def test_without_a_store_one_is_told_to_build_it(run, command):
    ran = run(*command)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: diplograph.store: ")
    assert "diplograph build" in ran.err
    assert ran.err.count("\n") == 1


def test_a_store_of_another_version_is_refused_and_stays_as_it_is(run, monkeypatch):
    run("build", "good.jsonl")
    raw = ox.Store("diplograph.store")
    ontology = ox.NamedNode(ONTOLOGY)
    (stated,) = [q for q in raw.quads_for_pattern(ontology, None, None) if str(q.predicate).endswith("versionInfo>")]
    raw.remove(stated)
    raw.add(ox.Quad(stated.subject, stated.predicate, ox.Literal("0.0.1"), stated.graph_name))
    before = len(raw)
    del raw

    for words in (("stats",), ("build", "good.jsonl")):
        ran = run(*words)
        assert ran.code == 1
        assert ran.err.startswith("error: diplograph.store: made with schema 0.0.1, this program has ")
        assert ran.err.count("\n") == 1
    assert before == len(ox.Store("diplograph.store"))


def test_what_is_no_store_is_refused_and_stays_as_it_is(run, folder):
    ran = run("build", "good.jsonl", "--store", "good.jsonl")

    assert ran.code == 1
    assert ran.err.startswith("error: good.jsonl: ")
    assert (folder / "good.jsonl").read_text(encoding="utf-8") == GOOD


def test_a_store_that_another_process_writes_to_is_refused(run):
    with Store("diplograph.store"):
        ran = run("build", "good.jsonl")

    assert ran.code == 1
    assert ran.err.startswith("error: diplograph.store: ")
    assert ran.err.count("\n") == 1


def test_a_full_disk_is_one_line_and_what_was_stored_stays(run, folder):
    run("build", "good.jsonl")
    text = " ".join(f"Turkey met Greece on day {number} of the talks in Ankara." for number in range(400))
    (folder / "big.txt").write_text(text, encoding="utf-8")
    # A limit on the size of files stands for the full disk: both fail in the write.
    code = (
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "from diplograph.cli import main\n"
        "main()\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code, "build", "big.txt", "--lang", "en"], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 1
    assert ran.stderr.startswith("error: diplograph.store: ")
    assert ran.stderr.count("\n") == 1
    assert stored() == ["good"]


def test_an_output_that_cannot_be_written_is_one_line(run):
    ran = run("extract", "good.jsonl", "-o", "missing/out.jsonl")

    assert ran.code == 1
    assert ran.err == "error: missing/out.jsonl: cannot be written: No such file or directory\n"


# --- questions and queries


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("query", "SELECT ?x WHERE {"), "error: query, line 1, column 18: not SPARQL"),
        (("query", "missing.rq"), "error: missing.rq: cannot be read: No such file or directory"),
        (("query", "INSERT DATA { <a:a> <a:b> <a:c> }"), "error: query: updates are refused"),
        (("query", "SELECT * WHERE { SERVICE <http://x/> { ?s ?p ?o } }"), "error: query: SERVICE is refused"),
        (("query", "ASK { ?s ?p ?o }", "--format", "turtle"), "error: query: SELECT and ASK give rows"),
        (("ask", ""), "error: question: cannot read ''"),
    ],
)
def test_a_bad_query_is_one_line(run, words, error):
    run("build", "good.jsonl")

    ran = run(*words)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(error)
    assert ran.err.count("\n") == 1


# --- the process


def test_a_reader_that_goes_away_is_no_error(folder):
    lines = "".join(json.dumps({"text": f"Turkey met Greece {n} times.", "lang": "en"}) + "\n" for n in range(400))
    (folder / "many.jsonl").write_text(lines, encoding="utf-8")
    script = f"{sys.executable} -c 'from diplograph.cli import main; main()' extract many.jsonl | head -n 1"

    ran = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)

    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def test_an_interrupt_exits_130(run, monkeypatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("diplograph.extractors.runs.read_statements", interrupt)

    assert run("extract", "good.jsonl").code == 130


def test_the_corpus_has_no_bad_article():
    errors: list[object] = []
    corpus = Path(__file__).parents[2] / "examples" / "corpus"

    articles = list(read_articles([corpus], on_error=errors.append))

    assert not errors
    assert len(articles) >= 20
    assert {"en", "id"} == {article.lang for article in articles}
    assert all(article.published and article.source for article in articles)
