"""Mends: what a small parser gets wrong again and again, put right before a tree is made of it.

Works on heads, roles and case words by position.  Knows no actor, no relation and no word of any language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from .rules import LanguagePack

__all__ = ["Parse", "mend", "mend_offices", "mend_words"]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM"})
_PART = frozenset({"mod", "flat", "poss", "nmod", "appos"})
_ASTRAY = frozenset({"obj", "mod", "dep", "attr", "conj"})
_DATED = frozenset({"obl", "nmod", "obj", "subj", "passubj"})
_VERBAL = frozenset({"VERB", "AUX"})
_PAST = frozenset({"VBD", "VBZ"})
_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VB", "VBG"})
_BESIDE_VERB = frozenset({"ADV", "AUX", "PART"})


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence by position, open to change: where each token hangs, as what, and with which case word."""

    tokens: Sequence[Token]
    heads: list[int]
    roles: list[str]
    cases: list[str]
    tags: list[str]

    def children(self, i: int) -> list[int]:
        """What hangs on token i."""
        return [child for child, head in enumerate(self.heads) if head == i and child != i]

    def form(self, i: int) -> str:
        """The lower-case word."""
        return self.tokens[i].lower_

    def is_below(self, i: int, above: int) -> bool:
        """Whether token i hangs on another one, however far up."""
        for _ in self.heads:  # a parse that is being mended may hold a circle
            if self.heads[i] == i:
                return False
            i = self.heads[i]
            if i == above:
                return True
        return False

    def swap(self, old: int, new: int) -> None:
        """Give `new` the place of `old` in the tree, with all that hung on it."""
        for child in self.children(old):
            if child != new:
                self.heads[child] = new
        self.heads[new] = new if self.heads[old] == old else self.heads[old]
        self.roles[new], self.cases[new] = self.roles[old], self.cases[old]
        self.cases[old] = ""


def mend(parse: Parse, pack: LanguagePack) -> None:
    """Put right what can be told from the words alone, in place."""
    for i in range(len(parse.tokens)):
        if parse.form(i) in pack.cues.days:
            _free_day(parse, i)
    for i in range(len(parse.tokens)):
        _mend_noun(parse, i)
        _mend_infinitive(parse, i, pack)
        _mend_plural(parse, i)
        _mend_adverb(parse, i)
        _mend_participle(parse, i, pack)
        _mend_apposition(parse, i)
        _mend_date(parse, i, pack)
        _mend_parataxis(parse, i)
        _mend_auxiliary(parse, i)
        if not pack.postposed:  # there the names may be the objects of the verb before them
            _mend_list(parse, i)
            _mend_object(parse, i, pack)
            _mend_predicate(parse, i)


def _mend_parataxis(parse: Parse, verb: int) -> None:
    """'X accused Y; Z denied it': the first clause is no complement of the second."""
    head = parse.heads[verb]
    if parse.roles[verb] == "ccomp" and verb < head and any(parse.form(i) == ";" for i in range(verb, head)):
        parse.roles[verb] = "parataxis"


def mend_words(parse: Parse, pack: LanguagePack) -> None:
    """Put right what was taken for a case word or a verb, in place."""
    for i in range(len(parse.tokens)):
        head = parse.heads[i]
        if parse.roles[i] == "case" and parse.tags[i] == "PROPN" and parse.tags[head] in _VERBAL and i < head:
            parse.roles[i], parse.cases[head] = "subj", ""
    for i in range(1, len(parse.tokens)):
        if parse.form(i) in pack.cues.both and parse.tags[i] in _VERBAL and parse.form(i - 1) == ",":
            _mend_inclusion(parse, i)


