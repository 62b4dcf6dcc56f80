"""Exports parse back to what was exported, are sorted, and hold no formula."""

from __future__ import annotations

import csv
import io
import json
import re
import runpy
import tomllib
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from diplograph.extractors.errors import ExportError
from diplograph.extractors.model import Actor, Article, Attribution, Provenance
from diplograph.graph.exports import FORMATS, export, write_csv, write_trig
from diplograph.graph.store import Store

SAMPLE = runpy.run_path(str(Path(__file__).parents[1] / "browser" / "sample.py"))
LINE = "x-01 | 2024-01-02 | en | trade | | | 0.9 | IRN | supports | ISR | | [One] and {another}."


@pytest.fixture(scope="module")
def statements():
    return sorted(SAMPLE["statements"](), key=lambda s: (s.published, s.doc, s.start, s.id))


@pytest.fixture(scope="module")
def store(tmp_path_factory, statements):
    with Store(tmp_path_factory.mktemp("exports") / "store") as opened:
        for doc, members in groupby(sorted(statements, key=lambda s: s.doc), key=lambda s: s.doc):
            own = list(members)
            opened.put(Article(doc, "-", own[0].lang, own[0].published), own, Provenance("test", "1"))
        yield opened


def exported(store, form: str) -> str:
    out = io.StringIO()
    export(store, form, out)
    return out.getvalue()


def quads_of(text: str, form: str) -> set[tuple[str, ...]]:
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=form)
    return {tuple(str(term) for term in quad) for quad in dataset.quads()}


class Held:
    """A store of some statements in memory, for exports that read statements alone."""

    def __init__(self, *statements):
        self._statements = statements

    def statements(self):
        return self._statements

    def quads(self):
        return ()

    def articles(self):
        return ()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_is_exported_as_the_same_text(store, form):
    assert exported(store, form) == exported(store, form)


