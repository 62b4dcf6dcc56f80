"""Topics: which words and which actors point where, and that the three tables speak of the same topics."""

from __future__ import annotations

from importlib.resources import files

import pytest
from diplograph.extractors.registry import load_registry
from diplograph.extractors.topics import load_topics
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

TOPIC = "https://w3id.org/diplograph/id/topic/"
TOP_CONCEPTS = {"disputes", "policy"}

CASES = [
    ("en", "Pakistan backs Azerbaijan in Nagorno-Karabakh.", {"PAK", "AZE"}, "nagorno-karabakh"),
    ("en", "The two foreign ministers met in Geneva.", {"ARM", "AZE"}, "nagorno-karabakh"),
    ("en", "Iran vowed to go on enriching uranium.", {"IRN"}, "iran-nuclear"),
    ("en", "The agency praised Brazil's uranium plant.", {"IAEA", "BRA"}, "iran-nuclear"),
    ("en", "North Korea agreed to shut its nuclear reactor.", {"PRK", "USA"}, "north-korea-nuclear"),
    ("en", "Japan raised the abductions with Pyongyang.", {"JPN", "PRK"}, "abductions"),
    ("en", "The president praised the treaty.", {"FRA", "DEU"}, None),
    ("en", "Trade between the two grew by a third.", {"CHN", "AUS"}, "trade"),
    ("en", "The minister thanked his host.", {"SOM", "KEN"}, "somalia"),
    ("en", "The minister boarded the bus in Basra.", {"GBR", "IRQ"}, "iraq-war"),
    ("en", "He spoke of the fishes and of rice.", {"KOR", "FRA"}, None),
    ("id", "Turki mendukung Azerbaijan di Karabakh.", {"TUR", "AZE"}, "nagorno-karabakh"),
    ("id", "Indonesia menyumbang vaksin untuk melawan COVID-19.", {"IDN", "WHO"}, "covid-19"),
    ("id", "Iran menolak menghentikan pengayaan uranium.", {"IRN"}, "iran-nuclear"),
    ("id", "Volume perdagangan kedua negara naik.", {"IDN", "AZE"}, "trade"),
    ("id", "Kedua menteri bertemu di Roma.", {"ITA", "ESP"}, None),
    ("id", "Cina mengklaim Laut Cina Selatan.", {"CHN", "PHL"}, "south-china-sea"),
    ("id", "Pasukan Ethiopia membantu pemerintah itu.", {"ETH", "SOM"}, "somalia"),
]


@pytest.mark.parametrize(("lang", "text", "actors", "topic"), CASES)
def test_words_point_before_actors_and_disputes_before_policy(lang, text, actors, topic):
    assert topic == load_topics(lang).topic_of(text, actors)


@pytest.fixture(scope="module")
def scheme():
    graph = Graph()
    graph.parse(data=files("diplograph").joinpath("topics.ttl").read_text(encoding="utf-8"), format="turtle")
    return graph


def test_the_scheme_holds_the_topics_that_the_tables_find_and_no_other(scheme):
    declared = {str(one).removeprefix(TOPIC) for one in scheme.subjects(RDF.type, SKOS.Concept)}

    for lang in ("en", "id"):
        assert declared - TOP_CONCEPTS == set(load_topics(lang).slugs)


def test_every_topic_is_named_and_defined_in_both_languages(scheme):
    for topic in scheme.subjects(RDF.type, SKOS.Concept):
        for term in (SKOS.prefLabel, SKOS.definition):
            assert {"en", "id"} == {text.language for text in scheme.objects(topic, term)}, topic


def test_every_topic_can_be_found_by_word_or_actor_in_each_language():
    for lang in ("en", "id"):
        for row in load_topics(lang).rows:
            findable = row.words.pattern != "(?!)" or row.near.pattern != "(?!)" or row.pairs or row.lone

            assert findable, f"{lang} {row.slug}"


def test_near_words_come_with_the_actors_that_they_need():
    for lang in ("en", "id"):
        for row in load_topics(lang).rows:
            assert row.near.pattern == "(?!)" or row.about, f"{lang} {row.slug}"
            assert row.about <= set(load_registry()), row.slug
