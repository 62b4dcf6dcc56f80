"""Trees: a parsed sentence as one scheme-neutral tree.

The only file that reads dependency labels: UD's (Indonesian) and ClearNLP's (English) come out as the same roles, with
case words folded into their nouns and passives told apart.  Knows no actor, no relation and no word of any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .attachments import mend_attachments
from .mends import Parse, mend, mend_offices, mend_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from .rules import LanguagePack

__all__ = ["Tree", "bare_forms", "read_tree"]

_ROLES = {
    # subjects and objects
    "nsubj": "subj", "csubj": "subj", "nsubjpass": "passubj", "nsubj:pass": "passubj", "csubjpass": "passubj",
    "csubj:pass": "passubj", "dobj": "obj", "obj": "obj", "dative": "iobj", "iobj": "iobj", "obl:agent": "agent",
    "obl": "obl", "obl:tmod": "time", "npadvmod": "mod", "pobj": "obl", "oprd": "xcomp", "attr": "attr",
    "acomp": "attr",
    # inside a noun phrase
    "poss": "poss", "nmod": "nmod", "nmod:poss": "nmod", "amod": "mod", "compound": "mod", "nummod": "mod",
    "quantmod": "mod", "flat": "flat", "flat:name": "flat", "flat:foreign": "flat", "fixed": "flat", "appos": "appos",
    "nmod:lmod": "nmod", "nmod:tmod": "time", "goeswith": "flat",
    # clauses
    "relcl": "relcl", "acl:relcl": "relcl", "acl": "acl", "advcl": "advcl", "ccomp": "ccomp", "xcomp": "xcomp",
    "pcomp": "advcl", "parataxis": "parataxis", "conj": "conj", "ROOT": "root", "root": "root",
    # function words
    "neg": "neg", "aux": "aux", "auxpass": "aux", "aux:pass": "aux", "cop": "cop", "case": "case", "prep": "case",
    "agent": "case", "mark": "mark", "cc": "cc", "det": "det", "advmod": "advmod", "punct": "punct", "prt": "prt",
    "compound:prt": "prt", "clf": "mod", "discourse": "advmod", "expl": "expl", "predet": "det", "preconj": "cc",
}  # fmt: skip
_VERBAL = frozenset({"VERB", "AUX"})
_PREPOSITIONS = frozenset({"ADP", "SCONJ", "VERB"})  # "according to"
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence; every index is a position in it, from 0.

    words, lemmas, tags: per token; lemmas lower-case, tags universal.   heads: the root is its own head.
    roles: see _ROLES.   cases: the case words before a noun, "" if none.   starts, ends: characters in the article.
    passive: verbs in the passive.   participles: verbs without a subject of their own that modify a noun.
    """

    words: tuple[str, ...]
    forms: tuple[str, ...]  # lower-case words
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    roles: tuple[str, ...]
    cases: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    passive: frozenset[int]
    plurals: frozenset[int]
    infinitives: frozenset[int]
    finite: frozenset[int]
    clitics: frozenset[int]  # nouns and verbs that carry a third person ending ("negaranya")
    children: tuple[tuple[int, ...], ...]

    def is_word(self, i: int, words: frozenset[str]) -> bool:
        """Whether token i stands in a word list, by its form or its lemma."""
        return self.forms[i] in words or self.lemmas[i] in words

    def of_role(self, i: int, *roles: str) -> Iterator[int]:
        """Children of i that play one of these roles."""
        return (child for child in self.children[i] if self.roles[child] in roles)

    def is_verbal(self, i: int) -> bool:
        """Whether token i heads a clause."""
        return self.tags[i] in _VERBAL

    def conjuncts(self, i: int) -> list[int]:
        """Token i and what is coordinated with it, from left to right."""
        found = [i]
        for child in self.of_role(i, "conj"):
            if self.is_verbal(child) == self.is_verbal(i):
                found += self.conjuncts(child)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above i, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def subtree(self, i: int) -> Iterator[int]:
        """Token i and all below it, in no order."""
        yield i
        for child in self.children[i]:
            yield from self.subtree(child)

    def span(self, tokens: list[int]) -> tuple[int, int]:
        """First and last character of some tokens."""
        return self.starts[min(tokens)], self.ends[max(tokens)]


