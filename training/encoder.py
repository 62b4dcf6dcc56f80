"""The command `python -m training.encoder SHARED OUT TWINS`: train the encoder on our own sentence pairs.

Writes the weights that ship to OUT; and to TWINS/0 and TWINS/1 those of two encoders that have each not read a part of
the pairs, for the judge to be trained with on what each has not read (judge.py).  Learns from training/sentences alone;
SHARED/gold/panl-more tells after each pass how well it does on real news, and SHARED/id-pipeline/data which subword
pieces Indonesian texts need.  No sentence of SHARED/gold or SHARED/corpora is learnt from.  Needs the packages of the
extra `encoder`; takes an hour on two processors.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import multiprocessing
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diplograph import Article
from diplograph.extractors.encoder import FILES, Encoder
from diplograph.extractors.extract import Extractor
from diplograph.extractors.features import nearest
from diplograph.extractors.impressions import Columns, Sight, sight_of
from diplograph.extractors.judge import judge_of_rules
from diplograph.graph.ontology import load_schema
from torch.nn import functional as F  # noqa: N812

from .gold import Gold, Key, read_gold, records
from .network import OUTCOMES, Base, Batch, Network, read_base
from .pairs import TWINS, gold_of, read_pairs

log = logging.getLogger(__name__)

LANGUAGES = ("en", "id")
LAYERS = 6  # of twelve: with as many steps the whole encoder learns less, and takes twice as long to read
PASSES = 3  # more lower the loss on what is learnt from, and little else
RATES = (1.2e-4, 1e-3)  # of learning: of the encoder, of what is on top of it
SENTENCES = 24  # a step
MOST_TOLD = 24  # rows of a sentence that are learnt from in a step
HARD = 0.3  # weight of what a second reader might not record
WARM = 0.1
ROOT = Path(__file__).parents[1]
TEXTS = (
    "extractors/lang/**/*.toml", "training/sentences/*.txt", "tests/sentences/*.toml", "examples/**/*.txt",
    "docs/**/*.md",
)  # fmt: skip
PLAIN = re.compile("▁?[A-Za-z0-9À-ɏ'’.,:;()\"“”%$/\\-–—!?&]*")
SPECIAL = 4


@dataclass(frozen=True)
class Example:
    """One sentence.

    part: of our own pairs (pairs.py); None: not one of these.
    said: two actors → (relation, kind, negated, hard) of each statement.
    told: the rows of proposals, each with whether it is right and whether a second reader might not record it.
    """

    part: int | None
    sight: Sight
    said: Mapping[tuple[str, str], tuple[tuple[int, int, bool, bool], ...]]
    told: tuple[tuple[tuple[int, ...], bool, bool], ...]


def main(words: list[str] | None = None) -> int:
    """Read the options, train, write.  Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m training.encoder", description=__doc__.split("\n")[0])
    parser.add_argument("shared", type=Path, help="folder with gold/ and id-pipeline/")
    parser.add_argument("out", type=Path, help="folder for the weights (extractors/models/encoder)")
    parser.add_argument("twins", type=Path, help="folder for the weights of its twins (build/twins)")
    parser.add_argument("--steps", type=int, help="stop after so many steps, to try it out")
    options = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stderr)
    torch.set_num_threads(1)
    schema = load_schema()
    columns = Columns(tuple(sorted(schema.relations)), ("", *sorted(schema.kinds)))
    base = read_base(LAYERS)
    kept = _needed(base, options.shared)
    encoder = Encoder(base.weights, base.heads, LAYERS, [base.pieces[i] for i in kept])
    reader = _Reader(columns, encoder)
    examples, unseen = list(reader.own()), list(reader.annotated(options.shared / "gold" / "panl-more.gold.jsonl"))
    log.info("%d sentences to learn from, %d to measure on, %d pieces", len(examples), len(unseen), len(kept))

    def train(out: Path, name: str, some: Sequence[Example]) -> None:
        torch.manual_seed(0)
        network = Network(base, kept, columns, LAYERS)
        _train(network, some, unseen, columns, most=options.steps, name=name)
        _write(out, network, encoder, columns)

    jobs = [(options.twins / str(twin), f"twin {twin}", [e for e in examples if e.part != twin]) for twin in TWINS]
    jobs.append((options.out, "whole", examples))
    # forked: the examples need not be sent, and took minutes to read
    started = [multiprocessing.get_context("fork").Process(target=train, args=job) for job in jobs]
    for process in started:
        process.start()
    for process in started:
        process.join()
    return max(process.exitcode or 0 for process in started)


