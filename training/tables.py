"""Tables: what tables.toml says, as records.  Holds no word and no label itself."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Source", "Spacing", "Tables", "load_tables"]


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the data folder.

    weight: copies of each sentence in one pass.   test: held out when scores are wanted.   version: of UD, 1 or 2.
    """

    name: str
    treebank: str
    weight: int = 1
    test: bool = False
    version: int = 2


@dataclass(frozen=True, slots=True)
class Spacing:
    """Where a text without SpaceAfter has no space: before, after, within pairs, around."""

    none_before: frozenset[str]
    none_after: frozenset[str]
    paired: frozenset[str]
    tight: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tables:
    """All of tables.toml.   voice: (value of the feature, prefixes of the verbs that have it)."""

    clitics: frozenset[str]
    features: frozenset[str]
    pronominal: frozenset[str]
    relative: frozenset[str]
    voice: tuple[tuple[str, tuple[str, ...]], ...]
    labels: Mapping[str, str]
    infixes: tuple[str, ...]
    abbreviations: tuple[str, ...]
    spacing: Spacing
    sources: tuple[Source, ...]


@cache
def load_tables() -> Tables:
    """Read tables.toml.  Raises KeyError or TypeError, naming the key, if one is missing or unknown."""
    rows = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
    return Tables(
        clitics=frozenset(rows["clitics"]),
        features=frozenset(rows["features"]),
        pronominal=frozenset(rows["pronominal"]),
        relative=frozenset(rows["relative"]),
        voice=tuple((value, tuple(prefixes)) for value, prefixes in rows["voice"].items()),
        labels=rows["labels"],
        infixes=tuple(rows["tokenizer"]["infixes"]),
        abbreviations=tuple(rows["tokenizer"]["abbreviations"]),
        spacing=Spacing(**{name: frozenset(values) for name, values in rows["spacing"].items()}),
        sources=tuple(Source(**row) for row in rows["file"]),
    )
