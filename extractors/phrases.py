"""Phrases: the text of a question taken apart: what it asks for, of whom, on whose word, from when to when.

Works on the text alone, by the tables of asking.py; knows no parser.  What people type in lower case, without a
question mark or as a bare noun phrase is put into the words of a whole question first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .asking import FormRow, QuestionTable
from .model import Form, When

__all__ = ["Phrase", "Tools", "take_apart", "words_of"]

_WORD = re.compile(r"[\w.]+(?:-[\w.]+)*")
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'"})
_ENDS = " \t?!.,;:\"'()"
_LONGEST_NAME = 6  # words
_LONGEST_TIME = 5  # words
_ACRONYM = 5  # letters
_ROUNDS = 4  # how often a rewritten question may be rewritten again


@dataclass(frozen=True, slots=True)
class Tools:
    """What taking a question apart needs to know.

    names: the actors that a text names, in order.   beside_names: its other words, in small letters.
    agents: nouns that act for an actor: "government".
    times: the spans of a text that name a time.   when: the time that a text is the name of.
    topic: the topic that the words name, None if they name none.
    """

    names: Callable[[str], tuple[str, ...]]
    beside_names: Callable[[str], tuple[str, ...]]
    agents: frozenset[str]
    times: Callable[[str], Sequence[tuple[int, int, When]]]
    when: Callable[[str], When | None]
    topic: Callable[[str], str | None]

    def is_name(self, text: str) -> bool:
        """Whether a text is one name of an actor and nothing else."""
        return len(self.names(text)) == 1 and not self.beside_names(text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A question taken apart.

    form: None where only its claim tells.   claim: the statement with a hole; None where there is none.
    actors: codes of the actors of the form's own parts.   second: of whom they speak.
    thing: what it is about, as text.   only: see FormRow.
    beyond: words that ask for what no statement tells.
    """

    form: Form | None
    claim: str | None
    actors: tuple[str, ...] = ()
    second: str | None = None
    thing: str | None = None
    only: str | None = None
    speaker: str | None = None
    since: date | None = None
    until: date | None = None
    beyond: tuple[str, ...] = ()
    sort: str | None = None


def take_apart(text: str, table: QuestionTable, tools: Tools) -> Phrase:
    """Take a question apart; a text of which no row knows anything is a claim as a whole."""
    seen = "".join(char for char in text if char.isspace() or char.isprintable())
    text = _SPACES.sub(" ", seen.translate(_QUOTES)).strip(_ENDS)
    if text.isupper() and " " in text:
        text = text.lower()
    text = _respelled(text, table)
    sort = next((sort for sort, likes in table.sorts.items() if any(like.search(text) for like in likes)), None)
    text = _rewritten(text, table)
    text = _recased(text, table, tools)
    text, speaker = _without_speaker(text, table, tools)
    text, since, until = _without_times(text, table, tools)
    text = _rewritten(text, table)
    phrase = _formed(text, table, tools)
    beyond = tuple(word for word in table.beyond if _begins(text, word))
    if beyond and phrase is None:
        phrase = Phrase(None, _cut(text, beyond[0]), beyond=beyond[:1])
    return replace(phrase or Phrase(None, text), speaker=speaker, since=since, until=until, sort=sort)


def _begins(text: str, word: str) -> bool:
    return re.match(rf"{re.escape(word)}\b", text, re.IGNORECASE) is not None


def _cut(text: str, word: str) -> str:
    return text[len(word) :].strip(_ENDS)