@pytest.mark.parametrize(("form", "name"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_every_quad_is_read_back(store, form, name):
    assert quads_of(exported(store, "nquads"), "nquads") == quads_of(exported(store, form), name)


def test_nquads_hold_exactly_what_the_store_holds(store):
    read = set(ox.parse(exported(store, "nquads"), format=ox.RdfFormat.N_QUADS))

    assert read == set(store.quads())


def test_turtle_holds_the_union_of_the_graphs(store):
    graph = rdflib.Graph().parse(data=exported(store, "turtle"), format="turtle")

    assert len({(q.subject, q.predicate, q.object) for q in store.quads()}) == len(graph)


def test_lines_of_nquads_stand_in_order_graph_by_graph(store):
    graphs = [str(quad.graph_name) for quad in ox.parse(exported(store, "nquads"), format=ox.RdfFormat.N_QUADS)]

    assert [graph for graph, _ in groupby(graphs)] == ["DEFAULT", *sorted({g for g in graphs if g != "DEFAULT"})]


def test_jsonld_gives_properties_short_names(store):
    record = json.loads(exported(store, "jsonld"))
    graph = next(node for node in record["@graph"] if node["@id"] == "id:article/kb-01")
    statement = next(node for node in graph["@graph"] if node.get("@type") == "dg:Statement")

    assert record["@context"]["subject"] == {"@id": "dg:subject", "@type": "@id"}
    assert statement["subject"] == "id:actor/PAK"
    assert statement["sentence"]["@language"] == "en"


def test_jsonld_keeps_what_does_not_fit_one_type():
    a, p = ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/type")
    kinds = [a, ox.Literal("x"), ox.Literal("x", language="id"), ox.Literal(1), ox.BlankNode("b"), ox.Literal(True)]
    quads = [ox.Quad(a, p, term) for term in kinds]
    out = io.StringIO()
    export(type("", (Held,), {"quads": lambda self: quads})(), "jsonld", out)

    read = rdflib.Dataset()
    read.parse(data=out.getvalue(), format="json-ld")

    assert len(kinds) == len(list(read.quads()))


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_have_an_edge_for_every_statement_with_all_that_is_known(store, statements, form, read):
    options = {"force_multigraph": True} if form == "graphml" else {}
    network = read(io.BytesIO(exported(store, form).encode()), **options)
    edges = {edge["id"]: (one, other, edge) for one, other, edge in network.edges(data=True)}
    statement = next(s for s in statements if s.relation == "supports" and s.attribution)
    one, other, edge = edges[statement.id]

    assert {s.id for s in statements} == set(edges)
    assert (statement.subject.id, statement.object_key) == (one, other)
    assert statement.sentence == edge["sentence"]
    assert (edge["sign"], edge["confidence"], edge["attitude"]) == (1, statement.confidence, "backs")
    assert network.nodes["stance:AZE"]["parties"] == "AZE"
    assert network.nodes["HAMAS"]["type"] == "Group"


def test_a_denied_negated_or_planned_edge_has_no_sign(store):
    network = nx.read_graphml(io.BytesIO(exported(store, "graphml").encode()), force_multigraph=True)
    signs = {
        (edge["polarity"], edge["modality"]): edge["sign"] for _, _, edge in network.edges(data=True) if edge["sign"]
    }

    assert {("affirmed", "asserted")} == signs.keys()


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_text_that_xml_cannot_write_is_replaced(form):
    statement = replace(SAMPLE["statement"](LINE), sentence="a \x00\x0b\ud800 <b> & ]]> \U0001f30d")
    out = io.StringIO()
    export(Held(statement), form, out)

    assert "a \ufffd\ufffd\ufffd &lt;b&gt; &amp; ]]&gt; \U0001f30d" in out.getvalue()


def test_gexf_does_not_tell_the_day_it_was_made(store):
    assert "lastmodified" not in exported(store, "gexf")


def test_csv_has_a_row_for_every_statement(store, statements):
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv"))))

    assert [s.id for s in statements] == [row["id"] for row in rows]
    assert (rows[0]["subject"], rows[0]["object"], rows[0]["confidence"]) == ("PAK", "stance:AZE", "0.93")
    assert {"denied", "intended", "asserted"} == {row["modality"] for row in rows}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_no_cell_of_the_csv_is_a_formula(text):
    made = SAMPLE["statement"](LINE)
    statement = replace(
        made, doc=text, sentence=text, topic=text, rule=text, subject=Actor(text, text, text),
        attribution=Attribution(text, text, text),
    )  # fmt: skip
    out = io.StringIO()
    write_csv([statement], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))

    assert [name for name, cell in row.items() if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert f"'{text}" == row["sentence"]


def test_trig_of_quads_that_come_twice_has_them_once(store):
    once, twice = io.StringIO(), io.StringIO()
    write_trig(store.quads(), once)
    write_trig([*store.quads(), *store.quads()], twice)

    assert once.getvalue() == twice.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_store_gives_a_file_that_parses(form):
    out = io.StringIO()
    export(Held(), form, out)

    if form in {"trig", "nquads", "turtle"}:
        assert len(rdflib.Dataset().parse(data=out.getvalue(), format=form)) == 0
    elif form in {"graphml", "gexf"}:
        assert len(getattr(nx, f"read_{form}")(io.BytesIO(out.getvalue().encode()))) == 0
    elif form == "csv":
        assert out.getvalue().startswith("id,article,")
    elif form == "events":
        assert out.getvalue().startswith("event_id,date,")
    elif form in {"jsonl", "nanopubs"}:
        assert not out.getvalue() or form == "nanopubs"
    else:
        assert out.getvalue()


def test_a_file_is_written_whole_or_stays_as_it_was(store, tmp_path):
    path = tmp_path / "out.csv"
    export(store, "csv", path)
    assert path.read_text(encoding="utf-8") == exported(store, "csv")

    with pytest.raises(ExportError, match="cannot be written"):
        export(store, "csv", tmp_path / "no" / "out.csv")
    assert [found.name for found in tmp_path.iterdir()] == ["out.csv"]


def test_an_unknown_format_is_refused_with_those_that_there_are(store):
    with pytest.raises(ValueError, match=r"'pdf'.*html, graphml"):
        export(store, "pdf", io.StringIO())


def test_events_are_what_is_affirmed_and_asserted_a_row_for_each_target(store, statements):
    rows = list(csv.DictReader(io.StringIO(exported(store, "events"))))
    plain = {s.id for s in statements if s.is_plain}

    assert {row["event_id"] for row in rows} == plain
    assert all(row["source"] != row["target"] for row in rows)
    assert all(row["code"].isdigit() and row["plover"].isupper() for row in rows)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)


def test_a_nanopublication_has_four_graphs_that_name_each_other(store, statements):
    dataset = rdflib.Dataset()
    dataset.parse(data=exported(store, "nanopubs"), format="trig")
    np = rdflib.Namespace("http://www.nanopub.org/nschema#")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    heads = {s: g for s, _, _, g in dataset.quads((None, rdflib.RDF.type, np.Nanopublication, None))}

    assert len(statements) == len(heads)
    for pub, head in heads.items():
        parts = [dataset.graph(head).value(pub, np[f"has{part}"]) for part in PARTS]
        assert len({head, *parts}) == 4
        assertion, provenance, pubinfo = (dataset.graph(part) for part in parts)
        assert len(assertion) > 0
        assert (parts[0], prov.wasDerivedFrom, None) in provenance  # the provenance is of the assertion
        assert (pub, None, None) in pubinfo  # and the rest of the whole


PARTS = ("Assertion", "Provenance", "PublicationInfo")


def test_states_and_organisations_name_their_item_in_wikidata(store):
    graph = rdflib.Graph().parse(data=exported(store, "turtle"), format="turtle")
    links = {str(s).rpartition("/")[2]: str(o) for s, o in graph.subject_objects(rdflib.OWL.sameAs)}

    assert links["PAK"] == "http://www.wikidata.org/entity/Q843"


def test_each_item_of_wikidata_is_well_formed_and_of_one_actor():
    registry = tomllib.loads((files("diplograph") / "extractors" / "lang" / "actors.toml").read_text("utf-8"))
    items = [row["wikidata"] for kind in registry.values() for row in kind.values() if "wikidata" in row]

    assert [item for item in items if not re.fullmatch(r"Q[1-9]\d*", item)] == []
    assert [item for item, actors in Counter(items).items() if actors > 1] == []
