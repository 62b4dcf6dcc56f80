"""Fillers: what fills a slot of a clause as its tree has it, also where the parser hung it on a wrong word.

Inherits nothing from other clauses: clauses.py does.  Knows no actor, no relation and no word of any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .trees import Tree

if TYPE_CHECKING:
    from .rules import LanguagePack

__all__ = [
    "Filler",
    "agent_astray",
    "antecedent",
    "follows",
    "hyphened",
    "introduced",
    "is_agent",
    "is_bare_noun",
    "is_dummy",
    "is_light_passive",
    "is_name_like",
    "leaders",
    "marked",
    "meant",
    "noun_before",
    "noun_behind",
    "orphaned",
    "shared_via",
    "through",
]

_LEADERS = frozenset({"mod", "agent", "obj", "nmod", "obl", "flat", "poss"})
_WINDOW = 5
_SKIPPED = frozenset({"ADV", "AUX", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a slot.   via: how it was found, "direct" or the name of the detour."""

    token: int
    via: str = "direct"


def shared_via(found: list[Filler], detour: str) -> list[Filler]:
    """The same tokens, marked as found by a detour (the first one stays)."""
    return [Filler(f.token, detour if f.via == "direct" else f.via) for f in found]


def is_agent(tree: Tree, i: int, pack: LanguagePack) -> bool:
    if tree.roles[i] == "agent":
        return True
    return tree.roles[i] in {"obl", "nmod"} and not pack.cues.agent_cases.isdisjoint(tree.cases[i].split())


def is_bare_noun(tree: Tree, i: int) -> bool:
    return i < len(tree.words) and tree.tags[i] in _NOMINAL and not tree.cases[i] and tree.roles[i] != "time"


