"""Links: which thing of Wikidata an actor is, from the table of actors that the extractors use.  Knows no store."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["wikidata_iri"]

_ENTITY = "http://www.wikidata.org/entity/"


def wikidata_iri(code: str) -> str | None:
    """The IRI of an actor in Wikidata, None where the table does not name it.

    >>> wikidata_iri("AFG"), wikidata_iri("NOBODY")
    ('http://www.wikidata.org/entity/Q889', None)
    """
    return _links().get(code)


@cache
def _links() -> Mapping[str, str]:
    table = files(__package__.rpartition(".")[0]).joinpath("extractors", "lang", "actors.toml")
    found: dict[str, str] = {}
    for name, rows in tomllib.loads(table.read_text(encoding="utf-8")).items():
        if name in _TYPES and isinstance(rows, dict):
            found |= {code: _ENTITY + row["wikidata"] for code, row in rows.items() if "wikidata" in row}
    return found


_TYPES = frozenset({"State", "Organization", "Group"})
