"""Groupings: what belongs together in a phrase that the parser took apart: pairs, lists, nouns with a measure.

Works on heads and roles before they become a Tree, beside attachments.py.  Knows constructions, and words only by the
language's tables.
"""

from __future__ import annotations

from .sketches import NAMING, NOMINAL, Sketch

__all__ = ["mend_groupings"]

_COMMA = ","
_SUBJECTS = frozenset({"subj", "passubj"})
_SET_BESIDE = frozenset({"conj", "obl", "nmod", "obj", "parataxis", "mod", "dep"})
_VERBAL = frozenset({"VERB", "AUX"})
_UNDER = frozenset({"acl", "xcomp", "advcl", "ccomp"})
_BETWEEN = frozenset({"ADV", "AUX", "PART"})
_CASED = frozenset({"nmod", "obl", "obj"})


def mend_groupings(sketch: Sketch) -> None:
    """Mend the tree of a sentence in place."""
    _appositions(sketch)
    _aims(sketch)
    _results(sketch)
    _modals(sketch)
    _complements(sketch)
    _measures(sketch)
    _partners(sketch)
    _events(sketch)
    _lists(sketch)
    _led(sketch)
    _speech(sketch)


def _appositions(sketch: Sketch) -> None:
    """A common noun set beside a name between commas explains it: 'singgah di X, sekutu penting Y'."""
    for i in range(2, sketch.size):
        if sketch.tag(i) == "NOUN" and sketch.roles[i] in _SUBJECTS and not sketch.cases[i]:
            _second_subject(sketch, i)
        if sketch.tag(i) != "NOUN" or sketch.cases[i] or sketch.roles[i] not in _SET_BESIDE or sketch.is_time(i):
            continue
        first = sketch.start(i, i)
        is_one = sketch.tag(first) == "DET"  # "Nigeria, sebuah anggota OPEC dan pengekspor minyak": no list
        if sketch.heads[i] > i or (not is_one and any(sketch.roles[c] in {"cc", "conj"} for c in sketch.children(i))):
            continue
        if first < 2 or sketch.form(first - 1) != _COMMA or not sketch.is_personal(first - 2):
            continue
        after = max([i, *(k for k in range(i + 1, sketch.size) if sketch.is_below(k, i))]) + 1
        if after < sketch.size and sketch.tag(after) == "CCONJ" and not is_one:
            continue  # a list
        top = sketch.phrase(first - 2)
        if top != i and sketch.is_personal(top):
            sketch.hang(i, top, "appos")


def _second_subject(sketch: Sketch, i: int) -> None:
    """'Indonesia, anggota Dewan Keamanan, mendukung Y': of two subjects the second explains the first."""
    first = sketch.start(i, i)
    if first < 2 or sketch.form(first - 1) != _COMMA or not sketch.is_personal(first - 2):
        return
    top = sketch.phrase(first - 2)
    if sketch.heads[top] == sketch.heads[i] and sketch.roles[top] in _SUBJECTS:
        sketch.hang(i, top, "appos")


def _aims(sketch: Sketch) -> None:
    """'dalam rangka menemui X': a noun of purpose with a case word right before its verb is no subject of it."""
    for i, role in enumerate(sketch.roles):
        is_aim = bool(sketch.cases[i]) and sketch.form(i) in sketch.pack.cues.plan_nouns
        if role in {"subj", "passubj"} and is_aim and sketch.heads[i] == i + 1:
            sketch.roles[i] = "mark"


def _results(sketch: Sketch) -> None:
    """'menembak mati warga X', 'memukul mundur pasukan X': what the act leads to is no object."""
    for i in range(1, sketch.size - 1):
        verb = i - 1
        if sketch.form(i) not in sketch.pack.cues.results or sketch.tag(verb) != "VERB" or sketch.heads[i] != verb:
            continue
        things = [c for c in sketch.children(i) if c > i and sketch.tag(c) in NOMINAL and not sketch.cases[c]]
        if not things:  # "menolak mundur dari X"
            continue
        for child in sketch.children(i):
            sketch.heads[child] = verb
        if not any(sketch.roles[c] == "obj" for c in sketch.children(verb) if c != i):
            sketch.roles[things[0]] = "obj"
        sketch.roles[i] = "advmod"


