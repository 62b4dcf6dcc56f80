"""Statements as lines for other programs: JSON records that can be imported again, and rows of events.

Knows no store.  An event is what event data (CAMEO, PLOVER) know: who did what to whom on which day.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping

from ..extractors.model import Actor, Schema, Statement
from .ontology import cameo_codes
from .records import ArticleInfo
from .spreadsheets import write_rows

__all__ = ["to_events", "to_jsonl"]

_EVENT = (
    "event_id",
    "date",
    "date_precision",
    "source",
    "target",
    "code",
    "plover",
    "relation",
    "sign",
    "topic",
    "position",
    "speaker",
    "confidence",
    "article",
    "outlet",
    "url",
    "sentence",
)


def to_jsonl(statements: Iterable[Statement], articles: Iterable[ArticleInfo]) -> str:
    """Return statement records, a line each by article, with what is known of the article.

    An article without statements has no line; TriG keeps it.
    """
    told = {
        article.id: {
            "lang": article.lang,
            "title": article.title,
            "source": article.source,
            "url": article.url,
            "pipeline": article.pipeline,
            "version": article.version,
            "digest": article.digest,
        }
        for article in articles
    }
    ordered = sorted(statements, key=lambda s: (s.doc, s.start, s.id))
    lines = (json.dumps(s.to_record() | {"article": told.get(s.doc)}, ensure_ascii=False) for s in ordered)
    return "".join(f"{line}\n" for line in lines)


def to_events(statements: Iterable[Statement], articles: Iterable[ArticleInfo], schema: Schema) -> str:
    """Return a CSV row for each affirmed, asserted statement and target: what is denied or planned is no event.

    date: the first day that the text names, else that of publication; date_precision: day, month or year as the text
    named it, `published` for a day of publication.   target: the object, or each party of a position but the source;
    empty for a position without other parties.   code: the CAMEO code that comes nearest.
    """
    told = {article.id: article for article in articles}
    out = io.StringIO()
    events = (event for statement in statements for event in _events(statement, told, schema))
    write_rows(_EVENT, sorted(events, key=lambda event: [str(value) for value in (event[1], event[0], event[4])]), out)
    return out.getvalue()


def _events(statement: Statement, told: Mapping[str, ArticleInfo], schema: Schema) -> Iterator[tuple[object, ...]]:
    relation, article, thing = schema.relations.get(statement.relation), told.get(statement.doc), statement.object
    day = statement.when.start if statement.when else statement.published
    if not statement.is_plain or relation is None or day is None:
        return
    source = statement.subject.id
    ends = (thing.id,) if isinstance(thing, Actor) else thing.parties
    targets: list[str | None] = [end for end in ends if end != source]
    for target in targets or [None]:
        yield (
            statement.id,
            day,
            statement.when.precision.value if statement.when else "published",
            source,
            target,
            next(iter(cameo_codes(statement.relation)), None),
            relation.plover,
            statement.relation,
            relation.sign,
            statement.topic,
            None if isinstance(thing, Actor) else statement.object_key,
            statement.attribution.speaker if statement.attribution else None,
            round(statement.confidence, 4),
            statement.doc,
            article.source if article else None,
            article.url if article else None,
            statement.sentence,
        )
