"""Pairs: the annotated sentences in training/sentences, as records like those of the gold files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from .gold import Gold, Key, key_of

__all__ = ["FOLDER", "TWINS", "Pair", "gold_of", "read_pairs", "record_of"]

FOLDER = Path(__file__).parent / "sentences"
PARTS = 4
TWINS = (0, 1)  # encoders; each has read all parts of the pairs but that of its own number
_SHIFT = 19  # a number without pattern, which stays when files come; by these bits the parts are of like size
_TEXTS = ("en", "id")
_STATEMENT = re.compile(
    r"(?:(?P<lang>en|id): )?(?P<subject>\S+) (?P<relation>\w+) (?:(?P<kind>\w+)\[(?P<parties>[^\]]*)\]|(?P<actor>\S+))"
    r"(?P<marks>(?: (?:negated|intended|denied|hard|spk=\S+|topic=\S+))*)"
)
_MODALITIES = ("intended", "denied")


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence in two languages.

    unit: file and number.   part: of all pairs, by file, as a file has one subject and one hand.
    texts: by language.   records: what it states.
    """

    unit: str
    part: int
    texts: Mapping[str, str]
    records: tuple[Mapping[str, object], ...]


def read_pairs(folder: Path = FOLDER) -> Iterator[Pair]:
    """Every pair of every file, in the order of the names.

    Raises ValueError for a line that is none of the three sorts, with its file and number.
    """
    for path in sorted(folder.glob("*.txt")):
        part = (crc32(path.stem.encode()) >> _SHIFT) % PARTS
        for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
            yield _pair(f"{path.stem}:{number}", part, block)


def record_of(short: str) -> dict[str, object]:
    """The record of 'en: PAK supports peace[ARM+AZE] negated spk=PAK'.

    Raises ValueError for any other form.

    >>> record_of("USA urges withdrawal[SYR] hard")["object"]
    {'kind': 'withdrawal', 'parties': ['SYR']}
    """
    match = _STATEMENT.fullmatch(short)
    if match is None:
        raise ValueError(f"{short!r} is no statement: SUBJECT relation OBJECT or SUBJECT relation kind[PARTIES]")
    marks = match["marks"].split()
    position = {"kind": match["kind"], "parties": sorted(p for p in (match["parties"] or "").split("+") if p)}
    record: dict[str, object] = {
        "subject": match["subject"],
        "relation": match["relation"],
        "object": position if match["kind"] else match["actor"],
        "polarity": "negated" if "negated" in marks else "affirmed",
        "modality": next((m for m in _MODALITIES if m in marks), "asserted"),
    }
    if match["lang"]:
        record["langs"] = [match["lang"]]
    if "hard" in marks:
        record["hard"] = True
    return record


def gold_of(pair: Pair, lang: str, symmetric: Collection[str]) -> Gold:
    """The keys of one side of a pair, under its unit."""
    sure: set[Key] = set()
    hard: set[Key] = set()
    for record in pair.records:
        if lang in record.get("langs", (lang,)):
            (hard if record.get("hard") else sure).add(key_of(record, symmetric))
    return Gold({pair.unit: sure}, {pair.unit: hard})


def _pair(unit: str, part: int, block: str) -> Pair:
    texts: dict[str, str] = {}
    records = []
    for line in block.splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "-":
            records.append(record_of(rest))
        elif mark.rstrip(":") in _TEXTS and mark.endswith(":"):
            texts[mark[:-1]] = rest
        else:
            raise ValueError(f"{unit}: {line!r} begins with none of 'en:', 'id:', '- '")
    if set(texts) != set(_TEXTS):
        raise ValueError(f"{unit}: wants a line 'en:' and a line 'id:'")
    return Pair(unit, part, texts, tuple(records))
