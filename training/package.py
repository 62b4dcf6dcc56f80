"""Package: a trained pipeline to the folder that ships, with model card and notice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from string import Template

from spacy.language import Language

from .score import Scores
from .tables import Source
from .treebank import Sentence

__all__ = ["write_package"]

_NAME = "diplograph_news"
_VERSION = "1.0.0"
_LICENCE = "CC BY-SA 4.0"
_HERE = Path(__file__).parent


def write_package(
    nlp: Language, out: Path, *, scores: Mapping[str, Scores], parts: Mapping[Source, Sequence[Sentence]]
) -> None:
    """Write pipeline, README.md and NOTICE to `out`.

    scores: of the same training without the test parts, by the name of the test file.
    parts:  the sentences that the weights were trained on.
    """
    nlp.meta.update(name=_NAME, version=_VERSION, license=_LICENCE, description="Indonesian news: tags, lemmas, trees")
    nlp.meta["performance"] = {name: asdict(value) for name, value in scores.items()}
    nlp.to_disk(out)
    (out / "NOTICE").write_text((_HERE / "notice.txt").read_text(encoding="utf-8"), encoding="utf-8")
    card = "\n".join(_card(nlp, test, value, parts) for test, value in scores.items())
    (out / "README.md").write_text(card, encoding="utf-8")


def _card(nlp: Language, test: str, scores: Scores, parts: Mapping[Source, Sequence[Sentence]]) -> str:
    totals = [value for value in asdict(scores).values() if isinstance(value, float)]
    return Template((_HERE / "card.md").read_text(encoding="utf-8")).substitute(
        name=_NAME,
        version=_VERSION,
        data="\n".join(_row(_of(source, sentences)) for source, sentences in parts.items()),
        steps=nlp.config["training"]["max_steps"],
        test=test,
        totals=" | ".join(f"{value:.1f}" for value in totals),
        labels="\n".join(_row((label, f"{f:.1f}", str(number))) for label, f, number in scores.labels if number > 10),
        notes=(_HERE / "notes.md").read_text(encoding="utf-8").strip(),
    )


def _of(source: Source, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    tokens = sum(len(sentence) for sentence in sentences)
    return (f"`{source.name}`", source.treebank, str(len(sentences)), str(tokens), str(source.weight))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
