"""Coreference: 'it', 'both countries', 'negaranya', 'we' to an actor, within one article.  Abstains when torn.

Knows what the sentences before said only through a Discourse, which extract.py keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .actors import Cast
from .clauses import topics

__all__ = ["Discourse", "after", "resolver"]


@dataclass(frozen=True, slots=True)
class Discourse:
    """What an article has spoken of so far.

    subject: the actor that the last sentence was about, None if there was none or more than one.
    speaker: who spoke last.   pair: the last two actors that one sentence set side by side, in order of mention.
    hostile: every pair that a statement set against each other, as often as it did.
    """

    subject: str | None = None
    speaker: str | None = None
    pair: tuple[str, ...] = ()
    hostile: tuple[tuple[str, str], ...] = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """The two whom the article most often sets against each other; empty while it has set none."""
        if not self.hostile:
            return ()
        counts = Counter(self.hostile)
        return max(counts, key=lambda pair: (counts[pair], self.hostile.index(pair) * -1))


def resolver(cast_of: Callable[[], Cast], discourse: Discourse) -> Callable[[int], tuple[str, ...]]:
    """Make the function that resolves a pronoun token of one sentence.

    cast_of: gives the sentence's cast, which itself needs the resolver.
    """

    def resolve(token: int) -> tuple[str, ...]:
        cast = cast_of()
        tree, cues = cast.tree, cast.pack.cues
        number = cues.pronouns.get(tree.forms[token])
        if number is None and any(tree.forms[c] in cues.pair_words for c in tree.children[token]):
            return _pair(cast, token, discourse)
        if number == "speaker":
            return _speaking(cast, token) or _speaker(cast, discourse)
        if number == "many":
            return _pair(cast, token, discourse) or _one(cast, token, discourse)
        return _one(cast, token, discourse)

    return resolve


def _speaking(cast: Cast, token: int) -> tuple[str, ...]:
    """The one whom the same sentence names as saying it: '"We support X", said the French minister'."""
    tree = cast.tree
    found: list[str] = []
    for i in range(len(tree.words)):
        if i != token and tree.is_verbal(i) and tree.is_word(i, cast.pack.cues.says):
            found += [code for f in topics(tree, i, cast.pack) if f.token != token for code in _named(cast, f.token)]
    return tuple(dict.fromkeys(found)) if len(set(found)) == 1 else ()


def _speaker(cast: Cast, discourse: Discourse) -> tuple[str, ...]:
    """Whom 'we' means: who spoke last, or of two that an interview is about the one whom 'we' speak of not."""
    if discourse.speaker:
        return (discourse.speaker,)
    others = [code for code in discourse.pair if code not in cast.codes]
    return (others[0],) if len(discourse.pair) == 2 and len(others) == 1 else ()


def _one(cast: Cast, token: int, discourse: Discourse) -> tuple[str, ...]:
    """The named doer of the nearest clause around or before the token, else the one of the sentence before."""
    tree = cast.tree
    for above in tree.ancestors(token):
        if not tree.is_verbal(above):
            continue
        for filler in topics(tree, above, cast.pack):
            if filler.token >= token or token in set(tree.subtree(filler.token)):
                continue
            named = _named(cast, filler.token)
            if len(named) == 1:
                return named
            if named:
                return ()
    return (discourse.subject,) if discourse.subject and not _earlier(cast, token) else ()


def _named(cast: Cast, token: int) -> tuple[str, ...]:
    """Actors named at a token, by name or office; pronouns are left out, so that no loop can arise."""
    if token in cast.names:  # asked first: "US" is no "us"
        return tuple(dict.fromkeys(match.actor for match in cast.names[token]))
    if cast.tree.forms[token] in cast.pack.cues.pronouns:
        return ()
    if cast.grade(token) == "agent":
        return tuple(dict.fromkeys(match.actor for match in cast._inside(token)))
    return ()


def _earlier(cast: Cast, token: int) -> tuple[str, ...]:
    """Distinct actors named before a token, in order."""
    return tuple(
        dict.fromkeys(m.actor for i in sorted(cast.names) if i < token for m in cast.names[i] if m.actor in cast.codes)
    )


def _pair(cast: Cast, token: int, discourse: Discourse) -> tuple[str, ...]:
    before = _earlier(cast, token)
    if len(before) == 2:
        return before
    return discourse.pair if not before else ()


def after(cast: Cast, discourse: Discourse, speaker: str | None, hostile: Iterable[tuple[str, str]] = ()) -> Discourse:
    """The discourse after one more sentence.   hostile: the pairs that it set against each other."""
    tree = cast.tree
    roots = [i for i in range(len(tree.words)) if tree.roles[i] == "root"]
    doers = {code for root in roots for f in topics(tree, root, cast.pack) for code in _named(cast, f.token)}
    named = _earlier(cast, len(tree.words))
    return Discourse(
        subject=next(iter(doers)) if len(doers) == 1 else (discourse.subject if not named else None),
        speaker=speaker or discourse.speaker or _guest(cast, discourse),
        pair=named if len(named) == 2 else discourse.pair,
        hostile=(*discourse.hostile, *hostile),
    )


def _guest(cast: Cast, discourse: Discourse) -> str | None:
    """The one who says 'we' in a text where nobody was named as speaking: an interview's guest."""
    forms = (form for i, form in enumerate(cast.tree.forms) if i not in cast.names)
    if not any(cast.pack.cues.pronouns.get(form) == "speaker" for form in forms):
        return None
    return next(iter(_speaker(cast, discourse)), None)
