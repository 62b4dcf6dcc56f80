"""Prospects: what is not parsed could not have stated anything, and the rest is parsed."""

from __future__ import annotations

import pytest
from diplograph.extractors.model import Article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LINES = {
    "en": [
        "Norway backed Iceland's accession to the European Union on Friday.",
        "It also condemned Belarus.",
        "They met in Vienna.",
        "Iceland has a long coast.",
        "Both sides signed a treaty.",
        "Officials in Oslo were not available.",
        "She called for a ceasefire.",
        "Peru called for a ceasefire in the region.",
    ],
    "id": [
        "Norwegia mendukung keanggotaan Islandia di Uni Eropa pada hari Jumat.",
        "Negara itu juga mengecam Belarus.",
        "Mereka bertemu di Wina.",
        "Islandia memiliki pantai yang panjang.",
        "Kedua pihak menandatangani perjanjian.",
        "Ia menyerukan gencatan senjata.",
        "Peru menyerukan gencatan senjata.",
        "Dukungannya disambut baik.",
    ],
}


@pytest.mark.parametrize(
    ("lang", "text", "parsed"),
    [
        ("en", "Norway backed Iceland's accession to the European Union.", 1),
        ("en", "He met the minister.", 0),  # nobody was named before
        ("en", "Iceland borders the Atlantic.", 0),  # no word that states anything
        ("en", "Iceland apologised for the delay.", 0),  # one actor alone apologises to nobody
        ("en", "Peru called for a ceasefire in the region.", 1),  # but may want a ceasefire
        ("en", "Norway met Iceland.\nNorway borders the Atlantic.\nIceland borders nobody.", 1),  # nothing comes behind
        ("en", "Norway borders the Atlantic.\nIt met Iceland.", 2),  # "it" is told by the sentence before
        ("en", "The US-brokered truce held.", 1),
        ("id", "Islandia memiliki pantai yang panjang.", 0),
        ("id", "Dukungannya untuk Islandia disambut Norwegia.", 1),  # a form without its ending
    ],
)
def test_what_can_state_nothing_is_not_parsed(extractor, lang, text, parsed):
    article, voice = Article(id="a", text=text, lang=lang), extractor._knowledge.voice(lang)

    assert parsed == sum(1 for _ in extractor._readings(article, voice, skipping=True))


@pytest.mark.parametrize("lang", ["en", "id"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_is_left_out_would_have_been_a_statement(extractor, lang, data):
    lines = data.draw(st.lists(st.sampled_from(LINES[lang]), min_size=1, max_size=5))
    article = Article(id="a", text="\n".join(lines), lang=lang)

    everything = {s.to_json() for reading in extractor.readings(article) for s in reading.statements}

    assert everything == {s.to_json() for s in extractor.extract_article(article)}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("met", "meet"), ("fought", "fight"), ("denies", "deny"), ("accusing", "accuse"), ("troops", "troop")],
)
def test_every_lemma_of_an_english_form_is_foreseen(extractor, form, lemma):
    lemmas = extractor._knowledge.voice("en").prospects.lemmas

    assert lemmas is not None
    assert lemma in lemmas(form)
