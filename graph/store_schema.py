"""Store schema: whether a store is ours and of this version; its ontology and its summary brought up to date.

Knows the engine and no article.
"""

from __future__ import annotations

import hashlib

import pyoxigraph as ox

from ..extractors.errors import StoreError, StoreVersion
from . import terms as t
from .ontology import load_schema, ontology_quads, ontology_text
from .store_changes import finish_counts, has_dues, replace_schema, said_in
from .store_engine import Engine
from .tallies import Tallies, count_lines
from .vocabulary import ONTOLOGY

__all__ = ["check_schema"]

MIGRATED = frozenset({"0.1.0", "0.2.0"})  # schema versions that differ only in the summary, which is counted anew

_ONTOLOGY = ox.NamedNode(ONTOLOGY)


def check_schema(engine: Engine, location: str, *, read_only: bool) -> None:
    """Put the ontology into a new store; bring an older one up to date; refuse a foreign one and a newer one."""
    version = load_schema().version
    stated = {
        quad.object.value
        for quad in engine.quads(_ONTOLOGY, t.VERSION_INFO, None, engine.shared)
        if isinstance(quad.object, ox.Literal)
    }
    if not stated and engine.count():
        raise StoreError(location, "an Oxigraph store, but not one of diplograph; choose another folder")
    if not stated and read_only:
        raise StoreError(location, "no store here; make one with `diplograph build PATH --store …`")
    old = stated - {version}
    if old and (read_only or not old <= MIGRATED):
        made = ", ".join(sorted(old))
        what = "`diplograph upgrade` it" if old <= MIGRATED else "build into a new folder (--store)"
        raise StoreVersion(location, f"made with schema {made}, this program has {version}; {what}")
    if not read_only:
        _refresh(engine)


def _refresh(engine: Engine) -> None:
    """The store's ontology is this program's, its summary counted by it, and a load that was killed is finished."""
    mark = ox.Quad(_ONTOLOGY, t.DIGEST, ox.Literal(_digest()))
    stored = next(engine.quads(_ONTOLOGY, t.DIGEST, None, engine.shared), None)
    if stored is None or stored.object != mark.object:
        said = Tallies()
        said.add(said_in(engine, None))
        replace_schema(engine, (*ontology_quads(), mark), (*count_lines(said.counts()), *said.examples()))
    elif has_dues(engine):
        finish_counts(engine)


def _digest() -> str:
    return hashlib.blake2b(ontology_text().encode(), digest_size=16).hexdigest()