def _modals(sketch: Sketch) -> None:
    """'X hendaknya membuka perundingan': the verb is the predicate, the modal word belongs to it."""
    for i, role in enumerate(sketch.roles):
        if sketch.form(i) not in sketch.pack.cues.unreal or role in {"aux", "advmod"}:
            continue
        verb = i + 1
        while verb < sketch.size and sketch.tag(verb) in _BETWEEN:
            verb += 1
        if verb >= sketch.size or sketch.tag(verb) != "VERB":
            continue
        if role in {"mod", "flat"} and sketch.heads[i] < i and not sketch.children(i):
            sketch.hang(i, verb, "aux")  # taken for a part of the name before it
        if sketch.heads[verb] != i:
            continue
        if sketch.roles[verb] not in _UNDER:
            continue
        head = sketch.heads[i]
        for child in sketch.children(i):
            sketch.heads[child] = verb
        sketch.heads[verb], sketch.roles[verb] = verb if head == i else head, role
        sketch.heads[i], sketch.roles[i] = verb, "aux"


def _complements(sketch: Sketch) -> None:
    """'berupaya memperkokoh kerja sama': a verb that has an object is no object itself.

    'terlibat perang melawan X': a bare noun of an event right behind a verb is its object.
    """
    for i, role in enumerate(sketch.roles):
        verb = sketch.heads[i]
        is_verb = sketch.tag(i) == "VERB" and not sketch.is_passive(i)
        if role == "advcl" and is_verb and sketch.form(verb) in sketch.pack.cues.controls:
            is_bare = not any(sketch.roles[c] in {"mark", "case", "subj"} for c in sketch.children(i))
            things = [c for c in sketch.children(verb) if verb < c < i and sketch.roles[c] == "obj"]
            if is_bare and things and not any(sketch.form(k) == _COMMA for k in range(verb, i)):
                sketch.roles[i] = "xcomp"  # "menghendaki X mengembalikan Y"
        if role == "obl" and verb == i - 1 and sketch.tag(verb) == "VERB" and not sketch.cases[i]:
            is_event = sketch.tag(i) == "NOUN" and not sketch.is_time(i) and sketch.pack.is_trigger(sketch.stem(i))
            if is_event and not any(sketch.roles[c] == "obj" for c in sketch.children(verb)):
                sketch.roles[i] = "obj"
        if role == "obj" and verb == i - 1 and sketch.tag(i) == "VERB" and sketch.tag(verb) == "VERB":
            is_known = sketch.form(i) in sketch.pack.by_verb  # "mengambil alih" is one word in two
            if is_known and any(sketch.roles[c] == "obj" for c in sketch.children(i)):
                sketch.roles[i] = "xcomp"


def _measures(sketch: Sketch) -> None:
    """'perang 34 hari melawan X', 'kunjungan dua hari ke X': what stands behind the measure belongs to the event."""
    cues = sketch.pack.cues
    for i, role in enumerate(sketch.roles):
        time = sketch.heads[i]
        if not time < i or sketch.form(time) not in cues.spans | cues.times | cues.days or sketch.heads[time] >= time:
            continue
        event = sketch.heads[time]
        is_event = sketch.pack.is_trigger(sketch.stem(event)) and not sketch.cases[time]
        if is_event and role in {"mod", "flat"} and sketch.tag(i) == "PROPN" and sketch.form(i) not in cues.days:
            if any(sketch.tag(c) == "NUM" for c in sketch.children(time)):
                sketch.hang(i, event, "mod")  # "kunjungan tiga hari Cheney"
            continue
        is_act = role in {"acl", "advcl"} and sketch.tag(i) == "VERB"
        if not is_act and (role not in {"nmod", "obl"} or not sketch.cases[i] or sketch.cases[i] in cues.of_cases):
            continue
        if sketch.tag(event) == "VERB":
            sketch.hang(i, event, "advcl" if is_act else "obl")
        elif is_event:
            sketch.hang(i, event, "acl" if is_act else "nmod")


