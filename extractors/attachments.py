"""Attachments: what a parser that was trained on little text often hangs wrongly, hung where the construction wants it.

Works on heads and roles before they become a Tree.  Knows constructions, and words only by the language's tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .groupings import mend_groupings
from .mends import Parse
from .passives import mend_passives
from .quantities import mend_quantities
from .sketches import NAMING, NOMINAL, Sketch

if TYPE_CHECKING:
    from .rules import LanguagePack

__all__ = ["mend_attachments"]

_INSIDE = frozenset({"mod", "poss", "flat", "nmod"})
_VERBAL = frozenset({"VERB", "AUX"})
_BETWEEN = frozenset({"CCONJ", "PUNCT", "DET", "NUM", "ADJ", "ADP"})
_CLAUSAL = frozenset({"subj", "passubj", "aux", "mark", "cc", "advmod", "parataxis", "neg"})
_SKIPPED = frozenset({"ADV", "AUX", "PART"})
_OF_TIME = frozenset({"ADP", "DET", "NUM"})
_UNDER = frozenset({"acl", "xcomp", "advcl", "ccomp"})
_ARGUMENTS = frozenset({"obj", "iobj", "subj", "passubj"})
_COMMA = ","
_REACH = 8  # tokens


def mend_attachments(parse: Parse, pack: LanguagePack) -> None:
    """Mend the tree of a sentence in place."""
    sketch = Sketch(parse, pack)
    mend_quantities(sketch)
    mend_passives(sketch)
    _days(sketch)
    _objects(sketch)
    _degrees(sketch)
    _grounds(sketch)
    _qualities(sketch)
    _coordination(sketch)
    _sides(sketch)
    _manner(sketch)
    _relatives(sketch)
    _leaders(sketch)
    _plans(sketch)
    _predicates(sketch)
    _subjects(sketch)
    mend_groupings(sketch)


def _grounds(sketch: Sketch) -> None:
    """'berterima kasih atas dukungan Y': the ground hangs on the verb, not on the noun it is made up with."""
    for i, role in enumerate(sketch.roles):
        noun = sketch.heads[i]
        if role != "nmod" or sketch.roles[noun] != "obj" or sketch.tag(sketch.heads[noun]) not in _VERBAL:
            continue
        if sketch.cases[i] in sketch.pack.cues.reasons and sketch.cases[i] not in sketch.pack.cues.towards:
            sketch.hang(i, sketch.heads[noun], "obl")


def _qualities(sketch: Sketch) -> None:
    """'dukungan yang tulus untuk kemerdekaan Y': what the support is for hangs on the support, not on its quality."""
    cues = sketch.pack.cues
    for i, role in enumerate(sketch.roles):
        quality = sketch.heads[i]
        noun = sketch.heads[quality]
        is_quality = sketch.roles[quality] in {"relcl", "mod", "acl"} and sketch.tag(quality) == "ADJ"
        if role not in {"obl", "obj"} or not is_quality or not noun < quality <= i:
            continue
        word = sketch.parse.tokens[noun].lower_.removesuffix("nya")
        if sketch.pack.is_trigger(word) and sketch.cases[i] in cues.purposes | cues.towards:
            sketch.hang(i, noun, "nmod")


def _days(sketch: Sketch) -> None:
    """A day of the week is a time, whatever the parser takes it for: 'menangkap tiga orang Selasa di kota itu'.

    So is 'pekan lalu', of which the parser makes one phrase with the subject behind it.
    """
    cues, roles = sketch.pack.cues, sketch.roles
    for i, token in enumerate(sketch.parse.tokens):
        if token.lower_ in cues.spans and sketch.heads[i] == i:
            _free_clause(sketch, i)
        if roles[i] not in _ARGUMENTS or sketch.cases[i]:
            continue
        if token.lower_ in cues.days and token.text[:1].isupper():
            roles[i] = "time"
        elif token.lower_ in cues.spans:
            inner = [c for c in sketch.children(i) if c > i + 1 and roles[c] in NAMING and sketch.is_personal(c)]
            if inner and not sketch.cases[inner[0]]:
                name = inner[0]
                sketch.heads[name], roles[name] = sketch.heads[i], roles[i]
                sketch.hang(i, sketch.heads[name] if sketch.heads[name] != i else name, "time")


def _free_clause(sketch: Sketch, time: int) -> None:
    """'Pekan lalu X mengecam Y', which the parser takes for one noun phrase: the verb is the root, X its subject."""
    verbs = [c for c in sketch.children(time) if c > time and sketch.tag(c) == "VERB" and sketch.roles[c] == "mod"]
    names = [c for c in sketch.children(time) if time + 1 < c and sketch.is_personal(c) and not sketch.cases[c]]
    if not verbs or not names or names[0] > verbs[0]:
        return
    verb = verbs[0]
    for child in sketch.children(time):
        if child >= names[0] and child != verb:
            sketch.heads[child] = verb
    sketch.heads[verb], sketch.roles[verb] = verb, "root"
    sketch.heads[time], sketch.roles[time] = verb, "time"
    sketch.roles[names[0]] = "subj"


def _degrees(sketch: Sketch) -> None:
    """'mendukung penuh posisi Y', 'menolak tegas usul Y': the noun behind the quality is the object."""
    for quality in range(1, sketch.size - 1):
        verb, noun = quality - 1, quality + 1
        is_object = sketch.roles[quality] == "obj" and sketch.heads[quality] == verb and sketch.tag(verb) == "VERB"
        if not is_object or sketch.tag(quality) not in {"ADJ", "ADV"} or sketch.tag(noun) not in NOMINAL:
            continue
        if sketch.heads[noun] == quality and not sketch.cases[noun]:
            for child in sketch.children(quality):
                sketch.heads[child] = verb if child == noun else noun
            sketch.roles[noun], sketch.roles[quality] = "obj", "advmod"


def _objects(sketch: Sketch) -> None:
    """A name right behind an active verb is no part of the verb: 'X mengecam Y'."""
    for i, role in enumerate(sketch.roles):
        verb = sketch.heads[i]
        if role == "flat" and verb == i - 1 and sketch.is_personal(i) and not sketch.cases[i]:
            has_object = any(sketch.roles[c] == "obj" for c in sketch.children(verb))
            if sketch.tag(verb) == "VERB" and not sketch.is_passive(verb) and not has_object:
                sketch.roles[i] = "obj"


def _coordination(sketch: Sketch) -> None:
    """Hang a conjunct on the phrase right before its conjunction, where that is of its sort and its head is not.

    'pembicaraan dengan Presiden X serta Menteri Y': the parser coordinates Y with the talks, which no text means.
    """
    heads, roles = sketch.heads, sketch.roles
    for i, role in enumerate(roles):
        if role != "conj" or not sketch.is_personal(i) or sketch.is_personal(heads[i]):
            continue
        before = i - 1
        while before > heads[i] and sketch.tag(before) in _BETWEEN:
            before -= 1
        top = before
        while heads[top] > heads[i] and roles[top] in _INSIDE | {"appos"}:
            top = heads[top]
        if heads[i] < top < i and sketch.is_personal(top):
            sketch.hang(i, top, "conj")


def _sides(sketch: Sketch) -> None:
    """'di antara X dan Y' is 'antara X dan Y', however it is parsed."""
    mutual = sketch.pack.cues.mutual_cases
    for i, case in enumerate(sketch.cases):
        words = [*case.split(), *(sketch.form(c) for c in sketch.children(i) if c == i - 1)]
        if len(words) > 1 and words[-1] in mutual:
            sketch.cases[i] = words[-1]


def _manner(sketch: Sketch) -> None:
    """A phrase with a case word between subject and verb is no predicate: 'X telah secara rutin bertemu dengan Y'."""
    for i in range(sketch.size - 1):
        if not any(sketch.roles[c] == "case" and c < i for c in sketch.children(i)):
            continue
        after = i + 1
        verbs = [c for c in sketch.children(i) if c > i and sketch.tag(c) == "VERB" and sketch.roles[c] in _UNDER]
        thing = sketch.heads[after]
        if sketch.tag(after) == "VERB" and sketch.roles[after] == "case" and sketch.heads[thing] == i:
            verbs.append(after)  # "telah secara terbuka mengecam X": the parser takes the verb for a case word
            sketch.roles[thing], sketch.cases[thing] = "obj", ""
        doers = [c for c in sketch.children(i) if c < i and sketch.roles[c] in {"subj", "passubj", "aux"}]
        if not verbs or not doers:
            continue
        verb, head = verbs[0], sketch.heads[i]
        sketch.heads[verb] = verb if head == i else head
        sketch.roles[verb] = sketch.roles[i]
        for child in list(sketch.children(i)):
            if sketch.roles[child] in _CLAUSAL or child > verb:
                sketch.heads[child] = verb
        sketch.heads[i], sketch.roles[i] = verb, "obl"
        for child in sketch.children(verb):
            if sketch.roles[child] == "passubj" and not sketch.is_passive(verb):
                sketch.roles[child] = "subj"


def _relatives(sketch: Sketch) -> None:
    """A clause with a relative pronoun modifies the phrase right before it.

    'wilayah X, yang menuduh Y': the parser coordinates the accusing with the main clause, or hangs it far off.
    """
    for i, token in enumerate(sketch.parse.tokens):
        if token.lower_ not in sketch.pack.cues.relatives or i < 2:
            continue
        verb, before = sketch.heads[i], i - 1
        has_comma = sketch.form(before) == _COMMA
        before -= has_comma
        if verb <= i or sketch.heads[verb] == verb or sketch.tag(before) not in NOMINAL | {"DET"}:
            continue
        top, head = sketch.phrase(before), sketch.heads[verb]
        if any(sketch.roles[c] in {"subj", "passubj"} and c != i for c in sketch.children(verb)):
            continue
        is_hung = sketch.roles[verb] in {"relcl", "acl"} and head < i and sketch.tag(head) in NOMINAL
        is_astray = has_comma and sketch.is_personal(top) and not sketch.is_personal(head)
        if is_hung and (not is_astray or sketch.is_passive(verb)):
            continue
        if sketch.roles[verb] in _UNDER | {"relcl", "conj", "parataxis"} and top < i:
            name = top if is_hung else sketch.bearer(before)
            sketch.hang(verb, name, "relcl")


def _leaders(sketch: Sketch) -> None:
    """The name right behind 'pimpinan' is the leader's: 'Pasukan Bantuan Keamanan (ISAF) pimpinan NATO'."""
    for i in range(sketch.size - 1):
        name = i + 1
        if (
            sketch.form(i) in sketch.pack.cues.led
            and sketch.tag(i) == "NOUN"
            and sketch.is_personal(name)
            and not sketch.cases[name]
            and sketch.roles[name] in NAMING
            and sketch.heads[name] < i
        ):
            sketch.hang(name, i, "mod")


