"""Pipelines: the one door to spaCy.  Language to trained pipeline, and which language a text is in.

What is loaded is what the pack names: a pinned package, or weights that ship in models/.  Nothing is downloaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import PipelineError
from .packs import languages

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Detector", "lemmas_of", "load_pipeline", "pipeline_name"]

_PACKAGE = "diplograph.extractors"
# No extractor reads spaCy's entities: names come from tables, which know codes and never call a country a person.
_UNUSED = ("ner", "senter", "entity_linker", "entity_ruler", "textcat", "textcat_multilabel")
_LEMMATIZERS = ("lemmatizer", "trainable_lemmatizer")
_TAGGERS = ("morphologizer", "tagger")
_LABELS = ({"nsubj"}, {"obj", "dobj"}, {"conj"}, {"case", "prep"})  # one of each is in every tree bank of both schemes
_ENOUGH = 4000  # characters that tell a language; a longer text is not read further


def load_pipeline(
    lang: str,
    override: str | None = None,
    *,
    infixes: Iterable[str] = (),
    splits: Iterable[str] = (),
    lemmas: bool = True,
) -> Language:
    """Load the pipeline of one language: the one its pack names, or `override` (a package or a folder).

    infixes: regular expressions at which its tokenizer is to split as well.   splits: marks to split off anywhere.
    lemmas: whether they are wanted; what makes them is else left out, as is all that no extractor reads.

    Raises PipelineError for an unknown language, for weights that cannot be loaded, and for an override that is of
    another language, lacks a component, or whose labels are neither UD's nor ClearNLP's.
    """
    from spacy.tokenizer import Tokenizer

    nlp = _load(lang, override, [*_UNUSED, *(() if lemmas else _LEMMATIZERS)])
    if override is not None:
        _check(nlp, lang, override, lemmas)
    marks = [re.escape(mark) for mark in splits]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.infix_finditer = _joined(tokenizer.infix_finditer, [*marks, *infixes]).finditer
    tokenizer.prefix_search = _joined(tokenizer.prefix_search, [f"^{mark}" for mark in marks]).search
    tokenizer.suffix_search = _joined(tokenizer.suffix_search, [f"{mark}$" for mark in marks]).search
    return nlp


def _joined(method: object, patterns: list[str]) -> re.Pattern[str]:
    """The pattern behind a tokenizer's bound method with more alternatives before it."""
    known: re.Pattern[str] = method.__self__  # type: ignore[attr-defined]
    return re.compile("|".join([*patterns, known.pattern]), known.flags)


def _check(nlp: Language, lang: str, source: str, lemmas: bool) -> None:
    """Whether a pipeline makes what the extractors read."""
    if nlp.lang != lang:
        raise PipelineError(lang, f"the pipeline {source!r} is for {nlp.lang!r}")
    made = {nlp.get_pipe_meta(name).factory for name in nlp.component_names}
    wanted = [("parser",), _TAGGERS, *([_LEMMATIZERS] if lemmas else [])]
    for alternatives in wanted:
        if made.isdisjoint(alternatives):
            raise PipelineError(lang, f"the pipeline {source!r} lacks a component: {' or '.join(alternatives)}")
    labels = set(nlp.pipe_labels["parser"])
    if any(labels.isdisjoint(needed) for needed in _LABELS):
        shown = ", ".join(sorted(labels)[:5]) or "none"
        raise PipelineError(lang, f"the parser of {source!r} has labels of neither UD nor ClearNLP: {shown} …")


def _load(lang: str, override: str | None, unused: list[str]) -> Language:
    import spacy
    from thinc.api import use_ops

    from .ops import NAME

    source = override or _source(lang)
    try:
        with use_ops(NAME):
            if source.startswith("models/"):
                with as_file(files(_PACKAGE).joinpath(*source.split("/"))) as folder:
                    return spacy.load(folder, exclude=unused)
            if override is None:
                module = import_module(source)
                loaded: Language = module.load(exclude=unused)
                return loaded
            return spacy.load(source, exclude=unused)
    except OSError as error:
        if override is None:
            raise PipelineError(lang, f"cannot load the pipeline {source!r}: {error}") from error
        found = "a folder without a pipeline" if Path(source).is_dir() else "no installed package and no folder"
        raise PipelineError(lang, f"{source!r} is {found}; name a spaCy package or what `nlp.to_disk` wrote") from error
    except (ImportError, ValueError) as error:
        reason = re.sub(r"^\[E\d+\] ", "", str(error).splitlines()[0])
        raise PipelineError(lang, f"cannot load the pipeline {source!r}: {reason}") from error


def lemmas_of(nlp: Language) -> Callable[[str], set[str]] | None:
    """What gives every lemma that a pipeline may give a lower-case form; None where that cannot be told beforehand.

    It can where lemmas come from spaCy's rules (Lemmatizer.rule_lemmatize), whatever part of speech the tagger sees.
    """
    from spacy.pipeline import Lemmatizer

    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule":
        return None
    tables = lemmatizer.lookups
    exceptions = [*tables.get_table("lemma_exc", {}).values()]
    rules = {(old, new) for rows in tables.get_table("lemma_rules", {}).values() for old, new in rows}

    def lemmas(form: str) -> set[str]:
        irregular = (lemma for rows in exceptions for lemma in rows.get(form, ()))
        return {form, *irregular, *(form.removesuffix(old) + new for old, new in rules if form.endswith(old))}

    return lemmas


def pipeline_name(nlp: Language) -> str:
    """Name and version of a loaded pipeline, for the provenance: 'id_dip_news_sm 0.1.0'."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def package_version() -> str:
    """The version of this package, "0" where it is not installed."""
    try:
        return version("diplograph")
    except PackageNotFoundError:
        return "0"


def _source(lang: str) -> str:
    if lang not in languages():
        raise PipelineError(lang, f"unknown language; known are {', '.join(languages())}")
    text = files(_PACKAGE).joinpath("lang", lang, "pack.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["pipeline"])


class Detector:
    """Tells which of the known languages a text is in; its models are loaded at the first question."""

    # Malay is asked for as well, as it would else be taken for Indonesian with full confidence.
    _NEIGHBOURS: Mapping[str, str] = {"ms": "id"}

    def __init__(self) -> None:
        self._detector: object | None = None

    def language_of(self, text: str) -> str | None:
        """The ISO 639-1 code of a text's language, None if it is none that has a pack."""
        from lingua import IsoCode639_1, LanguageDetector, LanguageDetectorBuilder

        if self._detector is None:
            asked = [*languages(), *self._NEIGHBOURS]
            codes = [getattr(IsoCode639_1, code.upper()) for code in asked]
            self._detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
        assert isinstance(self._detector, LanguageDetector)
        found = self._detector.detect_language_of(text[:_ENOUGH])
        if found is None:
            return None
        code = found.iso_code_639_1.name.lower()
        code = self._NEIGHBOURS.get(code, code)
        return code if code in languages() else None
