"""Passives: a verb in the passive with its bare agent right behind it, hung as such however it was parsed.

'X dikecam Y' is three names in a row to a parser that has not met the verb; now and then 'X mengecam Y' is as well.
Knows words by the language's tables only.
"""

from __future__ import annotations

from .sketches import NOMINAL, Sketch

__all__ = ["mend_passives"]

_CLAUSAL = frozenset({"root", "ccomp", "advcl", "conj", "parataxis"})
_PHRASAL = frozenset({"mod", "nmod", "flat", "obj", "appos", "obl"})
_INSIDE = frozenset({"mod", "flat", "poss", "det"})
_SKIPPED = frozenset({"ADV", "AUX", "PART"})


def mend_passives(sketch: Sketch) -> None:
    """Mend every clause of a name, a passive verb and a name, in place."""
    for verb in range(1, sketch.size - 1):
        agent = verb + 1
        if not _is_verb(sketch, verb) or not _is_named(sketch, agent):
            continue
        is_passive = sketch.form(verb).startswith(sketch.pack.passives)
        if not is_passive and sketch.roles[verb] != "case":
            continue
        last = verb - 1
        while last > 0 and sketch.tag(last) in _SKIPPED:
            last -= 1
        if not _is_named(sketch, last) and not (last == 0 and sketch.tag(last) in NOMINAL):
            continue
        subject = last
        while sketch.roles[subject] in _INSIDE and sketch.heads[subject] < subject and not _is_cut(sketch, subject):
            subject = sketch.heads[subject]
        if sketch.cases[subject] not in {"", sketch.form(verb)} or _is_well(sketch, subject, verb, agent):
            continue
        above = _above(sketch, subject, verb, agent)
        if above is not None:
            _rehang(sketch, subject, verb, agent, *above)
            sketch.roles[subject] = "passubj" if is_passive else "subj"


def _is_verb(sketch: Sketch, i: int) -> bool:
    """Whether a word is a verb by the tables, whatever the tagger says."""
    form, pack = sketch.form(i), sketch.pack
    is_other = form in pack.actives or form in pack.by_noun or form in pack.by_adj
    return bool(pack.passives) and form in pack.by_verb and not is_other


def _is_named(sketch: Sketch, i: int) -> bool:
    """Whether a token may be one who acts: a name, a word with a capital, or a noun of office."""
    is_capital = i > 0 and sketch.tag(i) in {"NOUN", "X"} and sketch.parse.tokens[i].text[:1].isupper()
    return (sketch.is_personal(i) or is_capital) and not sketch.is_time(i)


def _is_cut(sketch: Sketch, i: int) -> bool:
    """Whether a comma stands between a token and what it hangs on."""
    return any(sketch.form(k) == "," for k in range(sketch.heads[i], i))


def _is_well(sketch: Sketch, subject: int, verb: int, agent: int) -> bool:
    """Whether the clause is hung as it should be."""
    is_done_to = sketch.heads[subject] == verb and sketch.roles[subject] in {"subj", "passubj"}
    return is_done_to and sketch.heads[agent] == verb and sketch.roles[agent] in {"obj", "obl", "mod", "flat", "agent"}


def _above(sketch: Sketch, subject: int, verb: int, agent: int) -> tuple[int, str] | None:
    """What the clause hangs on, and as what; None where it is no clause of its own."""
    inside = (subject, verb, agent)
    if any(sketch.heads[i] == i for i in inside):
        return verb, "root"
    for i in (verb, subject, agent):
        head = sketch.heads[i]
        if head in inside:
            continue
        if sketch.heads[head] == head and sketch.is_opening(head, subject):
            return verb, "root"
        if sketch.roles[i] in _CLAUSAL:
            return head, sketch.roles[i]
    return None


def _rehang(sketch: Sketch, subject: int, verb: int, agent: int, head: int, role: str) -> None:
    opening = next((i for i in (verb, subject, agent) if sketch.is_opening(sketch.heads[i], subject)), None)
    top = sketch.heads[opening] if opening is not None and role == "root" else None
    for i in (subject, agent):
        for child in sketch.children(i):
            is_loose = child > agent and sketch.roles[child] in _PHRASAL and sketch.cases[child]
            if child not in {subject, verb, agent} and (is_loose or (i == subject) != (child < verb)):
                sketch.heads[child] = verb
                sketch.roles[child] = "obl" if is_loose else sketch.roles[child]
    sketch.heads[verb], sketch.roles[verb], sketch.cases[verb] = head, role, ""
    sketch.parse.tags[verb] = "VERB"
    sketch.heads[subject], sketch.cases[subject] = verb, ""
    sketch.heads[agent], sketch.roles[agent], sketch.cases[agent] = verb, "obj", ""
    if top is not None and top != verb:
        for child in sketch.children(top):
            if child > subject:
                sketch.heads[child] = verb
        sketch.heads[top], sketch.roles[top] = verb, "obl"
