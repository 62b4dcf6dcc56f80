"""Learn: documents to a trained pipeline.  Everything that can be turned stands in pipeline.cfg."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.schemas import ConfigSchemaTraining
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config, registry
from thinc.api import fix_random_seed

from .tables import Tables
from .tokenizer import fit_tokenizer

__all__ = ["blank", "train"]

log = logging.getLogger(__name__)

_REPORT = 200  # steps between two lines of the log


def blank(tables: Tables, overrides: Mapping[str, object]) -> Language:
    """The untrained pipeline of pipeline.cfg.   overrides: dotted keys of the file with other values."""
    config = load_config(Path(__file__).with_name("pipeline.cfg"), overrides=dict(overrides))
    nlp = load_model_from_config(config, auto_fill=True)
    fit_tokenizer(nlp, tables)
    return nlp


def train(nlp: Language, docs: Sequence[Doc]) -> None:
    """Train in place and leave the averaged weights.

    docs: annotated, in the vocabulary of `nlp`.
    """
    settings = registry.resolve(nlp.config.interpolate()["training"], schema=ConfigSchemaTraining)
    fix_random_seed(settings["seed"])
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    optimizer = nlp.initialize(lambda: examples[:], sgd=settings["optimizer"])
    steps = settings["max_steps"]
    batches = _batches(examples, settings["batcher"], random.Random(settings["seed"]))
    losses: dict[str, float] = {}
    for step in range(1, steps + 1):
        nlp.update(next(batches), drop=settings["dropout"], sgd=optimizer, losses=losses)
        optimizer.step_schedules()  # type: ignore[no-untyped-call]
        if step % _REPORT == 0:
            log.info("step %d of %d: %s", step, steps, {name: round(loss) for name, loss in losses.items()})
            losses = {}
    _keep_averages(nlp, optimizer.averages or {})


def _batches(examples: Sequence[Example], batcher: object, chance: random.Random) -> Iterator[Sequence[Example]]:
    while True:
        order = list(examples)
        chance.shuffle(order)
        yield from batcher(order)  # type: ignore[operator]  # the registry gives functions without a type


def _keep_averages(nlp: Language, averages: Mapping[tuple[int, str], object]) -> None:
    """Set every parameter to its average over the steps, for good (thinc's use_params would put them back)."""
    for _, component in nlp.pipeline:
        for node in component.model.walk():  # type: ignore[attr-defined]  # every trained component has it
            for name in node.param_names:
                if (node.id, name) in averages:
                    node.set_param(name, averages[node.id, name])
