"""Coreference: 'it', 'both countries', 'negaranya', 'we' to an actor, within one article.  Abstains when torn.

Knows what the sentences before said only through a Discourse, which extract.py keeps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .actors import Cast
from .clauses import objects, obliques, topics
from .offices import Office, held, offices_of
from .trees import Tree

__all__ = ["Discourse", "after", "resolver"]

_PERSON = "person"
_PREPOSED = frozenset({"obl", "advcl", "nmod"})


@dataclass(frozen=True, slots=True)
class Discourse:
    """What an article has spoken of so far.

    subject: the actor that the last sentence was about, None if there was none or more than one.
    speaker: who spoke last.   pair: the last two actors that one sentence set side by side, in order of mention.
    hostile: every pair that a statement set against each other, as often as it did.
    offices: every office that was named with its state ("the Norwegian minister").
    """

    subject: str | None = None
    speaker: str | None = None
    pair: tuple[str, ...] = ()
    hostile: tuple[tuple[str, str], ...] = ()
    offices: tuple[Office, ...] = ()

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
    under_way = set[int]()

    def resolve(token: int) -> tuple[str, ...]:
        if token in under_way:  # whom a pronoun stands for may hang on whom another does, and that on the first
            return ()
        under_way.add(token)
        try:
            return meant(token)
        finally:
            under_way.discard(token)

    def meant(token: int) -> tuple[str, ...]:
        cast = cast_of()
        tree, cues = cast.tree, cast.pack.cues
        number = cues.pronouns.get(tree.forms[token])
        if number is None and any(tree.forms[c] in cues.pair_words for c in tree.children[token]):
            return _pair(cast, token, discourse)
        if number == "speaker":
            return _speaking(cast, token) or _speaker(cast, discourse)
        if number is None and tree.forms[token] in cues.epithets:
            return _epithet(cast, token, discourse)
        if number is None and not cast.tree.clitics & {token} and (found := held(cast, token, discourse.offices)):
            return found
        if number is None and not cast.is_pointed(token):
            return ()
        is_person = number == "person"
        if number and _is_object(cast, token):
            return _other(cast, token, number)
        if number == "many":
            return _pair(cast, token, discourse) or _one(cast, token, discourse)
        return _one(cast, token, discourse, is_person=is_person)

    return resolve


def _epithet(cast: Cast, token: int, discourse: Discourse) -> tuple[str, ...]:
    """Whom 'the country', 'the bloc' stands for: the only one of its type before, not the doer."""
    tree = cast.tree
    sort = cast.pack.cues.epithets[tree.forms[token]]
    verb = next((i for i in tree.ancestors(token) if tree.is_verbal(i)), token)
    doers = topics(tree, verb, cast.pack) if tree.is_verbal(verb) else []
    own = {code for f in doers if f.token < token for code in _named(cast, f.token)}
    before = [code for code in _earlier(cast, token) if cast.type_of(code) == sort and code not in own]
    if not before and discourse.subject and cast.type_of(discourse.subject) == sort and discourse.subject not in own:
        before = [discourse.subject]
    return tuple(before) if len(before) == 1 else ()


def _speaking(cast: Cast, token: int) -> tuple[str, ...]:
    """The one whom the same sentence names as saying it: '"We support X", said the French minister'."""
    tree = cast.tree
    found: list[str] = []
    for i in range(len(tree.words)):
        is_finite = tree.is_verbal(i) and i not in tree.infinitives
        if i != token and is_finite and tree.is_word(i, cast.pack.cues.says):
            found += [code for f in topics(tree, i, cast.pack) if f.token != token for code in _named(cast, f.token)]
    return tuple(dict.fromkeys(found)) if len(set(found)) == 1 else ()


def _speaker(cast: Cast, discourse: Discourse) -> tuple[str, ...]:
    """Whom 'we' means: who spoke last, or of two that an interview is about the one whom 'we' speak of not."""
    if discourse.speaker:
        return (discourse.speaker,)
    others = [code for code in discourse.pair if code not in cast.codes]
    return (others[0],) if len(discourse.pair) == 2 and len(others) == 1 else ()


def _one(cast: Cast, token: int, discourse: Discourse, *, is_person: bool = False) -> tuple[str, ...]:
    """The named doer of the nearest clause around or before the token, else the one of the sentence before.

    is_person: 'he' and 'her' are no country, so that the name of one is passed over.
    """
    tree = cast.tree
    below = token
    behind: tuple[str, ...] = ()
    for above in tree.ancestors(token):
        blamed = _blamed(cast, above, below)
        if blamed:
            return blamed
        if not tree.is_verbal(above):
            if _holds(tree, above, below) and (not is_person or _is_personal(cast, above)):
                named = _named(cast, above)
                if len(named) == 1:
                    return named
            below = above
            continue
        for filler in topics(tree, above, cast.pack):
            inside = set(tree.subtree(filler.token))
            if (token in inside and above not in inside) or (is_person and not _is_personal(cast, filler.token)):
                continue
            named = _named(cast, filler.token)
            if filler.token > token:  # "During his visit to X, the minister said"
                behind = behind or (named if tree.roles[below] in _PREPOSED and len(named) == 1 else ())
                continue
            if len(named) == 1:
                return named
            if named:
                return ()
        below = above
    if behind and not _earlier(cast, token):
        return behind
    return (discourse.subject,) if discourse.subject and not _earlier(cast, token) else behind


def _holds(tree: Tree, above: int, below: int) -> bool:
    """Whether a phrase tells more of a noun before it: 'the minister during his visit', 'X and its allies'."""
    return above < below and (tree.roles[below] == "conj" or (tree.roles[below] == "nmod" and bool(tree.cases[below])))


def _blamed(cast: Cast, above: int, below: int) -> tuple[str, ...]:
    """Whom a ground is about: 'sanctions against X over its programme', 'thanked X for its help'."""
    tree, cues = cast.tree, cast.pack.cues
    if not cues.pronouns or above > below or tree.cases[below] not in cues.reasons:
        return ()
    if not tree.is_verbal(above):
        return _named(cast, above) if tree.cases[above] in cues.towards or tree.roles[above] == "obj" else ()
    aimed = [*objects(tree, above, cast.pack), *obliques(tree, above, cues.towards, cast.pack)]
    found = [code for f in aimed if f.token < below for code in _named(cast, f.token)]
    return tuple(found) if len(set(found)) == 1 else ()


def _is_object(cast: Cast, token: int) -> bool:
    """Whether a pronoun is what its own verb is done to, so that it is not the verb's doer."""
    tree = cast.tree
    return tree.roles[token] in {"obj", "iobj", "obl"} and tree.is_verbal(tree.heads[token])