def _plans(sketch: Sketch) -> None:
    """An infinitive right behind a plan or demand says what is planned: 'menolak rencana X untuk mengirim pasukan'."""
    cues = sketch.pack.cues
    for verb, role in enumerate(sketch.roles):
        if role not in {"xcomp", "advcl"} or sketch.tag(verb) != "VERB":
            continue
        marks = [c for c in sketch.children(verb) if c < verb and sketch.form(c) in cues.purposes]
        if not marks or sketch.tag(marks[0] - 1) not in NOMINAL:
            continue
        top, head = sketch.phrase(marks[0] - 1), sketch.heads[verb]
        is_planned = sketch.form(top) in cues.plan_nouns | cues.irrealis
        if is_planned and sketch.heads[top] == head and sketch.roles[top] == "obj":
            sketch.hang(verb, top, "acl")


def _predicates(sketch: Sketch) -> None:
    """A verb is coordinated with a verb: 'membatasi kerja sama dengan badan X dan bertekad …'."""
    for i, role in enumerate(sketch.roles):
        head = sketch.heads[i]
        if role != "conj" or sketch.tag(i) != "VERB" or sketch.tag(head) not in {"NOUN", "PROPN"}:
            continue
        seen = 0
        while sketch.heads[head] != head and sketch.tag(head) not in _VERBAL and seen < len(sketch.heads):
            head, seen = sketch.heads[head], seen + 1
        if sketch.tag(head) in _VERBAL and head < i:
            sketch.hang(i, head, "conj")


