"""The schema: the relations and kinds of the guidelines, as ontology.ttl declares them."""

from __future__ import annotations

import pytest
from diplograph.graph.ontology import load_schema

EITHER, ACTOR, POSITION, BODY = {"actor", "position"}, {"actor"}, {"position"}, {"organization"}

RELATIONS = {
    # name: sign, symmetric, takes, PLOVER class
    "supports": (1, False, EITHER, "SUPPORT"),
    "praises": (1, False, EITHER, "SUPPORT"),
    "recognizes": (1, False, EITHER, "SUPPORT"),
    "agreesWith": (1, True, ACTOR, "AGREE"),
    "meets": (1, True, ACTOR, "CONSULT"),
    "visits": (1, False, ACTOR, "CONSULT"),
    "mediates": (1, False, POSITION, "CONSULT"),
    "urges": (0, False, EITHER, "REQUEST"),
    "hasRelationsWith": (1, True, ACTOR, "COOPERATE"),
    "cooperatesWith": (1, True, ACTOR, "COOPERATE"),
    "alliedWith": (1, True, ACTOR, "COOPERATE"),
    "tradesWith": (1, True, ACTOR, "COOPERATE"),
    "aids": (1, False, ACTOR, "AID"),
    "memberOf": (1, False, BODY, "COOPERATE"),
    "leads": (1, False, BODY, "COOPERATE"),
    "hosts": (1, False, EITHER, "CONSULT"),
    "normalizesWith": (1, True, ACTOR, "COOPERATE"),
    "concedesTo": (1, False, ACTOR, "CONCEDE"),
    "withdrawsFrom": (1, False, ACTOR, "RETREAT"),
    "opposes": (-1, False, EITHER, "REJECT"),
    "criticizes": (-1, False, EITHER, "ACCUSE"),
    "denies": (0, False, ACTOR, "ACCUSE"),
    "threatens": (-1, False, ACTOR, "THREATEN"),
    "disputesWith": (-1, True, ACTOR, "REJECT"),
    "sanctions": (-1, False, ACTOR, "SANCTION"),
    "cutsTiesWith": (-1, False, ACTOR, "SANCTION"),
    "coerces": (-1, False, ACTOR, "COERCE"),
    "attacks": (-1, False, ACTOR, "ASSAULT"),
    "fights": (-1, True, ACTOR, "ASSAULT"),
    "occupies": (-1, False, ACTOR, "COERCE"),
}
KINDS = """
    stance sovereignty independence normalization peace ceasefire twoStateSolution withdrawal militaryAction sanctions
    nuclearProgramme disarmament aid membership agreement government release counterterrorism cooperation recognition
    event other
"""


def test_the_relations_are_those_of_the_guidelines_and_no_inverse_is_among_them():
    assert set(RELATIONS) == set(load_schema().relations)


@pytest.mark.parametrize("name", RELATIONS)
def test_a_relation_says_its_sign_its_symmetry_what_it_takes_and_its_class(name):
    relation = load_schema().relations[name]

    assert RELATIONS[name] == (relation.sign, relation.symmetric, relation.takes, relation.plover)


def test_the_kinds_are_those_of_the_guidelines():
    assert sorted(KINDS.split()) == sorted(load_schema().kinds)


def test_backing_opposing_and_calling_for_are_told_apart():
    attitudes = {name: r.attitude for name, r in load_schema().relations.items() if r.attitude is not None}

    assert attitudes == {
        "supports": "backs",
        "praises": "backs",
        "recognizes": "backs",
        "urges": "callsFor",
        "opposes": "opposes",
        "criticizes": "opposes",
    }


@pytest.mark.parametrize(
    ("kind", "parties", "language", "phrase"),
    [
        ("sovereignty", "Azerbaijan", "en", "sovereignty of Azerbaijan"),
        ("sovereignty", "Azerbaijan", "id", "kedaulatan Azerbaijan"),
        ("sanctions", "Iran", "en", "sanctions against Iran"),
        ("event", "", "id", "acara"),  # an event has no parties
        ("peace", "Armenia and Azerbaijan", "xx", "peace between Armenia and Azerbaijan"),  # else English
    ],
)
def test_a_kind_names_a_position(kind, parties, language, phrase):
    assert phrase == load_schema().kinds[kind].phrase(parties, language)


def test_a_relation_has_a_label_in_each_language_and_english_for_others():
    relation = load_schema().relations["supports"]

    assert [relation.label(language) for language in ("en", "id", "xx")] == ["supports", "mendukung", "supports"]


def test_relations_and_kinds_come_in_the_order_of_their_names():
    schema = load_schema()

    assert list(schema.relations) == sorted(schema.relations)
    assert list(schema.kinds) == sorted(schema.kinds)