def _partners(sketch: Sketch) -> None:
    """'pembicaraan antara X dengan Y' is 'antara X dan Y'."""
    cues = sketch.pack.cues
    for i in range(sketch.size):
        if sketch.cases[i] not in cues.mutual_cases or any(sketch.roles[c] == "conj" for c in sketch.children(i)):
            continue
        end = i + 1
        while end < sketch.size and sketch.is_below(end, i):
            end += 1
        if end >= sketch.size or sketch.form(end) not in cues.partners or sketch.roles[end] != "case":
            continue
        other = sketch.heads[end]
        if other > end and sketch.cases[other] in cues.partners and sketch.roles[other] in _CASED:
            sketch.hang(other, i, "conj")
            sketch.cases[other] = ""


def _events(sketch: Sketch) -> None:
    """'pertemuan dengan X dan pembicaraan dengan Y': an event is coordinated with an event, not with a person."""
    for i, role in enumerate(sketch.roles):
        head = sketch.heads[i]
        if role != "conj" or sketch.tag(i) != "NOUN" or sketch.is_personal(i) or not sketch.is_personal(head):
            continue
        if not sketch.pack.is_trigger(sketch.stem(i)):
            continue
        above = head
        for _ in range(sketch.size):
            if sketch.heads[above] == above or sketch.tag(above) in _VERBAL:
                break
            above = sketch.heads[above]
            if sketch.tag(above) == "NOUN" and sketch.pack.is_trigger(sketch.stem(above)) and above < head:
                sketch.hang(i, above, "conj")
                break


def _lists(sketch: Sketch) -> None:
    """'Raja X, Ketua Y dan Menteri Z': an office between a name and the last of a list is one of the list."""
    for i, role in enumerate(sketch.roles):
        head = sketch.heads[i]
        if role != "appos" or head > i or not sketch.is_personal(head):
            continue
        first = sketch.start(i, i)
        if first < 1 or sketch.form(first - 1) != _COMMA or sketch.form(first) not in sketch.pack.nouns.agents:
            continue
        end = i + 1
        while end < sketch.size and sketch.is_below(end, i):
            end += 1
        if end >= sketch.size or sketch.tag(end) != "CCONJ":
            continue
        last = sketch.heads[end]
        if last > end and sketch.roles[last] == "conj" and sketch.heads[last] == head and sketch.is_personal(last):
            sketch.roles[i] = "conj"


def _led(sketch: Sketch) -> None:
    """'jurubicara Pasukan X (PX) pimpinan Y': Y leads what is named right before, not the spokesman."""
    for i in range(2, sketch.size):
        if sketch.form(i) not in sketch.pack.cues.led or sketch.tag(i) != "NOUN" or sketch.roles[i] not in NAMING:
            continue
        name = i - 1
        if sketch.form(name) == ")":
            name -= 1
        if sketch.tag(name) != "PROPN":
            continue
        while sketch.roles[name] in NAMING and sketch.tag(sketch.heads[name]) == "PROPN" and sketch.heads[name] < name:
            name = sketch.heads[name]
        if sketch.heads[i] != name:
            sketch.hang(i, name, "mod")


def _speech(sketch: Sketch) -> None:
    """'Kedutaan X di Y membantah tuduhan bahwa Z berbuat': the first verb is the predicate, what Z did its clause."""
    for verb, role in enumerate(sketch.roles):
        name = sketch.heads[verb]
        if role != "mod" or sketch.tag(verb) != "VERB" or not name < verb or sketch.is_passive(verb):
            continue
        said = sketch.heads[name]
        if sketch.roles[name] not in {"subj", "passubj"} or said < verb or not sketch.is_personal(name):
            continue
        if not any(sketch.roles[c] == "mark" and verb < c < said for c in sketch.children(said)):
            continue
        head = sketch.heads[said]
        sketch.heads[verb], sketch.roles[verb] = verb if head == said else head, sketch.roles[said]
        sketch.heads[name], sketch.roles[name] = verb, "subj"
        sketch.heads[said], sketch.roles[said] = verb, "ccomp"
        for child in sketch.children(verb):
            if sketch.roles[child] == "mod" and child == verb + 1 and sketch.tag(child) == "NOUN":
                sketch.roles[child] = "obj"
