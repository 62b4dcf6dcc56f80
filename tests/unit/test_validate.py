"""Validation: each broken rule is found, with its article and sentence, by our queries and by pySHACL alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from diplograph.extractors.model import Article, Provenance, Statement
from diplograph.graph.iris import actor_iri, article_iri, position_iri, statement_iri, topic_iri
from diplograph.graph.shapes import load_checks
from diplograph.graph.sparql import PREFIXES
from diplograph.graph.store import Store
from diplograph.graph.validate import Report, _proven, validate
from diplograph.graph.vocabulary import DG

DEFAULT = ox.DefaultGraph()
A1, A2 = article_iri("a1"), article_iri("a2")
TUR, AZE, STANCE = actor_iri("TUR"), actor_iri("AZE"), position_iri("stance", ("AZE",))
TOPIC = topic_iri("nagorno-karabakh")


def dg(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{DG}{name}")


LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
NOTATION = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
SOURCE = ox.NamedNode("http://www.w3.org/ns/prov#hadPrimarySource")


@pytest.fixture
def said(say) -> list[Statement]:
    """Two articles: one backs, plans and denies, one meets."""
    return [
        say("TUR supports stance:AZE", by="TUR", when="2020-10-09", topic="nagorno-karabakh"),
        say("TUR visits AZE", intended=True),
        say("TUR attacks ARM", denied=True),
        say("AZE meets RUS", doc="a2"),
        say("RUS urges ARM", doc="a2"),
    ]


@pytest.fixture
def place(tmp_path: Path, said) -> Path:
    """A sound store, closed."""
    with Store(tmp_path / "a.store") as store:
        for doc in ("a1", "a2"):
            own = [statement for statement in said if statement.doc == doc]
            store.put(Article(doc, doc, "en", own[0].published), own, Provenance("test", "1"))
    return tmp_path / "a.store"


Change = Callable[[ox.Store, ox.NamedNode], None]


def removed(predicate: str) -> Change:
    """Take a property from the statement."""

    def change(store: ox.Store, node: ox.NamedNode) -> None:
        for quad in list(store.quads_for_pattern(node, dg(predicate), None)):
            store.remove(quad)

    return change


def added(predicate: str, value: ox.NamedNode | ox.Literal) -> Change:
    return lambda store, node: store.add(ox.Quad(node, dg(predicate), value, A1))


def put_in(predicate: str, value: ox.NamedNode | ox.Literal) -> Change:
    """Put a value in the place of another."""

    def change(store: ox.Store, node: ox.NamedNode) -> None:
        removed(predicate)(store, node)
        added(predicate, value)(store, node)

    return change


def spoilt(place: Path, change: Change, node: ox.NamedNode, *, proof: bool) -> Report:
    """What validation says of the store after a change behind its back."""
    store = ox.Store(str(place))
    change(store, node)
    del store
    with Store(place, read_only=True) as opened:
        return validate(opened, proof=proof)


@pytest.mark.parametrize("proof", [False, True])
def test_what_the_store_writes_conforms(place, proof):
    with Store(place, read_only=True) as store:
        report = validate(store, proof=proof)

    assert report.violations == ()
    assert (report.conforms, report.statements, report.proof) == (True, 5, proof)


def test_an_empty_store_conforms(tmp_path):
    with Store(tmp_path / "empty") as store:
        assert validate(store).conforms


BROKEN = [
    (removed("subject"), "one subject, an actor other than the object"),
    (put_in("subject", STANCE), "one subject, an actor other than the object"),
    (put_in("object", TUR), "one subject, an actor other than the object"),
    (removed("relation"), "one relation of the ontology"),
    (put_in("relation", dg("supportedBy")), "one relation of the ontology"),
    (added("object", AZE), "one object, an actor or a position"),
    (put_in("relation", dg("memberOf")), "the object is what the relation takes"),
    (removed("polarity"), "one polarity: affirmed or negated"),
    (added("polarity", dg("negated")), "one polarity: affirmed or negated"),
    (put_in("modality", dg("affirmed")), "one modality: asserted, intended or denied"),
    (put_in("topic", AZE), "at most one topic"),
    (put_in("speaker", ox.Literal("TUR")), "at most one speaker"),
    (removed("cue"), "who says it, by a cue"),
    (removed("speakerMention"), "who says it, by a mention"),
    (put_in("firstDay", ox.Literal("2020-12-31", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))),
     "at most one first day, not after the last"),
    (put_in("firstDay", ox.Literal("last year")), "at most one first day, not after the last"),
    (removed("lastDay"), "a time has a last day"),
    (removed("precision"), "a time has a precision"),
    (put_in("precision", dg("affirmed")), "at most one precision: day, month or year"),
    (removed("sentence"), "one sentence, with its language"),
    (put_in("sentence", ox.Literal("short", language="en")), "the sentence is as long as its place in the text"),
    (put_in("start", ox.Literal(-1)), "one start of the sentence, from 0, not after its end"),
    (put_in("end", ox.Literal(10**6)), "the sentence is as long as its place in the text"),
    (put_in("subjectSpan", ox.Literal("3")), "one place of the subject, as start-end"),
    (removed("objectMention"), "one mention of the object"),
    (put_in("confidence", ox.Literal(1.5)), "one confidence from 0 to 1"),
    (put_in("confidence", ox.Literal("sure")), "one confidence from 0 to 1"),
    (removed("rule"), "one rule"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_a_broken_rule_is_found_with_its_article_and_sentence(place, said, change, message):
    report = spoilt(place, change, statement_iri(said[0].id), proof=False)

    (found,) = [violation for violation in report.violations if violation.message == message]
    assert not report.conforms
    assert (found.article, found.statement) == ("a1", said[0].id)
    assert found.sentence in (said[0].sentence, "short", None)


def extra(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal, graph=DEFAULT) -> Change:
    name = PREFIXES[predicate.partition(":")[0]] + predicate.partition(":")[2]
    return lambda store, _: store.add(ox.Quad(subject, ox.NamedNode(name), value, graph))


def without(subject: ox.NamedNode, predicate: str) -> Change:
    name = ox.NamedNode(PREFIXES[predicate.partition(":")[0]] + predicate.partition(":")[2])

    def change(store: ox.Store, _: ox.NamedNode) -> None:
        for quad in list(store.quads_for_pattern(subject, name, None)):
            store.remove(quad)

    return change


def rid_of_uses(store: ox.Store, _: ox.NamedNode) -> None:
    for quad in list(store.quads_for_pattern(None, ox.NamedNode(PREFIXES["prov"] + "used"), None)):
        store.remove(quad)


def rid_of_versions(store: ox.Store, _: ox.NamedNode) -> None:
    for quad in list(store.quads_for_pattern(None, dg("version"), None)):
        store.remove(quad)


def out_of_order(store: ox.Store, _: ox.NamedNode) -> None:
    node = ox.NamedNode(f"{PREFIXES['id']}position/stance/TUR+AZE")
    for predicate, value in (
        ("rdf:type", dg("Position")),
        ("dg:kind", dg("kind-stance")),
        ("dg:party", TUR),
        ("dg:party", AZE),
        ("rdfs:label", ox.Literal("stance", language="en")),
    ):
        extra(node, predicate, value)(store, node)


# A rule of each shape, and those that another test does not break: change, message, whether it is of the statement.
EACH = [
    (removed("rule"), "one rule", True),  # Statement
    (put_in("sentence", ox.Literal("x" * 41, language="id")), "the sentence is in the language of its article", True),
    (put_in("subjectSpan", ox.Literal("9-3")), "the place of the subject ends after it starts", True),
    (put_in("objectSpan", ox.Literal("9-3")), "the place of the object ends after it starts", True),
    (put_in("subjectSpan", ox.Literal("900-903")), "the mention of the subject stands in the sentence", True),
    (put_in("objectSpan", ox.Literal("900-903")), "the mention of the object stands in the sentence", True),
    (extra(statement_iri("XYZ"), "rdf:type", dg("Statement"), A1), "an id is 16 hexadecimal digits", False),
    (put_in("speaker", actor_iri("NOBODY")), "a speaker has a code", True),
    (removed("cue"), "who says it, by a cue", True),  # Attributed
    (removed("firstDay"), "a time has a first day", True),  # Dated
    (extra(TUR, "skos:notation", ox.Literal("TKY")), "an actor has one code", False),  # Actor
    (
        extra(TUR, "skos:notation", ox.Literal("tur")),
        "a code is capital letters and digits, with hyphens between",
        False,
    ),
    (extra(STANCE, "dg:kind", dg("kind-peace")), "a position has one kind of the ontology", False),  # Position
    (extra(STANCE, "dg:party", ox.Literal("ARM")), "a party is an actor", False),
    (extra(STANCE, "dg:party", actor_iri("NOBODY")), "a party has a code", False),
    (extra(STANCE, "dg:party", TUR), "a position's id names its parties, each once", False),
    (out_of_order, "a position's id names its parties in order", False),
    (extra(STANCE, "rdf:type", dg("State")), "a position is no actor", False),
    (without(TOPIC, "skos:notation"), "a topic has one code", False),  # Topic
    (
        extra(TOPIC, "skos:notation", ox.Literal("Nagorno Karabakh")),
        "a topic's code is small letters and digits, with hyphens between",
        False,
    ),
    (without(A1, "dcterms:identifier"), "an article has one id", False),  # Article
    (extra(A1, "dcterms:title", ox.Literal(7), A1), "an article has at most one title", False),
    (extra(A1, "dg:outlet", ox.Literal(7), A1), "an article has at most one outlet", False),
    (extra(A1, "dg:url", ox.Literal("no address"), A1), "an article has at most one address", False),
    (rid_of_versions, "an extraction names the version", False),  # Extraction
    (rid_of_uses, "an extraction read articles", False),
]


@pytest.mark.parametrize(("change", "message", "is_of_statement"), EACH)
def test_a_sample_that_breaks_a_rule_is_found_by_our_queries_and_by_pyshacl(
    place, said, change, message, is_of_statement
):
    ours = spoilt(place, change, statement_iri(said[0].id), proof=False)
    with Store(place, read_only=True) as store:
        proven = set(_proven(store))

    assert message in {violation.message for violation in ours.violations}
    assert {text for _, text in proven} == {violation.message for violation in ours.violations}
    if is_of_statement:
        (found,) = [violation for violation in ours.violations if violation.message == message]
        assert (found.article, found.statement) == ("a1", said[0].id)
        assert found.sentence


# The fields of the contract's record, and the rules that keep each: whoever adds a field adds its rules.
CONTRACT = {
    "id": ["an id is 16 hexadecimal digits"],
    "doc": ["one article as its source", "an article has one id"],
    "sentence": ["one sentence, with its language", "the sentence is as long as its place in the text"],
    "start": ["one start of the sentence, from 0, not after its end"],
    "end": ["one end of the sentence"],
    "lang": ["the sentence is in the language of its article"],
    "subject": [
        "one subject, an actor other than the object",
        "an actor has one code",
        "an actor has one name",
        "a code is capital letters and digits, with hyphens between",
        "one mention of the subject",
        "one place of the subject, as start-end",
        "the place of the subject ends after it starts",
        "the mention of the subject stands in the sentence",
    ],
    "relation": ["one relation of the ontology"],
    "object": [
        "one object, an actor or a position",
        "the object is what the relation takes",
        "a position has one kind of the ontology",
        "a position has one name",
        "a party has a code",
        "a position's id names its parties, each once",
        "a position's id names its parties in order",
        "one mention of the object",
        "one place of the object, as start-end",
        "the place of the object ends after it starts",
        "the mention of the object stands in the sentence",
    ],
    "topic": ["at most one topic", "a topic has one code"],
    "polarity": ["one polarity: affirmed or negated"],
    "modality": ["one modality: asserted, intended or denied"],
    "speaker": ["at most one speaker", "a speaker has a code", "who says it, by a mention", "who says it, by a cue"],
    "date": [
        "at most one first day, not after the last",
        "a time has a first day",
        "a time has a last day",
        "at most one precision: day, month or year",
    ],
    "confidence": ["one confidence from 0 to 1"],
    "rule": ["one rule"],
    "published": ["an article has at most one day of publication"],
}
OF_GRAPHS = [
    "an affirmed, asserted statement has its plain triple",
    "a plain triple has an affirmed, asserted statement",
    "one extraction that made it",
    "an extraction names its pipeline",
]


def test_every_field_of_the_contract_has_its_rules(said):
    rules = {check.message for check in load_checks()}

    assert set(said[0].to_record()) == CONTRACT.keys()
    assert {rule for of_field in (*CONTRACT.values(), OF_GRAPHS) for rule in of_field} - rules == set()


def test_every_shape_has_a_sample():
    messages = {message for _, message, _ in EACH}
    targets = {check.target for check in load_checks()}

    assert targets == {check.target for check in load_checks() if check.message in messages}


def test_a_statement_in_the_graph_of_another_article_is_found(place, said):
    def stray(store: ox.Store, node: ox.NamedNode) -> None:
        store.add(ox.Quad(node, SOURCE, A1, A2))

    report = spoilt(place, stray, statement_iri(said[0].id), proof=False)
    assert [violation.message for violation in report.violations] == ["a statement stands in the graph of its article"]
    assert report.violations[0].sentence == said[0].sentence


def everything(store: ox.Store, node: ox.NamedNode) -> None:
    """Break several rules at once, in shared things too."""
    put_in("confidence", ox.Literal(1.5))(store, node)
    removed("cue")(store, node)
    removed("start")(store, node)
    put_in("topic", AZE)(store, node)
    store.add(ox.Quad(STANCE, dg("kind"), dg("kind-peace")))
    store.add(ox.Quad(STANCE, dg("party"), ox.Literal("ARM")))
    store.add(ox.Quad(TUR, NOTATION, ox.Literal("TKY")))
    store.add(ox.Quad(TUR, dg("attacks"), AZE, A2))
    store.remove(ox.Quad(TUR, dg("supports"), STANCE, A1))
    removed("digest")(store, A1)


def test_our_queries_and_pyshacl_find_the_same(place, said):
    ours = spoilt(place, everything, statement_iri(said[0].id), proof=False)
    with Store(place, read_only=True) as store:
        both = validate(store, proof=True)

    assert len(ours.violations) >= 9
    # SHACL names the actor of an unfounded plain triple, we name the triple and its article.
    assert {v.message for v in both.violations} == {v.message for v in ours.violations}
    assert {v for v in both.violations if "plain triple has" not in v.message} == {
        v for v in ours.violations if "plain triple has" not in v.message
    }


@pytest.mark.parametrize(
    ("triple", "graph", "is_found"),
    [
        ((TUR, "visits", AZE), A1, True),  # only intended
        ((TUR, "attacks", actor_iri("ARM")), A1, True),  # denied
        ((TUR, "supports", STANCE), A2, True),  # said, but by another article
        ((actor_iri("RUS"), "meets", AZE), A2, False),  # the other way round of a symmetric relation
        ((actor_iri("ARM"), "urges", actor_iri("RUS")), A2, True),  # not of one that is not
    ],
)
def test_a_plain_triple_without_its_statement_is_found_in_its_article(place, triple, graph, is_found):
    subject, name, thing = triple
    report = spoilt(place, lambda store, _: store.add(ox.Quad(subject, dg(name), thing, graph)), TUR, proof=False)

    found = [(v.article, v.message) for v in report.violations]
    wanted = [(graph.value.rpartition("/")[2], "a plain triple has an affirmed, asserted statement")]
    assert found == (wanted if is_found else [])


def test_a_statement_without_its_plain_triple_is_found(place, said):
    report = spoilt(place, lambda store, _: store.remove(ox.Quad(TUR, dg("supports"), STANCE, A1)), TUR, proof=False)

    assert [(v.article, v.statement, v.message) for v in report.violations] == [
        ("a1", said[0].id, "an affirmed, asserted statement has its plain triple")
    ]


def test_a_violation_is_told_in_one_line(place, said):
    (violation,) = spoilt(place, removed("rule"), statement_iri(said[0].id), proof=False).violations

    assert str(violation) == f"a1: statement/{said[0].id}: one rule ('In a1 it says: TUR supports stance:AZE.')"


def test_an_actor_without_a_name_is_found(place):
    def nameless(store: ox.Store, node: ox.NamedNode) -> None:
        for quad in list(store.quads_for_pattern(node, LABEL, None)):
            store.remove(quad)

    assert [str(v) for v in spoilt(place, nameless, TUR, proof=False).violations] == [
        "actor/TUR: an actor has one name"
    ]


def test_every_rule_has_a_message_and_finds_nothing_in_an_empty_store():
    store = ox.Store()
    checks = load_checks()

    assert [check for check in checks if not check.message] == []
    assert [check for check in checks if list(store.query(check.sparql, prefixes=dict(PREFIXES)))] == []
