"""The store on disk: what is none, who writes, which version, and that a write that fails loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pyoxigraph as ox
import pytest
from diplograph.extractors.errors import StoreError, StoreLocked, StoreVersion
from diplograph.extractors.model import Article, Provenance
from diplograph.graph import store_schema
from diplograph.graph import terms as t
from diplograph.graph.ontology import load_schema
from diplograph.graph.store import Store
from diplograph.graph.tallies import Sense
from diplograph.graph.validate import validate

MADE = Provenance("test", "1")
VERSION = load_schema().version


@pytest.fixture
def place(tmp_path: Path, say) -> Path:
    """A store with one article, closed."""
    with Store(tmp_path / "a.store") as store:
        store.put(*one(say))
    return tmp_path / "a.store"


def one(say, text: str = "In a1 it says so.", claim: str = "TUR supports AZE"):
    said = say(claim)
    return Article("a1", text, "en", said.published), [said], MADE


def python(code: str, *arguments: object, **options) -> subprocess.CompletedProcess[str]:
    """Run a few lines in a process of their own."""
    words = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, **options)


def test_a_store_is_made_where_there_is_none_folders_included(tmp_path):
    with Store(tmp_path / "new" / "deep" / "a.store") as store:
        assert store.articles() == ()


def test_what_was_put_is_there_when_opened_again(place):
    with Store(place) as store:
        assert [info.id for info in store.articles()] == ["a1"]


def test_a_store_can_be_read_while_another_process_writes_to_it(place, say):
    with Store(place), Store(place, read_only=True) as reader:
        assert [s.subject.id for s in reader.statements()] == ["TUR"]


def test_a_second_writer_is_told_to_wait(place):
    with Store(place):
        second = python("import sys; from diplograph.graph.store import Store; Store(sys.argv[1])", place)
        with pytest.raises(StoreLocked, match="this process is writing to it; wait"):
            Store(place)

    assert f"StoreLocked: {place}: another process (number {os.getpid()}) is writing to it" in second.stderr
    Store(place).close()


def test_closing_frees_the_store(place):
    store = Store(place)
    store.close()
    store.close()

    with Store(place) as again:
        assert len(again.articles()) == 1


def a_file(path: Path) -> Path:
    path.write_text("no store", encoding="utf-8")
    return path


def a_folder_of_texts(path: Path) -> Path:
    path.mkdir()
    a_file(path / "news.txt")
    return path


@pytest.mark.parametrize("make", [a_file, a_folder_of_texts])
def test_what_is_no_store_is_refused_and_left_alone(tmp_path, make):
    place = make(tmp_path / "thing")
    before = sorted(tmp_path.rglob("*"))

    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"thing: (a file; a store is a folder|.*store)"):
            Store(place, read_only=read_only)
    assert before == sorted(tmp_path.rglob("*"))


def test_a_foreign_oxigraph_store_is_refused(tmp_path):
    foreign = ox.Store(str(tmp_path / "b.store"))
    foreign.add(ox.Quad(ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p"), ox.Literal("o")))
    del foreign

    with pytest.raises(StoreError, match="an Oxigraph store, but not one of diplograph"):
        Store(tmp_path / "b.store")


def test_reading_where_nothing_is_says_how_to_build(tmp_path):
    with pytest.raises(StoreError, match="no store here; make one with `diplograph build"):
        Store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_store_is_an_error_of_one_line(place, read_only):
    (place / "CURRENT").write_text("nonsense", encoding="utf-8")

    with pytest.raises(StoreError, match=r"cannot open the store: [^\n]+$"):
        Store(place, read_only=read_only)


def test_an_endpoint_that_does_not_answer_is_an_error_of_one_line():
    with pytest.raises(StoreError, match=r"^http://127\.0\.0\.1:9/query: cannot be read: no answer \([^\n]+$"):
        Store("http://127.0.0.1:9/query")


def test_an_address_with_a_password_is_refused_and_not_repeated():
    with pytest.raises(StoreError, match="must not hold a password") as raised:
        Store("http://ann:secret@127.0.0.1:9/query")

    assert "secret" not in str(raised.value)


def test_a_folder_that_cannot_be_made_is_an_error_of_one_line(tmp_path):
    a_file(tmp_path / "file")

    with pytest.raises(StoreError) as raised:
        Store(tmp_path / "file" / "a.store")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_store_of_another_version_is_refused_and_kept(place, monkeypatch, read_only):
    schema = load_schema()
    other = type(schema)(schema.relations, schema.kinds, "99.0.0")
    monkeypatch.setattr(store_schema, "load_schema", lambda: other)

    with pytest.raises(StoreVersion, match=rf"made with schema {VERSION}, this program has 99\.0\.0; build into a new"):
        Store(place, read_only=read_only)
    monkeypatch.undo()
    with Store(place) as store:  # and it is not locked
        assert len(store.articles()) == 1


def test_an_ontology_that_grew_reaches_an_old_store(place, monkeypatch):
    grown = store_schema.ontology_text() + "\ndg:adores <http://www.w3.org/2000/01/rdf-schema#label> 'adores'@en .\n"
    quads = tuple(ox.parse(grown, format=ox.RdfFormat.TURTLE))
    monkeypatch.setattr(store_schema, "ontology_text", lambda: grown)
    monkeypatch.setattr(store_schema, "ontology_quads", lambda: quads)

    with Store(place) as store:
        before = len(list(store.quads()))
        assert [row["l"].value for row in store.query("SELECT ?l WHERE { dg:adores rdfs:label ?l }")] == ["adores"]
    with Store(place) as store:
        assert before == len(list(store.quads())) > 0
        assert len(list(store.query("SELECT ?l WHERE { dg:supports rdfs:label ?l }"))) == 2  # not twice


def test_a_store_opened_for_reading_refuses_to_write(place, say):
    with Store(place, read_only=True) as store:
        with pytest.raises(StoreError, match="open for reading only"):
            store.put(*one(say))
        with pytest.raises(StoreError, match="open for reading only"):
            store.drop("a1")


def test_half_a_character_is_an_error_that_names_the_article(place, say):
    with Store(place) as store:
        with pytest.raises(StoreError, match="article 'a1' holds half a character"):
            store.put(*one(say, text="a lone \ud83d surrogate"))
        assert len(store.statements()) == 1


FULL = """
    import resource, sys
    from diplograph.extractors.errors import StoreError
    from diplograph.extractors.model import Article, Provenance
    from diplograph.graph.store import Store

    with Store(sys.argv[1]) as store:
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))  # no file may grow beyond: as on a full disk
        for i in range(100):
            title = str(i) * 20_000
            try:
                store.put(Article(f"big{i}", title, "en", title=title), (), Provenance("test", "1"))
            except StoreError as error:
                print(i, error)
                break