def read_tree(sent: Span, pack: LanguagePack) -> Tree:
    """Fold a parsed sentence into a Tree; token positions count from the sentence's first token."""
    tokens, first = list(sent), sent.start
    heads, roles, cases = _fold(tokens, first)
    tags = [_tag(token, pack) for token in tokens]
    parse = Parse(tokens, heads, roles, cases, tags)
    if pack.postposed:  # the parser of such a language was trained on little text
        mend_words(parse, pack)
        mend_offices(parse, pack)
        mend_attachments(parse, pack)
    else:
        mend(parse, pack)
    _open_circles(heads, roles)
    children: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    passive = frozenset(
        i
        for i, token in enumerate(tokens)
        if (_is_passive(token) or any(roles[child] == "passubj" for child in children[i]))
        and not _looks_active(token, pack)
    )
    return Tree(
        words=tuple(token.text for token in tokens),
        forms=tuple(token.lower_ for token in tokens),
        lemmas=tuple(_lemma(token, pack) for token in tokens),
        tags=tuple(tags),
        heads=tuple(heads),
        roles=tuple(roles),
        cases=tuple(cases),
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        passive=passive,
        plurals=frozenset(i for i, token in enumerate(tokens) if "Plur" in token.morph.get("Number", [])),
        finite=frozenset(i for i, token in enumerate(tokens) if "Fin" in token.morph.get("VerbForm", [])),
        infinitives=frozenset(i for i, token in enumerate(tokens) if _is_infinitive(token, pack)),
        clitics=frozenset(i for i, token in enumerate(tokens) if "Nya" in token.morph.get("Clitic", [])),
        children=tuple(tuple(group) for group in children),
    )


def _fold(tokens: list[Token], first: int) -> tuple[list[int], list[str], list[str]]:
    """Heads, roles and case words, with ClearNLP's prepositions turned into UD's case words."""
    inside = range(first, first + len(tokens))
    heads = [token.head.i - first if token.head.i in inside else i for i, token in enumerate(tokens)]
    roles = [_ROLES.get(token.dep_, token.dep_.split(":")[0]) for token in tokens]
    cases = [""] * len(tokens)
    for i, token in enumerate(tokens):
        is_within = token.dep_ == "pcomp" and token.pos_ == "ADP"  # "due to": one case word in two
        if token.dep_ in {"pobj", "pcomp"} and not is_within:
            _fold_preposition(i, tokens, heads, roles, cases)
    for i, token in enumerate(tokens):
        if token.dep_ == "case":
            noun = heads[i]
            if i < noun:
                cases[noun] = f"{cases[noun]} {token.lower_}".strip()
        elif token.dep_ == "dative" and token.pos_ != "ADP":
            roles[i] = "iobj"
    for i in range(len(tokens)):
        if roles[i] == "nmod" and not cases[i]:
            roles[i] = "mod"
    return heads, roles, cases


