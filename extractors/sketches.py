"""Sketches: a tree in the making, with what the mends of attachments ask of it.

Knows constructions, and words only by the language's tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .mends import Parse

if TYPE_CHECKING:
    from .rules import LanguagePack

__all__ = ["NAMING", "NOMINAL", "Sketch"]

NAMING = frozenset({"mod", "poss", "flat", "appos"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_COMMA = ","


@dataclass(frozen=True, slots=True)
class Sketch:
    """A tree in the making, changed in place, with the words of its language."""

    parse: Parse
    pack: LanguagePack

    @property
    def heads(self) -> list[int]:
        return self.parse.heads

    @property
    def roles(self) -> list[str]:
        return self.parse.roles

    @property
    def cases(self) -> list[str]:
        return self.parse.cases

    @property
    def size(self) -> int:
        return len(self.parse.tokens)

    def form(self, i: int) -> str:
        return self.parse.form(i)

    def stem(self, i: int) -> str:
        """The word without its ending and without reduplication, as the tables hold it."""
        first, _, second = self.form(i).partition("-")
        form = second if second and second.startswith(first) else self.form(i)
        return next((form.removesuffix(end) for end in self.pack.clitics if form.endswith(end)), form)

    def tag(self, i: int) -> str:
        return self.parse.tags[i]

    def children(self, i: int) -> list[int]:
        return self.parse.children(i)

    def hang(self, i: int, head: int, role: str) -> None:
        """Hang a token on another one, unless a circle would arise."""
        if head != i and not self.is_below(head, i):
            self.heads[i], self.roles[i] = head, role

    def is_below(self, i: int, above: int) -> bool:
        return self.parse.is_below(i, above)

    def is_personal(self, i: int) -> bool:
        """Whether a token may stand for an actor: a proper noun or a noun of office, but no verb."""
        nouns = self.pack.nouns
        return self.tag(i) == "PROPN" or (self.tag(i) == "NOUN" and self.form(i) in nouns.agents | nouns.outsiders)

    def is_time(self, i: int) -> bool:
        return self.roles[i] == "time" or self.form(i) in self.pack.cues.days

    def is_passive(self, i: int) -> bool:
        return "Pass" in self.parse.tokens[i].morph.get("Voice", [])

    def is_opening(self, i: int, before: int) -> bool:
        """Whether token i heads a phrase that opens a sentence before token `before`: 'pada hari Selasa, …'."""
        has_case = any(self.roles[c] == "case" and c < i for c in self.children(i))
        return i < before and (self.is_time(i) or self.roles[i] in {"time", "obl"} or has_case)

    def phrase(self, i: int) -> int:
        """The head of the noun phrase that ends at token i: its name with its titles, but not what it belongs to."""
        while self.roles[i] in NAMING | {"det"} and self.heads[i] < i and self.tag(self.heads[i]) in NOMINAL:
            i = self.heads[i]
        return i

    def phrase_inside(self, i: int) -> int:
        """The same, but never across a comma."""
        while self.roles[i] in NAMING | {"det"} and self.heads[i] < i and self.tag(self.heads[i]) in NOMINAL:
            if any(self.form(k) == _COMMA for k in range(self.heads[i], i)):
                break
            i = self.heads[i]
        return i

    def bearer(self, i: int) -> int:
        """The highest word that may stand for an actor in the phrase that ends at token i, else the phrase's head."""
        top = i
        while (
            self.is_personal(top)
            and self.heads[top] < top
            and self.roles[top] in NAMING
            and self.is_personal(self.heads[top])
        ):
            top = self.heads[top]
        return top if self.is_personal(top) else self.phrase(i)

    def start(self, i: int, end: int) -> int:
        """The first token of the phrase of token i, as far as it stands before `end` and holds together."""
        first = i
        for k in range(i - 1, -1, -1):
            if not self.is_below(k, i) or self.form(k) == _COMMA:
                break
            first = k
        return min(first, end)
