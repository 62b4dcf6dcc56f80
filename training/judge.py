"""The command `python -m training.judge SHARED TWINS OUT`: train the judge on annotated sentences and write its table.

SHARED holds gold/panl-more.gold.jsonl with its sentences, and corpora/panl-int.{en,id}.txt for the sentences that
training/annotations/ annotates by line number; our own sentences (tests/sentences) are learnt from as well, and our own
sentence pairs (training/sentences) that one encoder of TWINS has not read (encoder.py), as that one sees them.
The confidence is calibrated on gold/panl-dev, from which nothing else is learnt.
Cross-validates by sentence pair, both languages of a pair together, and prints precision, recall and F1 of the rules
alone and of the judge.  No word of a sentence gets into the table.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import lightgbm
import numpy as np
from diplograph import Article
from diplograph.extractors.extract import Extractor
from diplograph.extractors.features import features_of, nearest
from diplograph.extractors.impressions import Impressions, load_impressions
from diplograph.extractors.judge import judge_of_rules
from diplograph.extractors.verdicts import LEAST_UNREAL
from diplograph.graph.ontology import load_schema
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .gold import Gold, Key, key_of, read_gold, records
from .pairs import TWINS, gold_of, read_pairs

LANGUAGES = ("en", "id")
ANNOTATIONS = Path(__file__).parent / "annotations" / "panl-int.gold.jsonl"
SENTENCES = Path(__file__).parents[1] / "tests" / "sentences"
OPTIONS = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 40, "min_data_in_leaf": 30, "lambda_l2": 10.0,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1,
    "deterministic": True, "force_row_wise": True, "num_threads": 1, "seed": 0, "verbose": -1,
}  # fmt: skip
TREES = 400
LEAST_SEEN = 15  # a feature that fewer proposals have is left out
FOLDS = 5
OURS = 2.0  # weight of our own short sentences, which show one thing each
PAIRED = 0.5  # weight of our own pairs, which are news that nobody wrote
HARD = 0.3  # weight of a statement that a second reader might not record
# Probability of a statement.  From 0.3 to 0.5 F1 on unseen text is about the same, but precision comes first; in
# Indonesian, where much is missed, less is asked.
LEAST = {"en": 0.45, "id": 0.40}
GRID = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5)
MOST_WRONG = 24  # proposals of a sentence of our pairs
OWN = "own."
PAIR = "pair."
NEWTON_STEPS = 30


@dataclass(frozen=True, slots=True)
class Example:
    """One proposal of a sentence of a unit (a sentence pair of a set), with what the annotation says of it."""

    unit: str
    lang: str
    key: Key
    features: Mapping[str, float]
    by_rule: bool
    is_real: bool
    is_gold: bool
    is_hard: bool
    stands_for: float = 1.0  # how many


def main(words: list[str] | None = None) -> int:
    """Read the options, train, write.  Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.judge", description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, help="folder with gold/ and corpora/")
    parser.add_argument("twins", type=Path, help="what training.encoder wrote beside the weights (build/twins)")
    parser.add_argument("out", type=Path, help="the table to write (extractors/models/judge.json)")
    parser.add_argument("--quick", action="store_true", help="no cross-validation")
    options = parser.parse_args(words)
    examples, wanted = [], {}
    for gold, texts in _sets(options.shared):
        if not gold.is_file():
            print(f"error: {gold}: no such file", file=sys.stderr)
            return 1
        for lang in LANGUAGES:
            some, counts = _examples(gold, texts[lang], lang)
            examples += some
            wanted.update(counts)
    for lang in LANGUAGES:
        examples += _own(lang) + _pairs(lang, options.twins)
    unseen = [example for lang in LANGUAGES for example in _unseen(options.shared / "gold", lang)]
    print(f"{len(examples)} proposals, {sum(e.is_gold for e in examples)} right, {sum(wanted.values())} wanted")
    if not options.quick:
        _report(examples, _crossed(examples), wanted)
    model, names = _train(examples), _names(examples)
    line = _calibration(unseen, model.predict(_matrix(unseen, names)))
    _write(options.out, model, names, LEAST, line)
    return 0


def _sets(shared: Path) -> Iterator[tuple[Path, Mapping[str, dict[str, str]]]]:
    """The annotated sets: the gold file, and language → unit → sentence."""
    more = shared / "gold"
    yield (
        more / "panl-more.gold.jsonl",
        {lang: {r["id"]: r["text"] for r in records(more / f"panl-more.{lang}.jsonl")} for lang in LANGUAGES},
    )
    units = {str(record["line"]) for record in records(ANNOTATIONS)}
    texts = {}
    for lang in LANGUAGES:
        lines = (shared / "corpora" / f"panl-int.{lang}.txt").read_text(encoding="utf-8").split("\n")
        texts[lang] = {str(n): line for n, line in enumerate(lines, 1) if str(n) in units}
    yield ANNOTATIONS, texts