def _mend_inclusion(parse: Parse, word: int) -> None:
    """'beberapa negara, termasuk X dan Y, …': a word for 'including' is no verb, but the case word of what follows."""
    host = word - 1
    while host >= 0 and (parse.form(host) == "," or parse.roles[host] == "det"):
        host -= 1
    parts = [c for c in parse.children(word) if c > word and parse.tags[c] in _NOMINAL]
    if host < 0 or parse.tags[host] not in _NOMINAL or not parts or parts[0] > word + 2:
        return
    while parse.roles[host] in _PART and parse.heads[host] not in {host, word} and parse.heads[host] < word:
        host = parse.heads[host]
    noun, above = parts[0], parse.heads[word]
    for child in parse.children(word):
        parse.heads[child] = noun
    if parse.is_below(host, noun) or host == noun:
        if above in {word, noun}:
            return
        parse.heads[host], parse.roles[host] = above, "subj" if host < above else "obj"
    parse.heads[noun], parse.roles[noun], parse.cases[noun] = host, "nmod", parse.form(word)
    parse.heads[word], parse.roles[word] = noun, "case"


def _mend_auxiliary(parse: Parse, subject: int) -> None:
    """The subject of an auxiliary is that of its verb: 'X is opposed to Y'."""
    head = parse.heads[subject]
    if parse.roles[subject] in {"subj", "passubj"} and parse.roles[head] == "aux" and parse.heads[head] != head:
        parse.heads[subject] = parse.heads[head]


def _free_day(parse: Parse, day: int) -> None:
    """'asked Secretary Rice Monday to …', 'on Wednesday Iran said': a day is no part of a name."""
    before, after = day - 1, parse.heads[day]
    if before in parse.children(day) and parse.tags[before] == "PROPN" and parse.roles[before] in {"mod", "poss"}:
        is_adverb = parse.roles[day] == "mod"
        parse.swap(day, before)
        verb = parse.heads[before]
        if is_adverb and parse.tags[verb] in _VERBAL:
            has_object = any(parse.roles[c] == "obj" for c in parse.children(verb))
            parse.roles[before] = "subj" if before < verb else "obl" if has_object else "obj"
        parse.heads[day], parse.roles[day] = verb, "time"
        return
    is_inside = 0 < day < after and parse.roles[day] == "mod" and parse.tags[after] == "PROPN"
    if is_inside and parse.heads[before] == after and parse.cases[after] == parse.form(before):
        _free_subject(parse, day, after)


def _free_subject(parse: Parse, day: int, name: int) -> None:
    """The name behind 'on Wednesday' as the subject of the verb behind it."""
    verb = name + 1
    while verb < len(parse.tokens) and parse.tags[verb] in _BESIDE_VERB and parse.roles[verb] != "root":
        if parse.heads[verb] > verb and parse.tags[parse.heads[verb]] in _VERBAL:
            verb = parse.heads[verb]
            break
        verb += 1
    is_free = verb < len(parse.tokens) and parse.tags[verb] in _VERBAL
    if not is_free or any(parse.roles[c] in {"subj", "passubj"} for c in parse.children(verb)):
        return
    case = day - 1
    parse.cases[name] = ""
    parse.heads[name], parse.roles[name] = verb, "subj"
    parse.heads[day], parse.roles[day] = verb, "time"
    parse.heads[case], parse.cases[day] = day, parse.form(case)


def _mend_noun(parse: Parse, i: int) -> None:
    """'after the Vienna talks with X': what has both an article and a case word is no verb."""
    if parse.tokens[i].tag_ != "VBZ" or not parse.cases[i] or parse.roles[i] not in {"obl", "nmod"}:
        return
    children = parse.children(i)
    if any(parse.roles[c] == "det" and c < i for c in children):
        parse.tags[i] = "NOUN"
        for child in children:
            if parse.roles[child] == "obl":
                parse.roles[child] = "nmod"


def _mend_infinitive(parse: Parse, i: int, pack: LanguagePack) -> None:
    """'calls to arrest him': an infinitive without a relative pronoun is no relative clause."""
    is_infinitive = any(c.tag_ == "TO" and c.dep_ == "aux" for c in parse.tokens[i].children)
    has_pronoun = any(parse.form(c) in pack.cues.relatives for c in parse.children(i))
    if parse.roles[i] == "relcl" and is_infinitive and not has_pronoun:
        parse.roles[i] = "acl"


