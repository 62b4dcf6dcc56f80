"""Score: a pipeline against held-out sentences, from raw text, as the CoNLL shared tasks count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from .documents import in_tens, to_doc
from .treebank import Sentence

__all__ = ["Scores", "score"]

Span = tuple[int, int]  # characters
Arc = tuple[int, Span, Span, str]  # document, token, head ((-1, -1) above the root), label


@dataclass(frozen=True, slots=True)
class Scores:
    """F in per cent.

    labelled_words: without punctuation.
    labels: (label, F, number in the gold trees), of arcs with both ends and the label right.
    """

    tokens: float
    sentences: float
    tags: float
    features: float
    lemmas: float
    unlabelled: float
    labelled: float
    labelled_words: float
    labels: tuple[tuple[str, float, int], ...]

    def of(self, label: str) -> float:
        """F of one label, 0 for one that does not occur."""
        return next((value for name, value, _ in self.labels if name == label), 0.0)


def score(nlp: Language, sentences: Sequence[Sentence]) -> Scores:
    """Read the text of the sentences, ten to a document, and compare with their trees (punctuation counts)."""
    gold = [to_doc(nlp.vocab, ten) for ten in in_tens(sentences)]
    read = list(nlp.pipe(doc.text for doc in gold))
    plain = _plain([Example(found, doc) for found, doc in zip(read, gold, strict=True)])
    arcs = {arc for number, doc in enumerate(gold) for arc in _arcs(doc, number)}
    found = {arc for number, doc in enumerate(read) for arc in _arcs(doc, number)}
    return Scores(
        tokens=100 * plain["token_f"],
        sentences=100 * plain["sents_f"],
        tags=100 * plain["pos_acc"],
        features=100 * plain["morph_acc"],
        lemmas=100 * plain["lemma_acc"],
        unlabelled=_f({arc[:3] for arc in arcs}, {arc[:3] for arc in found}),
        labelled=_f(arcs, found),
        labelled_words=100 * plain["dep_las"],
        labels=tuple(_by_label(arcs, found)),
    )


def _plain(examples: list[Example]) -> dict[str, float]:
    """spaCy's own measures, shares of one."""
    return {
        **Scorer.score_tokenization(examples),
        **Scorer.score_spans(examples, "sents", has_annotation=lambda doc: doc.has_annotation("SENT_START")),
        **Scorer.score_token_attr(examples, "pos"),
        **Scorer.score_token_attr(examples, "morph", getter=lambda token, _: str(token.morph)),
        **Scorer.score_token_attr(examples, "lemma"),
        **Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_.lower(), ignore_labels=("punct",)),
    }


def _arcs(doc: Doc, number: int) -> Iterator[Arc]:
    for token in doc:
        head = token.head
        above = (-1, -1) if head.i == token.i else (head.idx, head.idx + len(head))
        yield number, (token.idx, token.idx + len(token)), above, token.dep_


def _by_label(gold: Set[Arc], found: Set[Arc]) -> Iterator[tuple[str, float, int]]:
    for label, number in Counter(arc[3] for arc in gold).most_common():
        mine = [{arc for arc in arcs if arc[3] == label} for arcs in (gold, found)]
        yield label, _f(*mine), number


def _f(gold: Set[object], found: Set[object]) -> float:
    return 200 * len(gold & found) / max(1, len(gold) + len(found))
