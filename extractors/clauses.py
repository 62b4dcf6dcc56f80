"""Clauses: a parsed sentence as one scheme-neutral tree, and who does what to whom in it.

The only file that reads dependency labels: UD's (Indonesian) and ClearNLP's (English) come out as the same roles, with
case words folded into their nouns and passives told apart.  Knows no actor, no relation and no word of any language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from .packs import LanguagePack

__all__ = ["Filler", "Tree", "fillers", "objects", "read_tree", "subjects", "topics"]

_ROLES = {
    # subjects and objects
    "nsubj": "subj", "csubj": "subj", "nsubjpass": "passubj", "nsubj:pass": "passubj", "csubjpass": "passubj",
    "csubj:pass": "passubj", "dobj": "obj", "obj": "obj", "dative": "iobj", "iobj": "iobj", "obl:agent": "agent",
    "obl": "obl", "obl:tmod": "time", "npadvmod": "mod", "pobj": "obl", "oprd": "xcomp", "attr": "attr", "acomp": "attr",
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
_NOUN_INSIDE = frozenset({"mod", "poss", "flat", "nmod"})
_LEADERS = frozenset({"mod", "agent", "obj", "nmod", "obl", "flat", "poss"})
_MAX_CLIMB = 6
_SHORTEST_STEM = 4
_WINDOW = 5
_SKIPPED = frozenset({"ADV", "AUX", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


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


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a slot.   via: how it was found, "direct" or the name of the detour."""

    token: int
    via: str = "direct"


def read_tree(sent: Span, pack: LanguagePack) -> Tree:
    """Fold a parsed sentence into a Tree; token positions count from the sentence's first token."""
    tokens, first = list(sent), sent.start
    heads, roles, cases = _fold(tokens, first)
    if pack.postposed:  # the parser of such a language was trained on little text
        _mend_coordination(tokens, heads, roles, pack)
    children: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    passive = frozenset(i for i, token in enumerate(tokens) if _is_passive(token) and token.lower_ not in pack.actives)
    return Tree(
        words=tuple(token.text for token in tokens),
        forms=tuple(token.lower_ for token in tokens),
        lemmas=tuple(_lemma(token, pack) for token in tokens),
        tags=tuple(_tag(token, pack) for token in tokens),
        heads=tuple(heads),
        roles=tuple(roles),
        cases=tuple(cases),
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        passive=passive,
        plurals=frozenset(i for i, token in enumerate(tokens) if "Plur" in token.morph.get("Number")),
        finite=frozenset(i for i, token in enumerate(tokens) if "Fin" in token.morph.get("VerbForm")),
        infinitives=frozenset(i for i, token in enumerate(tokens) if _is_infinitive(token, pack)),
        clitics=frozenset(i for i, token in enumerate(tokens) if "Nya" in token.morph.get("Clitic")),
        children=tuple(tuple(group) for group in children),
    )


def _mend_coordination(tokens: list[Token], heads: list[int], roles: list[str], pack: LanguagePack) -> None:
    """Hang a conjunct on the phrase right before its conjunction, where that is of its sort and its head is not.

    'pembicaraan dengan Presiden X serta Menteri Y': the parser coordinates Y with the talks, which no text means.
    """
    for i, role in enumerate(roles):
        if role != "conj" or not _is_personal(tokens[i], pack) or _is_personal(tokens[heads[i]], pack):
            continue
        before = i - 1
        while before > heads[i] and tokens[before].pos_ in {"CCONJ", "PUNCT", "DET", "NUM", "ADJ", "ADP"}:
            before -= 1
        top = before
        while heads[top] > heads[i] and roles[top] in _NOUN_INSIDE | {"appos"}:
            top = heads[top]
        if heads[i] < top < i and _is_personal(tokens[top], pack) and not _is_below(heads, top, i):
            heads[i] = top


