"""Errors: one tree, each made from fields, each saying where, what, and what would be right.

    DiplographError
    ├── InputError          an input file or line that cannot be read; the rest of the run goes on
    │   └── DuplicateArticle    two articles of one run share an id
    ├── PackError           a language pack (or other packaged table) is malformed
    │   └── UnknownTerm         a pack names a relation or kind that ontology.ttl does not declare
    ├── PipelineError       a language has no pipeline, or the pipeline cannot be loaded
    ├── StoreError          the store cannot be opened, read or written
    │   ├── StoreLocked         another process is writing to it
    │   └── StoreVersion        it was made by another schema version
    ├── QueryError          a SPARQL query that is malformed, not read-only, or too slow
    ├── QuestionError       a question that cannot be read at all (empty, or in an unknown language)
    └── ExportError         an export that cannot be written

Knows nothing but the standard library.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection

__all__ = [
    "DiplographError",
    "DuplicateArticle",
    "ExportError",
    "InputError",
    "PackError",
    "PipelineError",
    "QueryError",
    "QuestionError",
    "StoreError",
    "StoreLocked",
    "StoreVersion",
    "UnknownTerm",
]


class DiplographError(Exception):
    """What every error of this package is; its text is one line, fit to be shown to a user."""

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}" if where else what)


class InputError(DiplographError):
    """An input file or one line of it cannot be read; `where` is 'file' or 'file:line'."""


class DuplicateArticle(InputError):
    """Two articles of one run share an id; the first one stands."""

    def __init__(self, where: str, article: str, first: str) -> None:
        self.article, self.first = article, first
        super().__init__(where, f"duplicate article id {article!r} (first seen in {first}); give it an id of its own")


class PackError(DiplographError):
    """A language pack is malformed; `where` names the file and the entry."""


class UnknownTerm(PackError):
    """A pack names a relation or a position kind that ontology.ttl does not declare."""

    def __init__(self, where: str, term: str, known: Collection[str]) -> None:
        self.term = term
        near = difflib.get_close_matches(term, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(where, f"no term {term!r} in ontology.ttl{hint}")


class PipelineError(DiplographError):
    """A language has no pipeline here, or its pipeline cannot be loaded."""


class StoreError(DiplographError):
    """The store cannot be opened, read or written; `where` is its location."""


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class StoreVersion(StoreError):
    """The store was made by another schema version of this program."""


class QueryError(DiplographError):
    """A SPARQL query that is malformed, not read-only, or ran out of time."""


class QuestionError(DiplographError):
    """A question that cannot be read at all."""


class ExportError(DiplographError):
    """An export that cannot be written; `where` is the output file."""