def _respelled(text: str, table: QuestionTable) -> str:
    def meant(found: re.Match[str]) -> str:
        return table.read_as[found[0].lower()]

    either = "|".join(map(re.escape, sorted(table.read_as, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{either})(?![\w-])", meant, text, flags=re.IGNORECASE) if either else text


def _rewritten(text: str, table: QuestionTable) -> str:
    for _ in range(_ROUNDS):
        before = text
        for row in table.rewrites:
            found = row.pattern.fullmatch(text)
            if found:
                text = found.expand(row.to).strip(_ENDS)
        if text == before:
            break
    return text


def _recased(text: str, table: QuestionTable, tools: Tools) -> str:
    """Give names the capitals that people leave out: 'dukung palestina', 'does the uk recognise kosovo'."""
    words = list(_WORD.finditer(text))
    made, done, i = "", 0, 0
    while i < len(words):
        for last in range(min(i + _LONGEST_NAME, len(words)) - 1, i - 1, -1):
            start, end = words[i].start(), words[last].end()
            name = _name_of(text[start:end], table, tools)
            if name:
                made, done, i = made + text[done:start] + name, end, last
                break
        i += 1
    return made + text[done:]


def _name_of(written: str, table: QuestionTable, tools: Tools) -> str | None:
    """How a name in small letters is written, None if it is none or has its capitals."""
    if written != written.lower() or written in table.words:
        return None
    words = written.split(" ")
    spellings = [" ".join(map(_titled, words))]
    if len(words) > 1:
        spellings.append(" ".join(w if i > 0 and len(w) <= 3 else _titled(w) for i, w in enumerate(words)))
    elif len(written) <= _ACRONYM:
        spellings.append(written.upper())
    return next((spelling for spelling in spellings if tools.is_name(spelling)), None)


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _without_speaker(text: str, table: QuestionTable, tools: Tools) -> tuple[str, str | None]:
    """Cut off 'according to X'.  Returns the rest and the speaker's code."""
    for pattern in table.speaker:
        for cue in re.finditer(rf"(?<!\w){pattern.pattern}", text, re.IGNORECASE):
            start = cue.start("speaker")
            named = _longest_name(text, start, tools)
            if named:
                end, code = named
                return _joined(text[: cue.start()], text[end:]), code
    return text, None


def _longest_name(text: str, start: int, tools: Tools) -> tuple[int, str] | None:
    """The end and the actor of the name at a place: 'the foreign ministry of Turkey' up to a comma or the end too."""
    stretch = re.split(r"[,;:]", text[start:])[0]
    ends = [found.end() for found in _WORD.finditer(stretch)][:_LONGEST_NAME]
    for end in reversed(ends):
        codes = tools.names(stretch[:end])
        if len(codes) == 1 and (tools.is_name(stretch[:end]) or end == len(stretch.rstrip())):
            return start + end, codes[0]
    for end in ends:
        codes = tools.names(stretch[:end])
        if codes:
            return start + end, codes[0]
    return None


def _without_times(text: str, table: QuestionTable, tools: Tools) -> tuple[str, date | None, date | None]:
    """Cut off 'since 2020', 'before May 2021', 'in 2022'.  Returns the rest, the first and the last day."""
    since = until = None
    kept, done = "", 0
    for start, end, bound, when in _time_spans(text, table, tools):
        match bound:
            case "since":
                since = when.start
            case "after":
                since = when.end + timedelta(days=1)
            case "until" | "through":
                until = when.end
            case "before":
                until = when.start - timedelta(days=1)
            case _:
                since, until = since or when.start, until or when.end
        kept, done = _joined(kept, text[done:start]), end
    return _joined(kept, text[done:]), since, until


def _time_spans(text: str, table: QuestionTable, tools: Tools) -> list[tuple[int, int, str, When]]:
    """The times that bound what is asked: (start, end, what the word before it says, time), in order."""
    found: list[tuple[int, int, str, When]] = []
    cues = _cues_of_time(text, table)
    for cue, bound in cues:
        follows = bool(found) and not text[found[-1][1] : cue.start()].strip()
        if (found and cue.start() < found[-1][1]) or (bound == "through" and not follows):
            continue
        rest = text[cue.end() : next((c.start() for c, _ in cues if c.start() > cue.end()), len(text))]
        ends = [cue.end() + word.end() for word in _WORD.finditer(rest)][:_LONGEST_TIME]
        for end in reversed(ends):
            when = tools.when(text[cue.end() : end].strip())
            if when:
                found.append((cue.start(), end, bound, when))
                break
    for start, end, when in tools.times(text):
        is_apart = all(end <= other[0] or other[1] <= start for other in found)
        if is_apart and (start == 0 or end == len(text)):  # "the 2015 agreement" is no time of what is asked
            found.append((start, end, "during", when))
    return sorted(found, key=lambda span: span[:2])


def _cues_of_time(text: str, table: QuestionTable) -> list[tuple[re.Match[str], str]]:
    """The words that may stand before a time, in order; the longest first where several begin at one place."""
    cues = [
        (cue, bound)
        for bound, words in table.bounds.items()
        for word in words
        for cue in re.finditer(rf"(?<!\w){re.escape(word)} ", text, re.IGNORECASE)
    ]
    return sorted(cues, key=lambda pair: (pair[0].start(), -pair[0].end()))


def _joined(before: str, after: str) -> str:
    return _SPACES.sub(" ", f"{before.strip(_ENDS)} {after.strip(_ENDS)}").strip()


def _formed(text: str, table: QuestionTable, tools: Tools) -> Phrase | None:
    """The first row that takes the question, its actors being actors; None if none does."""
    for row in table.forms:
        for pattern in row.patterns:
            found = pattern.fullmatch(text)
            phrase = found and _phrase(row, found, table, tools)
            if phrase:
                return phrase
    return None


def _phrase(row: FormRow, found: re.Match[str], table: QuestionTable, tools: Tools) -> Phrase | None:
    parts = {key: value for key, value in found.groupdict().items() if value}
    actors: dict[str, tuple[str, ...]] = {}
    for key, least in (("actor", 1), ("second", 1), ("pair", 2)):
        if key in parts:
            codes = tools.names(parts[key])
            if len(codes) != least or not set(tools.beside_names(parts[key])) <= table.idle | tools.agents:
                return None  # half a sentence, and no actor
            actors[key] = codes
    claim = parts.get("claim")
    if row.claim is not None:
        claim = _filled(row.claim, found, parts)
    return Phrase(
        row.form,
        claim,
        actors=actors.get("actor", ()) + actors.get("pair", ()),
        second=actors.get("second", (None,))[0],
        thing=None if row.claim else parts.get("thing"),
        only=row.only,
    )


def _filled(claim: str, found: re.Match[str], parts: dict[str, str]) -> str:
    for key, value in parts.items():
        claim = claim.replace(f"{{{key}}}", value)
    return found.expand(claim)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Every word of some texts, in small letters."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))
