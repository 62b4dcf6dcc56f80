"""Clauses: who does what to whom in a sentence: subjects, objects and the doers of nouns, however they are inherited.

A passive and its active come out alike.  Knows roles, not labels; no actor, no relation and no word of any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .trees import Tree

if TYPE_CHECKING:
    from .rules import LanguagePack

__all__ = ["Filler", "noun_doers", "objects", "obliques", "shared_via", "subjects", "topics"]

_LEADERS = frozenset({"mod", "agent", "obj", "nmod", "obl", "flat", "poss"})
_CASED = frozenset({"obl", "nmod", "agent", "iobj", "obj"})
_MAX_CLIMB = 6
_WINDOW = 5
_SKIPPED = frozenset({"ADV", "AUX", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a slot.   via: how it was found, "direct" or the name of the detour."""

    token: int
    via: str = "direct"


def _is_bare_noun(tree: Tree, i: int) -> bool:
    return i < len(tree.words) and tree.tags[i] in _NOMINAL and not tree.cases[i] and tree.roles[i] != "time"


def topics(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """What a clause is about: its grammatical subject, active or passive, or its inherited doer."""
    own = [_antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "subj", "passubj")]
    return own or subjects(tree, verb, pack)


def subjects(tree: Tree, verb: int, pack: LanguagePack, depth: int = 0) -> list[Filler]:
    """Who does what the verb says: its agent, its subject, or the one it inherits.

    Returns an empty list where the sentence does not say.
    """
    if depth > _MAX_CLIMB:
        return []
    if verb in tree.passive:
        agents = [Filler(child) for child in tree.children[verb] if _is_agent(tree, child, pack)]
        if not agents and tree.roles[verb] == "mod":  # "US-backed", however it is parsed
            agents = [Filler(child) for child in tree.of_role(verb, "mod")] or _hyphened(tree, verb, pack)
        if agents:
            return agents
        bare = [c for c in tree.of_role(verb, "obj", "obl", "mod", "flat") if c == verb + 1 and not tree.cases[c]]
        if not bare and pack.postposed and _is_bare_noun(tree, verb + 1):
            bare = [verb + 1]  # the parser takes it for the subject of what follows
        return [Filler(child, "bare agent") for child in bare] or _agent_astray(tree, verb, pack)
    own = [_antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "subj")]
    if not own and tree.is_verbal(verb):
        own = [Filler(child) for child in tree.of_role(verb, "poss")] or _introduced(tree, verb, pack)
    if own:
        return own  # "its siding with X" has a possessor for a subject
    return _inherited(tree, verb, pack, depth) or _before(tree, verb) or _orphaned(tree, verb)


