"""Prospects: which passages of an article can hold a statement, told from their words alone, before any is parsed.

Leaves out only what could not change a statement.  Knows no tree and no article.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .aliases import BLOCKED
from .names import ArticleNames, NameTable
from .rules import LanguagePack, Rule

__all__ = ["Prospects"]


@dataclass(frozen=True)
class Prospects:
    """What can be told of passages in one language.

    lemmas: every lemma that a form may be given; None where the pipeline does not tell.
    """

    pack: LanguagePack
    names: NameTable
    lemmas: Callable[[str], Collection[str]] | None

    def needed(self, passages: Sequence[Sequence[str]], published: date | None, *, skipping: bool) -> list[bool]:
        """Whether each passage of an article, given by its words, has to be parsed: it names an actor or refers to one.

        skipping: nor is one needed that refers to an actor before any is named, or stands behind the last that may
        hold a statement.  An article with fewer than two actors can only say what it says of positions.
        """
        names, actors, found = ArticleNames(self.names), set[str](), list[bool]()
        for words in passages:
            here = self._actors(words, published, names)
            actors |= here
            found.append(bool(here) or ((bool(actors) or not skipping) and self._refers(words)))
        # offices and persons that such a passage may have introduced
        said = {word for words, is_needed in zip(passages, found, strict=True) if is_needed for word in words}
        known = {word for word in said if word[:1].isupper() or word.lower() in self.pack.nouns.agents}
        found = [is_needed or not known.isdisjoint(words[1:]) for words, is_needed in zip(passages, found, strict=True)]
        if not skipping:
            return found
        triggers = self._triggers if len(actors) > 1 else self._position_triggers
        last = max((i for i, words in enumerate(passages) if found[i] and self._triggered(words, triggers)), default=-1)
        return [is_needed and i <= last for i, is_needed in enumerate(found)]

    def _actors(self, words: Sequence[str], published: date | None, names: ArticleNames) -> set[str]:
        """The actors and places that words name, those in 'Armenia-Azerbaijan' included."""
        parts = [part for word in words if "-" in word for part in word.split("-") if part[:1].isupper()]
        found = [
            *names.matches(words, published),
            *(m for part in parts for m in self.names.matches([part], published)),
        ]
        return {match.actor for match in found if match.sort != BLOCKED}

    def _refers(self, words: Iterable[str]) -> bool:
        """Whether words refer to an actor whom they need not name: 'it', 'both'."""
        cues = self.pack.cues
        return any(word.lower() in cues.pronouns or word.lower() in cues.pair_words for word in words)

    def _triggered(self, words: Iterable[str], triggers: frozenset[str]) -> bool:
        if self.lemmas is None:
            return True
        return any(not triggers.isdisjoint((form, *self.lemmas(form))) for form in map(str.lower, words))

    @cached_property
    def _triggers(self) -> frozenset[str]:
        return frozenset(self._words(self.pack.rules))

    @cached_property
    def _position_triggers(self) -> frozenset[str]:
        """Words that need no second actor."""
        return frozenset(self._words(rule for rule in self.pack.rules if "position" in rule.takes or rule.kind))

    @staticmethod
    def _words(rules: Iterable[Rule]) -> frozenset[str]:
        return frozenset().union(*(rule.verb | rule.noun | rule.adj for rule in rules))