def _mend_date(parse: Parse, i: int, pack: LanguagePack) -> None:
    """'the September 11, 2001 attacks on X': the attacks are no apposition to the month."""
    if parse.form(i) not in pack.cues.times or parse.roles[i] not in _DATED:
        return
    for noun in parse.children(i):
        between = range(i + 1, noun)
        is_set_beside = parse.roles[noun] == "appos" and parse.tags[noun] == "NOUN" and bool(between)
        if is_set_beside and all(parse.tags[k] in {"NUM", "PUNCT"} for k in between):
            parse.swap(i, noun)
            parse.heads[i], parse.roles[i] = noun, "mod"
            return


def _mend_plural(parse: Parse, i: int) -> None:
    """'rejected UN plans to …': a plural noun that was taken for a verb."""
    if i == 0 or parse.tokens[i].tag_ != "VBZ" or parse.roles[i] not in {"obj", "obl", "nmod"}:
        return
    name = i - 1
    if parse.tags[name] == "PROPN" and parse.heads[name] in {i, parse.heads[i]}:
        parse.heads[name], parse.roles[name], parse.tags[i] = i, "mod", "NOUN"
        for child in parse.children(i):
            if parse.roles[child] == "xcomp":
                parse.roles[child] = "acl"


def _mend_adverb(parse: Parse, i: int) -> None:
    """'…, condemned X': a name right behind an active verb without an object is no adverb."""
    verb = i - 1
    if i == 0 or parse.heads[i] != verb or parse.tokens[i].dep_ != "npadvmod" or parse.tags[i] != "PROPN":
        return
    if parse.tags[verb] == "VERB" and not parse.cases[i] and parse.roles[i] == "mod":
        beside = {parse.roles[c] for c in parse.children(verb)}
        is_finite = parse.tokens[verb].tag_ != "VBN" or "subj" in beside
        if is_finite and beside.isdisjoint({"obj", "passubj", "agent"}):
            parse.roles[i] = "obj"


def _mend_participle(parse: Parse, i: int, pack: LanguagePack) -> None:
    """'talks with visiting Prime Minister X': a participle behind a case word of persons only modifies."""
    if parse.tokens[i].tag_ != "VBG" or parse.cases[i] not in pack.cues.partners | pack.cues.mutual_cases:
        return
    below = [c for c in parse.children(i) if c > i and parse.roles[c] == "obj" and parse.tags[c] in _NOMINAL]
    if below and i + 1 < len(parse.tokens) and parse.tags[i + 1] in {"ADJ", "PROPN", "NOUN"}:
        parse.swap(i, below[0])
        parse.roles[below[0]] = "obl" if parse.tags[parse.heads[below[0]]] in _VERBAL else "nmod"
        parse.heads[i], parse.roles[i] = below[0], "mod"


def _mend_apposition(parse: Parse, i: int) -> None:
    """'… in Japan, a key US ally': a noun with an article right behind a name and a comma says what that is."""
    if parse.tags[i] != "NOUN" or parse.roles[i] not in _ASTRAY:
        return
    left = min([i, *(c for c in parse.children(i) if c < i and parse.tags[c] in _BEFORE_NOUN)])
    name = left - 2
    if name < 0 or parse.tags[left] != "DET" or parse.form(left - 1) != "," or parse.tags[name] != "PROPN":
        return
    head = parse.heads[i]
    if head >= name or head == i:
        return
    if parse.roles[i] == "conj" and _is_coordinated(parse, i, head):
        return
    top = name
    while parse.roles[top] in {"mod", "flat", "poss"} and parse.heads[top] > head and parse.heads[top] != i:
        top = parse.heads[top]
    if top < left and not parse.is_below(top, i):
        parse.heads[i], parse.roles[i], parse.cases[i] = top, "appos", ""