def _agent_astray(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """The agent of a passive that the parser hung on a noun between: 'ditangkap dengan todongan senjata oleh X'."""
    for i in range(verb + 1, len(tree.words) if pack.postposed else 0):
        if tree.is_verbal(i):
            return []
        if not pack.cues.agent_cases.isdisjoint(tree.cases[i].split()):
            return [] if pack.is_trigger(tree.lemmas[tree.heads[i]]) else [Filler(i, "adjacent")]
    return []


def _orphaned(tree: Tree, verb: int) -> list[Filler]:
    """A subject that the parser hung on an adverb or the like between it and a verb without one."""
    for i in range(verb - 1, -1, -1):
        head = tree.heads[i]
        is_astray = tree.tags[head] in {"ADV", "PART", "ADP", "X"} or tree.roles[head] in {"advmod", "time"}
        if tree.roles[i] in {"subj", "passubj"} and i < head < verb and is_astray:
            return [Filler(i, "adjacent")]
    return []


def _hyphened(tree: Tree, participle: int, pack: LanguagePack) -> list[Filler]:
    """The X of 'X-led', where the parser hangs both on the noun."""
    if participle < 2 or tree.forms[participle - 1] not in pack.cues.joins:
        return []
    return [Filler(participle - 2, "led")]


def _introduced(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """The noun right before a verb, where its conjunction was taken for a case word: 'setelah pasukan X menyerbu'."""
    i = _nominal_before(tree, verb)
    if i is None or verb in tree.infinitives:
        return []
    top = _top(tree, i)
    is_introduced = not pack.cues.subordinators.isdisjoint(tree.cases[top].split())
    return [Filler(top, "adjacent")] if is_introduced and top < verb and tree.heads[top] != verb else []


def _nominal_before(tree: Tree, verb: int) -> int | None:
    """The nominal token before a verb with nothing but adverbs and auxiliaries between."""
    i = verb - 1
    while i >= 0 and tree.tags[i] in _SKIPPED:
        i -= 1
    return i if i >= 0 and tree.tags[i] in _NOMINAL else None


def _before(tree: Tree, verb: int) -> list[Filler]:
    """The noun right before a verb that the parser gave no subject."""
    i = _nominal_before(tree, verb)
    if i is None or verb in tree.infinitives or tree.heads[i] == verb:
        return []
    top = _top(tree, i)
    return [] if tree.cases[top] or top > verb else [Filler(top, "adjacent")]


def _top(tree: Tree, i: int) -> int:
    """The head noun of the phrase that a token ends."""
    while tree.roles[i] in {"mod", "flat", "poss", "conj"} and tree.tags[tree.heads[i]] in _NOMINAL:
        i = tree.heads[i]
    return i


def _is_agent(tree: Tree, i: int, pack: LanguagePack) -> bool:
    if tree.roles[i] == "agent":
        return True
    return tree.roles[i] in {"obl", "nmod"} and not pack.cues.agent_cases.isdisjoint(tree.cases[i].split())


def _antecedent(tree: Tree, i: int, verb: int, pack: LanguagePack) -> Filler:
    """A relative pronoun stands for the noun that its clause modifies."""
    if tree.forms[i] not in pack.cues.relatives:
        return Filler(i)
    top = verb
    while tree.roles[top] == "conj" and tree.heads[top] != top:
        top = tree.heads[top]
    if tree.roles[top] in {"relcl", "acl"}:
        return Filler(_meant(tree, tree.heads[top]), "relative")
    return Filler(i)


def _meant(tree: Tree, noun: int) -> int:
    """Whom a noun that says what somebody is stands for: 'X is a country that …', 'X, an ally that …'."""
    if tree.tags[noun] != "NOUN" or any(tree.of_role(noun, "poss")):
        return noun
    head = tree.heads[noun]
    if tree.roles[noun] == "appos" and head < noun:
        return head
    if tree.roles[noun] == "attr" and tree.is_verbal(head):
        return next((c for c in tree.of_role(head, "subj") if tree.tags[c] in {"NOUN", "PROPN"}), noun)
    return noun


def _inherited(tree: Tree, verb: int, pack: LanguagePack, depth: int) -> list[Filler]:
    head, role = tree.heads[verb], tree.roles[verb]
    if head == verb:
        return []
    if role in {"conj", "parataxis"} and tree.is_verbal(head):
        if role == "parataxis":
            return []
        is_turned = head in tree.passive and verb not in tree.passive  # "X was attacked by Y and fled": X fled
        return shared_via(topics(tree, head, pack) if is_turned else subjects(tree, head, pack, depth + 1), "shared")
    if role in {"xcomp", "ccomp", "advcl", "dep", "attr"} and tree.is_verbal(head):
        return _controlled(tree, verb, head, pack, depth)
    if role in {"relcl", "acl"}:
        return _modifying(tree, verb, head, pack, depth)
    if (
        role in {"xcomp", "advcl", "ccomp"}
        and tree.roles[head] in {"attr", "root", "conj"}
        and not tree.is_verbal(head)
    ):
        if verb in tree.infinitives and _is_dummy(tree, head, pack):
            return obliques(tree, head, pack.cues.purposes | pack.cues.of_cases, pack)
        return shared_via(subjects(tree, head, pack, depth + 1), "inherited")  # "X is ready to meet Y"
    if role == "advcl" and tree.roles[head] == "advmod" and tree.is_verbal(tree.heads[head]):
        return _controlled(tree, verb, tree.heads[head], pack, depth)  # "stopped short of attacking"
    if role in {"xcomp", "advcl", "attr"}:
        return shared_via(noun_doers(tree, head, pack, depth + 1), "noun")
    return []


def _controlled(tree: Tree, verb: int, head: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """The doer of a clause under another: the object of verbs like 'urge', else that verb's own doer."""
    if tree.roles[verb] == "advcl" and tree.cases[verb] in pack.cues.reasons:
        blamed = objects(tree, head, pack) or obliques(tree, head, pack.cues.towards, pack)
        return shared_via(blamed, "controlled")
    if tree.is_word(head, pack.cues.controls):
        under = objects(tree, head, pack) or [Filler(c) for c in tree.of_role(head, "iobj")]
        addressed = [Filler(c) for c in tree.of_role(head, "obl") if tree.cases[c] in pack.cues.with_cases]
        if under or addressed:
            return shared_via(under or addressed, "controlled")
    if tree.roles[verb] == "ccomp" and verb not in tree.infinitives and any(tree.of_role(verb, "mark")):
        return []
    if _is_dummy(tree, head, pack):
        return obliques(tree, head, pack.cues.purposes | pack.cues.of_cases, pack)
    if head in tree.passive and tree.roles[head] in {"acl", "relcl"} and not any(tree.of_role(head, "passubj", "subj")):
        noun = tree.heads[head]
        if tree.tags[noun] == "NOUN" and not tree.is_word(noun, pack.nouns.agents | pack.nouns.people):
            made = noun_doers(tree, noun, pack, depth + 1)  # "X made a tour aimed at calming Y"
            if made:
                return shared_via(made, "noun")
    above = topics(tree, head, pack) if head in tree.passive else subjects(tree, head, pack, depth + 1)
    return shared_via(above, "inherited")  # "X was set to meet Y": X meets


def _is_dummy(tree: Tree, head: int, pack: LanguagePack) -> bool:
    """Whether a clause's subject stands for what follows: 'it is wrong for X to …'."""
    if tree.tags[head] == "ADJ" and tree.roles[head] == "attr":
        head = tree.heads[head]
    is_adjective = any(tree.tags[c] == "ADJ" for c in tree.of_role(head, "attr"))
    return is_adjective and any(tree.forms[c] in pack.cues.dummies for c in tree.of_role(head, "subj"))


def _modifying(tree: Tree, verb: int, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """A clause under a noun: the noun does it ('troops fighting X') unless it is a plan or bid of somebody."""
    is_plan = tree.is_word(noun, pack.cues.plan_nouns)
    if verb in tree.infinitives and not is_plan and _meant(tree, noun) != noun:
        return [Filler(_meant(tree, noun), "modified")]  # "X was the first country to recognise Y"
    if verb in tree.infinitives or is_plan:
        own = [
            c
            for c in tree.of_role(noun, "poss", "mod", "flat")
            if tree.roles[c] == "poss" or _is_name_like(tree, c, pack)
        ]
        if own:
            return [Filler(c, "plan") for c in own]  # "the US plan to attack"
        found = shared_via(noun_doers(tree, noun, pack, depth + 1), "plan")
        head = tree.heads[noun]
        if not found and not is_plan and tree.roles[noun] == "obj" and tree.is_word(head, pack.cues.means):
            return shared_via(subjects(tree, head, pack, depth + 1), "light")  # "took pains to thank X"
        return found or (_above(tree, noun, pack, depth) if pack.postposed else [])
    if verb in tree.passive:
        return []
    if tree.is_word(noun, pack.cues.papers):
        return shared_via(_writers(tree, noun, pack, depth), "noun")
    if any(tree.of_role(verb, "obj")) or not any(tree.of_role(verb, "subj")):
        return [Filler(_meant(tree, noun), "modified")]
    return []


def _above(tree: Tree, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """Who does the verb that a noun with an infinitive hangs on: 'memasuki X bulan lalu untuk membantu Y'."""
    head, cues = tree.heads[noun], pack.cues
    if not tree.is_verbal(head) or tree.roles[noun] not in {"obj", "obl", "time"} or tree.cases[noun] in cues.averted:
        return []
    if tree.is_word(head, cues.refusals | cues.denials | cues.irrealis | cues.controls):
        return []
    return shared_via(subjects(tree, head, pack, depth + 1), "inherited")


def _writers(tree: Tree, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """Who speaks by a resolution, law or letter: its owner, else who passed or sent it."""
    own = [Filler(c) for c in tree.of_role(noun, "poss", "mod", "flat") if _is_name_like(tree, c, pack)]
    if own:
        return own
    head = tree.heads[noun]
    found = noun_doers(tree, noun, pack, depth + 1)
    if not found and tree.roles[noun] == "obj" and tree.is_verbal(head):
        found = subjects(tree, head, pack, depth + 1)
    return found


def _is_name_like(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """Whether a modifier may name somebody: it has a capital letter, or is a noun of office."""
    return tree.words[i][:1].isupper() or tree.is_word(i, pack.nouns.agents)


def noun_doers(tree: Tree, noun: int, pack: LanguagePack, depth: int = 0, below: int = -1) -> list[Filler]:
    """Who does what a noun says: its possessor, the name before or after it, 'by X', or its verb's doer.

    below: the noun that asks its head: 'two rounds of talks' are not done by the talks.
    """
    if depth > _MAX_CLIMB:
        return []
    owners = [c for c in tree.of_role(noun, "poss") if not tree.is_word(c, pack.cues.times)]  # "last year's war"
    found = [Filler(child) for child in (*owners, *tree.of_role(noun, "agent"))]
    found += [Filler(c) for c in tree.of_role(noun, "nmod", "obl") if tree.cases[c] in pack.cues.agent_cases]
    found += [Filler(c, "led") for c in _leaders(tree, noun, pack)]
    found = found or [
        Filler(c, "adjacent")
        for c in range(noun + 1, len(tree.words))
        if tree.cases[c] in pack.cues.agent_cases and _follows(tree, c, noun)
    ]
    if not found:
        clauses = [c for c in tree.of_role(noun, "relcl", "acl") if _is_light_passive(tree, c, pack)]
        found = [f for clause in clauses for f in shared_via(subjects(tree, clause, pack, depth + 1), "light")]
    if not found and depth:  # "the arrival of X for talks"
        found = [Filler(c) for c in tree.of_role(noun, "nmod") if tree.cases[c] in pack.cues.of_cases and c != below]
    if found:
        return found
    # "kunjungannya": the one that the ending stands for, where no verb tells more
    return _verbs_doers(tree, noun, pack, depth) or [Filler(noun, "clitic") for _ in range(noun in tree.clitics)]


def _verbs_doers(tree: Tree, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """The doer of the verb that a noun hangs on, where he is the noun's as well: 'held talks', 'in talks with'."""
    head, role = tree.heads[noun], tree.roles[noun]
    if tree.is_word(head, pack.cues.receives) and role in {"obj", "obl"}:
        return []  # who receives support does not give it
    if role == "conj" and not tree.is_verbal(head):
        return shared_via(noun_doers(tree, head, pack, depth + 1), "shared")
    if not tree.is_verbal(head):
        if role == "nmod" and tree.is_word(head, pack.nouns.through):
            return noun_doers(tree, head, pack, depth + 1, noun)  # "held two rounds of talks"
        if role in {"nmod", "mod"} and (tree.cases[noun] in pack.cues.accompany or not tree.cases[noun]):
            above = noun_doers(tree, head, pack, depth + 1, noun)
            return shared_via(above, "noun") or _carrier(tree, head, pack, depth)
        if role in {"nmod", "obl"} and tree.cases[noun] in pack.cues.purposes and tree.tags[head] == "ADJ":
            return shared_via(subjects(tree, head, pack, depth + 1), "accompanying")  # "ready for talks with X"
        return []
    if role == "obj" and tree.is_word(head, pack.cues.light | pack.cues.plans):
        return shared_via(subjects(tree, head, pack, depth + 1), "light")
    has_partner = any(tree.cases[c] in pack.cues.partners for c in tree.children[noun])
    if role in {"subj", "passubj"} and has_partner and tree.is_word(tree.heads[head], pack.cues.says):
        return shared_via(
            subjects(tree, tree.heads[head], pack, depth + 1), "climbed"
        )  # "X said talks with Y would go on"
    if role == "passubj" and tree.is_word(head, pack.cues.light):
        return shared_via(subjects(tree, head, pack, depth + 1), "light")
    if role == "obl" and tree.cases[noun] in pack.cues.reasons:
        blamed = objects(tree, head, pack) or obliques(tree, head, pack.cues.towards, pack)
        if blamed and blamed[0].token != noun:
            named = [f for f in blamed if tree.tags[f.token] == "PROPN"] or obliques(
                tree, head, pack.cues.towards, pack
            )
            return shared_via(named or blamed, "thanked")  # "thanked X for the support": X's support
    if role in {"obl", "nmod"} and tree.cases[noun] in pack.cues.accompany | pack.cues.purposes:
        doers = subjects(tree, head, pack, depth + 1)
        has_sides = any(tree.cases[c] in pack.cues.mutual_cases for c in tree.children[noun])
        if not doers and head in tree.passive and not has_sides:
            doers = objects(tree, head, pack)  # "ten were killed in clashes with X"
        return shared_via(doers, "accompanying")
    return []


def _is_light_passive(tree: Tree, clause: int, pack: LanguagePack) -> bool:
    """'the sanctions (that were) imposed by X'."""
    return clause in tree.passive and tree.is_word(clause, pack.cues.light | pack.cues.led)


def _carrier(tree: Tree, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """The doer of the verb whose object a phrase was wrongly hung on: 'killed ten people in a raid'."""
    head = tree.heads[noun]
    if tree.roles[noun] in {"obj", "obl"} and tree.is_verbal(head):
        return shared_via(subjects(tree, head, pack, depth + 1), "climbed")
    return []


def _leaders(tree: Tree, noun: int, pack: LanguagePack) -> Iterator[int]:
    """The X of 'X-led', 'dipimpin X' beside a noun."""
    for child in tree.children[noun]:
        if tree.roles[child] in {"mod", "acl", "relcl"} and tree.is_word(child, pack.cues.led):
            inner = list(tree.of_role(child, "agent")) or [
                c
                for c in tree.children[child]
                if tree.roles[c] in _LEADERS and (not tree.cases[c] or tree.cases[c] in pack.cues.agent_cases)
            ]
            yield from inner or (f.token for f in _hyphened(tree, child, pack))


def objects(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """What the verb is done to: its object, the subject of a passive, or the noun that a participle modifies."""
    if verb in tree.passive:
        found = [_antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "passubj", "subj")]
        if not found and tree.roles[verb] in {"acl", "relcl", "mod"}:
            found = [Filler(tree.heads[verb], "modified")]
        if not found and tree.roles[verb] == "advcl" and tree.is_verbal(tree.heads[verb]):
            found = shared_via(subjects(tree, tree.heads[verb], pack), "inherited")  # "Organised by X, the talks …"
        if not found and tree.roles[verb] == "conj" and tree.is_verbal(tree.heads[verb]):
            head = tree.heads[verb]
            found = shared_via(
                objects(tree, head, pack) if head in tree.passive else subjects(tree, head, pack), "shared"
            )
        return found
    found = [_antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "obj")]
    head = tree.heads[verb]
    if tree.roles[verb] == "conj" and tree.is_verbal(head) and len(found) == 1:
        left_out = tree.forms[found[0].token] in pack.cues.rest and not any(tree.of_role(found[0].token, "nmod"))
        if left_out:
            return objects(tree, head, pack)  # "sank a boat of X and captured another"
    if (
        not found
        and tree.roles[verb] == "relcl"
        and any(tree.forms[c] not in pack.cues.relatives for c in tree.of_role(verb, "subj"))
    ):
        found = [Filler(tree.heads[verb], "relative")]  # "Hezbollah, which Israel fought"
    if not found and tree.is_word(verb, pack.cues.controls):  # "helped X cope": the parser takes X for a subject
        bare = [c for c in tree.of_role(verb, "ccomp") if not any(tree.of_role(c, "mark"))]
        found = [Filler(s) for clause in bare for s in tree.of_role(clause, "subj") if s > verb]
    if not found:
        shared = [c for c in tree.of_role(verb, "conj") if tree.is_verbal(c) and not any(tree.of_role(c, "subj"))]
        found = [Filler(o, "shared") for c in shared for o in tree.of_role(c, "obj")][:1]
    return found or _behind(tree, verb, pack)


def _behind(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """The noun right behind a verb that the parser gave no object."""
    i = verb + 1
    if i >= len(tree.words) or tree.tags[i] not in _NOMINAL or tree.cases[i]:
        return []
    if tree.heads[i] == verb:  # "… dan mengecam Armenia": hung on its verb as if that were a noun
        return [Filler(i, "adjacent")] if pack.postposed and tree.roles[i] in {"mod", "flat", "appos"} else []
    if pack.postposed and _top(tree, i) <= verb:
        return [Filler(i, "adjacent")]  # "Turki mengecam Israel": the parser makes one phrase of it all
    top = _top(tree, i)
    return [Filler(top, "adjacent")] if top > verb and not tree.cases[top] and tree.roles[top] != "subj" else []


def obliques(tree: Tree, trigger: int, cases: frozenset[str], pack: LanguagePack) -> list[Filler]:
    """Nouns with one of these case words: under the trigger, right behind it, under its light verb or its object."""
    found = [Filler(c) for c in tree.children[trigger] if tree.cases[c] in cases and tree.roles[c] in _CASED]
    if found:
        return found
    found = [
        Filler(c, "adjacent")
        for c in range(trigger + 1, len(tree.words))
        if tree.cases[c] in cases and _follows(tree, c, trigger)
    ]
    found = found or _marked(tree, trigger, cases & pack.cues.purposes)
    if found:
        return found[:1]
    head = tree.heads[trigger]
    if tree.roles[trigger] in {"obj", "passubj", "subj", "obl", "attr", "xcomp"} and tree.is_verbal(head):
        found = [
            Filler(c, "verb's")
            for c in tree.children[head]
            if tree.cases[c] in cases and tree.roles[c] in _CASED and c != trigger
        ]
        if found:
            return found
    clauses = [c for c in tree.of_role(trigger, "relcl", "acl") if _is_light_passive(tree, c, pack)]
    found = [
        Filler(c, "verb's")
        for v in clauses
        for c in tree.children[v]
        if tree.cases[c] in cases and tree.roles[c] in _CASED
    ]
    if found:
        return found
    inner = [o.token for o in (objects(tree, trigger, pack) if tree.is_verbal(trigger) else [])]
    inner += tree.of_role(trigger, "obl", "xcomp", "mod", "nmod", "flat")
    inner = [i for i in inner if not pack.is_trigger(tree.lemmas[i])]  # "talks on X's relations with Y" are not with Y
    inner += [
        below
        for noun in inner
        for below in tree.of_role(noun, "nmod", "conj")
        if not pack.is_trigger(tree.lemmas[below])
    ]
    return [
        Filler(c, "inner")
        for noun in inner
        for c in tree.children[noun]
        if tree.cases[c] in cases and tree.roles[c] in _CASED
    ]


def _marked(tree: Tree, trigger: int, marks: frozenset[str]) -> list[Filler]:
    """The X of 'for X to do so' right behind a trigger: 'aid for X to rebuild'."""
    mark = trigger + 1
    if mark >= len(tree.words) or tree.roles[mark] != "mark" or tree.forms[mark] not in marks:
        return []
    return [Filler(c, "adjacent") for c in tree.of_role(tree.heads[mark], "subj") if c > mark]


def _follows(tree: Tree, noun: int, trigger: int) -> bool:
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


def shared_via(found: list[Filler], detour: str) -> list[Filler]:
    """The same tokens, marked as found by a detour (the first one stays)."""
    return [Filler(f.token, detour if f.via == "direct" else f.via) for f in found]