def _fold_preposition(i: int, tokens: list[Token], heads: list[int], roles: list[str], cases: list[str]) -> None:
    """Make a preposition the case word of its object i, which takes the preposition's place in the tree."""
    first = tokens[0].i
    prep, words = tokens[i].head, [tokens[i].head.lower_]
    top = prep
    while top.head.dep_ in {"prep", "agent"} and top.head.i != top.i and top.head.pos_ in _PREPOSITIONS:
        top = top.head
        words.insert(0, top.lower_)
    words = [child.lower_ for child in top.lefts if child.dep_ == "amod"] + words  # "such as"
    host = top.head
    is_clause = tokens[i].dep_ == "pcomp"
    if top.dep_ == "agent":
        role = "agent"
    elif top.dep_ == "dative":
        role = "obl"
    elif is_clause:
        role = "advcl"
    else:
        role = "obl" if host.pos_ in _VERBAL or host.pos_ in {"ADV", "ADJ"} else "nmod"
    roles[i], cases[i] = role, " ".join(words)
    if host.i == top.i:  # "With X calling it terror.": a sentence whose root is the preposition
        heads[i], roles[i] = i, "root"
    elif 0 <= host.i - first < len(tokens):
        heads[i] = host.i - first
    above = top
    while above.i != tokens[i].i and 0 <= above.i - first < len(tokens):
        heads[above.i - first], roles[above.i - first] = i, "case"
        below = [child for child in above.children if child.dep_ in {"prep", "pobj", "pcomp"} and child.i != above.i]
        step = next((child for child in below if child.i == tokens[i].i or tokens[i] in child.subtree), None)
        if step is None or step.i == tokens[i].i:
            break
        above = step


def _open_circles(heads: list[int], roles: list[str]) -> None:
    """Cut what mends have closed: a token of each circle becomes a root, so that every way up has an end."""
    safe: set[int] = set()
    for i in range(len(heads)):
        way: dict[int, None] = {}
        while i not in safe and i not in way and heads[i] != i:
            way[i] = None
            i = heads[i]
        if i in way:
            heads[i], roles[i] = i, "root"
        safe.update(way)


def _tag(token: Token, pack: LanguagePack) -> str:
    """The universal tag; where words are looked up by form, a form that only verbs have is a verb."""
    form = token.lower_
    if pack.lemmas == "form" and form in pack.by_verb and form not in pack.by_noun and form not in pack.by_adj:
        return "VERB"
    return token.pos_


def _lemma(token: Token, pack: LanguagePack) -> str:
    """What a token is looked up by: the pipeline's lemma, or its form without clitics and reduplication."""
    if pack.lemmas == "model":
        return token.lemma_.lower() or token.lower_
    form = token.lower_
    first, _, second = form.partition("-")
    if second and (first == second or second.startswith(first)):
        form = second
    if "Nya" in token.morph.get("Clitic", []) or token.pos_ != "PROPN":
        for ending in pack.clitics:
            if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_STEM:
                return form.removesuffix(ending)
    return form


def bare_forms(form: str, pack: LanguagePack) -> set[str]:
    """Every lemma that `_lemma` may make of a lower-case form, whatever the parse."""
    first, _, second = form.partition("-")
    found = {form, *([second] if second and (first == second or second.startswith(first)) else [])}
    return found | {word.removesuffix(ending) for word in found for ending in pack.clitics}


def _is_infinitive(token: Token, pack: LanguagePack) -> bool:
    """'to go', and 'untuk pergi' where a mark of purpose takes the place of an infinitive."""
    if any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children):
        return True
    marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "case"}}
    return pack.postposed and token.pos_ in _VERBAL and not marks.isdisjoint(pack.cues.purposes)


def _looks_active(token: Token, pack: LanguagePack) -> bool:
    """Whether a verb that the parser takes for a passive is none: 'terlibat', '(usul yang) mereka dukung'."""
    if token.lower_ in pack.actives:
        return True
    has_agent = any(child.dep_ in {"agent", "obl:agent"} for child in token.children)
    return bool(pack.passives) and not token.lower_.startswith(pack.passives) and not has_agent


def _is_passive(token: Token) -> bool:
    if "Pass" in token.morph.get("Voice", []):
        return True
    if any(child.dep_ in {"nsubjpass", "auxpass", "nsubj:pass", "agent", "obl:agent"} for child in token.children):
        return True
    return (
        token.tag_ == "VBN"
        and token.dep_ in {"acl", "amod", "conj"}
        and not any(child.dep_ in {"aux", "nsubj", "dobj"} for child in token.children)
    )
