"""Readers: the bytes of a file to drafts of articles, one function a format.  Knows no paths, checks no field."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from .errors import InputError
from .markup import Page, read_html, read_markdown

__all__ = ["FORMATS", "MAX_BYTES", "Draft", "Found", "Reader", "lines_of", "read_unnamed"]

MAX_BYTES = 8_000_000  # of one line, or of a file that is one article: bounds memory, gzip bombs too
MAX_TITLE = 150


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a file holds it, unchecked.   where: 'file' or 'file:line'.   fallback: its id if it gives none."""

    where: str
    fallback: str
    fields: Mapping[str, object]


Found = Draft | InputError
Reader = Callable[[Iterator[bytes], str, str], Iterator[Found]]  # lines, where, stem


def lines_of(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield the lines of a file, given its `readline`; one of more than MAX_BYTES comes in pieces."""
    while line := readline(MAX_BYTES + 1):
        yield line


def read_unnamed(lines: Iterator[bytes], where: str, stem: str) -> Iterator[Found]:
    """Read what comes without a file name: articles a line if it begins like JSON, else one text."""
    head = list(_up_to_first_word(lines))
    is_json = head and head[-1].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
    yield from (_read_jsonl if is_json else _read_text)(chain(head, lines), where, stem)


def _up_to_first_word(lines: Iterator[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield line
        if line.removeprefix(codecs.BOM_UTF8).strip():
            return


def _read_text(lines: Iterator[bytes], where: str, stem: str) -> Iterator[Found]:
    text = _whole(lines, where)
    yield Draft(where, stem, {"text": text, "title": _title_of(text)})


def _read_html(lines: Iterator[bytes], where: str, stem: str) -> Iterator[Found]:
    page = read_html(_whole(lines, where))
    if not page.text:
        raise InputError(where, "no main text (no paragraph, heading, list item or quote)")
    yield Draft(where, stem, _fields_of(page))


def _read_markdown(lines: Iterator[bytes], where: str, stem: str) -> Iterator[Found]:
    yield Draft(where, stem, _fields_of(read_markdown(_whole(lines, where))))


def _read_jsonl(lines: Iterator[bytes], where: str, stem: str) -> Iterator[Found]:
    offset, number, is_cut = 0, 0, False
    for line in lines:
        was_cut, is_cut = is_cut, not line.endswith(b"\n") and len(line) > MAX_BYTES
        number += not was_cut
        place = f"{where}:{number}"
        if is_cut and not was_cut:
            yield InputError(place, f"line of more than {MAX_BYTES:,} bytes; one article a line, split this one")
        elif line.strip() and not was_cut:
            yield _json_draft(_strip_mark(line, offset), offset, place, f"{stem}-{number}")
        offset += len(line)
    if not offset:
        raise InputError(where, "empty file")


def _json_draft(line: bytes, offset: int, place: str, fallback: str) -> Found:
    if b"\0" in line:  # the rest will be no better
        raise InputError(place, "binary data, not text")
    try:
        record = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return _wrong_encoding(place, offset + error.start)
    except json.JSONDecodeError as error:
        return InputError(place, f"not JSON: {error.msg} (column {error.colno}); one JSON object a line")
    except (RecursionError, ValueError):
        return InputError(place, "JSON too deep or with too long a number; one plain JSON object a line")
    if not isinstance(record, dict):
        return InputError(place, 'not a JSON object; write {"id": …, "text": …}')
    return Draft(place, fallback, record)


def _read_csv(lines: Iterator[bytes], where: str, stem: str) -> Iterator[Found]:
    decoded = _decoded_lines(lines, where)
    header = next(decoded, "")
    if not header.strip():
        raise InputError(where, "empty file; the first line names the columns")
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(chain([header], decoded), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip().lower() for name in next(rows)]
        if "text" not in columns:
            raise InputError(f"{where}:1", f"no column 'text' among {', '.join(columns)}")
        start = rows.line_num + 1
        for row in rows:
            if row:
                yield _csv_draft(columns, row, f"{where}:{start}", f"{stem}-{start}")
            start = rows.line_num + 1
    except csv.Error as error:
        raise InputError(f"{where}:{rows.line_num}", f"not CSV: {error}") from error


def _csv_draft(columns: list[str], row: list[str], place: str, fallback: str) -> Found:
    if len(row) != len(columns):
        return InputError(place, f"{len(row)} cells where the header has {len(columns)}; quote cells that hold commas")
    return Draft(place, fallback, dict(zip(columns, row, strict=True)))


FORMATS: Mapping[str, Reader] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
}


# --- from bytes to text


def _whole(lines: Iterator[bytes], where: str) -> str:
    """Return the text of a file that is one article, line ends as they stand."""
    raw, size = [], 0
    for line in lines:
        raw.append(line)
        size += len(line)
        if size > MAX_BYTES:
            raise InputError(where, f"more than {MAX_BYTES:,} bytes; split it into articles")
    _refuse_binary(b"".join(raw), where)  # before any line of it fails as text
    text = "".join(_decoded_lines(iter(raw), where))
    if not text.strip():
        raise InputError(where, "empty file" if not size else "empty text")
    return text


def _decoded_lines(lines: Iterator[bytes], where: str) -> Iterator[str]:
    offset = 0
    for number, line in enumerate(lines, start=1):
        _refuse_binary(line, where)
        try:
            yield _strip_mark(line, offset).decode()
        except UnicodeDecodeError as error:
            raise _wrong_encoding(f"{where}:{number}", offset + error.start) from error
        offset += len(line)


def _refuse_binary(raw: bytes, where: str) -> None:
    if b"\0" in raw:
        is_utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        raise InputError(where, "UTF-16, not UTF-8; save it as UTF-8" if is_utf16 else "binary file, not text")


def _strip_mark(line: bytes, offset: int) -> bytes:
    return line if offset else line.removeprefix(codecs.BOM_UTF8)


def _wrong_encoding(place: str, offset: int) -> InputError:
    return InputError(place, f"not UTF-8 at byte {offset}; save the file as UTF-8")


def _title_of(text: str) -> str | None:
    """Return the first line if it looks like a headline; the text keeps it, so that offsets stay true."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    return first if rest.strip() and len(first) <= MAX_TITLE and not first.endswith(".") else None


def _fields_of(page: Page) -> dict[str, object]:
    return {name: getattr(page, name) for name in ("text", "title", "lang", "published", "source", "url")}
