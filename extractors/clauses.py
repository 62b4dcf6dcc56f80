"""Clauses: who does what to whom in a sentence: subjects, objects and the doers of nouns, however they are inherited.

A passive and its active come out alike.  Knows roles, not labels; no actor, no relation and no word of any language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .fillers import (
    Filler,
    agent_astray,
    antecedent,
    follows,
    hyphened,
    introduced,
    is_agent,
    is_bare_noun,
    is_dummy,
    is_light_passive,
    is_name_like,
    leaders,
    marked,
    meant,
    noun_before,
    noun_behind,
    orphaned,
    shared_via,
)
from .trees import Tree

if TYPE_CHECKING:
    from .rules import LanguagePack

__all__ = ["noun_doers", "objects", "obliques", "subjects", "topics"]

_CASED = frozenset({"obl", "nmod", "agent", "iobj", "obj"})
_MAX_CLIMB = 6


def topics(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """What a clause is about: its grammatical subject, active or passive, or its inherited doer."""
    own = [antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "subj", "passubj")]
    return own or subjects(tree, verb, pack)


def subjects(tree: Tree, verb: int, pack: LanguagePack, depth: int = 0) -> list[Filler]:
    """Who does what the verb says: its agent, its subject, or the one it inherits.

    Returns an empty list where the sentence does not say.
    """
    if depth > _MAX_CLIMB:
        return []
    if verb in tree.passive:
        agents = [Filler(child) for child in tree.children[verb] if is_agent(tree, child, pack)]
        if not agents and tree.roles[verb] == "mod":  # "US-backed", however it is parsed
            agents = [Filler(child) for child in tree.of_role(verb, "mod")] or hyphened(tree, verb, pack)
        if agents:
            return agents
        bare = [c for c in tree.of_role(verb, "obj", "obl", "mod", "flat") if c == verb + 1 and not tree.cases[c]]
        if not bare and pack.postposed and is_bare_noun(tree, verb + 1):
            bare = [verb + 1]  # the parser takes it for the subject of what follows
        return [Filler(child, "bare agent") for child in bare] or agent_astray(tree, verb, pack)
    own = [antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "subj")]
    if not own and tree.is_verbal(verb):
        own = [Filler(child) for child in tree.of_role(verb, "poss")] or introduced(tree, verb, pack)
    if own:
        return own  # "its siding with X" has a possessor for a subject
    return _inherited(tree, verb, pack, depth) or noun_before(tree, verb) or orphaned(tree, verb)


def _inherited(tree: Tree, verb: int, pack: LanguagePack, depth: int) -> list[Filler]:
    head, role = tree.heads[verb], tree.roles[verb]
    if head == verb:
        return []
    if role == "conj" and not tree.is_verbal(head):  # "X adalah negara besar dan mendukung Y"
        return shared_via([Filler(c) for c in tree.of_role(head, "subj") if c < head], "shared")
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
        if verb in tree.infinitives and is_dummy(tree, head, pack):
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
        under = [Filler(c) for c in tree.of_role(head, "iobj")] or objects(tree, head, pack)
        addressed = [Filler(c) for c in tree.of_role(head, "obl") if tree.cases[c] in pack.cues.with_cases]
        if under or addressed:
            return shared_via(under or addressed, "controlled")
    if tree.roles[verb] == "ccomp" and verb not in tree.infinitives and any(tree.of_role(verb, "mark")):
        return []
    if is_dummy(tree, head, pack):
        return obliques(tree, head, pack.cues.purposes | pack.cues.of_cases, pack)
    if head in tree.passive and tree.roles[head] in {"acl", "relcl"} and not any(tree.of_role(head, "passubj", "subj")):
        noun = tree.heads[head]
        if tree.tags[noun] == "NOUN" and not tree.is_word(noun, pack.nouns.agents | pack.nouns.people):
            made = noun_doers(tree, noun, pack, depth + 1)  # "X made a tour aimed at calming Y"
            if made:
                return shared_via(made, "noun")
    above = topics(tree, head, pack) if head in tree.passive else subjects(tree, head, pack, depth + 1)
    return shared_via(above, "inherited")  # "X was set to meet Y": X meets


def _modifying(tree: Tree, verb: int, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """A clause under a noun: the noun does it ('troops fighting X') unless it is a plan or bid of somebody."""
    is_plan = tree.is_word(noun, pack.cues.plan_nouns | pack.cues.efforts)
    if verb in tree.infinitives and not is_plan and meant(tree, noun, pack) != noun:
        return [Filler(meant(tree, noun, pack), "modified")]  # "X was the first country to recognise Y"
    if verb in tree.infinitives or is_plan:
        own = [
            c
            for c in tree.of_role(noun, "poss", "mod", "flat")
            if tree.roles[c] == "poss" or is_name_like(tree, c, pack)
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
        return [Filler(meant(tree, noun, pack), "modified")]
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
    own = [Filler(c) for c in tree.of_role(noun, "poss", "mod", "flat") if is_name_like(tree, c, pack)]
    if own:
        return own
    head = tree.heads[noun]
    found = noun_doers(tree, noun, pack, depth + 1)
    if not found and tree.roles[noun] == "obj" and tree.is_verbal(head):
        found = subjects(tree, head, pack, depth + 1)
    return found


def noun_doers(tree: Tree, noun: int, pack: LanguagePack, depth: int = 0, below: int = -1) -> list[Filler]:
    """Who does what a noun says: its possessor, the name before or after it, 'by X', or its verb's doer.

    below: the noun that asks its head: 'two rounds of talks' are not done by the talks.
    """
    if depth > _MAX_CLIMB:
        return []
    owners = [c for c in tree.of_role(noun, "poss") if not tree.is_word(c, pack.cues.times)]  # "last year's war"
    found = [Filler(child) for child in (*owners, *tree.of_role(noun, "agent"))]
    found += [Filler(c) for c in tree.of_role(noun, "nmod", "obl") if tree.cases[c] in pack.cues.agent_cases]
    found += [Filler(c, "led") for c in leaders(tree, noun, pack)]
    found = found or [
        Filler(c, "adjacent")
        for c in range(noun + 1, len(tree.words))
        if tree.cases[c] in pack.cues.agent_cases and follows(tree, c, noun)
    ]
    if not found:
        clauses = [c for c in tree.of_role(noun, "relcl", "acl") if is_light_passive(tree, c, pack)]
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
    is_got = role == "obj" or (role == "obl" and tree.cases[noun] not in pack.cues.accompany)
    if tree.is_word(head, pack.cues.receives) and is_got:
        return []  # who receives support does not give it
    if role == "conj" and not tree.is_verbal(head):
        return shared_via(noun_doers(tree, head, pack, depth + 1), "shared")
    if role == "time" and depth and tree.is_verbal(head):  # "mundur dua bulan setelah pembicaraan dengan Y"
        return shared_via(subjects(tree, head, pack, depth + 1), "climbed")
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


def _carrier(tree: Tree, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """The doer of the verb whose object a phrase was wrongly hung on: 'killed ten people in a raid'."""
    head = tree.heads[noun]
    if tree.roles[noun] in {"obj", "obl"} and tree.is_verbal(head):
        return shared_via(subjects(tree, head, pack, depth + 1), "climbed")
    return []


def objects(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """What the verb is done to: its object, the subject of a passive, or the noun that a participle modifies."""
    if verb in tree.passive:
        found = [antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "passubj", "subj")]
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
    found = [antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "obj")]
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
        roles = ("ccomp", "xcomp", "advcl") if pack.postposed else ("ccomp",)  # "menuduh X memasok senjata"
        bare = [c for c in tree.of_role(verb, *roles) if c > verb and not any(tree.of_role(c, "mark"))]
        found = [Filler(s) for clause in bare for s in tree.of_role(clause, "subj") if s > verb]
    if not found:
        shared = [c for c in tree.of_role(verb, "conj") if tree.is_verbal(c) and not any(tree.of_role(c, "subj"))]
        found = [Filler(o, "shared") for c in shared for o in tree.of_role(c, "obj")][:1]
    return found or noun_behind(tree, verb, pack)


def obliques(tree: Tree, trigger: int, cases: frozenset[str], pack: LanguagePack) -> list[Filler]:
    """Nouns with one of these case words: under the trigger, right behind it, under its light verb or its object."""
    found = [Filler(c) for c in tree.children[trigger] if tree.cases[c] in cases and tree.roles[c] in _CASED]
    if found:
        return found
    found = [
        Filler(c, "adjacent")
        for c in range(trigger + 1, len(tree.words))
        if tree.cases[c] in cases and follows(tree, c, trigger)
    ]
    found = found or marked(tree, trigger, cases & pack.cues.purposes)
    if found:
        return found[:1]
    head = tree.heads[trigger]
    if tree.roles[trigger] in {"obj", "passubj", "subj", "obl", "attr", "xcomp"} and tree.is_verbal(head):
        # "the invasion was rejected by X": X rejects, and invades nobody
        has_agent = tree.roles[trigger] == "passubj" and not tree.is_word(head, pack.cues.light)
        found = [
            Filler(c, "verb's")
            for c in tree.children[head]
            if tree.cases[c] in cases and tree.roles[c] in _CASED and c != trigger
            if not (has_agent and is_agent(tree, c, pack))
        ]
        if found:
            return found
    clauses = [c for c in tree.of_role(trigger, "relcl", "acl") if is_light_passive(tree, c, pack)]
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
