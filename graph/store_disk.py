"""The store on disk: an Oxigraph store in a folder, its lock, its leftovers.  Knows no record."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from ..extractors.errors import StoreError, StoreLocked
from .query_process import query_apart
from .snapshots import taken_snapshot, tidy_snapshots
from .sparql import PREFIXES, Results, run_query
from .store_engine import Graph, Term

__all__ = ["Disk"]

_READER_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between tries
_WRITER = "writer"  # a file beside RocksDB's own: the process that writes
_LINES_AT_ONCE = 200
_LEFTOVERS = "bulk-*.sst"  # what a load that was killed leaves behind


class Disk:
    """Quads in a folder, the shared ones in the default graph.

    Raises StoreError if there is no store (read-only) or something that is none, StoreLocked if another process writes.
    """

    shared: Graph = ox.DefaultGraph()
    at_once = 100_000
    is_alone = True

    def __init__(self, location: str, *, read_only: bool) -> None:
        self.location, self.read_only = location, read_only
        _check_place(location, read_only)
        self._snapshot = None if not read_only else taken_snapshot(Path(location))
        self._read_at = location if self._snapshot is None else str(self._snapshot.folder)
        try:
            self._open: ox.Store | None = _opened(location, self._read_at, read_only)
        except BaseException:
            self._forget()
            raise
        if not read_only:
            _tidy(Path(location))

    def close(self) -> None:
        if self._open is not None and not self.read_only:
            (Path(self.location) / _WRITER).unlink(missing_ok=True)
        self._open = None
        self._forget()

    def _forget(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()

    def rows(self, select: str) -> Iterable[ox.QuerySolution]:
        try:
            found = self._store.query(select, prefixes=_PREFIXES)
            if not isinstance(found, ox.QuerySolutions):
                raise TypeError(f"not a SELECT: {select}")
            yield from found
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def query(
        self, sparql: str, *, timeout: float | None, bindings: Mapping[str, ox.NamedNode | ox.Literal]
    ) -> Results:
        if self.read_only and timeout is not None:
            return query_apart(self._read_at, self._store, sparql, timeout=timeout, bindings=bindings)
        return run_query(self._store, sparql, timeout=timeout, bindings=bindings)

    def quads(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, thing: Term | None, graph: Graph | None
    ) -> Iterator[ox.Quad]:
        try:
            yield from self._store.quads_for_pattern(subject, predicate, thing, graph)
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def nodes(self, places: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, list[ox.Quad]]]:
        for graph, node in places:
            yield graph, node, list(self.quads(ox.NamedNode(node), None, None, ox.NamedNode(graph)))

    def graphs(self) -> list[ox.NamedNode]:
        try:
            return [graph for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode)]
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def has_graph(self, graph: ox.NamedNode) -> bool:
        try:
            return self._store.contains_named_graph(graph)
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def count(self) -> int:
        try:
            return len(self._store)
        except (OSError, RuntimeError) as error:
            raise self._unreadable(error) from error

    def update(self, sparql: str) -> None:
        store = self._writable
        try:
            store.update(sparql, prefixes=_PREFIXES)
        except (OSError, RuntimeError) as error:
            raise StoreError(self.location, f"cannot write: {_short(error)}") from error

    def load(self, text: Iterable[str]) -> None:
        store = self._writable
        try:
            # Lenient: our IRIs were checked when they were made.  It needs read() only.
            store.bulk_load(cast(IO[bytes], _Lines(text)), format=ox.RdfFormat.TRIG, lenient=True)
        except (OSError, RuntimeError) as error:
            raise StoreError(self.location, f"cannot write: {_short(error)}") from error

    def tidy(self) -> None:
        try:
            self._writable.optimize()
            self._open = None  # what was replaced is deleted at the next opening
            self._open = ox.Store(self.location)
        except (OSError, RuntimeError) as error:
            raise StoreError(self.location, f"cannot write: {_short(error)}") from error

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreError(self.location, "the store is closed; open it again")
        return self._open

    @property
    def _writable(self) -> ox.Store:
        if self.read_only:
            raise StoreError(self.location, "the store is open for reading only; open it without read_only")
        return self._store

    def _unreadable(self, error: Exception) -> StoreError:
        return StoreError(self.location, f"cannot be read: {_short(error)}")


class _Lines(io.RawIOBase):
    """Lines as a file that is read once, so that a load of any size takes no more memory than a small one."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._text, self._at = b"", 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._at >= len(self._text):
            self._text, self._at = "".join(islice(self._lines, _LINES_AT_ONCE)).encode(), 0
        if size < 0:
            self._text += "".join(self._lines).encode()
            size = len(self._text)
        begun = self._at
        self._at += size
        return self._text[begun : self._at]


def _check_place(location: str, read_only: bool) -> None:
    place = Path(location)
    if place.exists() and not place.is_dir():
        raise StoreError(location, "a file; a store is a folder")
    is_store = (place / "CURRENT").exists()  # what RocksDB, which keeps the quads, begins with
    if read_only and not is_store:
        raise StoreError(location, "no store here; make one with `diplograph build PATH --store FOLDER`")
    if not is_store and place.is_dir() and any(place.iterdir()):
        raise StoreError(location, "a folder of something else, not a store; choose an empty or a new folder")


def _opened(location: str, read_at: str, read_only: bool) -> ox.Store:
    try:
        if read_only:
            return _opened_beside_a_writer(read_at)
        Path(location).mkdir(parents=True, exist_ok=True)
        return ox.Store(location)
    except (OSError, RuntimeError) as error:  # RuntimeError: the engine's word for damaged files
        if "LOCK" in str(error):
            raise StoreLocked(
                location,
                f"{_holder(Path(location))} is writing to it; wait until it is done, "
                "or choose another folder (--store)",
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


def _holder(place: Path) -> str:
    """Who holds the lock, as far as it said so."""
    try:
        number = int((place / _WRITER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "another process"
    return "this process" if number == os.getpid() else f"another process (number {number})"


def _tidy(place: Path) -> None:
    """Called by the one that holds the lock: say who, and take away what a killed load left."""
    for leftover in place.glob(_LEFTOVERS):
        leftover.unlink(missing_ok=True)
    tidy_snapshots(place)
    try:
        (place / _WRITER).write_text(f"{os.getpid()}\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(str(place), f"cannot write: {_short(error)}") from error


def _short(error: Exception) -> str:
    """The system's message in one line."""
    return " ".join(str(error).split())


_PREFIXES = dict(PREFIXES)