def _needed(base: Base, shared: Path) -> list[int]:
    """The pieces into which the words of English and Indonesian texts fall, and every single letter."""
    tokenizer = Encoder({}, base.heads, 0, base.pieces)
    paths = [path for pattern in TEXTS for path in sorted(ROOT.glob(pattern))]
    paths += sorted((shared / "id-pipeline" / "data").iterdir())
    found = set(range(SPECIAL))
    words = {word for path in paths for word in re.findall(r"\w+|[^\w\s]", path.read_text(encoding="utf-8"))}
    for word in words:
        found.update(tokenizer.pieces_of(word, True), tokenizer.pieces_of(word, False))
    single = {i for i, (piece, _) in enumerate(base.pieces) if len(piece.lstrip("▁")) <= 1}
    return sorted(i for i in found | single if i < SPECIAL or PLAIN.fullmatch(base.pieces[i][0]))


class _Reader:
    """Annotated sentences to examples, by the rules' own proposals."""

    def __init__(self, columns: Columns, encoder: Encoder) -> None:
        schema = load_schema()
        self._columns, self._encoder = columns, encoder
        self._symmetric = {name for name, relation in schema.relations.items() if relation.symmetric}
        self._extractor = Extractor(schema, judge=judge_of_rules(LANGUAGES))

    def own(self) -> Iterator[Example]:
        """Our own sentence pairs."""
        for pair in read_pairs():
            for lang, text in pair.texts.items():
                gold = gold_of(pair, lang, self._symmetric)
                yield from self._examples(pair.unit, text, lang, gold, pair.part)

    def annotated(self, path: Path) -> Iterator[Example]:
        """The sentences of a gold file."""
        for lang in LANGUAGES:
            gold = read_gold(path, lang, self._symmetric)
            for record in records(path.with_name(path.name.replace(".gold.", f".{lang}."))):
                yield from self._examples(str(record["id"]), str(record["text"]), lang, gold)

    def _examples(self, unit: str, text: str, lang: str, gold: Gold, part: int | None = None) -> Iterator[Example]:
        sure, hard = gold.sure.get(unit, set()), gold.hard.get(unit, set())
        for reading in self._extractor.readings(Article(id=unit, text=text, lang=lang)):
            sight = sight_of(reading.sentence, self._encoder)
            if sight is None:
                continue
            told = []
            for proposal in nearest(reading.sentence):
                ends, key = sight.ends(proposal), reading.sentence.key(proposal)
                if ends is not None:
                    subject, thing, trigger, place = ends
                    first = sight.pieces.first
                    kind = self._columns.kind[proposal.object_key[0]]
                    relation = self._columns.relation[proposal.trigger.relation]
                    row = (subject, thing, first[trigger], first[place], relation, kind)
                    told.append((row, key in sure, key in hard and key not in sure))
            yield Example(part, sight, self._said(sight, sure, hard - sure), tuple(told))

    def _said(
        self, sight: Sight, sure: Iterable[Key], hard: Iterable[Key]
    ) -> dict[tuple[str, str], tuple[tuple[int, int, bool, bool], ...]]:
        said: dict[tuple[str, str], list[tuple[int, int, bool, bool]]] = {}
        for keys, is_hard in ((sure, False), (hard, True)):
            for relation, polarity, kind, (subject, *parties) in keys:
                entry = self._columns.relation[relation], self._columns.kind[kind], polarity == "negated", is_hard
                for party in parties or (subject,):
                    said.setdefault((subject, party), []).append(entry)
                    if relation in self._symmetric and not kind:
                        said.setdefault((party, subject), []).append(entry)
        return {ends: tuple(entries) for ends, entries in said.items() if set(ends) <= sight.places.keys()}


