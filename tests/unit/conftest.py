"""Statements made in one line, and a store that holds them: what the tests of the graph's rooms ask of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from diplograph.extractors.model import (
    Actor,
    Article,
    Attribution,
    Mention,
    Modality,
    Polarity,
    Position,
    Provenance,
    Statement,
    When,
)
from diplograph.graph.ontology import load_schema
from diplograph.graph.store import Store

NAMES = {
    "ARM": "Armenia",
    "AZE": "Azerbaijan",
    "ESP": "Spain",
    "IDN": "Indonesia",
    "IND": "India",
    "IRN": "Iran",
    "ISR": "Israel",
    "MAR": "Morocco",
    "PAK": "Pakistan",
    "PSE": "Palestine",
    "RUS": "Russia",
    "TUR": "Turkey",
    "USA": "United States",
    "XKX": "Kosovo",
}
Say = Callable[..., Statement]


def actor(code: str) -> Actor:
    return Actor(code, "State" if len(code) == 3 else "Organization", NAMES.get(code, code))


def thing(text: str) -> Actor | Position:
    """'AZE' or 'stance:AZE+TUR'."""
    kind, colon, parties = text.partition(":")
    if not colon:
        return actor(text)
    codes = tuple(sorted(filter(None, parties.split("+"))))
    return Position(kind, codes, load_schema().kinds[kind].phrase(" and ".join(NAMES.get(c, c) for c in codes)))


@pytest.fixture
def say() -> Say:
    """Make a statement of 'PAK supports stance:AZE'."""

    def make(
        claim: str,
        *,
        doc: str = "a1",
        sentence: str | None = None,
        by: str | None = None,
        when: str | None = None,
        published: str | None = "2020-10-10",
        topic: str | None = None,
        denied: bool = False,
        negated: bool = False,
        intended: bool = False,
        confidence: float = 0.9,
    ) -> Statement:
        subject, relation, end = claim.split()
        text = sentence or f"In {doc} it says: {claim}."
        return Statement(
            doc=doc,
            sentence=text,
            start=0,
            end=len(text),
            lang="en",
            subject=actor(subject),
            subject_mention=Mention(subject, 0, len(subject)),
            relation=relation,
            object=thing(end),
            object_mention=Mention(end, 0, len(end)),
            topic=topic,
            polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
            modality=Modality.DENIED if denied else Modality.INTENDED if intended else Modality.ASSERTED,
            attribution=Attribution(by, NAMES.get(by, by), "said") if by else None,
            when=When.from_text(when) if when else None,
            confidence=confidence,
            rule=f"en/{relation}/test",
            published=date.fromisoformat(published) if published else None,
        )

    return make


def fill(store: Store, statements: Iterable[Statement], outlets: dict[str, str] | None = None) -> None:
    """Put statements into a store, each article with its own."""
    by_doc: dict[str, list[Statement]] = {}
    for statement in statements:
        by_doc.setdefault(statement.doc, []).append(statement)
    for doc, own in by_doc.items():
        text, day = " ".join(s.sentence for s in own), own[0].published
        store.put(Article(doc, text, "en", day, source=(outlets or {}).get(doc)), own, Provenance("test", "1"))


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Put statements into a store of their own; outlets: article id to name."""
    opened: list[Store] = []

    def put(statements: Iterable[Statement], outlets: dict[str, str] | None = None) -> Store:
        store = Store(tmp_path / f"store{len(opened)}")
        opened.append(store)
        fill(store, statements, outlets)
        return store

    yield put
    for store in opened:
        store.close()
