"""Encoder: a small multilingual transformer, which gives every word of a sentence a vector of what it means there.

It runs on numpy alone.  Knows no actor, no relation and no tree.  The weights are made by training/encoder.py; where
they come from stands in models/encoder/README.md.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from .errors import PipelineError
from .ops import one_thread

__all__ = ["FILES", "FOLDER", "Array", "Encoder", "Pieces", "dense", "gelu", "load_weights"]

Array = NDArray[np.float32]

FOLDER = Path(__file__).parent / "models" / "encoder"
FILES = ("weights.npz", "pieces.json")
_BEGIN, _END, _UNKNOWN = 0, 2, 3  # the numbers that XLM-RoBERTa's vocabulary gives to its special pieces
_SPACE = "▁"  # SentencePiece's mark of a piece before which there is a space
_MOST_PIECES = 6  # of one word; a longer one is no word of a language
_TINY = 1e-12
_SCALE = ".scale"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence in subword pieces.

    numbers: of the pieces.   marks: of the word of each.   first: the first piece of each word; words beyond the
    encoder's reach have none.
    """

    numbers: tuple[int, ...]
    marks: tuple[int, ...]
    first: tuple[int, ...]


@dataclass(frozen=True)
class Encoder:
    """A transformer encoder (Vaswani et al. 2017) with its subword pieces.

    weights: name → array, as training/encoder.py names them.   heads: of attention.   layers: how many.
    pieces: subword pieces with their log-probabilities (Kudo 2018), the special ones first.
    """

    weights: Mapping[str, Array]
    heads: int
    layers: int
    pieces: Sequence[tuple[str, float]]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(Unigram(list(self.pieces), _UNKNOWN, False))

    @cached_property
    def _seen(self) -> dict[tuple[str, bool], list[int]]:
        return {}

    def split(self, words: Sequence[str], spaced: Sequence[bool], marks: Sequence[int]) -> Pieces:
        """The pieces of a sentence.

        words:   of the sentence.   spaced: whether there is a space before each.
        marks:   what each word is to the reader: 0 nothing, else a sort of name (rows of the weights `mark`).
        """
        numbers, sorts, first = [_BEGIN], [0], []
        reach = len(self.weights["position"]) - 1
        for word, is_spaced, mark in zip(words, spaced, marks, strict=True):
            found = self.pieces_of(word, is_spaced)
            if len(numbers) + len(found) > reach:
                break
            first.append(len(numbers))
            numbers += found
            sorts += [mark] * len(found)
        return Pieces((*numbers, _END), (*sorts, 0), tuple(first))

    def encode(self, pieces: Pieces) -> Array:
        """A vector for each piece."""
        weights, numbers = self.weights, list(pieces.numbers)
        with one_thread():
            x = weights["piece"][numbers] + weights["position"][: len(numbers)] + weights["mark"][list(pieces.marks)]
            x = self._normed(x, "start")
            for layer in range(self.layers):
                name = f"layer{layer}"
                x = self._normed(x + self._attended(x, name), f"{name}.attended")
                inner = gelu(dense(weights, f"{name}.in", x))
                x = self._normed(x + dense(weights, f"{name}.out", inner), f"{name}.left")
        return x

    def pieces_of(self, word: str, is_spaced: bool) -> list[int]:
        """The numbers of the pieces of a word.   is_spaced: whether there is a space before it."""
        key = (word, is_spaced)
        if key not in self._seen:
            found = self._tokenizer.encode(f"{_SPACE if is_spaced else ''}{word}").ids
            self._seen[key] = found[:_MOST_PIECES] or [_UNKNOWN]
        return self._seen[key]

    def _attended(self, x: Array, name: str) -> Array:
        """Self-attention: every piece looks at all pieces."""
        queries, keys, values = (self._by_head(dense(self.weights, f"{name}.{part}", x)) for part in ("q", "k", "v"))
        looks: Array = queries @ keys.transpose(0, 2, 1) / np.float32(math.sqrt(queries.shape[-1]))
        looks = np.exp(looks - looks.max(axis=-1, keepdims=True))
        looks /= looks.sum(axis=-1, keepdims=True)
        joined = (looks @ values).transpose(1, 0, 2).reshape(x.shape)
        return dense(self.weights, f"{name}.joined", joined)

    def _by_head(self, x: Array) -> Array:
        return x.reshape(len(x), self.heads, -1).transpose(1, 0, 2)

    def _normed(self, x: Array, name: str) -> Array:
        """Layer normalisation."""
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_TINY))
        normed = centred / spread * self.weights[f"{name}.gain"] + self.weights[f"{name}.bias"]
        return np.asarray(normed, np.float32)


def dense(weights: Mapping[str, Array], name: str, x: Array) -> Array:
    """A dense layer: x times the weights, which are stored one row an output, and the bias."""
    product: Array = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return product


def gelu(x: Array) -> Array:
    """The Gaussian error linear unit by its hyperbolic approximation (Hendrycks and Gimpel 2016)."""
    inner = np.float32(math.sqrt(2.0 / math.pi)) * (x + np.float32(0.044715) * x * x * x)
    unit = np.float32(0.5) * x * (np.float32(1.0) + np.tanh(inner))
    return np.asarray(unit, np.float32)


def load_weights(folder: Path = FOLDER) -> tuple[Encoder, Mapping[str, Array], Mapping[str, tuple[str, ...]]]:
    """The encoder in a folder, all its weights, those of the layers on top of it included, and what these tell of.

    Matrices are stored as bytes with a scale for each row.  Raises PipelineError if the folder holds no such weights.
    """
    try:
        with np.load(folder / FILES[0], allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        table = json.loads((folder / FILES[1]).read_text(encoding="utf-8"))
        weights = {
            name: array * arrays[name + _SCALE][:, None] if name + _SCALE in arrays else array
            for name, array in arrays.items()
            if not name.endswith(_SCALE)
        }
        weights = {name: array.astype(np.float32, copy=False) for name, array in weights.items()}
        pieces = tuple((str(piece), float(score)) for piece, score in table["pieces"])
        columns = {name: tuple(names) for name, names in table["columns"].items()}
        return Encoder(weights, int(table["heads"]), int(table["layers"]), pieces), weights, columns
    except (OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError) as error:
        raise PipelineError(str(folder), f"no weights of the encoder: {error}; install the package anew") from error