def _examples(gold: Path, texts: Mapping[str, str], lang: str) -> tuple[list[Example], dict[str, int]]:
    """The proposals of every sentence of a set, and how many statements each unit wants."""
    found = read_gold(gold, lang, _symmetric())
    counts = {f"{lang}:{gold.stem}:{unit}": len(found.sure.get(unit, ())) for unit in texts}
    return _proposals(gold.stem, texts, lang, found, load_impressions()), counts


def _own(lang: str) -> list[Example]:
    """The proposals of our own sentences, each with all that it states."""
    rows = tomllib.loads((SENTENCES / f"{lang}.toml").read_text(encoding="utf-8"))["sentence"]
    texts = {str(number): row["text"] for number, row in enumerate(rows) if not row.get("xfail")}
    symmetric = _symmetric()
    sure = {unit: {_short_key(short, symmetric) for short in rows[int(unit)]["expect"]} for unit in texts}
    return _proposals(f"{OWN}{lang}", texts, lang, Gold(sure, {}), load_impressions())


def _pairs(lang: str, twins: Path) -> list[Example]:
    """The proposals of those of our own pairs that an encoder has not read, as that encoder sees them."""
    symmetric, pairs, found = _symmetric(), list(read_pairs()), []
    for twin in TWINS:
        some = [pair for pair in pairs if pair.part == twin]
        golds = [gold_of(pair, lang, symmetric) for pair in some]
        sure = {unit: keys for gold in golds for unit, keys in gold.sure.items()}
        hard = {unit: keys for gold in golds for unit, keys in gold.hard.items()}
        texts = {pair.unit: pair.texts[lang] for pair in some}
        found += _thinned(_proposals(PAIR, texts, lang, Gold(sure, hard), load_impressions(twins / str(twin))))
    return found


def _thinned(examples: Iterable[Example]) -> Iterator[Example]:
    """The right ones, and of each sentence some of the wrong ones, which stand for the others."""
    chance, units = random.Random(0), dict[str, list[Example]]()
    for example in examples:
        units.setdefault(example.unit, []).append(example)
    for some in units.values():
        wrong = [e for e in some if not (e.is_gold or e.is_hard)]
        kept = wrong if len(wrong) <= MOST_WRONG else chance.sample(wrong, MOST_WRONG)
        yield from (e for e in some if e.is_gold or e.is_hard)
        yield from (replace(e, stands_for=len(wrong) / len(kept)) for e in kept)


def _unseen(folder: Path, lang: str) -> list[Example]:
    """The proposals of the set to measure on, for the calibration alone."""
    texts = {record["id"]: record["text"] for record in records(folder / f"panl-dev.{lang}.jsonl")}
    return _examples(folder / "panl-dev.gold.jsonl", texts, lang)[0]


