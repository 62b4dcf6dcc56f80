"""The summary is what the statements add up to, whatever was built, loaded, replaced and dropped, and in what order."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from diplograph.extractors.model import Actor, Article, Mention, Modality, Polarity, Position, Provenance, Statement
from diplograph.graph.iris import code_from_iri
from diplograph.graph.ontology import load_schema
from diplograph.graph.store import Store
from diplograph.graph.tallies import Claim, Exchanges, Stance, Tally, said_by, thing_key
from hypothesis import given, settings
from hypothesis import strategies as st

SCHEMA = load_schema()
MADE = Provenance("test", "1")
ACTORS = [Actor(code, "State", f"Land of {code}") for code in ("TUR", "AZE", "ARM", "A+B/C")]
THINGS: list[Actor | Position] = [
    *ACTORS,
    Position("stance", ("AZE",), "stance"),
    Position("stance", ("A+B/C", "AZE"), "stance"),
    Position("peace", (), "peace"),
]
FEW = ["supports", "opposes", "meets", "urges"]  # a backing, an opposing, a symmetric one, one that calls for


def statement(doc: str, place: int, draw: tuple) -> Statement:
    subject, relation, thing, topic, polarity, modality = draw
    return Statement(
        doc=doc,
        sentence="It says so.",
        start=20 * place,
        end=20 * place + 11,
        lang="en",
        subject=subject,
        subject_mention=Mention("It", 20 * place, 20 * place + 2),
        relation=relation,
        object=thing,
        object_mention=Mention("so", 20 * place + 8, 20 * place + 10),
        topic=topic,
        polarity=polarity,
        modality=modality,
        attribution=None,
        when=None,
        confidence=0.9,
        rule="en/test",
        published=date(2020, 1, 1),
    )


DRAWS = st.tuples(
    st.sampled_from(ACTORS),
    st.sampled_from(FEW),
    st.sampled_from(THINGS),
    st.sampled_from([None, "nagorno-karabakh", "trade"]),
    st.sampled_from(Polarity),
    st.sampled_from(Modality),
)
ARTICLES = st.tuples(st.sampled_from("abcd"), st.lists(DRAWS, max_size=5))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), ARTICLES),
        st.tuples(st.just("put_all"), st.lists(ARTICLES, max_size=4)),
        st.tuples(st.just("keep_all"), st.lists(ARTICLES, max_size=3)),
        st.tuples(st.just("drop"), st.sampled_from("abcd")),
    ),
    min_size=1,
    max_size=8,
)


def reading(drawn: tuple[str, Sequence[tuple]]) -> tuple[Article, tuple[Statement, ...], Provenance]:
    doc, draws = drawn
    statements = tuple(statement(doc, place, draw) for place, draw in enumerate(draws))
    return Article(doc, f"text of {len(draws)}", "en", date(2020, 1, 1)), statements, MADE


def take(store: Store, step: tuple) -> None:
    what, arguments = step
    if what == "drop":
        store.drop(arguments)
    elif what == "put":
        store.put(*reading(arguments))
    else:
        store.put_all(map(reading, arguments), replace=what == "put_all")


@pytest.mark.parametrize("reopened", [False, True])
@given(STEPS)
@settings(deadline=None, max_examples=30)
def test_the_summary_is_a_recount_after_any_builds_loads_replacements_and_drops(reopened, steps):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        for step in steps:
            take(store, step)
            if reopened:
                store.close()
                store = Store(folder)
        statements = store.statements()

        assert store.summary_differences() == []
        for thing in THINGS:
            for topic in (None, "nagorno-karabakh", "trade"):
                assert set(store.tallies(**asked(thing), topic=topic)) == set(tallies(statements, thing, topic))
            assert set(store.stances_on(**asked(thing))) == {s for s in stances(statements) if s.object == key(thing)}
        for actor in ACTORS:
            own = {s for s in stances(statements) if s.subject == actor.id}
            assert {*store.stances(actor.id), *store.stances(actor.id, on_actors=True)} == own
            assert [s.statements for s in store.stances(actor.id, limit=1)] == [
                s.statements for s in store.stances(actor.id)[:1]
            ]
            for on_actors in (False, True):
                told = Counter(s.sense for s in store.stances(actor.id, on_actors=on_actors))
                totals = store.stance_totals(actor.id, on_actors=on_actors)
                assert told == Counter({sense: many for sense, (many, _) in totals.items() if many})
        # A party such as "A+B/C" cannot be told from two in the key of a position.
        for claim, found in claims([s for s in statements if "+" not in s.object_key]).items():
            assert store.examples([([claim], len(statements))]) == [found]
        assert store.exchanges() == exchanges(statements)
        assert store.exchanges(1) == exchanges(statements)[:1]
        store.close()


@given(STEPS)
@settings(deadline=None, max_examples=15)
def test_a_store_whose_articles_are_all_dropped_is_as_it_was_made(steps):
    with tempfile.TemporaryDirectory() as folder, Store(folder) as store:
        before = store._engine.count()
        for step in steps:
            take(store, step)
        for info in store.articles():
            store.drop(info.id)

        assert before == store._engine.count()


def asked(thing: Actor | Position) -> dict:
    if isinstance(thing, Actor):
        return {"actors": [thing.id]}
    return {"positions": [(thing.kind, thing.parties)]}


def key(thing: Actor | Position) -> str:
    return thing.id if isinstance(thing, Actor) else f"{thing.kind}:{'+'.join(thing.parties)}"


# The recount, from statements that were read.


def tallies(statements: Sequence[Statement], thing: Actor | Position, topic: str | None) -> list[Tally]:
    found = Counter(
        (said.subject, said.relation, thing_key(said.object), said.sense)
        for said in (said_by(s) for s in statements if s.object == thing and topic in (None, s.topic))
    )
    return [Tally(*group, topic, n) for group, n in found.items()]


def stances(statements: Sequence[Statement]) -> list[Stance]:
    found = Counter(
        (said.subject, attitude, thing_key(said.object), said.sense)
        for said in map(said_by, statements)
        if (attitude := SCHEMA.relations[said.relation].attitude) is not None
    )
    return [Stance(*group, n) for group, n in found.items()]


def claims(statements: Sequence[Statement]) -> dict[Claim, list[Statement]]:
    """What each claim, on each topic and on any, is told by."""
    found: dict[Claim, list[Statement]] = {}
    for s in statements:
        said = said_by(s)
        for topic in {None, s.topic}:
            claim = Claim(said.subject, (said.relation,), thing_key(said.object), said.sense, topic)
            found.setdefault(claim, []).append(s)
    return found


def exchanges(statements: Sequence[Statement]) -> list[Exchanges]:
    found = Counter(
        tuple(sorted((s.subject.id, s.object.id)))
        for s in statements
        if s.is_plain and code_from_iri(said_by(s).object) and s.subject.id != s.object.id
    )
    ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Exchanges(one, other, n) for (one, other), n in ordered]
