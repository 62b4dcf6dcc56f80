"""How fast texts are read: the parse with our matrix product against stock spaCy's, and the whole way; memory.

    python benchmarks/reading.py [FILE] [--lang en|id] [--rounds 3]

FILE holds a sentence a line; without one, the sample corpus of that language is read.  All figures are of one run,
taken in turns, in CPU seconds, so that the ratios hold on a busy machine as well.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import spacy
from diplograph import Extractor, read_articles
from diplograph.extractors.model import Article
from diplograph.extractors.pipelines import _source
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import get_ops


def main() -> None:
    options = _options()
    for lang in options.lang or ("en", "id"):
        _compare(lang, _lines(options.file, lang), options.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at its highest, with every pipeline of this run loaded: {peak:.0f} MB")


def _compare(lang: str, lines: list[str], rounds: int) -> None:
    extractor = Extractor()
    nlp = extractor._knowledge.voice(lang).nlp
    _read(extractor, lang, lines[:1])  # loads the rest
    whole = _whole(lang)
    ways: dict[str, Callable[[], object]] = {
        "stock spaCy": lambda: _parse(whole, lines, "numpy"),
        "only what is read": lambda: _parse(nlp, lines, "numpy"),
        "our matrix product": lambda: _parse(nlp, lines, "diplograph"),
        "text to statements": lambda: _read(extractor, lang, lines),
    }
    tokens = sum(len(nlp.make_doc(line)) for line in lines)
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.process_time()
            way()
            best[name] = min(best[name], time.process_time() - start)
    same = _trees(_parse(nlp, lines, "numpy")) == _trees(_parse(nlp, lines, "diplograph"))
    print(f"{lang}: {len(lines)} lines, {tokens} tokens, one line at a time; same trees: {'yes' if same else 'no'}")
    for name, seconds in best.items():
        print(
            f"  {name:20} {tokens / seconds:8,.0f} tokens/s   {best['stock spaCy'] / seconds:.2f} x stock spaCy's parse"
        )


def _whole(lang: str) -> Language:
    """The same pipeline with every component, as `spacy.load` gives it."""
    source = _source(lang)
    return spacy.load(files("diplograph.extractors") / source if "/" in source else source)


def _parse(nlp: Language, lines: list[str], ops: str) -> list[Doc]:
    """Parse line by line, as articles of one paragraph are, with one ops or another."""
    for _, pipe in nlp.pipeline:
        for part in pipe.model.walk() if getattr(pipe, "model", None) else ():
            if part.name != "linear":  # spaCy itself keeps that one on its own ops
                part.ops = get_ops(ops)
    return [next(iter(nlp.pipe([line]))) for line in lines]


def _read(extractor: Extractor, lang: str, lines: list[str]) -> int:
    articles = (Article(id=str(number), text=line, lang=lang) for number, line in enumerate(lines))
    return sum(1 for _ in extractor.extract(articles))


def _trees(docs: list[Doc]) -> list[list[tuple[int, str, str]]]:
    return [[(token.head.i, token.dep_, token.pos_) for token in doc] for doc in docs]


def _lines(file: Path | None, lang: str) -> list[str]:
    if file:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    corpus = str(files("diplograph").joinpath("examples", "corpus"))
    texts = [article.text for article in read_articles([corpus]) if Path(article.id).name.startswith(f"{lang}-")]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--lang", action="append", choices=("en", "id"))
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
