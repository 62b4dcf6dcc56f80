"""Silver: version 1 trees made into version 2 trees with the help of a parser that was trained on gold.

Heads are the treebank's.  Labels come from the learnt table; where it is unsure, from the parser if it agrees on the
head.  Punctuation, lemmas and features are the parser's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from .documents import to_doc
from .mapping import Mapping, learn
from .tables import Spacing, Tables
from .treebank import ROOT, Sentence, Token

__all__ = ["make_silver"]

_SURE = 0.8  # share of the witnesses from which the table is believed
_PUNCT = "punct"
_OTHER = "dep"


def make_silver(old: Sequence[Sentence], nlp: Language, tables: Tables) -> list[Sentence]:
    """Version 2 sentences for version 1 ones, those left out whose arcs go in a circle."""
    spaced = [spaces_guessed(sentence, tables.spacing) for sentence in old]
    parsed = list(_parsed(spaced, nlp))
    mapping = learn(zip(spaced, parsed, strict=True), tables)
    made = (_mapped(before, guess, mapping, tables) for before, guess in zip(spaced, parsed, strict=True))
    return [sentence for sentence in made if is_tree(sentence)]


def spaces_guessed(sentence: Sentence, spacing: Spacing) -> Sentence:
    """The sentence with spaces as text has them."""
    inside = False
    made: list[Token] = []
    for i, token in enumerate(sentence):
        after = sentence[i + 1].form if i + 1 < len(sentence) else ""
        if token.form in spacing.paired:
            inside = not inside
        closed = (
            (after[:1] in spacing.none_before and 0 < len(after) <= 3)
            or token.form in spacing.none_after
            or (token.form in spacing.paired and inside)
            or (after in spacing.paired and inside)
            or (bool(after) and i > 0 and token.form in spacing.tight)
            or (after in spacing.tight and i + 2 < len(sentence))
        )
        made.append(replace(token, space=not closed))
    return tuple(made)


def is_tree(sentence: Sentence) -> bool:
    """Whether every token leads to the one root."""
    roots = [i for i, token in enumerate(sentence) if token.head == i]
    return len(roots) == 1 and all(_leads_up(sentence, i) for i in range(len(sentence)))


def _leads_up(sentence: Sentence, i: int) -> bool:
    for _ in sentence:
        i = sentence[i].head
        if sentence[i].head == i:
            return True
    return False


def _parsed(sentences: Iterable[Sentence], nlp: Language) -> Iterator[Sentence]:
    """The same tokens as the parser reads them."""
    docs: Iterable[Doc] = [to_doc(nlp.vocab, [sentence], annotated=False) for sentence in sentences]
    for _, component in nlp.pipeline:
        docs = component.pipe(docs)  # type: ignore[attr-defined]  # every trained component has it
    for doc in docs:
        yield tuple(
            Token(token.text, token.lemma_, token.pos_, str(token.morph), token.head.i, token.dep_) for token in doc
        )


def _mapped(old: Sentence, guess: Sentence, mapping: Mapping, tables: Tables) -> Sentence:
    root = next(i for i, token in enumerate(old) if token.head == i)
    made: list[Token] = []
    for i, (before, read) in enumerate(zip(old, guess, strict=True)):
        head, dep = _arc(old, guess, i, root, mapping)
        tag = mapping.tag(before)
        feats = read.feats if read.upos == tag else ""
        made.append(
            replace(
                before, lemma=read.lemma, upos=tag, feats=_voiced(before.form, tag, feats, tables), head=head, dep=dep
            )
        )
    return tuple(made)


def _arc(old: Sentence, guess: Sentence, i: int, root: int, mapping: Mapping) -> tuple[int, str]:
    if i == root:
        return i, ROOT
    if old[i].dep == _PUNCT:
        head = guess[i].head
        is_stray = i == len(old) - 1 or head == i or old[head].dep == _PUNCT
        return (root if is_stray else head), _PUNCT
    head = root if old[old[i].head].dep == _PUNCT else old[i].head
    return head, _label(old, guess, i, mapping)


def _label(old: Sentence, guess: Sentence, i: int, mapping: Mapping) -> str:
    vote = mapping.label(old, i)
    if vote and vote[1] >= _SURE and vote[0] != ROOT:
        return vote[0]
    if guess[i].head == old[i].head and guess[i].dep not in {ROOT, _PUNCT}:
        return guess[i].dep
    return vote[0] if vote and vote[0] != ROOT else _OTHER


def _voiced(form: str, tag: str, feats: str, tables: Tables) -> str:
    if tag != "VERB" or "Voice" in feats:
        return feats
    for value, prefixes in tables.voice:
        if form.lower().startswith(prefixes):
            return f"Voice={value}"
    return feats
