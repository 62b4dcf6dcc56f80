"""Runs: files in, articles with their statements out, whatever some of the files hold.  Knows no store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from .articles import read_articles, warn
from .errors import InputError, PipelineError
from .extract import Extractor
from .model import Article, Statement

__all__ = ["read_statements"]


def read_statements(
    paths: Iterable[str | Path],
    extractor: Extractor,
    *,
    lang: str | None = None,
    published: date | None = None,
    on_error: Callable[[InputError], None] | None = None,
    is_known: Callable[[Article], bool] = lambda article: False,
) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
    """Yield each article, its language now known, with its statements; arguments as of `read_articles`.

    is_known: whether an article, its language known, need not be read; it is passed over.

    An article in no known language is reported like a file that cannot be read, and the run goes on.
    Raises PipelineError if the pipeline of a known language cannot be loaded: no article would fare better.
    """
    report = on_error or warn
    for article in read_articles(paths, lang=lang, published=published, on_error=report):
        try:
            known = replace(article, lang=extractor.language_of(article))
        except PipelineError as error:
            report(InputError(error.where, error.what))
            continue
        if is_known(known):
            continue
        yield known, extractor.extract_article(known)