def _mend_list(parse: Parse, i: int) -> None:
    """'its allies are X, the leader of Y and Z': a name is no second half of a verb, but of the name before it."""
    head = parse.heads[i]
    if parse.roles[i] != "conj" or parse.tags[i] != "PROPN" or parse.tags[head] not in _VERBAL or head > i:
        return
    if any(parse.roles[c] in {"subj", "passubj", "obj", "aux", "cop"} for c in parse.children(i)):
        return
    left = min([i, *(c for c in _below(parse, i) if c < i and parse.roles[c] in _PART | {"det"})])
    before = left - 1
    while before > head and (parse.form(before) == "," or parse.tags[before] == "CCONJ"):
        before -= 1
    top = before
    while parse.roles[top] in _PART and parse.heads[top] > head and parse.heads[top] < left:
        top = parse.heads[top]
    if before + 1 < left and top > head and parse.tags[top] in {"PROPN", "NOUN"} and parse.roles[top] not in {"subj"}:
        parse.heads[i] = top


def _mend_object(parse: Parse, i: int, pack: LanguagePack) -> None:
    """'and later met X', 'X met Y and the two agreed': who stands right behind a verb is its object."""
    if parse.roles[i] != "subj" or parse.tags[i] not in {"NOUN", "PROPN"}:
        return
    left = min([i, *(c for c in _below(parse, i) if c < i and parse.roles[c] in _PART | {"det"})])
    verb, head = left - 1, parse.heads[i]
    if verb < 0 or parse.tags[verb] != "VERB" or parse.tokens[verb].tag_ not in _ACTIVE:
        return
    words = {parse.tokens[verb].lower_, parse.tokens[verb].lemma_.lower()}
    children = parse.children(verb)
    if words & pack.cues.says or any(parse.roles[c] in {"obj", "ccomp", "xcomp"} and c != head for c in children):
        return
    if head == verb:
        parse.roles[i] = "obj"
        return
    others = [c for c in parse.children(i) if parse.roles[c] == "conj" and c < head]
    is_next = parse.roles[head] in {"conj", "ccomp"} and parse.heads[head] == verb
    if is_next and others and any(parse.roles[c] in {"subj", "passubj"} for c in children):
        parse.heads[i], parse.roles[i] = verb, "obj"
        parse.heads[others[0]], parse.roles[others[0]] = head, "subj"
        parse.roles[head] = "conj"


def _mend_predicate(parse: Parse, i: int) -> None:
    """'X pressed Y to send troops and asked Z to help': a finite verb is coordinated with a finite one."""
    head = parse.heads[i]
    if parse.roles[i] != "conj" or parse.tokens[i].tag_ not in _PAST or parse.tokens[head].tag_ != "VB":
        return
    if any(parse.roles[c] in {"subj", "passubj", "aux"} for c in parse.children(i)):
        return
    if not any(parse.tokens[c].tag_ == "TO" for c in parse.children(head)):
        return
    seen = 0
    while parse.heads[head] != head and parse.tokens[head].tag_ not in _PAST and seen < len(parse.heads):
        head, seen = parse.heads[head], seen + 1
    if parse.tokens[head].tag_ in _PAST and head < i:
        parse.heads[i] = head


def _below(parse: Parse, i: int) -> list[int]:
    found = [i]
    for child in found:
        found += [c for c in parse.children(child) if c not in found]
    return found


def _is_coordinated(parse: Parse, i: int, head: int) -> bool:
    """Whether a list goes on behind a conjunct: 'X, a Y and Z'."""
    return any(parse.roles[c] in {"conj", "cc"} for c in parse.children(i)) or any(
        parse.roles[c] == "cc" for c in parse.children(head)
    )


def mend_offices(parse: Parse, pack: LanguagePack) -> None:
    """'Menteri Dalam Negeri': a case word with a capital letter between the words of an office is part of its name."""
    for i, role in enumerate(parse.roles):
        office, noun = i - 1, i + 1
        if role != "case" or parse.heads[i] != noun or office < 0 or not parse.tokens[i].text[:1].isupper():
            continue
        if parse.tokens[office].lower_ not in pack.nouns.agents or not parse.tokens[office].text[:1].isupper():
            continue
        parse.heads[i], parse.roles[i], parse.cases[noun] = office, "flat", ""
        parse.heads[noun], parse.roles[noun] = office, "flat"
