"""diplograph: news texts in, a knowledge graph of diplomatic relations out, every edge traceable to its sentence.

The names below are what other programs may rely on.  Each is imported when it is first asked for, so that
`import diplograph` (and `diplograph --help`) loads neither spaCy nor rdflib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .extractors.articles import read_articles
    from .extractors.errors import DiplographError
    from .extractors.extract import Extractor
    from .extractors.model import Article, Statement
    from .graph.ask import ask
    from .graph.network import to_network
    from .graph.page import write_page
    from .graph.positions import positions
    from .graph.store import Store

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
    "Extractor": "extractors.extract",
    "Statement": "extractors.model",
    "Store": "graph.store",
    "ask": "graph.ask",
    "positions": "graph.positions",
    "read_articles": "extractors.articles",
    "to_network": "graph.network",
    "write_page": "graph.page",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'diplograph' has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
