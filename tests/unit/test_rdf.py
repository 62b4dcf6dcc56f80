"""RDF: what an article's quads say, and that nothing is lost on the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyoxigraph as ox
import pytest
from diplograph.extractors.model import (
    Actor,
    Article,
    Attribution,
    Mention,
    Modality,
    Polarity,
    Position,
    Precision,
    Provenance,
    Statement,
    When,
)
from diplograph.graph.iris import actor_iri, article_iri, position_from_iri, position_iri, relation_iri, statement_iri
from diplograph.graph.rdf import article_quads
from diplograph.graph.records import statements_from_quads

DAY = date(2020, 10, 10)
MADE = Provenance("id-news 1.0", "0.1.0")
PAK, AZE, RUS = Actor("PAK", "State", "Pakistan"), Actor("AZE", "State", "Azerbaijan"), Actor("RUS", "State", "Russia")
STANCE = Position("stance", ("AZE",), "position of Azerbaijan")
SENTENCE = "Angkatan Bersenjata Pakistan mendukung penuh posisi Azerbaijan, menurut ISPR."
BACKS = Statement(
    doc="a/1",
    sentence=SENTENCE,
    start=801,
    end=801 + len(SENTENCE),
    lang="id",
    subject=PAK,
    subject_mention=Mention("Angkatan Bersenjata Pakistan", 801, 829),
    relation="supports",
    object=STANCE,
    object_mention=Mention("posisi Azerbaijan", 846, 863),
    topic="nagorno-karabakh",
    polarity=Polarity.AFFIRMED,
    modality=Modality.ASSERTED,
    attribution=Attribution("PAK", "ISPR", "menurut"),
    when=When.from_text("2020-10-09"),
    confidence=0.93,
    rule="id/supports/dukung",
    published=DAY,
)
MEETS = replace(BACKS, relation="meets", object=RUS, topic=None, attribution=None, when=None, id="")


def article(*, published: date | None = DAY) -> Article:
    return Article("a/1", "Some text.", "id", published, "A title", "Warta Pagi", "https://example.org/a?b=c d")


def quads(*statements: Statement) -> tuple[ox.Quad, ...]:
    return article_quads(article(published=statements[0].published if statements else DAY), statements, MADE)


def plain(found: tuple[ox.Quad, ...]) -> list[tuple[str, str, str]]:
    """The triples whose subject is an actor, in the article's graph."""
    return [
        (q.subject.value.rpartition("/")[2], q.predicate.value.rpartition("#")[2], q.object.value.rpartition("id/")[2])
        for q in found
        if q.graph_name == article_iri("a/1") and "/actor/" in q.subject.value
    ]


@pytest.mark.parametrize(
    "statement",
    [
        BACKS,
        MEETS,
        replace(BACKS, attribution=Attribution(None, "seorang pejabat", "kata"), id=""),  # says who, but no actor
        replace(BACKS, attribution=Attribution("RUS", "", ""), id=""),
        replace(BACKS, when=When.from_text("2020"), id=""),
        replace(BACKS, when=When.from_text("2020-10"), id=""),
        replace(BACKS, when=When(date(2020, 9, 28), date(2020, 10, 4), Precision.DAY), id=""),  # last week
        replace(BACKS, polarity=Polarity.NEGATED, modality=Modality.INTENDED, id=""),
        replace(BACKS, modality=Modality.DENIED, published=None, id=""),
        replace(BACKS, confidence=1 / 3, id=""),
        replace(BACKS, confidence=1.0, id=""),
        replace(BACKS, object=Position("event", (), "event"), id=""),
        replace(BACKS, object=Position("peace", ("ARM", "AZE"), "peace between Armenia and Azerbaijan"), id=""),
        replace(BACKS, object=Actor("OSCE-MG", "Organization", "OSCE Minsk Group"), id=""),
        replace(BACKS, sentence='Ia berkata: "tidak"\r\n\ttitik \\ akhir \u2028 \U0001f600', lang="en", id=""),
        replace(BACKS, id="an id of its own/ä"),
    ],
)
def test_a_statement_comes_back_as_it_was(statement):
    assert statements_from_quads(quads(statement)) == (statement,)


def test_statements_come_back_in_the_order_of_their_place():
    later = replace(BACKS, start=2000, end=2000 + len(SENTENCE), id="")

    assert statements_from_quads(quads(later, BACKS)) == (BACKS, later)


def test_a_position_named_in_two_ways_keeps_both():
    other = replace(
        MEETS, relation="supports", object=replace(STANCE, label="Azerbaijan's position on Karabakh"), id=""
    )
    other = replace(other, start=900, end=900 + len(SENTENCE), id="")

    assert statements_from_quads(quads(BACKS, other)) == (BACKS, other)
    assert set(quads(BACKS, other)) == set(quads(other, BACKS))


