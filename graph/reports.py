"""Reports: what a store holds as tables and pages of text, ready to print.  Knows no store and no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ..extractors.model import Schema, Statement
from .records import ArticleInfo
from .store_rows import Stats
from .tables import Cell, Table
from .wording import Wording

__all__ = ["articles_table", "dossier_text", "evidence_text", "relations_table", "statements_table", "stats_table"]

INDENT = "  "


def statements_table(statements: Iterable[Statement], wording: Wording) -> Table:
    """One statement a row, as short as people can read it."""
    return Table.of(
        ("article", "claim", "topic", "date", "speaker", "confidence"),
        [
            (
                statement.doc,
                wording.claim(statement),
                statement.topic,
                statement.when.text if statement.when else None,
                _speaker(statement),
                round(statement.confidence, 2),
            )
            for statement in statements
        ],
    )


def articles_table(articles: Iterable[ArticleInfo]) -> Table:
    """One article a row."""
    return Table.of(
        ("id", "lang", "published", "source", "statements", "title"),
        [(a.id, a.lang, _iso(a.published), a.source, a.statements, a.title) for a in articles],
    )


def stats_table(stats: Stats) -> Table:
    """How much there is, one count a row."""
    rows: list[tuple[str, Cell]] = [
        ("articles", stats.articles),
        ("statements", stats.statements),
        ("actors", stats.actors),
        ("positions", stats.positions),
        ("topics", stats.topics),
        ("quads", stats.quads),
        ("first day", _iso(stats.first)),
        ("last day", _iso(stats.last)),
        ("schema", stats.version),
    ]
    rows += [(f"articles read by {reader}", count) for reader, count in stats.readers]
    rows += [(f"statements in {lang}", count) for lang, count in stats.languages]
    rows += [(f"statements {relation}", count) for relation, count in stats.relations]
    return Table.of(("what", "count"), rows)


def relations_table(schema: Schema, lang: str) -> Table:
    """One relation a row, labelled in a language."""
    return Table.of(
        ("relation", "label", "sign", "symmetric", "takes", "plover"),
        [
            (r.name, r.label(lang), r.sign, "yes" if r.symmetric else None, ", ".join(sorted(r.takes)), r.plover)
            for r in schema.relations.values()
        ],
    )


def dossier_text(
    ends: Sequence[str], statements: Sequence[Statement], articles: Mapping[str, ArticleInfo], wording: Wording
) -> str:
    """Statements one below the other, each with its evidence, under a heading that names the actors."""
    named = f" {wording.say('and')} ".join(f"{wording.actor(end)} ({end})" for end in ends)
    heading = f"{named}: {wording.count(len({statement.doc for statement in statements}))}"
    entries = [f"{wording.claim(s)}\n{evidence_text(s, articles, wording)}" for s in statements]
    return "\n\n".join([heading, *entries])


def evidence_text(statement: Statement, articles: Mapping[str, ArticleInfo], wording: Wording) -> str:
    """The sentence, and below it where it stands and who says it, indented."""
    sentence, origin = wording.evidence(statement, articles.get(statement.doc))
    return f"{INDENT}{sentence}\n{INDENT}{origin}"


def _speaker(statement: Statement) -> str | None:
    said = statement.attribution
    return (said.speaker or said.mention) if said else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
