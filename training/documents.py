"""Documents: sentences to spaCy's Docs, several to a document, so that the parser learns where sentences end."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from .treebank import Sentence

__all__ = ["in_tens", "shuffled_chunks", "to_doc"]

_LENGTHS = (1, 2, 3, 4, 6)  # sentences in a training document


def to_doc(vocab: Vocab, sentences: Sequence[Sentence], *, annotated: bool = True) -> Doc:
    """One document of some sentences, with or without what the treebank says of them."""
    tokens = [token for sentence in sentences for token in sentence]
    ends = {sum(len(sentence) for sentence in sentences[: n + 1]) - 1 for n in range(len(sentences))}
    words = [token.form for token in tokens]
    spaces = [token.space or i in ends for i, token in enumerate(tokens)]
    if not annotated:
        starts: list[bool | int | None] = [i == 0 or i - 1 in ends for i in range(len(tokens))]
        return Doc(vocab, words=words, spaces=spaces, sent_starts=starts)
    starts_at = [start for sentence, start in _with_starts(sentences) for _ in sentence]
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        heads=[token.head + start for token, start in zip(tokens, starts_at, strict=True)],
        deps=[token.dep for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
    )


def shuffled_chunks(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[Sequence[Sentence]]:
    """Runs of one to six neighbouring sentences, lengths by chance."""
    at = 0
    while at < len(sentences):
        length = chance.choice(_LENGTHS)
        yield sentences[at : at + length]
        at += length


def in_tens(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """Runs of ten sentences: the documents that are scored."""
    for at in range(0, len(sentences), 10):
        yield sentences[at : at + 10]


def _with_starts(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int]]:
    start = 0
    for sentence in sentences:
        yield sentence, start
        start += len(sentence)
