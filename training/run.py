"""Run: the order of the steps from treebanks to a packaged pipeline, nothing else."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.extractors.ops import BlasOps
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import set_current_ops

from .documents import shuffled_chunks, to_doc
from .learn import blank, train
from .mapping import read_old
from .package import write_package
from .score import Scores, score
from .silver import make_silver
from .tables import Source, load_tables
from .treebank import Sentence, key_of, read_rows, read_sentences

__all__ = ["Material", "prepare", "score_held_out", "ship"]

log = logging.getLogger(__name__)

_HELPER_STEPS = 600  # of the parser that helps to map version 1; more steps fit it to the gold trees, not to new text
_SEED = 4  # of the order in which documents are cut
Parts = Mapping[Source, Sequence[Sentence]]


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from.

    gold: version 2 sentences by file.   silver: what was made of the version 1 files, without what gold has too.
    """

    gold: Parts
    silver: Parts

    @property
    def taught(self) -> Parts:
        """What is learnt from when scores are wanted: all but the test files."""
        return {**without_tests(self.gold), **self.silver}

    @property
    def tests(self) -> Parts:
        """What is scored."""
        return {source: sentences for source, sentences in self.gold.items() if source.test}


def prepare(data: Path, overrides: Mapping[str, object]) -> Material:
    """Read the files of `data` and map the version 1 ones; the parser that helps has not seen the test files.

    Raises FileNotFoundError for a missing file and ValueError for a broken one, before anything is trained.
    """
    tables = load_tables()
    gold = {
        source: tuple(read_sentences(data / source.name, tables)) for source in tables.sources if source.version == 2
    }
    known = {_key(sentence) for sentences in gold.values() for sentence in sentences}
    old = {
        source: [old for rows in read_rows(data / source.name) if _key(old := read_old(rows)) not in known]
        for source in tables.sources
        if source.version == 1
    }
    helper = train_on(without_tests(gold), {**overrides, "training.max_steps": _HELPER_STEPS})
    return Material(gold, {source: make_silver(part, helper, tables) for source, part in old.items()})


def score_held_out(material: Material, overrides: Mapping[str, object]) -> dict[str, Scores]:
    """Train without the test files and score on them: scores by the name of the file."""
    nlp = train_on(material.taught, overrides)
    scores = {source.name: score(nlp, sentences) for source, sentences in material.tests.items()}
    for name, value in scores.items():
        log.info("%s: sentences %.1f, LAS %.2f", name, value.sentences, value.labelled)
    return scores


def ship(material: Material, out: Path, scores: Mapping[str, Scores], overrides: Mapping[str, object]) -> None:
    """Train on everything and write the package to `out`, with the scores of the held-out training in its card."""
    parts = {**material.gold, **material.silver}
    write_package(train_on(parts, overrides), out, scores=scores, parts=parts)


def train_on(parts: Parts, overrides: Mapping[str, object]) -> Language:
    """A pipeline trained on sentences by file.   overrides: dotted keys of pipeline.cfg with other values."""
    ops = BlasOps()
    ops.sharing = True
    set_current_ops(ops)
    nlp = blank(load_tables(), overrides)
    docs = list(_documents(parts, nlp.vocab))
    log.info("%d documents, %d tokens", len(docs), sum(len(doc) for doc in docs))
    train(nlp, docs)
    return nlp


def without_tests(parts: Parts) -> Parts:
    """The files that are no test files."""
    return {source: sentences for source, sentences in parts.items() if not source.test}


def _key(sentence: Sentence) -> str:
    return key_of(token.form for token in sentence)


def _documents(parts: Parts, vocab: Vocab) -> Iterator[Doc]:
    """The documents of one pass; each copy of a sentence stands in other company."""
    chance = random.Random(_SEED)
    for source, sentences in parts.items():
        for _ in range(source.weight):
            for chunk in shuffled_chunks(sentences, chance):
                yield to_doc(vocab, chunk)
