"""Trees: what a parse becomes, whatever the parse."""

from __future__ import annotations

import pytest
from diplograph.extractors.rules import LanguagePack
from diplograph.extractors.trees import read_tree
from spacy.lang.en import English
from spacy.tokens import Doc


@pytest.fixture(scope="module")
def en_pack(extractor) -> LanguagePack:
    return extractor._knowledge.voice("en").pack


def parsed(rows: str) -> Doc:
    """A parse from rows of word, head, label and tag."""
    words, heads, labels, tags = zip(*(row.split() for row in rows.strip().splitlines()), strict=True)
    return Doc(
        English().vocab, words=list(words), heads=[int(head) for head in heads], deps=list(labels), pos=list(tags)
    )


@pytest.mark.parametrize(
    ("rows", "root", "case"),
    [
        # a sentence whose root is its preposition: its clause becomes the root
        ("With 0 ROOT ADP\nTurkey 2 nsubj PROPN\nbacking 0 pcomp VERB\nQatar 2 dobj PROPN\n. 0 punct PUNCT", 2, "with"),
        ("Following 0 ROOT VERB\nprotests 0 pobj NOUN\nin 1 prep ADP\nChad 2 pobj PROPN", 1, "following"),
        # two words that are one preposition
        ("This 1 nsubj PRON\nis 1 ROOT AUX\ndue 1 prep ADJ\nto 2 pcomp ADP\nsanctions 3 pobj NOUN", 1, "to"),
    ],
)
def test_every_way_up_has_an_end(rows, root, case, en_pack):
    tree = read_tree(parsed(rows)[:], en_pack)

    assert {root} == {list(tree.ancestors(i))[-1] if tree.heads[i] != i else i for i in range(len(tree.words))}
    assert case in tree.cases