def _calibration(examples: Sequence[Example], probabilities: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and shift from the log-odds of what is kept to those of its being right (Platt 1999), by Newton."""
    pairs = zip(examples, probabilities, strict=True)
    kept = [(e, p) for e, p in pairs if not e.is_hard and p >= LEAST[e.lang] and (e.is_real or p >= LEAST_UNREAL)]
    odds = np.array([np.log(p / (1 - p)) for _, p in kept])
    right = np.array([float(e.is_gold) for e, _ in kept])
    rows, line = np.stack([odds, np.ones_like(odds)], axis=1), np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        sure = 1 / (1 + np.exp(-rows @ line))
        line -= np.linalg.solve(rows.T @ (rows * (sure * (1 - sure))[:, None]), rows.T @ (sure - right))
    print(f"calibrated on {len(kept)} statements: slope %.3f shift %.3f" % tuple(line))
    return float(line[0]), float(line[1])


def _short_key(short: str, symmetric: set[str]) -> Key:
    """The key of 'PAK supports peace[ARM+AZE] negated'."""
    subject, relation, thing, *marks = short.split()
    kind, bracket, parties = thing.partition("[")
    what = {"kind": kind, "parties": [p for p in parties.rstrip("]").split("+") if p]} if bracket else kind
    polarity = "negated" if "negated" in marks else "affirmed"
    return key_of({"subject": subject, "relation": relation, "object": what, "polarity": polarity}, symmetric)


def _symmetric() -> set[str]:
    return {name for name, relation in load_schema().relations.items() if relation.symmetric}


def _proposals(name: str, texts: Mapping[str, str], lang: str, gold: Gold, impressions: Impressions) -> list[Example]:
    extractor = Extractor(load_schema(), judge=judge_of_rules(LANGUAGES))
    found = []
    for unit, text in texts.items():
        for reading in extractor.readings(Article(id=unit, text=text, lang=lang)):
            sentence, kept = reading.sentence, nearest(reading.sentence)
            heard = impressions.of(sentence, kept)
            for proposal, seen, also in zip(kept, features_of(sentence, kept), heard, strict=True):
                key = sentence.key(proposal)
                is_gold = key in gold.sure.get(unit, ())
                found.append(
                    Example(
                        unit=f"{name}:{unit}",
                        lang=lang,
                        key=key,
                        features=seen | also,
                        by_rule=proposal.by_rule,
                        is_real=proposal.trigger.context.real,
                        is_gold=is_gold,
                        is_hard=key in gold.hard.get(unit, ()) and not is_gold,
                    )
                )
    return found


def _names(examples: Iterable[Example]) -> list[str]:
    seen = Counter(name for example in examples for name, value in example.features.items() if value)
    return sorted(name for name, count in seen.items() if count >= LEAST_SEEN)


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> csr_matrix:
    number = {name: i for i, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if value and name in number:
                rows.append(row)
                columns.append(number[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(examples), len(names)), dtype=np.float32)


def _train(examples: Sequence[Example]) -> lightgbm.Booster:
    right = [float(e.is_gold or e.is_hard) for e in examples]
    weights = [_weight(example) for example in examples]
    matrix = _matrix(examples, _names(examples))
    return lightgbm.train(OPTIONS, lightgbm.Dataset(matrix, right, weight=weights), num_boost_round=TREES)


def _weight(example: Example) -> float:
    of_set = OURS if example.unit.startswith(OWN) else PAIRED if example.unit.startswith(PAIR) else 1.0
    return of_set * example.stands_for * (HARD if example.is_hard else 1.0)


def _crossed(examples: Sequence[Example]) -> NDArray[np.float64]:
    """The probability of each example by a judge that has not seen its sentence pair."""
    found = np.zeros(len(examples))
    units = sorted({e.unit for e in examples}, key=lambda unit: (hash_of(unit), unit))
    fold = {unit: n % FOLDS for n, unit in enumerate(units)}
    for part in range(FOLDS):
        seen = [e for e in examples if fold[e.unit] != part]
        rest = [i for i, e in enumerate(examples) if fold[e.unit] == part]
        model = _train(seen)
        found[rest] = model.predict(_matrix([examples[i] for i in rest], _names(seen)))
    return found


def hash_of(unit: str) -> int:
    """A number without pattern, the same on every machine, to deal the units to folds by."""
    return sum(ord(letter) * 31**place for place, letter in enumerate(unit)) % 10007


def _report(examples: Sequence[Example], probabilities: NDArray[np.float64], wanted: Mapping[str, int]) -> None:
    """Print the cross-validated scores of the rules alone and of the judge, and how reliable its probabilities are."""
    for lang in LANGUAGES:
        pairs = zip(examples, probabilities, strict=True)
        some = [(e, p) for e, p in pairs if e.lang == lang and not e.is_hard and not e.unit.startswith((OWN, PAIR))]
        total = sum(count for unit, count in wanted.items() if unit.startswith(f"{lang}:"))
        rules = _score([(e, float(e.by_rule and e.is_real)) for e, _ in some], total, 0.5)
        print(f"{lang}: rules alone P %.3f R %.3f F1 %.3f" % rules)
        for least in GRID:
            mark = "*" if least == LEAST[lang] else " "
            print(f"   {mark}from {least:.2f} on: P %.3f R %.3f F1 %.3f" % _score(some, total, least))
        for low in (0.1, 0.3, 0.5, 0.7, 0.9):
            right = [e.is_gold for e, p in some if low <= p < low + 0.2]
            print(f"    probability {low:.1f} to {low + 0.2:.1f}: {np.mean(right or [0]):.2f} right of {len(right)}")


def _score(some: Sequence[tuple[Example, float]], total: int, least: float) -> tuple[float, float, float]:
    kept = [e for e, p in some if p >= least]
    right = sum(e.is_gold for e in kept)
    precision, recall = right / max(1, len(kept)), right / max(1, total)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _write(
    path: Path,
    model: lightgbm.Booster,
    names: Sequence[str],
    least: Mapping[str, float],
    calibration: tuple[float, float],
) -> None:
    """Write the table: one line a node, so that a change shows what changed."""
    nodes: list[list[float | int]] = []
    roots = [_add(tree["tree_structure"], nodes) for tree in model.dump_model()["tree_info"]]
    head = {"features": list(names), "start": 0.0, "least": least, "roots": roots}
    head["calibration"] = [round(number, 4) for number in calibration]
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "nodes": [\n'
    path.write_text(text + ",\n".join(json.dumps(node) for node in nodes) + "\n]}\n", encoding="utf-8")
    print(f"{path}: {len(roots)} trees, {len(nodes)} nodes, {len(names)} features")


def _add(node: Mapping[str, object], nodes: list[list[float | int]]) -> int:
    """Append a node and all below it; returns its number."""
    number = len(nodes)
    if "leaf_value" in node and "left_child" not in node:
        nodes.append([-1, 0.0, number, number, round(float(node["leaf_value"]), 6)])
        return number
    nodes.append([])
    left, right = _add(node["left_child"], nodes), _add(node["right_child"], nodes)
    nodes[number] = [
        int(node["split_feature"]),
        float(f"{node['threshold']:.6g}"),
        left,
        right,
        round(float(node["internal_value"]), 6),
    ]
    return number


if __name__ == "__main__":
    sys.exit(main())