def is_name_like(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """Whether a modifier may name somebody: it has a capital letter, or is a noun of office."""
    return tree.words[i][:1].isupper() or tree.is_word(i, pack.nouns.agents)


def is_light_passive(tree: Tree, clause: int, pack: LanguagePack) -> bool:
    """'the sanctions (that were) imposed by X'."""
    return clause in tree.passive and tree.is_word(clause, pack.cues.light | pack.cues.led)


def is_dummy(tree: Tree, head: int, pack: LanguagePack) -> bool:
    """Whether a clause's subject stands for what follows: 'it is wrong for X to …'."""
    if tree.tags[head] == "ADJ" and tree.roles[head] == "attr":
        head = tree.heads[head]
    is_adjective = any(tree.tags[c] == "ADJ" for c in tree.of_role(head, "attr"))
    return is_adjective and any(tree.forms[c] in pack.cues.dummies for c in tree.of_role(head, "subj"))


def antecedent(tree: Tree, i: int, verb: int, pack: LanguagePack) -> Filler:
    """A relative pronoun stands for the noun that its clause modifies."""
    if tree.forms[i] not in pack.cues.relatives:
        return Filler(i)
    top = verb
    while tree.roles[top] == "conj" and tree.heads[top] != top:
        top = tree.heads[top]
    if tree.roles[top] in {"relcl", "acl"}:
        return Filler(meant(tree, tree.heads[top], pack), "relative")
    return Filler(i)


def meant(tree: Tree, noun: int, pack: LanguagePack) -> int:
    """Whom a noun that says what somebody is stands for: 'X is a country that …', 'X, an ally that …'."""
    if tree.tags[noun] != "NOUN" or any(tree.of_role(noun, "poss")):
        return noun
    if named := [c for c in tree.of_role(noun, "subj") if c < noun and tree.tags[c] in {"NOUN", "PROPN"}]:
        return named[0]  # "X adalah negara yang …"
    head = tree.heads[noun]
    if tree.roles[noun] == "obj" and tree.is_word(head, pack.cues.copulas):
        return next((c for c in tree.of_role(head, "subj") if tree.tags[c] in {"NOUN", "PROPN"}), noun)
    if tree.roles[noun] == "appos" and head < noun:
        return head
    if tree.roles[noun] == "attr" and tree.is_verbal(head):
        return next((c for c in tree.of_role(head, "subj") if tree.tags[c] in {"NOUN", "PROPN"}), noun)
    return noun


def through(tree: Tree, noun: int, pack: LanguagePack) -> int:
    """What stands for a noun behind a word that only points at it: 'X, one of the members of Y'."""
    head = tree.heads[noun]
    if tree.roles[noun] == "nmod" and tree.cases[noun] in pack.cues.of_cases and tree.is_word(head, pack.nouns.through):
        return head
    return noun


def leaders(tree: Tree, noun: int, pack: LanguagePack) -> Iterator[int]:
    """The X of 'X-led', 'dipimpin X' beside a noun."""
    for child in tree.children[noun]:
        if tree.roles[child] in {"mod", "acl", "relcl"} and tree.is_word(child, pack.cues.led):
            inner = list(tree.of_role(child, "agent")) or [
                c
                for c in tree.children[child]
                if tree.roles[c] in _LEADERS and (not tree.cases[c] or tree.cases[c] in pack.cues.agent_cases)
            ]
            yield from inner or (f.token for f in hyphened(tree, child, pack))


def agent_astray(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """The agent of a passive that the parser hung on a noun between: 'ditangkap dengan todongan senjata oleh X'."""
    for i in range(verb + 1, len(tree.words)):
        if tree.is_verbal(i):
            return []
        if not pack.cues.agent_cases.isdisjoint(tree.cases[i].split()):
            return [] if pack.is_trigger(tree.lemmas[tree.heads[i]]) else [Filler(i, "adjacent")]
    return []


def orphaned(tree: Tree, verb: int) -> list[Filler]:
    """A subject that the parser hung on an adverb or the like between it and a verb without one."""
    for i in range(verb - 1, -1, -1):
        head = tree.heads[i]
        is_astray = tree.tags[head] in {"ADV", "PART", "ADP", "X"} or tree.roles[head] in {"advmod", "time"}
        if tree.roles[i] in {"subj", "passubj"} and i < head < verb and is_astray:
            return [Filler(i, "adjacent")]
    return []


def hyphened(tree: Tree, participle: int, pack: LanguagePack) -> list[Filler]:
    """The X of 'X-led', where the parser hangs both on the noun."""
    if participle < 2 or tree.forms[participle - 1] not in pack.cues.joins:
        return []
    return [Filler(participle - 2, "led")]


def introduced(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """The noun right before a verb, where its conjunction was taken for a case word: 'setelah pasukan X menyerbu'."""
    i = _nominal_before(tree, verb)
    if i is None or verb in tree.infinitives:
        return []
    top = _top(tree, i)
    is_introduced = not pack.cues.subordinators.isdisjoint(tree.cases[top].split())
    return [Filler(top, "adjacent")] if is_introduced and top < verb and tree.heads[top] != verb else []


def noun_before(tree: Tree, verb: int) -> list[Filler]:
    """The noun right before a verb that the parser gave no subject."""
    i = _nominal_before(tree, verb)
    if i is None or verb in tree.infinitives or tree.heads[i] == verb:
        return []
    top = _top(tree, i)
    return [] if tree.cases[top] or top > verb else [Filler(top, "adjacent")]


def _nominal_before(tree: Tree, verb: int) -> int | None:
    """The nominal token before a verb with nothing but adverbs and auxiliaries between."""
    i = verb - 1
    while i >= 0 and tree.tags[i] in _SKIPPED:
        i -= 1
    return i if i >= 0 and tree.tags[i] in _NOMINAL else None


def noun_behind(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """The noun right behind a verb that the parser gave no object."""
    i = verb + 1
    if i >= len(tree.words) or tree.tags[i] not in _NOMINAL or tree.cases[i]:
        return []
    if tree.heads[i] == verb:  # "… dan mengecam Armenia": hung on its verb as if that were a noun
        astray = {"mod", "flat", "appos"} if pack.postposed else {"obl"}
        return [Filler(i, "adjacent")] if tree.roles[i] in astray else []
    if pack.postposed and _top(tree, i) <= verb:
        return [Filler(i, "adjacent")]  # "Turki mengecam Israel": the parser makes one phrase of it all
    top = _top(tree, i)
    return [Filler(top, "adjacent")] if top > verb and not tree.cases[top] and tree.roles[top] != "subj" else []


def _top(tree: Tree, i: int) -> int:
    """The head noun of the phrase that a token ends."""
    while tree.roles[i] in {"mod", "flat", "poss", "conj"} and tree.tags[tree.heads[i]] in _NOMINAL:
        i = tree.heads[i]
    return i


def marked(tree: Tree, trigger: int, marks: frozenset[str]) -> list[Filler]:
    """The X of 'for X to do so' right behind a trigger: 'aid for X to rebuild'."""
    mark = trigger + 1
    if mark >= len(tree.words) or tree.roles[mark] != "mark" or tree.forms[mark] not in marks:
        return []
    return [Filler(c, "adjacent") for c in tree.of_role(tree.heads[mark], "subj") if c > mark]


def follows(tree: Tree, noun: int, trigger: int) -> bool:
    """Whether a noun's case word stands right behind a trigger, or behind the trigger's own modifiers.

    Whatever the parser hangs it on: 'killed ten in an air strike on a camp' is a strike on a camp.
    """
    words = [c for c in tree.of_role(noun, "case") if trigger < c < noun]
    if not words or words[0] - trigger > _WINDOW:
        return False
    between = range(trigger + 1, words[0])
    if any(tree.cases[i] or tree.roles[i] == "case" for i in between):
        return False  # the phrase of another case word stands between
    return all(tree.heads[i] == trigger or tree.heads[tree.heads[i]] == trigger for i in between)
