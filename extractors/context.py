"""Context: whether the text asserts a candidate, denies it, plans it, negates it, or only imagines it.

Negation belongs to the predicate that it governs, so every cue is looked for on the trigger and on what governs the
trigger, and the climb stops where a new clause has a doer of its own.  Knows no actor and no relation.
"""

from __future__ import annotations

from dataclasses import dataclass

from .model import Modality, Polarity
from .rules import LanguagePack
from .trees import Tree

__all__ = ["Context", "read_context"]

_MAX_CLIMB = 5
_WISHED = frozenset({"xcomp", "ccomp", "advcl", "acl", "obl", "nmod", "obj"})
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "obj", "acl", "conj", "advcl", "nmod", "obl", "passubj", "mod", "attr", "subj", "dep"}
)


@dataclass(frozen=True, slots=True)
class Context:
    """How the text presents a candidate.

    real: False where it is a question, a condition or a mere possibility, as far as cues on it and above it tell.
    imagined: the cue stands on the word or right above it, or the sentence asks: no doubt about whom it is meant for.
    """

    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    real: bool = True
    imagined: bool = False


def read_context(tree: Tree, trigger: int, pack: LanguagePack, *, is_question: bool = False) -> Context:
    """Read the cues on a trigger and above it.

    is_question: the sentence is put to us (then asking does not make it unreal).
    """
    balked = _is_balked(tree, trigger, pack)
    negated = balked or _is_negated(tree, trigger, pack) or _has_negated_object(tree, trigger, pack)
    planned = balked or _is_planned(tree, trigger, pack)
    denied = False
    imagined = not _is_real(tree, trigger, pack) or (not is_question and tree.words[-1] == "?")
    real = not imagined
    below = trigger
    is_own = True  # whether what was climbed over speaks of the trigger's own event
    for above, _ in zip(tree.ancestors(trigger), range(_MAX_CLIMB), strict=False):
        role = tree.roles[below]
        if role not in _GOVERNED or _is_presupposed(tree, below):
            break
        effect = _effect(tree, above, below, pack)
        negated ^= below == trigger and role in {"xcomp", "ccomp"} and tree.is_word(above, pack.cues.negators)
        if not is_own and effect in {"refuse", "deny"}:
            break  # "refused to endorse the deal of X and Y": there is a deal
        negated ^= effect == "refuse" or (_is_negated(tree, above, pack) and _passes_negation(tree, below, pack))
        planned |= effect in {"plan", "refuse"}
        denied |= effect == "deny"
        imagined |= effect == "unreal" and above == tree.heads[trigger]
        real &= effect != "unreal" and (_is_real(tree, above, pack) or not _passes_negation(tree, below, pack))
        if role in {"ccomp", "advcl", "relcl"} or (role == "conj" and any(tree.of_role(below, "subj", "passubj"))):
            if effect is None:
                break
        elif tree.is_verbal(above) and _passes_negation(tree, below, pack):
            planned |= _is_planned(tree, above, pack)
        is_own &= tree.is_verbal(below) or not tree.is_verbal(above) or _passes_negation(tree, below, pack)
        below = above
    modality = Modality.DENIED if denied else Modality.INTENDED if planned else Modality.ASSERTED
    return Context(Polarity.NEGATED if negated else Polarity.AFFIRMED, modality, real, imagined)


def _is_presupposed(tree: Tree, below: int) -> bool:
    """'a soldier held by X' was held, whatever is said of the soldier; 'reports that X fights' say only so."""
    if tree.roles[below] == "acl" and any(tree.of_role(below, "mark")):
        return False
    return tree.is_verbal(below) and tree.roles[below] in {"relcl", "acl", "mod"} and below not in tree.infinitives


def _passes_negation(tree: Tree, below: int, pack: LanguagePack) -> bool:
    """Whether what governs a word speaks of the word's own event: 'did not hold talks', 'no plans to attack'."""
    role, above = tree.roles[below], tree.heads[below]
    if role in {"obj", "passubj", "obl"} and not tree.is_verbal(below):
        return tree.is_word(above, pack.cues.light)  # "did not stem the raids": there were raids
    if role == "conj" and (below in tree.finite or any(tree.of_role(below, "aux"))):
        return False  # "did not seek a war and wanted peace"
    return role in {"xcomp", "attr", "acl", "conj"} or (role == "advcl" and below in tree.infinitives)