"""


def test_a_full_disk_is_an_error_and_loses_nothing(place):
    ran = python(FULL, place)
    number, _, message = ran.stdout.partition(" ")

    assert message.startswith(f"{place}: cannot write article 'big{number}': "), ran.stderr
    assert message.count("\n") == 1
    with Store(place) as store:
        ids = {info.id for info in store.articles()}
        assert {"a1", *(f"big{i}" for i in range(int(number)))} <= ids
        assert len(store.statements()) == 1


ENDLESS = """
    import sys
    from diplograph.extractors.model import Article, Provenance
    from diplograph.graph.store import Store

    store = Store(sys.argv[1])
    for i in range(10**9):
        store.put(Article("a1", str(i), "en", title=f"{i} " * 2000, source=str(i)), (), Provenance("test", "1"))
        print(i, flush=True)
"""


def test_killed_while_it_replaces_the_article_is_whole(place):
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(ENDLESS), str(place)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    done = [process.stdout.readline() for _ in range(30)]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()

    with Store(place) as store:
        info = store.article("a1")
        assert info.title == f"{info.source} " * 2000
        assert int(info.source) >= int(done[-1])
        assert store.statements() == []


def some(say, *docs: str, claim: str = "TUR supports AZE"):
    return [(Article(doc, doc, "en", say(claim, doc=doc).published), [say(claim, doc=doc)], MADE) for doc in docs]


def test_what_was_read_before_an_error_is_stored(tmp_path, say):
    def readings():
        yield from some(say, "a1", "a2")
        raise KeyboardInterrupt

    with Store(tmp_path / "a.store") as store:
        with pytest.raises(KeyboardInterrupt):
            store.put_all(readings())
        assert [info.id for info in store.articles()] == ["a1", "a2"]
        assert store.summary_differences() == []


def test_a_slow_reading_is_on_disk_before_the_next(tmp_path, say):
    stored = []

    def readings(store):
        for reading in some(say, "a1", "a2", "a3"):
            stored.append(len(store.articles()))
            yield reading

    with Store(tmp_path / "a.store") as store:
        store.put_all(readings(store), seconds=0)
        assert stored == [0, 1, 2]
        assert store.summary_differences() == []


def test_a_thing_that_went_with_its_last_article_is_described_again_when_it_comes_back(tmp_path, say):
    with Store(tmp_path / "a.store") as store:
        for read in ("put", "put_all"):
            for claim in ("PAK meets IND", "TUR supports AZE", "PAK meets IND"):
                (reading,) = some(say, "a1", claim=claim)
                store.put(*reading) if read == "put" else store.put_all([reading], seconds=0)
            assert {actor.label for actor in (store.statements()[0].subject,)} == {"Pakistan"}
        assert validate(store).conforms


def test_a_reader_keeps_what_it_opened_while_files_come_and_go(tmp_path, say):
    place = tmp_path / "a.store"
    with Store(place) as store:
        for number in range(30):
            store.put_all(some(say, f"a{number}"))
        with Store(place, read_only=True) as reader:
            for number in range(30, 60):
                store.put_all(some(say, f"a{number}"))
            assert len(reader.articles()) == len(reader.statements()) == 30
            assert reader.summary_differences() == []
            assert len(list(reader.query("SELECT ?a WHERE { ?a a dg:Article }"))) == 30
        assert list(place.glob("reader-*")) == []


def test_what_a_killed_reader_held_is_taken_away_by_the_next_writer(place):
    code = """
        import os, signal, sys
        from diplograph.graph.store import Store
        store = Store(sys.argv[1], read_only=True)
        os.kill(os.getpid(), signal.SIGKILL)
    """
    assert python(code, place).returncode == -signal.SIGKILL
    assert len(list(place.glob("reader-*"))) == 1

    with Store(place, read_only=True) as reader:
        Store(place).close()
        assert len(list(place.glob("reader-*"))) == 1  # of the one that lives
        assert len(reader.articles()) == 1


def test_counts_are_true_while_a_load_is_not_finished(tmp_path, monkeypatch, say):
    claims = ["TUR supports stance:AZE", "TUR supports AZE", "TUR opposes stance:AZE"]
    first, second = (
        [(Article(doc, doc, "en"), [say(claim, doc=doc, published=None) for claim in claims], MADE) for doc in docs]
        for docs in (["a", "b"], ["c"])
    )
    with Store(tmp_path / "s") as store:
        store.put_all(first)
    with monkeypatch.context() as killed, Store(tmp_path / "s") as store:
        killed.setattr("diplograph.graph.store_loads.finish_counts", lambda engine: None)
        store.put_all(second)

    with Store(tmp_path / "s", read_only=True) as store:
        assert store.summary_differences() == []
        assert [(s.attitude, s.statements) for s in store.stances("TUR", limit=1)] == [("backs", 3)]
        assert store.stance_totals("TUR")[Sense.PLAIN] == (2, 6)
        assert [t.statements for t in store.tallies(positions=[("stance", ("AZE",))], relations=["opposes"])] == [3]
        assert [e.statements for e in store.exchanges(1)] == [3]
    with Store(tmp_path / "s") as store:
        assert next(store._engine.quads(None, t.DUE_TO, None, store._engine.shared), None) is None
        assert store.summary_differences() == []