def _is_personal(token: Token, pack: LanguagePack) -> bool:
    """Whether a token may stand for an actor: a proper noun or a noun of office, but no verb."""
    form = token.lower_
    return token.pos_ == "PROPN" or (token.pos_ == "NOUN" and form in pack.nouns.agents | pack.nouns.outsiders)


def _is_below(heads: list[int], i: int, above: int) -> bool:
    seen = 0
    while heads[i] != i and seen < len(heads):
        i, seen = heads[i], seen + 1
        if i == above:
            return True
    return False


def _fold(tokens: list[Token], first: int) -> tuple[list[int], list[str], list[str]]:
    """Heads, roles and case words, with ClearNLP's prepositions turned into UD's case words."""
    inside = range(first, first + len(tokens))
    heads = [token.head.i - first if token.head.i in inside else i for i, token in enumerate(tokens)]
    roles = [_ROLES.get(token.dep_, token.dep_.split(":")[0]) for token in tokens]
    cases = [""] * len(tokens)
    for i, token in enumerate(tokens):
        if token.dep_ in {"pobj", "pcomp"}:
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
    while top.head.pos_ in {"ADP", "SCONJ"} and top.head is not top and top.head.dep_ in {"prep", "agent"}:
        top = top.head
        words.insert(0, top.lower_)
    host = top.head
    is_clause = tokens[i].dep_ == "pcomp"
    if top.dep_ == "agent":
        role = "agent"
    elif top.dep_ == "dative":
        role = "obl"
    elif is_clause:
        role = "advcl"
    else:
        role = "obl" if host.pos_ in _VERBAL or host.pos_ == "ADV" else "nmod"
    roles[i], cases[i] = role, " ".join(words)
    if host is not top and 0 <= host.i - first < len(tokens):
        heads[i] = host.i - first
    above = top
    while above.i != tokens[i].i and 0 <= above.i - first < len(tokens):
        heads[above.i - first], roles[above.i - first] = i, "case"
        below = [child for child in above.children if child.dep_ in {"prep", "pobj", "pcomp"} and child.i != above.i]
        step = next((child for child in below if child.i == tokens[i].i or tokens[i] in child.subtree), None)
        if step is None or step.i == tokens[i].i:
            break
        above = step


def _tag(token: Token, pack: LanguagePack) -> str:
    """The universal tag; where words are looked up by form, a form that only verbs have is a verb, whatever the tagger says."""
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
    if "Nya" in token.morph.get("Clitic") or token.pos_ != "PROPN":
        for ending in pack.clitics:
            if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_STEM:
                return form.removesuffix(ending)
    return form


def _is_infinitive(token: Token, pack: LanguagePack) -> bool:
    """'to go', and 'untuk pergi' where a mark of purpose takes the place of an infinitive."""
    if any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children):
        return True
    marks = {child.lower_ for child in token.children if child.dep_ in {"mark", "case"}}
    return pack.postposed and token.pos_ in _VERBAL and not marks.isdisjoint(pack.cues.purposes)


def _is_passive(token: Token) -> bool:
    if "Pass" in token.morph.get("Voice"):
        return True
    if any(child.dep_ in {"nsubjpass", "auxpass", "nsubj:pass", "agent", "obl:agent"} for child in token.children):
        return True
    return token.tag_ == "VBN" and token.dep_ in {"acl", "amod", "conj"} and not any(
        child.dep_ in {"aux", "nsubj", "dobj"} for child in token.children
    )


def _is_bare_noun(tree: Tree, i: int) -> bool:
    return i < len(tree.words) and tree.tags[i] in _NOMINAL and not tree.cases[i]


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
        return [Filler(child, "bare agent") for child in bare]
    own = [_antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "subj")]
    if not own and tree.is_verbal(verb):
        own = [Filler(child) for child in tree.of_role(verb, "poss")] or _introduced(tree, verb, pack)
    if own:
        return own  # "its siding with X" has a possessor for a subject
    return _inherited(tree, verb, pack, depth) or _before(tree, verb) or _orphaned(tree, verb)


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
        return Filler(tree.heads[top], "relative")
    return Filler(i)