def _is_negated(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """A negator on the word itself, and no 'not only' beside it."""
    for child in tree.children[i]:
        if tree.roles[child] in {"neg", "advmod", "det", "aux", "mod", "mark"} and tree.is_word(
            child, pack.cues.negators
        ):
            after = child + 1
            if after < len(tree.words) and tree.is_word(after, pack.cues.pseudo):
                continue
            return True
        if tree.roles[child] == "advmod" and any(
            tree.is_word(word, pack.cues.negators) for word in tree.of_role(child, "neg", "det")
        ):
            return True  # "no longer"
    return False


def _is_balked(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """'enggan menarik pasukannya': a word of refusal right before the verb that no parser hangs where it belongs."""
    before = i - 1
    if not pack.postposed or before < 0 or not tree.is_verbal(i):
        return False
    return tree.is_word(before, pack.cues.refusals) and not tree.is_verbal(before) and not tree.cases[before]


def _has_negated_object(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """'gives no aid': the negator stands on the object."""
    return tree.is_verbal(i) and any(
        tree.roles[word] == "det" and tree.is_word(word, pack.cues.negators)
        for thing in tree.of_role(i, "obj")
        for word in tree.children[thing]
    )


def _is_planned(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """A future auxiliary, a mark of purpose, or a case word of purpose on the word itself."""
    for child in tree.children[i]:
        if tree.roles[child] in {"aux", "advmod", "cop"} and tree.is_word(child, pack.cues.futures):
            return True
        if (
            tree.roles[child] in {"mark", "case"}
            and tree.is_word(child, pack.cues.purposes)
            and tree.roles[i] != "nmod"
        ):
            return True
        if tree.roles[child] == "mod" and tree.is_word(child, pack.cues.plan_nouns):
            return True
    if i in tree.infinitives and tree.roles[i] in {"acl", "relcl"}:
        return not any(tree.is_word(c, pack.cues.firsts) for c in tree.of_role(tree.heads[i], "mod"))
    return i in tree.infinitives and tree.roles[i] == "advcl"


def _is_real(tree: Tree, i: int, pack: LanguagePack) -> bool:
    for child in tree.children[i]:
        if tree.roles[child] in {"mark", "advmod", "aux"} and tree.is_word(child, pack.cues.conditions):
            return False
        if tree.roles[child] in {"aux", "advmod"} and tree.is_word(child, pack.cues.unreal):
            return False
    return True


def _effect(tree: Tree, above: int, below: int, pack: LanguagePack) -> str | None:
    """What a governing word does to what it governs."""
    role, cues = tree.roles[below], pack.cues
    if role == "ccomp" and not pack.postposed and tree.is_word(above, cues.says) and _is_subjunctive(tree, below):
        return "unreal"  # "insisted that X halt"
    if tree.tags[above] == "NOUN" and tree.is_word(above, cues.efforts):
        return "plan" if role in {"acl", "nmod", "xcomp", "mod", "advcl"} else None
    is_needed = role == "subj" and pack.postposed and below > above  # "perlunya perundingan"
    if tree.is_word(above, cues.irrealis) and (is_needed or role in _WISHED):
        is_behind = pack.postposed and below > above  # a complement, which such a parser often calls adverbial
        has_mark = any(tree.of_role(below, "mark"))
        is_aimed = bool(tree.cases[below]) and tree.cases[below] not in cues.subordinate and below > above
        is_clause = role not in {"advcl", "acl"} or below in tree.infinitives or has_mark or is_behind or is_aimed
        return "unreal" if is_clause else None
    if role in {"xcomp", "ccomp", "acl", "advcl", "obj", "nmod", "obl", "mod"}:
        if tree.is_word(above, cues.denials) and (
            role in {"xcomp", "obj", "acl", "nmod"}
            or (role == "ccomp" and below > above)
            or (role == "advcl" and pack.postposed and below > above)
        ):
            return "deny"
        if tree.is_word(above, cues.refusals) and (
            role == "xcomp"
            or (role in {"acl", "advcl", "ccomp"} and below in tree.infinitives)
            or (role == "advcl" and tree.cases[below] in cues.averted)
        ):
            return "refuse"
        is_infinitive = (
            below in tree.infinitives or tree.roles[below] == "xcomp" or not any(tree.of_role(below, "subj"))
        )
        if tree.is_word(above, cues.plans) and role in {"xcomp", "ccomp"} and _has_own_doer(tree, above, below):
            return "unreal"  # "X wants Y to act"
        if (
            tree.is_word(above, cues.plans)
            and role in {"xcomp", "acl", "advcl", "ccomp", "obj", "obl"}
            and is_infinitive
        ):
            return "plan"
        if (
            tree.is_word(above, cues.plans)
            and role in {"xcomp", "ccomp"}
            and not is_infinitive
            and _has_object(tree, above, below)
        ):
            return "unreal"  # the wish is about its object
        if tree.is_word(above, cues.plan_nouns) and role in {"acl", "nmod", "xcomp", "mod", "advcl"}:
            return "plan"
    return None


def _is_subjunctive(tree: Tree, verb: int) -> bool:
    """Whether a clause with a doer has a bare verb, as only a wish has."""
    is_bare = verb not in tree.finite | tree.infinitives and tree.lemmas[verb] == tree.forms[verb]
    return is_bare and any(tree.of_role(verb, "subj")) and not any(tree.of_role(verb, "aux"))


def _has_own_doer(tree: Tree, above: int, below: int) -> bool:
    """Whether a subject of its own stands between a verb and the one that governs it."""
    return any(above < child < below for child in tree.of_role(below, "subj", "passubj"))


def _has_object(tree: Tree, above: int, below: int) -> bool:
    """Whether the governing verb has an object that stands between the two."""
    return any(above < child < below for child in tree.of_role(above, "obj"))
