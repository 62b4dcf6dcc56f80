"""What every store must do, whatever keeps the quads: a folder on disk, or a SPARQL endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from diplograph.extractors.errors import StoreError
from diplograph.extractors.model import Provenance
from diplograph.graph.store import Store
from diplograph.graph.tallies import Claim, Sense

MADE = Provenance("news 1.0", "0.1.0")


@pytest.fixture(params=["disk", "oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store; servers that are not installed are skipped."""
    if request.param == "disk":
        with Store(tmp_path / "a.store") as opened:
            yield opened
        return
    address = request.getfixturevalue(request.param)
    with Store(address) as opened:
        yield opened
    with Store(address) as opened:
        graphs = [*opened._engine.graphs(), opened._engine.shared]
        opened._engine.update(" ;\n".join(f"DROP SILENT GRAPH {graph}" for graph in graphs))


@pytest.fixture
def filled(store: Store, read) -> Store:
    """Three articles about two disputes."""
    for article in (
        read(
            "war",
            "TUR supports stance:AZE topic:karabakh by:TUR",
            "ARM fights AZE @2020-09",
            "FRA meets TUR @2020-10-09",
        ),
        read("peace", "RUS mediates peace:ARM+AZE topic:karabakh", "USA urges peace:ARM+AZE", published="2021-03-01"),
        read("bodies", "TUR memberOf UN negated", "IRN supports stance:ARM intended", published=None),
    ):
        store.put(*article, MADE)
    return store


def claims(statements) -> list[str]:
    return [f"{s.subject.id} {s.relation} {s.object_key}" for s in statements]


def test_what_was_put_comes_back_as_it_was(store, read):
    article, statements = read("a", "TUR supports stance:AZE by:RUS topic:karabakh @2020", "TUR meets RUS denied")

    assert store.put(article, statements, MADE) == "added"
    assert statements == store.statements()


def test_putting_twice_changes_nothing(store, read):
    store.put(*read("a", "TUR supports AZE"), MADE)
    before = list(store.quads())

    assert store.put(*read("a", "TUR supports AZE"), MADE) == "unchanged"
    assert before == list(store.quads())


@pytest.mark.parametrize(
    "change",
    [
        lambda article, statements: (article, statements[:1], MADE),
        lambda article, statements: (article, statements, Provenance("news 2.0", "0.1.0")),
    ],
)
def test_a_change_replaces_the_article_and_leaves_nothing_of_the_old(store, read, change):
    article, statements = read("a", "TUR supports AZE", "IRN opposes sanctions:IRN")
    changed = change(article, statements)
    store.put(article, statements, MADE)

    assert store.put(*changed) == "replaced"
    replaced = list(store.quads())
    store.drop("a")
    store.put(*changed)
    assert replaced == list(store.quads())


def test_an_article_without_statements_is_an_article(store, read):
    store.put(*read("silent"), MADE)

    assert [(info.id, info.statements) for info in store.articles()] == [("silent", 0)]
    assert store.statements() == []


def test_dropping_leaves_a_store_as_if_the_article_had_never_been(filled, read):
    before = list(filled.quads())
    filled.put(*read("more", "TUR supports stance:AZE", "CHN visits PRK by:CHN topic:visits"), MADE)

    assert filled.drop("more") is True
    assert before == list(filled.quads())
    assert filled.drop("more") is False


def test_articles_are_told_of_with_what_read_them(filled):
    peace, war = filled.article("peace"), filled.article("war")

    assert [info.id for info in filled.articles()] == ["bodies", "peace", "war"]
    assert (war.title, war.source, war.published, war.lang) == ("On war", "Harbour Post", date(2020, 10, 10), "en")
    assert (peace.statements, peace.pipeline, peace.version) == (2, "news 1.0", "0.1.0")
    assert filled.article("none") is None


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"subject": "TUR"}, ["TUR memberOf UN", "TUR supports stance:AZE"]),
        ({"object_actor": "AZE"}, ["ARM fights AZE"]),
        ({"relations": ["fights", "meets"]}, ["ARM fights AZE", "FRA meets TUR"]),
        ({"kind": "peace"}, ["RUS mediates peace:ARM+AZE", "USA urges peace:ARM+AZE"]),
        ({"party": "ARM"}, ["IRN supports stance:ARM", "RUS mediates peace:ARM+AZE", "USA urges peace:ARM+AZE"]),
        ({"kind": "stance", "party": "ARM"}, ["IRN supports stance:ARM"]),
        ({"involving": "TUR"}, ["TUR memberOf UN", "TUR supports stance:AZE", "FRA meets TUR"]),
        ({"topic": "karabakh"}, ["TUR supports stance:AZE", "RUS mediates peace:ARM+AZE"]),
        ({"speaker": "TUR"}, ["TUR supports stance:AZE"]),
        ({"article": "bodies"}, ["TUR memberOf UN", "IRN supports stance:ARM"]),
        ({"topic": "karabakh", "relations": ["mediates"]}, ["RUS mediates peace:ARM+AZE"]),
        # an article of no day tells of no time
        ({"since": date(2021, 1, 1)}, ["RUS mediates peace:ARM+AZE", "USA urges peace:ARM+AZE"]),
        ({"since": date(2020, 10, 9), "until": date(2020, 10, 9)}, ["FRA meets TUR"]),
        ({"until": date(2020, 9, 1)}, ["ARM fights AZE"]),  # a month overlaps its first day
        ({"subject": "TUR", "until": date(2020, 12, 31)}, ["TUR supports stance:AZE"]),
        # what nobody knows is not found
        ({"subject": "NOWHERE"}, []),
        ({"relations": ["adores"]}, []),
        ({"kind": "mood"}, []),
        ({"subject": "x> } ; DROP ALL ; { <"}, []),
    ],
)
def test_statements_are_found_by_what_they_say(filled, wanted, found):
    assert found == claims(filled.statements(**wanted))


