"""Store: articles with their statements on disk, one named graph an article, each change one atomic step.

Knows Oxigraph; reads through store_rows.py, writes what rdf.py makes.  Never extracts anything.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from ..extractors.errors import StoreError, StoreLocked, StoreVersion
from ..extractors.model import Article, Provenance, Statement
from . import terms as t
from .iris import article_iri
from .ontology import load_schema, ontology_quads, ontology_text
from .rdf import article_quads
from .records import ArticleInfo
from .sparql import Results, run_query
from .store_changes import is_schema, replace_graph, replace_schema
from .store_rows import Filter, Stats, article_info, article_infos, select_statements, stats_of
from .vocabulary import ONTOLOGY

__all__ = ["ArticleInfo", "Stats", "Store"]

QUERY_SECONDS = 60.0
_READER_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between tries

_SHARED = ox.DefaultGraph()
_ONTOLOGY = ox.NamedNode(ONTOLOGY)


class Store:
    """An Oxigraph store in a folder; one process writes at a time, others may read beside it.

    location:  a folder, made if it is missing.   read_only: takes no lock, sees what was written when it was opened.
    Raises StoreError if there is no store (read-only) or something that is none, StoreLocked if another process
    writes, StoreVersion if another schema version made it.
    """

    def __init__(self, location: str | Path, *, read_only: bool = False) -> None:
        self.location = str(location)
        self.read_only = read_only
        _check_place(self.location, read_only)
        self._open: ox.Store | None = _opened(self.location, read_only)
        try:
            self._check_schema()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the store free; what was put is on disk."""
        self._open = None

    # writing

    def put(self, article: Article, statements: Sequence[Statement], provenance: Provenance) -> str:
        """Store an article with what was read from it: "added", "replaced" or, if nothing of it is new, "unchanged".

        One atomic step: after a crash the article is there as it was or as it is now, never in part.
        Raises StoreError if it cannot be written (what was stored before stays), ValueError as article_quads.
        """
        graph = article_iri(article.id)
        try:
            quads = article_quads(article, statements, provenance)
            digest = ox.Quad(graph, t.DIGEST, ox.Literal(_digest(article.text, quads)), graph)
        except UnicodeEncodeError as error:
            raise StoreError(
                self.location, f"article {article.id!r} holds half a character (a lone surrogate); mend its text"
            ) from error
        store = self._writable()
        try:
            if digest in store:
                return "unchanged"
            is_there = store.contains_named_graph(graph)
            replace_graph(store, graph if is_there else None, (*quads, digest))
        except (OSError, RuntimeError) as error:
            raise StoreError(self.location, f"cannot write article {article.id!r}: {_short(error)}") from error
        return "replaced" if is_there else "added"

    def drop(self, article_id: str) -> bool:
        """Remove an article and what only it spoke of; False if there is none of that id."""
        graph = article_iri(article_id)
        store = self._writable()
        try:
            if not store.contains_named_graph(graph):
                return False
            replace_graph(store, graph, ())
        except (OSError, RuntimeError) as error:
            raise StoreError(self.location, f"cannot drop article {article_id!r}: {_short(error)}") from error
        return True

    # reading

    def articles(self) -> tuple[ArticleInfo, ...]:
        """What is stored of each article, sorted by id."""
        with self._reading():
            return article_infos(self._store)

    def article(self, article_id: str) -> ArticleInfo | None:
        """What is stored of one article, None if there is none of that id."""
        with self._reading():
            return article_info(self._store, article_id)

    def statements(
        self,
        *,
        subject: str | None = None,
        relations: Collection[str] = (),
        object_actor: str | None = None,
        kind: str | None = None,
        party: str | None = None,
        involving: str | None = None,
        topic: str | None = None,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        article: str | None = None,
    ) -> list[Statement]:
        """The statements that meet every condition, sorted by day of publication, article, place in the text and id.

        Denied, intended and negated ones are among them.   object_actor: the object is this actor.   kind, party: the
        object is a position of this kind, with this party.   involving: an actor as subject, object or party.
        since, until: the time that the text names overlaps these days or, where it names none, the article is of
        them.   An unknown name finds nothing.
        """
        wanted = Filter(
            subject, tuple(relations), object_actor, kind, party, involving, topic, speaker, since, until, article
        )
        with self._reading():
            return select_statements(self._store, wanted)

    def query(
        self,
        sparql: str,
        *,
        timeout: float | None = QUERY_SECONDS,
        bindings: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
    ) -> Results:
        """Run a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the union of all graphs.

        Prefixes dg, id, prov, skos, rdf, rdfs, owl, xsd and dcterms are preset.   bindings: variable name → term;
        the variables must be SELECTed.   timeout: in seconds, None for no limit.   What is in several graphs comes
        several times: say DISTINCT.   Raises QueryError as run_query.
        """
        return run_query(self._store, sparql, timeout=timeout, bindings=bindings or {})

    def stats(self) -> Stats:
        """How much is stored."""
        with self._reading():
            return stats_of(self._store, load_schema().version)

    def quads(self) -> Iterator[ox.Quad]:
        """All quads but the ontology's: the shared things first, then graph by graph, sorted."""
        with self._reading():
            shared = (q for q in self._store.quads_for_pattern(None, None, None, _SHARED) if not is_schema(q))
            yield from sorted(shared, key=str)
            for graph in sorted(self._store.named_graphs(), key=str):
                yield from sorted(self._store.quads_for_pattern(None, None, None, graph), key=str)

    # how it is done

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreError(self.location, "the store is closed; open it again")
        return self._open

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise StoreError(self.location, f"cannot be read: {_short(error)}") from error

    def _writable(self) -> ox.Store:
        if self.read_only:
            raise StoreError(self.location, "the store is open for reading only; open it without read_only")
        return self._store

    def _check_schema(self) -> None:
        """Put the ontology into a new store; refuse a foreign store and one of another version."""
        version = load_schema().version
        with self._reading():
            stated = [q.object for q in self._store.quads_for_pattern(_ONTOLOGY, t.VERSION_INFO, None, _SHARED)]
        if not stated and len(self._store):
            raise StoreError(self.location, "an Oxigraph store, but not one of diplograph; choose another folder")
        if stated and ox.Literal(version) not in stated:
            made = ", ".join(sorted(str(literal.value) for literal in stated if isinstance(literal, ox.Literal)))
            raise StoreVersion(
                self.location, f"made with schema {made}, this program has {version}; build into a new folder (--store)"
            )
        if not self.read_only:
            self._refresh_ontology()

    def _refresh_ontology(self) -> None:
        """The store's copy of the ontology is this program's: new relations of the same version are known at once."""
        mark = ox.Quad(_ONTOLOGY, t.DIGEST, ox.Literal(_digest(ontology_text(), ())))
        if mark in self._store:
            return
        try:
            replace_schema(self._store, (*ontology_quads(), mark))
        except (OSError, RuntimeError) as error:
            raise StoreError(self.location, f"cannot write: {_short(error)}") from error


