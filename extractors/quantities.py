"""Quantities: numbers, amounts and days that a parser took for more than they are, put right.

For languages whose parser was trained on little text; the words come from the language's tables.
"""

from __future__ import annotations

from .sketches import NOMINAL, Sketch

__all__ = ["mend_quantities"]

_VERBAL = frozenset({"VERB", "AUX"})
_ARGUMENTS = frozenset({"subj", "passubj", "obj", "obl", "nmod"})


def mend_quantities(sketch: Sketch) -> None:
    """Mend the tree of a sentence in place."""
    for i in range(sketch.size - 1):
        _ordinal(sketch, i)
        _amount(sketch, i)
        _day(sketch, i)
        _about(sketch, i)
    for i in range(sketch.size):
        _active(sketch, i)


def _ordinal(sketch: Sketch, i: int) -> None:
    """'ke-15 pelaut X', 'kelima pejabat X': the number belongs to the noun, not the noun to the number."""
    form, noun = sketch.form(i), i + 1
    is_number = form in sketch.pack.cues.numbers or ("-" in form and any(letter.isdigit() for letter in form))
    if not is_number or sketch.tag(noun) not in NOMINAL or sketch.roles[i] not in _ARGUMENTS | {"conj"}:
        return
    if sketch.heads[noun] == i and sketch.roles[noun] in {"mod", "flat", "nmod"} and not sketch.cases[noun]:
        sketch.parse.swap(i, noun)
        sketch.heads[i], sketch.roles[i] = noun, "mod"
    elif sketch.heads[noun] == sketch.heads[i] and sketch.roles[noun] == sketch.roles[i]:
        sketch.hang(i, noun, "mod")


def _amount(sketch: Sketch, case: int) -> None:
    """'lebih dari 100 warga X tewas': the case word compares, and leaves its noun what it is without it."""
    if case == 0 or sketch.roles[case] != "case" or sketch.form(case - 1) not in sketch.pack.cues.more:
        return
    noun = sketch.heads[case]
    if sketch.cases[noun] != sketch.form(case):
        return
    sketch.cases[noun] = ""
    verb, role = sketch.heads[noun], "subj" if noun < sketch.heads[noun] else "obj"
    taken = {"subj", "passubj"} if role == "subj" else {"obj"}
    if sketch.roles[noun] == "obl" and not any(sketch.roles[c] in taken for c in sketch.children(verb)):
        sketch.roles[noun] = "passubj" if role == "subj" and sketch.is_passive(verb) else role


def _day(sketch: Sketch, verb: int) -> None:
    """'X yang … diculik Minggu oleh Y': a verb before a day that was taken for the day's case word."""
    day = verb + 1
    if sketch.form(day) not in sketch.pack.cues.days or sketch.roles[verb] != "case" or sketch.heads[verb] != day:
        return
    if sketch.tag(verb) != "VERB":
        return
    noun = sketch.heads[day]
    sketch.cases[day] = ""
    sketch.hang(verb, noun, "acl")
    sketch.hang(day, verb, "time")
    for c in sketch.children(noun):
        if c > day and sketch.cases[c] in sketch.pack.cues.agent_cases:
            sketch.hang(c, verb, "obl")


def _active(sketch: Sketch, verb: int) -> None:
    """'X terlibat perang': a verb that only looks passive has a subject before it and an object behind it."""
    if sketch.form(verb) not in sketch.pack.actives:
        return
    for c in sketch.children(verb):
        if sketch.roles[c] == "passubj":
            sketch.roles[c] = "subj" if c < verb else "obj"
        elif sketch.roles[c] == "obl" and c == verb + 1 and not sketch.cases[c]:
            sketch.roles[c] = "obj"


def _about(sketch: Sketch, noun: int) -> None:
    """'sekitar 500 tentara' is a number of soldiers: 'sekitar' before a number is no case word of the noun."""
    case = sketch.cases[noun]
    words = [c for c in sketch.children(noun) if c < noun and sketch.roles[c] == "case"]
    if not case or not words or not sketch.parse.tokens[words[-1] + 1].like_num:
        return
    kept = next((case.removesuffix(phrase) for phrase in sketch.pack.cues.about if case.endswith(phrase)), case)
    if kept == case or (kept and not kept.endswith(" ")):
        return
    sketch.cases[noun] = kept.strip()
    if kept:
        return
    for word in words:
        sketch.roles[word] = "advmod"
    verb = sketch.heads[noun]
    if sketch.roles[noun] == "nmod":
        sketch.roles[noun] = "mod"
    elif sketch.roles[noun] == "obl" and sketch.tag(verb) in _VERBAL and verb < noun and not sketch.is_passive(verb):
        has_object = any(sketch.roles[c] == "obj" for c in sketch.children(verb))
        sketch.roles[noun] = "obl" if has_object else "obj"
