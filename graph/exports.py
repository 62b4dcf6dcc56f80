"""Exports: a store as a file for people (html) or for other programs.  Sorted, so that a diff is a change.

Each format is one function from statements or quads to text; heavy packages are imported by the one that needs them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from ..extractors.model import Schema, Statement
from .export_nanopubs import to_nanopubs
from .export_network import to_gexf, to_graphml
from .export_rdf import to_jsonld, to_nquads, to_trig, to_turtle
from .export_records import to_events, to_jsonl
from .ontology import load_schema
from .spreadsheets import write_rows
from .writing import write_whole

if TYPE_CHECKING:
    from .export_rdf import Quads
    from .page_data import Labels
    from .records import ArticleInfo

__all__ = ["FORMATS", "export", "write_csv", "write_trig"]


class Exportable(Protocol):
    """What an export needs of a store."""

    def statements(self) -> Iterable[Statement]: ...
    def quads(self) -> Quads: ...
    def articles(self) -> Iterable[ArticleInfo]: ...


_NETWORKS: Mapping[str, Callable[[Iterable[Statement], Schema], str]] = {"graphml": to_graphml, "gexf": to_gexf}
_TRIPLES: Mapping[str, Callable[[Quads], str]] = {
    "trig": to_trig,
    "nquads": to_nquads,
    "turtle": to_turtle,
    "jsonld": to_jsonld,
    "nanopubs": to_nanopubs,
}
FORMATS = ("html", *_NETWORKS, *_TRIPLES, "csv", "jsonl", "events")

_COLUMNS = (
    "id",
    "article",
    "published",
    "language",
    "subject",
    "subject_label",
    "relation",
    "object",
    "object_label",
    "topic",
    "polarity",
    "modality",
    "speaker",
    "speaker_mention",
    "cue",
    "date",
    "confidence",
    "rule",
    "sentence",
    "start",
    "end",
    "subject_mention",
    "object_mention",
)


def export(
    store: Exportable,
    form: str,
    target: TextIO | str | Path,
    *,
    title: str | None = None,
    lang: str = "en",
    labels: Labels | Mapping[str, str] | None = None,
) -> None:
    """Write a store in one of FORMATS to an open text stream or a file.

    title, lang, labels: of the page (html), as of write_page; the other formats have none.
    Raises ValueError for an unknown format or language, ExportError if the file cannot be written; an old file stays.
    """
    if form not in FORMATS:
        raise ValueError(f"no export format {form!r}; there are: {', '.join(FORMATS)}")
    text = _text(store, form, title, lang, labels)
    if isinstance(target, str | Path):
        write_whole(Path(target), text)
    else:
        target.write(text)


def write_csv(statements: Iterable[Statement], out: TextIO) -> None:
    """Write one statement a row under a header; no cell is a formula to a spreadsheet.

    A text that begins with = + - @ (or a tab) gets an apostrophe before it, which spreadsheets take for "this is text".
    """
    write_rows(_COLUMNS, map(_row, statements), out)


def write_trig(quads: Quads, out: TextIO) -> None:
    """Write quads as TriG, sorted, each once."""
    out.write(to_trig(quads))


def _text(store: Exportable, form: str, title: str | None, lang: str, labels: Labels | Mapping[str, str] | None) -> str:
    if form in _TRIPLES:
        return _TRIPLES[form](store.quads())
    if form in _NETWORKS:
        return _NETWORKS[form](store.statements(), load_schema())
    if form == "html":
        from .page import render_page

        page, _ = render_page(store.statements(), title=title, lang=lang, labels=labels, articles=store.articles())
        return page
    if form == "jsonl":
        return to_jsonl(store.statements(), store.articles())
    if form == "events":
        return to_events(store.statements(), store.articles(), load_schema())
    out = io.StringIO()
    write_csv(store.statements(), out)
    return out.getvalue()


def _row(statement: Statement) -> tuple[object, ...]:
    said, thing = statement.attribution, statement.object
    return (
        statement.id,
        statement.doc,
        statement.published,
        statement.lang,
        statement.subject.id,
        statement.subject.label,
        statement.relation,
        statement.object_key,
        thing.label,
        statement.topic,
        statement.polarity,
        statement.modality,
        said.speaker if said else None,
        said.mention if said else None,
        said.cue if said else None,
        statement.when.text if statement.when else None,
        round(statement.confidence, 4),
        statement.rule,
        statement.sentence,
        statement.start,
        statement.end,
        statement.subject_mention.text,
        statement.object_mention.text,
    )
