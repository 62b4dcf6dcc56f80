"""Gold: annotated statements as keys that can be held against what a sentence was read to state.

A key is (relation, polarity, kind of the position or "", actors), as `proposals.Sentence.key` makes it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Gold", "Key", "key_of", "read_gold", "records"]

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """Unit → keys.   sure: what every careful reader records; hard: what a second one might not."""

    sure: Mapping[str, set[Key]]
    hard: Mapping[str, set[Key]]


def read_gold(path: Path, lang: str, symmetric: Collection[str]) -> Gold:
    """Read the records of one language in a gold file; a unit without statements has no keys.

    symmetric: relations of which the order of the ends does not matter.
    """
    sure: dict[str, set[Key]] = defaultdict(set)
    hard: dict[str, set[Key]] = defaultdict(set)
    for record in records(path):
        if not record.get("none") and lang in (record.get("langs") or [lang]):
            (hard if record.get("hard") else sure)[str(record["line"])].add(key_of(record, symmetric))
    return Gold(sure, hard)


def key_of(record: Mapping[str, object], symmetric: Collection[str]) -> Key:
    """The key of one gold record."""
    thing, polarity = record["object"], str(record.get("polarity") or "affirmed")
    kind, actors = ("", (str(thing),)) if isinstance(thing, str) else (thing["kind"], tuple(sorted(thing["parties"])))
    ends = (str(record["subject"]), *actors)
    if not kind and record["relation"] in symmetric:
        ends = tuple(sorted(ends))
    return str(record["relation"]), polarity, kind, ends


def records(path: Path) -> Iterator[dict[str, object]]:
    """The JSON records of a file, one a line."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
