"""Timing: of the clock and of the processors, and how much memory and disk is taken."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Clock", "Peak", "Seconds", "resident", "size", "timed", "told"]


@dataclass(frozen=True)
class Seconds:
    """Of the clock, and of the processors."""

    wall: float
    cpu: float

    @classmethod
    def now(cls) -> Seconds:
        return cls(time.perf_counter(), time.process_time())

    def __sub__(self, other: Seconds) -> Seconds:
        return Seconds(self.wall - other.wall, self.cpu - other.cpu)

    def __add__(self, other: Seconds) -> Seconds:
        return Seconds(self.wall + other.wall, self.cpu + other.cpu)


class Clock:
    off = Seconds(0.0, 0.0)


def timed(work: Callable[[], object]) -> tuple[object, Seconds]:
    Clock.off = Seconds(0.0, 0.0)
    begun = Seconds.now()
    result = work()
    return result, Seconds.now() - begun - Clock.off


def told(name: str, quads: object, took: Seconds) -> None:
    print(
        f"{name:<38} {quads:>9} quads {took.wall:8.1f} s {int(quads) / took.wall:9.0f} quads/s"
        f" {took.cpu:8.1f} s of processors {int(quads) / took.cpu:9.0f} quads/s",
        flush=True,
    )


class Peak:
    """How much memory the process takes as articles pass by."""

    def __init__(self) -> None:
        self._seen: list[float] = []

    def watch(self, articles: Iterable[Any]) -> Iterator[Any]:
        for number, article in enumerate(articles):
            if number % 500 == 0:
                self._seen.append(resident())
            yield article
        self._seen.append(resident())

    @property
    def halfway(self) -> float:
        return max(self._seen[: len(self._seen) // 2 + 1])

    @property
    def last(self) -> float:
        return max(self._seen)


def resident() -> float:
    """What the process holds now, in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
