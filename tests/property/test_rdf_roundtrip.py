"""Properties of the RDF: no text is lost; added twice is added once; dropped is as if never added."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
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
from diplograph.graph.ontology import load_schema
from diplograph.graph.rdf import article_quads
from diplograph.graph.records import statements_from_quads
from diplograph.graph.store import Store
from hypothesis import given, settings
from hypothesis import strategies as st

SCHEMA = load_schema()
MADE = Provenance("pipe/1 é", "0.1+<x>")

# Quotes, brackets, line breaks, what SPARQL and Turtle escape, other scripts; no surrogates, which no UTF-8 file holds.
HOSTILE = st.one_of(
    st.sampled_from(
        ["", '"""', "'''", "\\", "\\u0041", "\r\n\t", "} } ; DROP ALL ; {", "<a> <b> <c> .", "\x00", "\u2028"]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
CODES = st.sampled_from(["PAK", "AZE", "OSCE-MG", "A+B/C", "négociateur", "x y"])
ACTORS = CODES.map(lambda code: Actor(code, "Organization" if "-" in code else "State", f'The "{code}"\n'))
POSITIONS = st.builds(
    lambda kind, parties, label: Position(kind, tuple(sorted(parties)), label),
    st.sampled_from(sorted(SCHEMA.kinds)),
    st.sets(CODES, max_size=3),
    HOSTILE,
)
MENTIONS = st.builds(
    lambda text, start, length: Mention(text, start, start + length), HOSTILE, st.integers(0, 10**6), st.integers(0, 99)
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
TIMES = st.builds(
    lambda days, precision: When(min(days), max(days), precision), st.tuples(DAYS, DAYS), st.sampled_from(Precision)
)
ARTICLES = st.builds(
    Article,
    id=HOSTILE.filter(bool),
    text=HOSTILE,
    lang=st.sampled_from(["id", "en", None]),
    published=st.none() | DAYS,
    title=st.none() | HOSTILE,
    source=st.none() | HOSTILE,
    url=st.none() | HOSTILE,
)


@st.composite
def statements_of(draw: st.DrawFn, article: Article) -> tuple[Statement, ...]:
    """A few statements of an article, each with an id of its own."""
    made = draw(
        st.lists(
            st.builds(
                Statement,
                doc=st.just(article.id),
                sentence=HOSTILE,
                start=st.integers(0, 10**9),
                end=st.integers(0, 10**9),
                lang=st.sampled_from(["id", "en"]),
                subject=ACTORS,
                subject_mention=MENTIONS,
                relation=st.sampled_from(sorted(SCHEMA.relations)),
                object=ACTORS | POSITIONS,
                object_mention=MENTIONS,
                topic=st.none() | st.sampled_from(["nagorno-karabakh", "no/such topic"]),
                polarity=st.sampled_from(Polarity),
                modality=st.sampled_from(Modality),
                attribution=st.none() | st.builds(Attribution, st.none() | CODES, HOSTILE, HOSTILE),
                when=st.none() | TIMES,
                confidence=st.floats(0, 1),
                rule=HOSTILE,
                published=st.just(article.published),
            ),
            max_size=4,
        )
    )
    return tuple({statement.id: statement for statement in made}.values())


@st.composite
def articles_read(draw: st.DrawFn) -> tuple[Article, tuple[Statement, ...]]:
    article = draw(ARTICLES)
    return article, draw(statements_of(article))


@pytest.fixture(scope="module")
def module_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, Store(folder) as opened:
        yield opened


def emptied(store: Store) -> Store:
    """The store without what an example that failed left in it."""
    for info in store.articles():
        store.drop(info.id)
    return store


def in_order(statements: tuple[Statement, ...]) -> list[Statement]:
    return sorted(statements, key=lambda statement: (statement.start, statement.id))


@given(articles_read())
@settings(deadline=None, max_examples=60)
def test_statements_come_back_from_quads_as_they_were(read):
    article, statements = read

    assert in_order(statements) == list(statements_from_quads(article_quads(article, statements, MADE)))


@given(articles_read(), articles_read())
@settings(deadline=None, max_examples=30)
def test_the_store_gives_back_what_was_put_and_forgets_what_was_dropped(module_store, read, other):
    """From an empty store to an empty store: added, replaced, added again, dropped."""
    store = emptied(module_store)
    article, statements = read
    replaced = Article(article.id, article.text + ".", *(other[0].lang, article.published, other[0].title))

    assert store.put(article, statements, MADE) == "added"
    once = list(store.quads())
    assert store.put(article, tuple(reversed(statements)), MADE) == "unchanged"
    assert once == list(store.quads())
    assert in_order(statements) == store.statements(article=article.id) == store.statements()
    assert store.put(replaced, statements[:1], MADE) == "replaced"
    assert list(statements[:1]) == store.statements()
    assert store.put(article, statements, MADE) == "replaced"
    assert once == list(store.quads())
    assert store.drop(article.id)
    assert list(store.quads()) == []


@given(articles_read(), articles_read())
@settings(deadline=None, max_examples=20)
def test_dropping_an_article_leaves_what_others_say_and_nothing_that_only_it_spoke_of(module_store, read, other):
    store = emptied(module_store)
    if read[0].id == other[0].id:
        return
    store.put(*read, MADE)
    before = said_and_spoken_of(store)
    store.put(*other, MADE)
    store.drop(other[0].id)

    assert before == said_and_spoken_of(store)


def said_and_spoken_of(store: Store) -> tuple[list[ox.Quad], set[object]]:
    """What articles say; which shared things there are.  A thing that was nameless keeps the name it was given."""
    quads = list(store.quads())
    own = [quad for quad in quads if quad.graph_name != ox.DefaultGraph()]
    return own, {quad.subject for quad in quads if quad.graph_name == ox.DefaultGraph()}