def test_statements_come_by_day_of_publication_article_and_place(filled):
    assert [(s.doc, s.start) for s in filled.statements()] == [
        ("bodies", 0),
        ("bodies", 100),
        ("war", 0),
        ("war", 100),
        ("war", 200),
        ("peace", 0),
        ("peace", 100),
    ]


def test_a_plain_pattern_finds_what_is_affirmed_and_asserted_only(filled):
    asked = "SELECT DISTINCT ?code WHERE { ?who dg:supports ?what ; skos:notation ?code } ORDER BY ?code"

    assert [row["code"].value for row in filled.query(asked)] == ["TUR"]


def test_a_plain_pattern_finds_either_end_of_a_symmetric_relation(filled):
    asked = 'SELECT ?code WHERE { ?who dg:meets ?other ; skos:notation ?code . ?other skos:notation "FRA" }'

    assert [row["code"].value for row in filled.query(asked)] == ["TUR"]


def test_names_stand_once_so_that_counts_are_true(filled, read):
    filled.put(*read("again", "TUR visits RUS"), MADE)
    asked = """SELECT ?name (COUNT(?said) AS ?n)
               WHERE { ?said dg:subject ?who . ?who rdfs:label ?name ; skos:notation "TUR" } GROUP BY ?name"""

    assert [(row["name"].value, row["n"].value) for row in filled.query(asked)] == [("Land of TUR", "3")]


def test_a_query_knows_the_ontology(filled):
    asked = """SELECT DISTINCT ?name
               WHERE { ?said dg:relation ?r . ?r dg:sign -1 ; rdfs:label ?name FILTER(LANG(?name) = "id") }"""

    assert [row["name"].value for row in filled.query(asked)] == ["berperang dengan"]


def test_each_article_is_one_named_graph(filled):
    graphs = {row["g"].value for row in filled.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}
    ours = {graph.rpartition("/")[2] for graph in graphs if "/diplograph/id/" in graph}  # endpoints have others

    assert ours - {"shared"} == {"bodies", "peace", "war"}  # where an endpoint keeps what is shared


def test_the_quads_are_sorted_and_leave_the_ontology_out(filled):
    quads = list(filled.quads())

    assert quads[: len(quads)] == sorted(
        quads, key=lambda q: (q.graph_name != ox.DefaultGraph(), str(q.graph_name), str(q))
    )
    assert [q for q in quads if q.subject.value.startswith("https://w3id.org/diplograph/ontology")] == []


def test_the_stats_count_what_there_is(filled):
    stats = filled.stats()

    assert (stats.articles, stats.statements, stats.positions, stats.topics) == (3, 7, 3, 1)
    assert stats.actors == 8  # ARM AZE FRA IRN RUS TUR UN USA
    assert stats.languages == (("en", 7),)
    assert dict(stats.relations)["supports"] == 2
    assert (stats.first, stats.last) == (date(2020, 10, 10), date(2021, 3, 1))
    assert stats.quads == len(list(filled.quads()))


def test_a_new_name_of_an_actor_takes_the_place_of_the_old(store, read):
    store.put(*read("a", "TUR supports AZE"), MADE)
    article, (said,) = read("b", "TUR visits RUS")
    renamed = replace(said.subject, label="Türkiye")
    store.put(article, [replace(said, subject=renamed)], MADE)

    assert {s.subject.label for s in store.statements(subject="TUR")} == {"Türkiye"}


def test_a_closed_store_says_so(store):
    store.close()

    with pytest.raises(StoreError, match="the store is closed"):
        store.articles()


def test_a_store_that_is_put_in_order_holds_what_it_held(filled):
    before = list(filled.quads())
    filled.tidy()

    assert before == list(filled.quads())
    assert filled.drop("war")


def test_the_summary_keeps_step_and_leads_to_the_statements(store, read):
    for name, *lines in (
        ("a", "TUR supports stance:AZE topic:karabakh", "TUR supports AZE", "IRN supports stance:AZE denied"),
        ("b", "TUR praises stance:AZE", "IRN supports stance:AZE denied topic:karabakh", "FRA meets TUR"),
        ("c", "TUR supports stance:AZE topic:karabakh"),
        ("b", "TUR opposes stance:AZE", "IRN supports stance:AZE denied topic:karabakh"),  # in the place of the other
    ):
        store.put(*read(name, *lines), MADE)
    store.drop("c")

    assert store.summary_differences() == []
    asked = {"positions": [("stance", ("AZE",))], "relations": ["supports"]}
    assert [(t.subject, t.sense, t.statements) for t in store.tallies(**asked)] == [
        ("IRN", Sense.DENIED, 2),
        ("TUR", Sense.PLAIN, 1),
    ]
    assert [(t.subject, t.statements) for t in store.tallies(**asked, topic="karabakh")] == [("IRN", 1), ("TUR", 1)]
    assert [s.attitude for s in store.stances("TUR", limit=2)] == ["backs", "opposes"]
    assert store.stance_totals("IRN")[Sense.DENIED] == (1, 2)
    assert [(e.one, e.other, e.statements) for e in store.exchanges()] == [("AZE", "TUR", 1)]
    denied = Claim("IRN", ("supports",), "stance:AZE", Sense.DENIED)
    plain = Claim("TUR", ("supports", "opposes"), "stance:AZE", Sense.PLAIN)
    found = store.examples([([denied], 5), ([replace(denied, topic="karabakh")], 5), ([plain], 5), ([plain], 1)])
    assert [len(some) for some in found] == [2, 1, 2, 1]