def _other(cast: Cast, token: int, number: str) -> tuple[str, ...]:
    """Whom an object pronoun stands for: the one, or the two, named before who are not its verb's doers."""
    tree = cast.tree
    own = {code for f in topics(tree, tree.heads[token], cast.pack) for code in _reached(cast, f.token)}
    before = [i for i in sorted(cast.names) if i < token and (number != "person" or _is_of_person(cast, i))]
    found = tuple(dict.fromkeys(m.actor for i in before for m in cast.names[i] if m.actor in cast.codes - own))
    return found if len(found) == 1 or (number == "many" and len(found) == 2) else ()


def _is_of_person(cast: Cast, token: int) -> bool:
    """Whether a name is a person's, or that of an office holder's state: 'the Japanese minister'."""
    if any(match.sort == _PERSON for match in cast.names[token]):
        return True
    return cast.tree.roles[token] in {"mod", "poss"} and _is_personal(cast, cast.tree.heads[token])


def _reached(cast: Cast, token: int) -> tuple[str, ...]:
    """The actor that a doer names, itself or by a possessor or pronoun."""
    tree = cast.tree
    if cast.pack.cues.pronouns.get(tree.forms[token]) and token not in cast.names:
        return tuple(ref.actor for ref in cast.single(token))
    return _named(cast, token) or tuple(ref.actor for ref in cast.single(token))


def _is_personal(cast: Cast, token: int) -> bool:
    """Whether a phrase is of one person: a person's name, or one who holds an office."""
    if token in cast.names:
        return any(match.sort == _PERSON for match in cast.names[token])
    return cast.grade(token) == "agent" and token not in cast.tree.plurals


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
        offices=tuple(dict.fromkeys((*discourse.offices, *offices_of(cast)))),
    )


def _guest(cast: Cast, discourse: Discourse) -> str | None:
    """The one who says 'we' in a text where nobody was named as speaking: an interview's guest."""
    forms = (form for i, form in enumerate(cast.tree.forms) if i not in cast.names)
    if not any(cast.pack.cues.pronouns.get(form) == "speaker" for form in forms):
        return None
    return next(iter(_speaker(cast, discourse)), None)