def _check_place(location: str, read_only: bool) -> None:
    if location.startswith(("http://", "https://")):
        raise StoreError(location, "SPARQL endpoints are not supported yet; give a folder")
    place = Path(location)
    if place.exists() and not place.is_dir():
        raise StoreError(location, "a file; a store is a folder")
    is_store = (place / "CURRENT").exists()  # what RocksDB, which keeps the quads, begins with
    if read_only and not is_store:
        raise StoreError(location, "no store here; make one with `diplograph build PATH --store FOLDER`")
    if not is_store and place.is_dir() and any(place.iterdir()):
        raise StoreError(location, "a folder of something else, not a store; choose an empty or a new folder")


def _opened(location: str, read_only: bool) -> ox.Store:
    try:
        if read_only:
            return _opened_beside_a_writer(location)
        Path(location).mkdir(parents=True, exist_ok=True)
        return ox.Store(location)
    except (OSError, RuntimeError) as error:  # RuntimeError: the engine's word for damaged files
        if "LOCK" in str(error):
            raise StoreLocked(
                location, "another process is writing to it; wait until it is done, or choose another folder (--store)"
            ) from error
        raise StoreError(location, f"cannot open the store: {_short(error)}") from error


def _opened_beside_a_writer(location: str) -> ox.Store:
    """Open for reading; again, if a writer tidied away a file between the list of files and their opening."""
    for wait in _READER_WAITS:
        try:
            return ox.Store.read_only(location)
        except (OSError, RuntimeError) as error:
            if "No such file" not in str(error):
                raise
            time.sleep(wait)
    return ox.Store.read_only(location)


def _digest(text: str, quads: Iterable[ox.Quad]) -> str:
    """What changes when the text, or anything that is written down of it, changes."""
    digest = hashlib.blake2b(text.encode(), digest_size=16)
    for line in sorted(str(quad) for quad in quads):
        digest.update(b"\n" + line.encode())
    return digest.hexdigest()


def _short(error: Exception) -> str:
    """The system's message in one line."""
    return " ".join(str(error).split())
