"""Ops: the matrix product of our own is the one that pipelines get, and gives what thinc's gives."""

from __future__ import annotations

import numpy as np
import pytest
from diplograph.extractors.ops import NAME, BlasOps, _libraries
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import NumpyOps, get_current_ops, get_ops

SIZES = st.integers(1, 40)


@given(SIZES, SIZES, SIZES, st.booleans(), st.booleans(), st.booleans())
def test_a_product_is_thincs_up_to_rounding(rows, inner, columns, left_turned, right_turned, into):
    chance = np.random.default_rng(rows * 1600 + inner * 40 + columns)
    left = chance.random((inner, rows) if left_turned else (rows, inner), np.float32)
    right = chance.random((columns, inner) if right_turned else (inner, columns), np.float32)
    out = np.empty((rows, columns), np.float32) if into else None

    expected = NumpyOps().gemm(left, right, trans1=left_turned, trans2=right_turned)
    found = BlasOps().gemm(left, right, out=out, trans1=left_turned, trans2=right_turned)

    np.testing.assert_allclose(expected, found, rtol=1e-5)
    assert found.dtype == np.float32
    assert out is None or found is out


def test_the_same_product_twice_has_the_same_bytes():
    chance = np.random.default_rng(1)
    left, right = chance.random((60, 480), np.float32), chance.random((288, 480), np.float32)

    found = {BlasOps().gemm(left, right, trans2=True).tobytes() for _ in range(20)}

    assert len(found) == 1


def test_the_number_of_threads_is_what_it_was():
    before = [library.get_num_threads() for library in _libraries()]
    BlasOps().gemm(np.ones((2, 2), np.float32), np.ones((2, 2), np.float32))

    assert before == [library.get_num_threads() for library in _libraries()]


@pytest.mark.parametrize("lang", ["en", "id"])
def test_pipelines_multiply_with_it_and_nobody_else_does(extractor, lang):
    models = [pipe.model for _, pipe in extractor._knowledge.voice(lang).nlp.pipeline if getattr(pipe, "model", None)]
    ops = {part.ops.name for model in models for part in model.walk() if part.name != "linear"}  # spaCy sets that one

    assert ops == {NAME}
    assert isinstance(get_ops(NAME), BlasOps)
    assert get_current_ops().name != NAME


@pytest.mark.parametrize(
    ("lang", "components"),
    [
        ("en", ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]),
        ("id", ["tok2vec", "morphologizer", "parser"]),  # its tables hold words as they stand: no lemmas
    ],
)
def test_only_what_the_extractors_read_is_loaded(extractor, lang, components):
    assert components == extractor._knowledge.voice(lang).nlp.component_names
