"""Judge: how probable a proposal is, by boosted trees over its features.  Its table of weights holds no word.

The table is made by training/judge.py; see docs/decisions/042.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .errors import PipelineError

__all__ = ["HEARD", "Judge", "judge_of_rules", "load_judge"]

FILE = Path(__file__).parent / "models" / "judge.json"
HEARD = "impression: "  # how the names of such features begin
_LEAF = -1
_UNSURE = 1e-6
_STRIDE = 3  # steps between two looks at which ways have ended


@dataclass(frozen=True)
class Judge:
    """Boosted regression trees on the log-odds.

    features: names, by number.   start: the log-odds before the first tree.
    roots: the first node of each tree.   feature, bound, left, right, value: per node; a node with a feature goes left
    where the value is at most `bound`; feature -1 is a leaf.  value: the log-odds that a node adds, on average over
    what reaches it.
    least: language → probability from which a proposal is a statement.
    slope, shift: of the line from the log-odds to those of the confidence, which holds on sentences that nobody here
    has tuned a rule to (Platt scaling).
    """

    features: tuple[str, ...]
    start: float
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    bound: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    least: Mapping[str, float]
    slope: float = 1.0
    shift: float = 0.0

    @cached_property
    def is_hearing(self) -> bool:
        """Whether it was trained to weigh impressions (impressions.py)."""
        return any(name.startswith(HEARD) for name in self.features)

    @cached_property
    def _number(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.features)}

    @cached_property
    def _steps(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """Feature and bound of each node and the two nodes behind it; from a leaf every step leads to itself."""
        is_leaf = self.feature == _LEAF
        feature = np.where(is_leaf, 0, self.feature).astype(np.intp)
        bound = np.where(is_leaf, np.float32(np.inf), self.bound).astype(np.float32)
        own = np.arange(len(self.feature))
        left, right = (np.where(is_leaf, own, child) for child in (self.left, self.right))
        return feature, bound, np.stack([left, right], axis=1).astype(np.intp).ravel()

    def probabilities(self, proposals: Sequence[Mapping[str, float]]) -> list[float]:
        """The probability of each proposal, given by its features, that a careful reader would sign it."""
        if not proposals:
            return []
        feature, bound, children = self._steps
        values = self._table(proposals).ravel()
        reached = np.tile(self.roots.astype(np.intp), len(proposals))
        under_way = np.arange(reached.size)
        rows = under_way // len(self.roots) * len(self.features)
        nodes = reached
        while under_way.size:
            for _ in range(_STRIDE):
                goes_right = values.take(rows + feature.take(nodes)) > bound.take(nodes)
                nodes = children.take(2 * nodes + goes_right)
            reached[under_way] = nodes
            is_inner = self.feature.take(nodes) != _LEAF  # most ways end early: only the others go on
            under_way, rows, nodes = under_way[is_inner], rows[is_inner], nodes[is_inner]
        nodes = reached.reshape(len(proposals), -1)
        odds = self.start + self.value[nodes].sum(axis=1)
        return [float(p) for p in 1.0 / (1.0 + np.exp(-odds))]

    def confidence(self, probability: float) -> float:
        """How often statements of a probability are right on unseen text.

        >>> round(judge_of_rules(["en"]).confidence(0.75), 2)
        0.75
        """
        sure = min(max(probability, _UNSURE), 1.0 - _UNSURE)
        return 1.0 / (1.0 + math.exp(-(self.slope * math.log(sure / (1.0 - sure)) + self.shift)))

    def reasons(self, proposal: Mapping[str, float], most: int = 5) -> list[tuple[str, float]]:
        """What moved a proposal's log-odds most, and by how much: the change from node to node, by feature (Saabas)."""
        table = self._table([proposal])[0]
        moved: dict[str, float] = {}
        for root in self.roots:
            node = int(root)
            while (feature := int(self.feature[node])) != _LEAF:
                child = int(self.left[node] if table[feature] <= self.bound[node] else self.right[node])
                name = self.features[feature]
                moved[name] = moved.get(name, 0.0) + float(self.value[child] - self.value[node])
                node = child
        return sorted(moved.items(), key=lambda item: (-abs(item[1]), item[0]))[:most]

    def _table(self, proposals: Iterable[Mapping[str, float]]) -> NDArray[np.float32]:
        found = list(proposals)
        numbers = self._number
        places: list[int] = []
        values: list[float] = []
        for row, features in enumerate(found):
            for name, value in features.items():
                if value and (number := numbers.get(name)) is not None:
                    places.append(row * len(self.features) + number)
                    values.append(value)
        table = np.zeros(len(found) * len(self.features), np.float32)
        table[places] = values
        return table.reshape(len(found), len(self.features))


def judge_of_rules(languages: Iterable[str]) -> Judge:
    """The judge that believes what a rule's own slots hold, and nothing else: what the trained one is compared with."""
    return Judge(
        features=("by rule", "real"),
        start=0.0,
        roots=np.array([0], np.int32),
        feature=np.array([0, _LEAF, 1, _LEAF, _LEAF], np.int32),
        bound=np.array([0.5, 0, 0.5, 0, 0], np.float32),
        left=np.array([1, 1, 3, 3, 4], np.int32),
        right=np.array([2, 1, 4, 3, 4], np.int32),
        value=np.array([0.0, -5.0, 0.0, -5.0, 5.0], np.float64),
        least=dict.fromkeys(languages, 0.5),
    )


def load_judge(path: Path = FILE) -> Judge:
    """Read the table of weights.

    Raises PipelineError if it is none.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        nodes = list(zip(*table["nodes"], strict=True))
        return Judge(
            features=tuple(table["features"]),
            start=float(table["start"]),
            roots=np.array(table["roots"], np.int32),
            feature=np.array(nodes[0], np.int32),
            bound=np.array(nodes[1], np.float32),
            left=np.array(nodes[2], np.int32),
            right=np.array(nodes[3], np.int32),
            value=np.array(nodes[4], np.float64),
            least={lang: float(probability) for lang, probability in table["least"].items()},
            slope=float(table["calibration"][0]),
            shift=float(table["calibration"][1]),
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise PipelineError(str(path), f"no table of the judge: {error}; make it anew with `make judge`") from error
