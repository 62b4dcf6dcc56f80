"""Articles: files of every input format to Article records, one at a time.  Knows no language, no RDF.

What cannot be read is reported and the run goes on: one InputError per bad file or line, with its place.
"""

from __future__ import annotations

import gzip
import logging
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from .errors import DuplicateArticle, InputError
from .model import Article
from .packs import languages
from .readers import FORMATS, Draft, Found, Reader, lines_of, read_unnamed

__all__ = ["MAX_CHARACTERS", "read_articles", "warn"]

log = logging.getLogger(__name__)

MAX_CHARACTERS = 1_000_000  # of one text: about 150,000 words; spaCy refuses more
FIELDS = frozenset({"id", "text", "lang", "published", "title", "source", "url"})
STDIN = "-"


def read_articles(
    paths: Iterable[str | Path],
    *,
    lang: str | None = None,
    published: date | None = None,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Article]:
    """Yield the articles of files, folders (walked, sorted) and '-' (standard input), in that order.

    lang, published: for the articles that do not say it themselves; None leaves it unknown.
    on_error: called with each file or line that cannot be read; None logs a warning.  The run goes on either way.
    Of two articles with one id the first stands.  Fields that an Article has not are left out, with one warning.
    Raises ValueError for a `lang` that has no language pack.
    """
    if lang is not None and lang not in languages():
        raise ValueError(_no_language(lang))
    report = on_error or warn
    first_seen: dict[str, str] = {}
    unknown: set[str] = set()
    for found in _find_all(paths):
        article = found if isinstance(found, InputError) else _check(found, lang, published)
        if isinstance(article, InputError):
            report(article)
            continue
        assert isinstance(found, Draft)
        unknown |= found.fields.keys() - FIELDS
        if article.id in first_seen:
            report(DuplicateArticle(found.where, article.id, first_seen[article.id]))
            continue
        first_seen[article.id] = found.where
        yield article
    if unknown:
        log.warning("left out unknown fields %s; known: %s", ", ".join(sorted(unknown)), ", ".join(sorted(FIELDS)))


# --- from paths to drafts


def _find_all(paths: Iterable[str | Path]) -> Iterator[Found]:
    for path in paths:
        if str(path) == STDIN:
            yield from _guard(read_unnamed(lines_of(sys.stdin.buffer.readline), "stdin", "stdin"), "stdin")
        elif os.path.isdir(path):  # not Path.is_dir, which raises on a name that is too long
            yield from _walk(Path(path))
        else:
            yield from _read_file(Path(path))


def _walk(folder: Path) -> Iterator[Found]:
    """Read every file of a known format below a folder, in sorted order; hidden ones and links to folders are left."""
    count = 0
    for path in _files_below(folder):
        if isinstance(path, InputError):
            yield path
        elif _reader(path):
            count += 1
            yield from _read_file(path)
        else:
            log.debug("%s: not an article format, left out", path)
    if not count:
        yield InputError(str(folder), f"holds no article file (known: {_known_formats()})")


def _files_below(folder: Path) -> Iterator[Path | InputError]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield InputError(str(folder), f"cannot be read: {error.strerror or error}")
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _files_below(path)
        else:
            yield path


def _read_file(path: Path) -> Iterator[Found]:
    where = str(path)
    reader = _reader(path)
    if not os.path.exists(path):
        return iter([InputError(where, "no such file or folder")])
    if reader is None:
        kind = "".join(path.suffixes[-1:]) or "no extension"
        return iter([InputError(where, f"unknown format ({kind}); known: {_known_formats()}")])
    return _guard(_open_and_read(path, reader), where)


def _open_and_read(path: Path, reader: Reader) -> Iterator[Found]:
    plain_name = re.sub(r"\.gz$", "", path.name, flags=re.IGNORECASE)
    with path.open("rb") as raw:
        if plain_name == path.name:
            yield from reader(lines_of(raw.readline), str(path), Path(plain_name).stem)
        else:
            with gzip.open(raw) as unpacked:
                yield from reader(lines_of(unpacked.readline), str(path), Path(plain_name).stem)


def _guard(found: Iterator[Found], where: str) -> Iterator[Found]:
    """Turn what ends the reading of a file into one more finding, so that the run goes on."""
    try:
        yield from found
    except InputError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield InputError(where, "damaged gzip file; pack it again")
    except OSError as error:
        yield InputError(where, f"cannot be read: {error.strerror or error}")


def _reader(path: Path) -> Reader | None:
    name = path.name.lower().removesuffix(".gz")
    return FORMATS.get(Path(name).suffix)


def _known_formats() -> str:
    return " ".join(FORMATS) + ", each also .gz"


# --- from a draft to an article


def _check(draft: Draft, lang: str | None, published: date | None) -> Article | InputError:
    try:
        return Article(
            id=_id(draft),
            text=_body(draft),
            lang=_language(draft) or lang,
            published=_day(draft) or published,
            title=_text_field(draft, "title"),
            source=_text_field(draft, "source"),
            url=_text_field(draft, "url"),
        )
    except InputError as error:
        return error


def _id(draft: Draft) -> str:
    article_id = _text_field(draft, "id") or draft.fallback
    if not article_id.isprintable() or article_id != article_id.strip():
        raise InputError(draft.where, f"bad id {article_id!r}; no line breaks, no spaces at its ends")
    return article_id


def _text_field(draft: Draft, name: str) -> str | None:
    """Return a field, None where it is absent or empty; whole numbers are taken for ids."""
    value = draft.fields.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise InputError(draft.where, f"{name!r} is not a text but {type(value).__name__}")
    if value and not _is_text(value):
        raise InputError(draft.where, f"{name!r} holds characters that are no text (NUL or half a surrogate pair)")
    return value or None


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def _body(draft: Draft) -> str:
    text = _text_field(draft, "text")
    if text is None or not text.strip():
        raise InputError(draft.where, "empty text" if "text" in draft.fields else "no field 'text'")
    if len(text) > MAX_CHARACTERS:
        raise InputError(draft.where, f"text of {len(text):,} characters; the limit is {MAX_CHARACTERS:,}, split it")
    return text


def _language(draft: Draft) -> str | None:
    """Return the language without its region ('id-ID' is 'id'), None where the article does not say it."""
    said = _text_field(draft, "lang")
    if said is None:
        return None
    lang = re.split("[-_]", said.strip().lower())[0]
    if lang not in languages():
        raise InputError(draft.where, _no_language(said))
    return lang


def _no_language(lang: str) -> str:
    return f"no language {lang!r}; there are {', '.join(languages())}"


def _day(draft: Draft) -> date | None:
    """Return the calendar day of publication; a time of day after it is left out."""
    said = _text_field(draft, "published")
    if said is None:
        return None
    try:
        return datetime.fromisoformat(said.strip()).date()
    except ValueError as error:
        raise InputError(draft.where, f"'published' is no date: {said!r}; write YYYY-MM-DD") from error


def warn(error: InputError) -> None:
    """Log what cannot be read: what happens to errors that nobody listens to."""
    log.warning("%s", error)
