"""Treebank: CoNLL-U to sentences of surface tokens.  Knows no spaCy.

A multiword token (rumah + nya) becomes one token, as a tokenizer sees it; the clitic is kept as a feature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .tables import Tables

__all__ = ["ROOT", "Sentence", "Token", "key_of", "read_rows", "read_sentences"]

ROOT = "ROOT"  # spaCy's name for the root; a root's head is itself
Row = list[str]
ID, FORM, LEMMA, UPOS, FEATS, HEAD, DEPREL, MISC = 0, 1, 2, 3, 5, 6, 7, 9


@dataclass(frozen=True, slots=True)
class Token:
    """A surface token.   head: index in the sentence, its own for the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    dep: str
    space: bool = True


Sentence = tuple[Token, ...]


def read_sentences(path: Path, tables: Tables) -> Iterator[Sentence]:
    """The sentences of a UD version 2 file, merged and harmonised."""
    for rows in read_rows(path):
        yield _surface(rows, tables)


def read_rows(path: Path) -> Iterator[list[Row]]:
    """The sentences of a CoNLL-U file as rows of ten columns, comments left out.

    Raises ValueError with file and line for a row that has not ten columns.
    """
    rows: list[Row] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                if rows:
                    yield rows
                rows = []
            elif not line.startswith("#"):
                row = line.rstrip("\n").split("\t")
                if len(row) != 10:
                    raise ValueError(f"{path}:{number}: {len(row)} columns; CoNLL-U has 10")
                rows.append(row)
    if rows:
        yield rows


def key_of(forms: Iterable[str]) -> str:
    """What is equal for two sentences with the same letters, however they are split and spaced."""
    return re.sub(r"\W+", "", "".join(forms).lower())


def _surface(rows: list[Row], tables: Tables) -> Sentence:
    groups = list(_groups(rows))
    place = {row[ID]: i for i, (_, words) in enumerate(groups) for row in words}
    return tuple(_token(shown, words, i, place, tables) for i, (shown, words) in enumerate(groups))


def _groups(rows: list[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each surface row with the words that it consists of; empty nodes are left out."""
    last = 0
    for at, row in enumerate(rows):
        if "-" in row[ID]:
            first, last = (int(part) for part in row[ID].split("-"))
            span = {str(number) for number in range(first, last + 1)}
            yield row, [word for word in rows[at + 1 :] if word[ID] in span]
        elif "." not in row[ID] and int(row[ID]) > last:
            yield row, [row]


def _token(shown: Row, words: list[Row], i: int, place: dict[str, int], tables: Tables) -> Token:
    main = next((word for word in words if not _is_clitic(word, tables)), words[0])
    inside = {word[ID] for word in words}
    # Normally the main word is the one that hangs outside; where its clitic does, the place is the clitic's.
    top = next(word for word in words if word[HEAD] not in inside)
    dep = main[DEPREL] if main[HEAD] not in inside else top[DEPREL]
    head = place.get(top[HEAD], i)
    clitics = [word[FORM].lower().strip("-").capitalize() for word in words if word is not main]
    return Token(
        form=shown[FORM],
        lemma=main[FORM] if main[LEMMA] in {"_", ""} else main[LEMMA],
        upos=main[UPOS],
        feats=_features(main, clitics, tables),
        head=head,
        dep=ROOT if head == i else tables.labels.get(dep, dep),
        space="SpaceAfter=No" not in shown[MISC],
    )


def _is_clitic(word: Row, tables: Tables) -> bool:
    return word[FORM].lower().strip("-") in tables.clitics


def _features(main: Row, clitics: list[str], tables: Tables) -> str:
    feats = dict(pair.split("=", 1) for pair in main[FEATS].split("|") if "=" in pair)
    if clitics:
        feats["Clitic"] = "+".join(dict.fromkeys(clitics))
    if main[UPOS] not in tables.pronominal:
        feats.pop("PronType", None)
    return "|".join(f"{name}={value}" for name, value in sorted(feats.items()) if name in tables.features)