def test_an_affirmed_asserted_statement_is_also_a_plain_triple():
    assert plain(quads(BACKS)) == [("PAK", "supports", "position/stance/AZE")]


def test_a_symmetric_relation_is_plain_both_ways_round():
    assert plain(quads(MEETS)) == [("PAK", "meets", "actor/RUS"), ("RUS", "meets", "actor/PAK")]


@pytest.mark.parametrize(
    ("polarity", "modality"),
    [
        (Polarity.NEGATED, Modality.ASSERTED),
        (Polarity.AFFIRMED, Modality.INTENDED),
        (Polarity.AFFIRMED, Modality.DENIED),
        (Polarity.NEGATED, Modality.DENIED),
    ],
)
def test_a_negated_intended_or_denied_statement_is_never_a_bare_triple(polarity, modality):
    assert plain(quads(replace(BACKS, polarity=polarity, modality=modality, id=""))) == []


def test_what_an_article_says_is_in_its_graph_and_what_things_are_is_shared():
    found = quads(BACKS)
    shared = {q.subject.value for q in found if q.graph_name == ox.DefaultGraph()}
    own = {q.subject.value for q in found if q.graph_name == article_iri("a/1")}

    assert {q.graph_name for q in found} == {ox.DefaultGraph(), article_iri("a/1")}
    assert {iri.rpartition("/id/")[2] for iri in shared} == {
        "actor/AZE",
        "actor/PAK",
        "extraction/id-news%201.0%400.1.0",
        "position/stance/AZE",
        "topic/nagorno-karabakh",
    }
    assert {statement_iri(BACKS.id).value, article_iri("a/1").value} <= own


def test_the_sentence_has_its_language():
    texts = [q.object for q in quads(BACKS) if q.predicate.value.endswith("#sentence")]

    assert [ox.Literal(SENTENCE, language="id")] == texts


def test_a_statement_takes_at_most_25_quads_of_its_own():
    assert len([q for q in quads(BACKS) if q.subject == statement_iri(BACKS.id)]) <= 25


def test_no_quad_comes_twice():
    found = quads(BACKS, MEETS, BACKS)

    assert len(found) == len(set(found))


def test_of_two_statements_with_one_id_the_more_confident_stands():
    doubtful = replace(BACKS, confidence=0.5, rule="id/supports/sokong")

    assert statements_from_quads(quads(doubtful, BACKS)) == (BACKS,)
    assert statements_from_quads(quads(BACKS, doubtful)) == (BACKS,)


def test_an_article_without_statements_is_told_of_too():
    found = article_quads(article(), (), MADE)

    assert statements_from_quads(found) == ()
    assert article_iri("a/1") in {q.subject for q in found}


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (replace(BACKS, doc="b", id=""), "is of article 'b', not of 'a/1'"),
        (replace(BACKS, published=date(2021, 1, 1), id=""), "is of 2021-01-01, its article of 2020-10-10"),
        (replace(BACKS, relation="admires", id=""), "no relation 'admires' in ontology.ttl"),
        (replace(BACKS, object=Position("mood", (), "mood"), id=""), "no position kind 'mood' in ontology.ttl"),
    ],
)
def test_what_does_not_belong_is_refused(statement, message):
    with pytest.raises(ValueError, match=message):
        article_quads(article(), (statement,), MADE)


def test_an_actor_of_two_names_is_refused():
    other = replace(MEETS, subject=replace(PAK, label="Pakistan's Army"), id="other")

    with pytest.raises(ValueError, match="is both"):
        quads(BACKS, other)


@pytest.mark.parametrize(
    ("made", "path"),
    [
        (actor_iri("OSCE-MG"), "actor/OSCE-MG"),
        (article_iri("2024/05 a+b#c?d=é"), "article/2024%2F05%20a%2Bb%23c%3Fd%3D%C3%A9"),
        (article_iri(".."), "article/%2E%2E"),  # else a browser would take it for the folder above
        (article_iri("v1.2"), "article/v1.2"),
        (position_iri("event", ()), "position/event"),
        (position_iri("peace", ("AZE", "ARM", "AZE")), "position/peace/ARM+AZE"),
        (position_iri("peace", ("A+B", "C/D")), "position/peace/A%2BB+C%2FD"),
    ],
)
def test_an_iri_is_encoded(made, path):
    assert f"https://w3id.org/diplograph/id/{path}" == made.value


@pytest.mark.parametrize("parties", [(), ("AZE",), ("ARM", "AZE"), ("A+B", "C/D", "é")])
def test_a_position_is_read_back_from_its_iri(parties):
    assert position_from_iri(position_iri("peace", parties).value) == ("peace", parties)


def test_a_relation_that_is_not_declared_has_no_iri():
    with pytest.raises(ValueError, match="supportedBy"):
        relation_iri("supportedBy")  # an inverse, which is no relation of its own