def _subjects(sketch: Sketch) -> None:
    """The name between a comma and a verb without a subject is its subject: '… di Y, Presiden X, Senin, meminta Z'."""
    for verb in range(1, sketch.size):
        if sketch.tag(verb) != "VERB" or sketch.roles[verb] in {"relcl", "acl", "xcomp"}:
            continue
        if any(sketch.roles[c] in {"subj", "passubj"} for c in sketch.children(verb)):
            continue
        last = _before_times(sketch, verb)
        if last is None or not sketch.is_personal(last):
            continue
        top = sketch.phrase(last)
        if sketch.cases[top]:  # "sebelum tiba di Y, X pada Senin bertemu Z"
            top = sketch.phrase_inside(last)
        if not sketch.is_personal(top) or sketch.cases[top] or sketch.roles[top] in {"subj", "passubj", "obj"}:
            continue
        if sketch.heads[top] == top:
            if sketch.heads[verb] != top:
                continue
            sketch.heads[verb], sketch.roles[verb] = verb, "root"
            for child in list(sketch.children(top)):
                if child > verb and child != verb:
                    sketch.heads[child] = verb
            sketch.heads[top], sketch.roles[top] = verb, "subj"
            _relatives(sketch)  # 'X mengecam Y yang menyerang Z': of which the parser made X's
            continue
        first = sketch.start(top, top)
        if verb == 1:
            continue  # a name alone before a verb that hangs elsewhere may be anything
        if first == 0 or sketch.form(first - 1) == _COMMA:
            sketch.hang(top, verb, "subj")


def _before_times(sketch: Sketch, verb: int) -> int | None:
    """The last token before a verb that is no adverb, auxiliary or time, nor a comma around a time."""
    for i in range(verb - 1, max(-1, verb - 1 - _REACH), -1):
        is_time = sketch.is_time(i) or (sketch.tag(i) in _OF_TIME and sketch.is_time(sketch.heads[i]))
        is_around = sketch.form(i) == _COMMA and (
            sketch.is_time(max(0, i - 1)) or (i + 1 < verb and sketch.is_time(i + 1))
        )
        if not (is_time or is_around or sketch.tag(i) in _SKIPPED):
            return i
    return None
