"""Charges: who holds what against whom: 'X has broken the truce, said Y', 'Y said the raid by X was wrong'.

The word that finds fault is the trigger; who says the clause is its subject, whose fault it is its object.
"""

from __future__ import annotations

from .actors import Cast
from .clauses import obliques, subjects, topics
from .context import read_context
from .fillers import Filler, is_dummy, shared_via
from .model import Modality, Polarity
from .slots import fillers
from .speech import read_speeches, speech_over

__all__ = ["alleged", "blamed", "speakers"]

_ACTING = frozenset({"name", "agent", "coref"})
_PARTS = frozenset({"poss", "mod", "flat", "agent"})
_MODIFIERS = frozenset({"advmod", "mod"})
_PREDICATES = frozenset({"attr", "root", "xcomp", "ccomp", "conj", "advcl"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_GOVERNED = frozenset({"xcomp", "advcl", "attr"})
_TOLD = frozenset({"subj", "passubj", "relcl", "conj", "parataxis"})  # parts of a clause that are told as facts


def speakers(cast: Cast, trigger: int) -> list[Filler]:
    """Who says the clause of a trigger."""
    found = fillers(cast.tree, trigger, "speaker", cast.pack)
    if any(cast.at(filler.token) for filler in found):
        return found
    speech = speech_over(cast, read_speeches(cast), trigger)
    return [Filler(speech.noun, "said")] if speech and speech.noun is not None else []


def blamed(cast: Cast, trigger: int, *, remiss: bool = False, deed: bool = False) -> list[Filler]:
    """Whose fault it is what a word says; nobody's where the clause says that it is not so, or only might be.

    remiss: the fault is that it is not so ("has not done enough", "is not acceptable").
    deed: the word is a noun that names what somebody does, wherever it stands ("the violations by X have to end").
    """
    context = read_context(cast.tree, trigger, cast.pack)
    if (context.polarity is Polarity.NEGATED) is not remiss or context.modality is Modality.DENIED:
        return []
    if not (context.real or remiss or (deed and not context.imagined)):  # "cannot be accepted", "has to end"
        return []
    if _is_aside(cast, trigger):
        return []
    found = [Filler(trigger, "noun")] if deed else _subjects(cast, trigger, remiss=remiss)
    return [owner for filler in found for owner in _owners(cast, filler)]


def _is_aside(cast: Cast, trigger: int) -> bool:
    """Whether a word only describes somebody, gives a time, or tells of what is to come: that is no charge."""
    tree, cues = cast.tree, cast.pack.cues
    for i in (trigger, *tree.ancestors(trigger)):
        role = tree.roles[i]
        if any(tree.is_word(child, cues.futures) for child in tree.of_role(i, "aux", "advmod")):
            return True
        if role in {"relcl", "acl"} and i not in tree.infinitives:
            return True
        if role == "advcl" and i not in tree.infinitives and tree.cases[i] and tree.cases[i] not in _means(cast):
            return True
        if role not in _GOVERNED | {"conj"} or _says(cast, tree.heads[i]):
            return False
    return False


def _means(cast: Cast) -> frozenset[str]:
    """The case words of a clause that says by what: 'by funding its foes'."""
    return cast.pack.cues.agent_cases | cast.pack.cues.partners


def _subjects(cast: Cast, trigger: int, *, remiss: bool) -> list[Filler]:
    """The subject of what finds fault: the doer of a verb, what an adjective or noun is said of."""
    tree, pack = cast.tree, cast.pack
    head, role = tree.heads[trigger], tree.roles[trigger]
    if tree.is_verbal(trigger):
        return topics(tree, trigger, pack) if remiss and trigger in tree.passive else subjects(tree, trigger, pack)
    if tree.tags[trigger] == "ADV" and role in _MODIFIERS:
        return subjects(tree, head, pack) if tree.is_verbal(head) else []
    if role not in _PREDICATES:
        return []
    clause = head if role in {"attr", "xcomp"} and tree.is_verbal(head) else trigger
    own = list(tree.of_role(clause, "subj", "passubj"))
    if own and not all(tree.forms[child] in pack.cues.dummies for child in own):
        return topics(tree, clause, pack)
    if not own and clause == trigger:
        return []
    told = [child for place in {trigger, clause} for child in tree.of_role(place, *_CLAUSES)]
    doers = obliques(tree, trigger, pack.cues.purposes | pack.cues.of_cases, pack)  # "it was wrong of X to …"
    doers = doers or [f for child in told for f in subjects(tree, child, pack) if f.token not in own]
    return shared_via(doers, "inherited") if own or is_dummy(tree, clause, pack) else []


def _owners(cast: Cast, filler: Filler) -> list[Filler]:
    """Who acts in a phrase: the actor itself, or the one whose deed or thing it names."""
    tree, pack = cast.tree, cast.pack
    found: list[Filler] = []
    for token in tree.conjuncts(filler.token):
        doers = _agents(cast, token) if pack.is_trigger(tree.lemmas[token]) else []
        if doers:  # "the arrest of X by Y"
            found += doers
            continue
        if any(ref.grade in _ACTING for ref in cast.at(token)):
            found.append(Filler(token, filler.via))
            continue
        cases = pack.cues.agent_cases | (pack.cues.of_cases if _is_doers(cast, token) else frozenset())
        found += [
            Filler(child, "nested")
            for child in tree.children[token]
            if tree.roles[child] in _PARTS or (tree.roles[child] == "nmod" and tree.cases[child] in cases)
        ]
    return found


def _agents(cast: Cast, noun: int) -> list[Filler]:
    """'by Y' below a noun, or below what hangs on it."""
    tree = cast.tree
    below = [noun, *tree.of_role(noun, "mod", "nmod", "flat")]
    cases = cast.pack.cues.agent_cases
    return [
        Filler(c, "nested") for i in below for c in tree.of_role(i, "nmod", "agent", "obl") if tree.cases[c] in cases
    ]


def _is_doers(cast: Cast, noun: int) -> bool:
    """Whether 'of X' behind a noun is whose it is or who does it: 'the policy of X', not 'the killing of X'."""
    rules = cast.pack.by_noun.get(cast.tree.lemmas[noun], ())
    slots = [set(slot.split("|")) for rule in rules for slot in rule.subject]
    return not rules or any(rule.mutual for rule in rules) or any(cast.pack.cues.of_cases & slot for slot in slots)


def alleged(cast: Cast, trigger: int) -> frozenset[int]:
    """The tokens of the clause that a charge is made of: what they tell is alleged, not what its subject tells."""
    tree = cast.tree
    if not tree.is_verbal(trigger):
        return frozenset()  # "it was wrong of X to attack": X did
    top = trigger
    while tree.roles[top] in _GOVERNED and tree.heads[top] != top and not _says(cast, tree.heads[top]):
        top = tree.heads[top]
    return frozenset(_inside(cast, top))


def _says(cast: Cast, token: int) -> bool:
    return cast.tree.is_word(token, cast.pack.cues.says)


def _inside(cast: Cast, token: int) -> list[int]:
    tree = cast.tree
    below = [child for child in tree.children[token] if tree.roles[child] not in _TOLD]
    return [token, *(i for child in below for i in _inside(cast, child))]
