"""Statement records, a JSON line each, back to articles.  Knows no store.

The records are those of `extract --to jsonl` and `export jsonl`; the latter tell of the article too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import IO

from ..extractors.errors import InputError
from ..extractors.model import (
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
from .rdf import ArticleTriples, article_triples

__all__ = ["read_jsonl"]

_UNTOLD = "unknown"  # the pipeline of a record that does not tell it

Record = Mapping[str, object]


def read_jsonl(path: Path, file: IO[bytes]) -> Iterator[ArticleTriples]:
    """Yield the articles of a file of statement records, which stand together by article.

    Raises InputError with file and line for a record that is none.
    """
    seen = set[str]()
    for doc, of in groupby(_records(path, file), key=lambda numbered: numbered[1]["doc"]):
        found = list(of)
        where = f"{path}:{found[0][0]}"
        if str(doc) in seen:
            raise InputError(where, f"the statements of article {doc!r} do not stand together; sort the file by doc")
        seen.add(str(doc))
        statements = [_statement(f"{path}:{number}", record) for number, record in found]
        yield _article(where, found[0][1], statements)


def _records(path: Path, file: IO[bytes]) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(file, start=1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except UnicodeDecodeError as error:
            raise InputError(where, f"not UTF-8 at byte {error.start} of the line") from error
        except json.JSONDecodeError as error:
            raise InputError(where, f"not JSON: {error.msg} at column {error.colno}") from error
        if not isinstance(record, dict) or not isinstance(record.get("doc"), str) or not record["doc"]:
            raise InputError(where, "no statement record: it names no article in 'doc'")
        yield number, record


def _article(where: str, record: Record, statements: list[Statement]) -> ArticleTriples:
    told = record.get("article") or {}
    if not isinstance(told, dict):
        raise InputError(where, "'article' is no object")
    made = Provenance(str(told.get("pipeline") or _UNTOLD), str(told.get("version") or _UNTOLD))
    try:
        article = Article(
            statements[0].doc,
            "",
            _maybe(told, "lang"),
            statements[0].published,
            _maybe(told, "title"),
            _maybe(told, "source"),
            _maybe(told, "url"),
        )
        return article_triples(article, statements, made, digest=_maybe(told, "digest"))
    except UnicodeEncodeError as error:
        raise InputError(where, "a text holds half a character (a lone surrogate)") from error
    except (TypeError, ValueError) as error:
        raise InputError(where, f"no statement record: {error}") from error


def _statement(where: str, record: Record) -> Statement:
    try:
        return _read(record)
    except KeyError as error:
        raise InputError(where, f"no statement record: {error.args[0]!r} is missing") from error
    except (TypeError, ValueError) as error:
        raise InputError(where, f"no statement record: {error}") from error


def _read(record: Record) -> Statement:
    subject, thing = _object(record, "subject"), _object(record, "object")
    speaker = None if record.get("speaker") is None else _object(record, "speaker")
    when, published = _maybe(record, "date"), _maybe(record, "published")
    confidence = record["confidence"]
    if not isinstance(confidence, int | float):
        raise TypeError("'confidence' is no number")
    return Statement(
        doc=_text(record, "doc"),
        sentence=_text(record, "sentence"),
        start=_whole(record, "start"),
        end=_whole(record, "end"),
        lang=_text(record, "lang"),
        subject=_actor(subject),
        subject_mention=_mention(subject),
        relation=_text(record, "relation"),
        object=_position(thing) if "kind" in thing else _actor(thing),
        object_mention=_mention(thing),
        topic=_maybe(record, "topic"),
        polarity=Polarity(_text(record, "polarity")),
        modality=Modality(_text(record, "modality")),
        attribution=Attribution(_maybe(speaker, "id"), _text(speaker, "mention"), _text(speaker, "cue"))
        if speaker is not None
        else None,
        when=When.from_text(when) if when is not None else None,
        confidence=float(confidence),
        rule=_text(record, "rule"),
        published=date.fromisoformat(published) if published is not None else None,
        id=_text(record, "id"),
    )


def _actor(record: Record) -> Actor:
    return Actor(_text(record, "id"), _text(record, "type"), _text(record, "label"))


def _position(record: Record) -> Position:
    parties = record["parties"]
    if not isinstance(parties, list) or not all(isinstance(party, str) for party in parties):
        raise TypeError("'parties' is no list of codes")
    return Position(_text(record, "kind"), tuple(parties), _text(record, "label"))


def _mention(record: Record) -> Mention:
    return Mention(_text(record, "mention"), _whole(record, "start"), _whole(record, "end"))


def _object(record: Record, name: str) -> Record:
    value = record[name]
    if not isinstance(value, dict):
        raise TypeError(f"{name!r} is no object")
    return value


def _text(record: Record, name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f"{name!r} is no text")
    return value


def _maybe(record: Record, name: str) -> str | None:
    return None if record.get(name) is None else _text(record, name)


def _whole(record: Record, name: str) -> int:
    value = record[name]
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name!r} is no whole number")
    return value
