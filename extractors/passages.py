"""Passages: the stretches of an article that are news text, with their offsets.

Boilerplate lines ('Baca juga: …', bylines) and datelines ('Ankara, MINA –') are left out, the text is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .rules import LanguagePack

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Passage", "hold_quotes", "read_passages"]

_LINE = re.compile(r"[^\r\n]+")
_LETTER = re.compile(r"[^\W\d_]")
_FULL_STOPS = frozenset(".!?")
_LONGEST = 20_000  # characters; a longer line is cut at a full stop, so that no parse grows without bound


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of news text.   start: its first character in the article."""

    text: str
    start: int


def read_passages(text: str, pack: LanguagePack) -> Iterator[Passage]:
    """The news text of an article, line by line, without boilerplate and datelines."""
    boilerplate, dateline = _patterns(pack.cues.boilerplate, pack.cues.datelines)
    for line in _LINE.finditer(text):
        words = line.group()
        if not _LETTER.search(words) or (boilerplate and boilerplate.search(words)):
            continue
        start = line.start() + len(words) - len(words.lstrip())
        words = words.strip()
        opening = dateline.match(words) if dateline else None
        if opening:
            start, words = start + opening.end(), words[opening.end() :]
        yield from _cut(words, start)


@cache
def _patterns(
    boilerplate: frozenset[str], datelines: frozenset[str]
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    joined = ["|".join(f"(?:{pattern})" for pattern in sorted(patterns)) for patterns in (boilerplate, datelines)]
    return (
        re.compile(joined[0], re.IGNORECASE) if joined[0] else None,
        re.compile(joined[1]) if joined[1] else None,
    )


def hold_quotes(doc: Doc) -> None:
    """Tell the parser that no sentence begins where a quote closes behind its full stop: '"We back X." said Y'.

    A small letter behind the closing mark is what tells.
    """
    for i in range(1, len(doc) - 1):
        if doc[i].is_quote and doc[i - 1].text in _FULL_STOPS and doc[i + 1].text[0].islower():
            doc[i].is_sent_start = doc[i + 1].is_sent_start = False


def _cut(words: str, start: int) -> Iterator[Passage]:
    while len(words) > _LONGEST:
        end = words.rfind(". ", 0, _LONGEST) + 1 or _LONGEST
        yield Passage(words[:end], start)
        start, words = start + end, words[end:]
        start, words = start + len(words) - len(words.lstrip()), words.lstrip()
    if words:
        yield Passage(words, start)