def _inherited(tree: Tree, verb: int, pack: LanguagePack, depth: int) -> list[Filler]:
    head, role = tree.heads[verb], tree.roles[verb]
    if head == verb:
        return []
    if role in {"conj", "parataxis"} and tree.is_verbal(head):
        if role == "parataxis":
            return []
        is_turned = head in tree.passive and verb not in tree.passive  # "X was attacked by Y and fled": X fled
        return _via(topics(tree, head, pack) if is_turned else subjects(tree, head, pack, depth + 1), "shared")
    if role in {"xcomp", "ccomp", "advcl", "dep", "attr"} and tree.is_verbal(head):
        return _controlled(tree, verb, head, pack, depth)
    if role in {"relcl", "acl"}:
        return _modifying(tree, verb, head, pack, depth)
    if role in {"xcomp", "advcl", "ccomp"} and tree.roles[head] in {"attr", "root", "conj"} and not tree.is_verbal(head):
        return _via(subjects(tree, head, pack, depth + 1), "inherited")  # "X is ready to meet Y"
    if role in {"xcomp", "advcl", "attr"}:
        return _via(noun_doers(tree, head, pack, depth + 1), "noun")
    return []


def _controlled(tree: Tree, verb: int, head: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """The doer of a clause under another: the object of verbs like 'urge', else that verb's own doer."""
    if tree.roles[verb] == "advcl" and tree.cases[verb] in pack.cues.reasons:
        blamed = objects(tree, head, pack) or _oblique(tree, head, pack.cues.towards, pack)
        return _via(blamed, "controlled")
    if tree.is_word(head, pack.cues.controls):
        under = objects(tree, head, pack) or [Filler(c) for c in tree.of_role(head, "iobj")]
        addressed = [Filler(c) for c in tree.of_role(head, "obl") if tree.cases[c] in pack.cues.with_cases]
        if under or addressed:
            return _via(under or addressed, "controlled")
    if tree.roles[verb] == "ccomp" and verb not in tree.infinitives and any(tree.of_role(verb, "mark")):
        return []
    above = topics(tree, head, pack) if head in tree.passive else subjects(tree, head, pack, depth + 1)
    return _via(above, "inherited")  # "X was set to meet Y": X meets


def _modifying(tree: Tree, verb: int, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """A clause under a noun: the noun does it ('troops fighting X') unless it is a plan or bid of somebody."""
    if verb in tree.infinitives or tree.is_word(noun, pack.cues.plan_nouns):
        own = [c for c in tree.of_role(noun, "poss", "mod", "flat") if tree.roles[c] == "poss" or _is_name_like(tree, c, pack)]
        if own:
            return [Filler(c, "plan") for c in own]  # "the US plan to attack"
        return _via(noun_doers(tree, noun, pack, depth + 1), "plan")
    if verb in tree.passive:
        return []
    if tree.is_word(noun, pack.cues.papers):
        return _via(_writers(tree, noun, pack, depth), "noun")
    if any(tree.of_role(verb, "obj")) or not any(tree.of_role(verb, "subj")):
        return [Filler(noun, "modified")]
    return []


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


def noun_doers(tree: Tree, noun: int, pack: LanguagePack, depth: int = 0) -> list[Filler]:
    """Who does what a noun says: its possessor, the name before or after it, 'by X', or its verb's doer."""
    if depth > _MAX_CLIMB:
        return []
    found = [Filler(child) for child in tree.of_role(noun, "poss", "agent")]
    found += [Filler(c) for c in tree.of_role(noun, "nmod", "obl") if tree.cases[c] in pack.cues.agent_cases]
    found += [Filler(c, "led") for c in _leaders(tree, noun, pack)]
    found = found or [Filler(c, "adjacent") for c in range(noun + 1, len(tree.words)) if tree.cases[c] in pack.cues.agent_cases and _follows(tree, c, noun)]
    if not found:
        clauses = [c for c in tree.of_role(noun, "relcl", "acl") if _is_light_passive(tree, c, pack)]
        found = [f for clause in clauses for f in _via(subjects(tree, clause, pack, depth + 1), "light")]
    if not found and depth:  # "the arrival of X for talks"
        found = [Filler(c) for c in tree.of_role(noun, "nmod") if tree.cases[c] in pack.cues.of_cases]
    if found:
        return found
    head, role = tree.heads[noun], tree.roles[noun]
    if tree.is_word(head, pack.cues.receives) and role in {"obj", "obl"}:
        return []  # who receives support does not give it
    if role == "conj" and not tree.is_verbal(head):
        return _via(noun_doers(tree, head, pack, depth + 1), "shared")
    if not tree.is_verbal(head):
        if role == "nmod" and tree.is_word(head, pack.nouns.through):
            return noun_doers(tree, head, pack, depth + 1)  # "held two rounds of talks"
        if role in {"nmod", "mod"} and (tree.cases[noun] in pack.cues.accompany or not tree.cases[noun]):
            return _via(noun_doers(tree, head, pack, depth + 1), "noun") or _carrier(tree, head, pack, depth)
        return []
    if role == "obj" and tree.is_word(head, pack.cues.light | pack.cues.plans):
        return _via(subjects(tree, head, pack, depth + 1), "light")
    has_partner = any(tree.cases[c] in pack.cues.partners for c in tree.children[noun])
    if role in {"subj", "passubj"} and has_partner and tree.is_word(tree.heads[head], pack.cues.says):
        return _via(subjects(tree, tree.heads[head], pack, depth + 1), "climbed")  # "X said talks with Y would go on"
    if role == "passubj" and tree.is_word(head, pack.cues.light):
        return _via(subjects(tree, head, pack, depth + 1), "light")
    if role == "obl" and tree.cases[noun] in pack.cues.reasons:
        blamed = objects(tree, head, pack) or _oblique(tree, head, pack.cues.towards, pack)
        if blamed and blamed[0].token != noun:
            named = [f for f in blamed if tree.tags[f.token] == "PROPN"] or _oblique(tree, head, pack.cues.towards, pack)
            return _via(named or blamed, "thanked")  # "thanked X for the support": X's support
    if role in {"obl", "nmod"} and tree.cases[noun] in pack.cues.accompany | pack.cues.purposes:
        doers = subjects(tree, head, pack, depth + 1)
        has_sides = any(tree.cases[c] in pack.cues.mutual_cases for c in tree.children[noun])
        if not doers and head in tree.passive and not has_sides:
            doers = objects(tree, head, pack)  # "ten were killed in clashes with X"
        return _via(doers, "accompanying")
    return []


def _is_light_passive(tree: Tree, clause: int, pack: LanguagePack) -> bool:
    """'the sanctions (that were) imposed by X'."""
    return clause in tree.passive and tree.is_word(clause, pack.cues.light)


def _carrier(tree: Tree, noun: int, pack: LanguagePack, depth: int) -> list[Filler]:
    """The doer of the verb whose object a phrase was wrongly hung on: 'killed ten people in a raid'."""
    head = tree.heads[noun]
    if tree.roles[noun] in {"obj", "obl"} and tree.is_verbal(head):
        return _via(subjects(tree, head, pack, depth + 1), "climbed")
    return []


def _leaders(tree: Tree, noun: int, pack: LanguagePack) -> Iterator[int]:
    """The X of 'X-led', 'dipimpin X' beside a noun."""
    for child in tree.children[noun]:
        if tree.roles[child] in {"mod", "acl", "relcl"} and tree.is_word(child, pack.cues.led):
            inner = [c for c in tree.children[child] if tree.roles[c] in _LEADERS]
            yield from inner or (f.token for f in _hyphened(tree, child, pack))


def objects(tree: Tree, verb: int, pack: LanguagePack) -> list[Filler]:
    """What the verb is done to: its object, the subject of a passive, or the noun that a participle modifies."""
    if verb in tree.passive:
        found = [_antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "passubj", "subj")]
        if not found and tree.roles[verb] in {"acl", "relcl", "mod"}:
            found = [Filler(tree.heads[verb], "modified")]
        if not found and tree.roles[verb] == "advcl" and tree.is_verbal(tree.heads[verb]):
            found = _via(subjects(tree, tree.heads[verb], pack), "inherited")  # "Organised by X, the talks …"
        if not found and tree.roles[verb] == "conj" and tree.is_verbal(tree.heads[verb]):
            head = tree.heads[verb]
            found = _via(objects(tree, head, pack) if head in tree.passive else subjects(tree, head, pack), "shared")
        return found
    found = [_antecedent(tree, child, verb, pack) for child in tree.of_role(verb, "obj")]
    if not found and tree.roles[verb] == "relcl" and any(
        tree.forms[c] not in pack.cues.relatives for c in tree.of_role(verb, "subj")
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
    if i >= len(tree.words) or tree.tags[i] not in _NOMINAL or tree.cases[i] or tree.heads[i] == verb:
        return []
    if pack.postposed and _top(tree, i) <= verb:
        return [Filler(i, "adjacent")]  # "Turki mengecam Israel": the parser makes one phrase of it all
    top = _top(tree, i)
    return [Filler(top, "adjacent")] if top > verb and not tree.cases[top] and tree.roles[top] != "subj" else []


def fillers(tree: Tree, trigger: int, slot: str, pack: LanguagePack) -> list[Filler]:
    """What stands in one slot of a trigger, verb or noun.

    slot: "subj", "obj", "iobj", "doer" (of a noun), "poss", "mod", "attr", "that" (what a clause says),
    "speaker", "ruled", "clause" (of a modal word: who says it, about whom, and what is to be done),
    or a case word such as "with"; "with|against" names several; "obj>poss" the possessor of the object.
    """
    if ">" in slot:
        outer, _, inner = slot.partition(">")
        return [
            Filler(f.token, "nested")
            for above in fillers(tree, trigger, outer, pack)
            for f in fillers(tree, above.token, inner, pack)
        ]
    match slot:
        case "subj":
            return subjects(tree, trigger, pack)
        case "obj":
            return objects(tree, trigger, pack)
        case "doer":
            return noun_doers(tree, trigger, pack)
        case "noun":  # what an adjective or participle modifies
            return [Filler(tree.heads[trigger])] if tree.roles[trigger] in {"mod", "acl", "relcl", "appos"} else []
        case "pair":  # two names in one modifier: "Iraqi-US forces"
            return [Filler(child) for child in tree.of_role(trigger, "mod", "flat", "poss")]
        case "that":  # the doer of what a clause says
            clauses = [c for c in tree.of_role(trigger, "ccomp", "xcomp", "advcl", "acl") if tree.is_verbal(c)]
            return [Filler(f.token, "that") for clause in clauses for f in subjects(tree, clause, pack)]
        case "poss":
            return [Filler(child) for child in tree.of_role(trigger, "poss")]
        case "mod":
            shared = [trigger] if tree.roles[trigger] == "conj" and tree.words[tree.heads[trigger]][:1].isupper() else []
            found = [Filler(tree.heads[i]) for i in shared if tree.tags[tree.heads[i]] == "PROPN"]  # "US and Iraqi troops"
            return found + [Filler(c) for c in tree.of_role(trigger, "mod", "flat") if not _leads(tree, c, pack)]
        case "speaker":  # who says the clause of a modal word: "X must go, said Y"
            return _sayers(tree, trigger, pack)
        case "ruled":  # whom a modal word is about
            return topics(tree, tree.heads[trigger], pack) if tree.is_verbal(tree.heads[trigger]) else []
        case "clause":  # what a modal word says to do
            return [Filler(tree.heads[trigger])] if tree.is_verbal(tree.heads[trigger]) else []
        case "receiver":  # "Iran faces sanctions": whom the noun's act reaches
            head = tree.heads[trigger]
            is_received = tree.roles[trigger] in {"obj", "obl"} and tree.is_word(head, pack.cues.receives)
            return _via(subjects(tree, head, pack), "received") if is_received else []
        case "iobj" | "attr" | "xcomp" | "ccomp" | "appos":
            return [Filler(child) for child in tree.of_role(trigger, slot)]
    return _oblique(tree, trigger, frozenset(slot.split("|")), pack)


def _sayers(tree: Tree, i: int, pack: LanguagePack) -> list[Filler]:
    """Who says the clause around a token, by a verb above it or beside its sentence's root."""
    for above in tree.ancestors(i):
        if tree.is_verbal(above) and tree.is_word(above, pack.cues.says):
            return _via(subjects(tree, above, pack), "said")
        for child in tree.of_role(above, "parataxis", "ccomp"):
            if child > i and tree.is_word(child, pack.cues.says):
                return _via(subjects(tree, child, pack), "said")
    return []


def _leads(tree: Tree, i: int, pack: LanguagePack) -> bool:
    """Whether a name belongs to a participle ('US-backed') and not to the noun that both stand before."""
    last = i + 2
    words = pack.cues.led | pack.cues.sponsored
    return last < len(tree.words) and tree.forms[i + 1] in pack.cues.joins and tree.is_word(last, words)


def _oblique(tree: Tree, trigger: int, cases: frozenset[str], pack: LanguagePack) -> list[Filler]:
    """Nouns with one of these case words: under the trigger, right behind it, under its light verb or its object."""
    found = [Filler(c) for c in tree.children[trigger] if tree.cases[c] in cases and tree.roles[c] in _CASED]
    if found:
        return found
    found = [Filler(c, "adjacent") for c in range(trigger + 1, len(tree.words)) if tree.cases[c] in cases and _follows(tree, c, trigger)]
    if found:
        return found[:1]
    head = tree.heads[trigger]
    if tree.roles[trigger] in {"obj", "passubj", "subj", "obl", "attr", "xcomp"} and tree.is_verbal(head):
        found = [
            Filler(c, "verb's") for c in tree.children[head] if tree.cases[c] in cases and tree.roles[c] in _CASED and c != trigger
        ]
        if found:
            return found
    clauses = [c for c in tree.of_role(trigger, "relcl", "acl") if _is_light_passive(tree, c, pack)]
    found = [Filler(c, "verb's") for v in clauses for c in tree.children[v] if tree.cases[c] in cases and tree.roles[c] in _CASED]
    if found:
        return found
    inner = [o.token for o in (objects(tree, trigger, pack) if tree.is_verbal(trigger) else [])]
    inner += [c for c in tree.of_role(trigger, "obl", "xcomp", "mod", "nmod", "flat")]
    inner = [i for i in inner if not pack.is_trigger(tree.lemmas[i])]  # "talks on X's relations with Y" are not with Y
    inner += [below for noun in inner for below in tree.of_role(noun, "nmod", "conj") if not pack.is_trigger(tree.lemmas[below])]
    return [
        Filler(c, "inner")
        for noun in inner
        for c in tree.children[noun]
        if tree.cases[c] in cases and tree.roles[c] in _CASED
    ]


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


_CASED = frozenset({"obl", "nmod", "agent", "iobj", "obj"})


def _via(found: list[Filler], detour: str) -> list[Filler]:
    """The same tokens, marked as found by a detour (the first one stays)."""
    return [Filler(f.token, detour if f.via == "direct" else f.via) for f in found]
