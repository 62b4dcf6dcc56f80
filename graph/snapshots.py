"""Snapshots: the files of a store as they are at one moment, for a reader beside a writer.  Knows no quads.

A writer deletes files that a reader has yet to open, and a reader that reads the list of files before a change and the
log after it sees half of the change.  A snapshot is links to the files that never change, and copies of the few that
are appended to.  Decision 007.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
import weakref
from pathlib import Path

try:
    import fcntl
except ImportError:  # not on Windows, where a store is read where it lies
    fcntl = None  # type: ignore[assignment]

__all__ = ["Snapshot", "taken_snapshot", "tidy_snapshots"]

_NAME = "reader-"  # a folder in the store's, which RocksDB leaves alone
_HELD = "held"  # a file in it, locked as long as its reader lives
_TRIES = 200
_WAIT = 0.01  # seconds between them


class Snapshot:
    """A folder that holds a store's files as they were; it goes with the process at the latest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        lock = os.open(folder / _HELD, os.O_CREAT | os.O_RDWR)
        fcntl.flock(lock, fcntl.LOCK_EX)
        self.close = weakref.finalize(self, _remove, folder, lock, os.getpid())


def taken_snapshot(place: Path) -> Snapshot | None:
    """The files of the store in a folder at one moment; None where there can be no links or nothing may be written."""
    if fcntl is None:
        return None
    try:
        snapshot = Snapshot(Path(tempfile.mkdtemp(prefix=_NAME, dir=place)))
    except OSError:
        return None
    try:
        for _ in range(_TRIES):
            if _is_taken(place, snapshot.folder):
                return snapshot
            time.sleep(_WAIT)
    except OSError:
        pass
    snapshot.close()
    return None


def tidy_snapshots(place: Path) -> None:
    """Take away the snapshots of readers that were killed."""
    if fcntl is None:
        return
    for folder in place.glob(f"{_NAME}*"):
        with contextlib.suppress(OSError):  # it is just being made, or its reader lives
            lock = os.open(folder / _HELD, os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(lock)


def _is_taken(place: Path, folder: Path) -> bool:
    """Link what is there; False, and nothing is left, if the list of files changed meanwhile."""
    for old in folder.iterdir():
        if old.name != _HELD:
            old.unlink()
    try:
        current = (place / "CURRENT").read_bytes()
        manifest = current.decode().strip()
        listed = (place / manifest).read_bytes()
        for pattern in ("*.sst", "*.log", "OPTIONS-*", "IDENTITY"):
            for file in place.glob(pattern):
                os.link(file, folder / file.name)
        sizes = {log: log.stat().st_size for log in folder.glob("*.log")}
        same = (place / "CURRENT").read_bytes() == current and (place / manifest).stat().st_size == len(listed)
    except FileNotFoundError:
        return False
    if not same:
        return False
    (folder / "CURRENT").write_bytes(current)
    (folder / manifest).write_bytes(listed)
    for log, size in sizes.items():
        _cut_off(log, size)
    return True


def _cut_off(log: Path, size: int) -> None:
    """In the place of a link to a log, a copy of what it held."""
    copy = log.with_suffix(".copy")
    with log.open("rb") as whole, copy.open("wb") as part:
        while size > 0 and (some := whole.read(min(size, 1 << 20))):
            part.write(some)
            size -= len(some)
    copy.replace(log)


def _remove(folder: Path, lock: int, process: int) -> None:
    if os.getpid() == process:  # not by a fork of the reader
        shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)
