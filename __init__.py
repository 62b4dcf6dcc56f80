"""diplograph: news texts in, a knowledge graph of diplomatic relations out, every edge traceable to its sentence.

The names below are what other programs may rely on.  Each is imported when it is first asked for, so that
`import diplograph` (and `diplograph --help`) loads neither spaCy nor rdflib.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .extractors.articles import read_articles
    from .extractors.errors import DiplographError
    from .extractors.extract import Extractor as _Extractor
    from .extractors.model import Article, Schema, Statement
    from .graph.ask import ask
    from .graph.network import to_network
    from .graph.page import write_page
    from .graph.positions import positions
    from .graph.store import Store

    class Extractor(_Extractor):
        """An Extractor whose schema is the package's own ontology, unless another is given."""

        def __init__(self, schema: Schema | None = None, *, pipelines: Mapping[str, str] | None = None) -> None: ...


__all__ = [
    "Article",
    "DiplographError",
    "Extractor",
    "Statement",
    "Store",
    "ask",
    "positions",
    "read_articles",
    "to_network",
    "write_page",
]

_HOME = {
    "Article": "extractors.model",
    "DiplographError": "extractors.errors",
    "Statement": "extractors.model",
    "Store": "graph.store",
    "ask": "graph.ask",
    "positions": "graph.positions",
    "read_articles": "extractors.articles",
    "to_network": "graph.network",
    "write_page": "graph.page",
}


def __getattr__(name: str) -> object:
    if name == "Extractor":
        return _extractor_class()
    if name not in _HOME:
        raise AttributeError(f"module 'diplograph' has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)


@cache
def _extractor_class() -> type:
    """The Extractor with the ontology's schema as default: here the two halves of the package meet."""
    base = import_module(".extractors.extract", __name__).Extractor
    load_schema = import_module(".graph.ontology", __name__).load_schema

    class Extractor(base):  # type: ignore[misc, valid-type]
        __doc__ = base.__doc__

        def __init__(self, schema: Schema | None = None, *, pipelines: Mapping[str, str] | None = None) -> None:
            super().__init__(schema or load_schema(), pipelines=pipelines)

    return Extractor