def _train(
    network: Network,
    examples: Sequence[Example],
    unseen: Sequence[Example],
    columns: Columns,
    *,
    most: int | None,
    name: str,
) -> None:
    """Train in place: the rate rises over the first tenth of the steps and falls to nothing.   name: for the log."""
    chance = random.Random(0)
    inner = [w for name, w in network.weights.items() if name.startswith(("piece", "position", "start", "layer"))]
    outer = [w for name, w in network.weights.items() if not name.startswith(("piece", "position", "start", "layer"))]
    groups = [{"params": part, "lr": rate} for part, rate in zip((inner, outer), RATES, strict=True)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps, step = PASSES * math.ceil(len(examples) / SENTENCES), 0
    network.train()
    for number in range(PASSES):
        for some in _batches(examples, chance):
            share = min(1.0, step / (WARM * steps)) * (steps - step) / steps
            for group, rate in zip(optimizer.param_groups, RATES, strict=True):
                group["lr"] = rate * max(share, 1e-3)
            batch = _batch(some, columns, chance)
            with torch.autocast("cpu", torch.bfloat16):
                table, told = network(batch)
            loss = _loss(table, told, batch, columns)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 100 == 0:
                log.info("%s: step %d of %d: loss %.3f", name, step, steps, loss.item())
            if step == most:
                return
        log.info(
            "%s: pass %d: precision over all thresholds %.3f", name, number + 1, _measure(network, unseen, columns)
        )


def _loss(table: torch.Tensor, told: torch.Tensor, batch: Batch, columns: Columns) -> torch.Tensor:
    """Cross-entropy: what is said, whether anything is; of what kind, where something is; which proposals are right."""
    relations, kinds = len(columns.relations), len(columns.kinds)
    each = F.binary_cross_entropy_with_logits(table, batch.targets, reduction="none")
    said = each[:, :relations].sum(dim=1) + each[:, relations + kinds]
    kind = each[:, relations : relations + kinds].sum(dim=1) + each[:, relations + kinds + 1]
    loss = ((said + 0.5 * kind * batch.targets[:, relations + kinds]) * batch.weights).mean()
    if len(told):
        rows = F.binary_cross_entropy_with_logits(told, batch.right, reduction="none")
        loss = loss + 2.0 * (rows * batch.told_weights).mean()
    return loss


def _batches(examples: Sequence[Example], chance: random.Random | None) -> Iterator[list[Example]]:
    """Sentences of like length together, in no order if there is chance."""
    key = {id(e): len(e.sight.pieces.numbers) + (chance.random() * 8 if chance else 0.0) for e in examples}
    ordered = sorted(examples, key=lambda e: key[id(e)])
    parts = [ordered[i : i + SENTENCES] for i in range(0, len(ordered), SENTENCES)]
    if chance:
        chance.shuffle(parts)
    yield from parts


def _batch(examples: Sequence[Example], columns: Columns, chance: random.Random | None) -> Batch:
    """chance: which of many wrong proposals of a sentence are learnt from; None: all."""
    longest = max(len(e.sight.pieces.numbers) for e in examples)
    widest = max(len(e.sight.mentions) for e in examples)
    numbers = torch.ones(len(examples), longest, dtype=torch.long)  # 1 is the piece for padding
    marks, mask = torch.zeros_like(numbers), torch.zeros_like(numbers, dtype=torch.bool)
    heads = torch.zeros(len(examples), widest, dtype=torch.long)
    tops = torch.zeros_like(heads)
    cells, groups, targets, weights, told = [], [], [], [], []
    for place, example in enumerate(examples):
        pieces, mentions = example.sight.pieces, example.sight.mentions
        numbers[place, : len(pieces.numbers)] = torch.tensor(pieces.numbers)
        marks[place, : len(pieces.numbers)] = torch.tensor(pieces.marks)
        mask[place, : len(pieces.numbers)] = True
        heads[place, : len(mentions)] = torch.tensor([pieces.first[m.head] for m in mentions])
        tops[place, : len(mentions)] = torch.tensor([pieces.first[m.top] for m in mentions])
        for subject, rows in example.sight.places.items():
            for thing, others in example.sight.places.items():
                entries = example.said.get((subject, thing), ())
                cells += [(place * widest + row) * widest + other for row in rows for other in others]
                groups += [len(targets)] * (len(rows) * len(others))
                targets.append(_target(entries, columns))
                weights.append(HARD if any(is_hard for *_, is_hard in entries) else 1.0)
        told += [((place, *row), right, hard) for row, right, hard in _chosen(example.told, chance)]
    return Batch(
        numbers, marks, mask, heads, tops, torch.tensor(cells), torch.tensor(groups), torch.stack(targets),
        torch.tensor(weights), torch.tensor([row for row, *_ in told], dtype=torch.long).view(-1, 7),
        torch.tensor([float(right or hard) for _, right, hard in told]),
        torch.tensor([HARD if hard else 1.0 for *_, hard in told]),
    )  # fmt: skip


def _chosen(
    told: Sequence[tuple[tuple[int, ...], bool, bool]], chance: random.Random | None
) -> Sequence[tuple[tuple[int, ...], bool, bool]]:
    if chance is None or len(told) <= MOST_TOLD:
        return told
    right, wrong = [t for t in told if t[1] or t[2]], [t for t in told if not (t[1] or t[2])]
    return right + chance.sample(wrong, max(0, min(len(wrong), MOST_TOLD - len(right))))


def _target(entries: Iterable[tuple[int, int, bool, bool]], columns: Columns) -> torch.Tensor:
    relations, kinds = len(columns.relations), len(columns.kinds)
    target = torch.zeros(relations + kinds + OUTCOMES)
    for relation, kind, is_negated, _ in entries:
        target[[relation, relations + kind, relations + kinds]] = 1.0
        if is_negated:
            target[relations + kinds + 1] = 1.0
    return target


def _measure(network: Network, examples: Sequence[Example], columns: Columns) -> float:
    """Average precision of the proposals, ordered by their log-odds."""
    network.eval()
    odds, right = [], []
    with torch.no_grad():
        for some in _batches(examples, None):
            batch = _batch(some, columns, None)
            odds.append(network(batch)[1].numpy())
            right.append(batch.right.numpy())
    network.train()
    ordered = np.concatenate(right)[np.argsort(-np.concatenate(odds), kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float((precision * ordered).sum() / max(1.0, ordered.sum()))


def _write(out: Path, network: Network, encoder: Encoder, columns: Columns) -> None:
    """Write the files that the package reads: matrices as bytes with a scale for each row."""
    arrays: dict[str, np.ndarray] = {}
    for name, array in sorted(network.arrays().items()):
        if name.endswith(".weight") or name == "piece":
            scale = np.maximum(np.abs(array).max(axis=1), np.finfo(np.float32).tiny) / 127
            arrays[name] = np.round(array / scale[:, None]).astype(np.int8)
            arrays[f"{name}.scale"] = scale.astype(np.float32)
        else:
            arrays[name] = array.astype(np.float32)
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / FILES[0], **arrays)
    table = {
        "heads": encoder.heads,
        "layers": encoder.layers,
        "columns": {"relations": columns.relations, "kinds": columns.kinds},
        "pieces": [(piece, round(score, 4)) for piece, score in encoder.pieces],
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    (out / FILES[1]).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
