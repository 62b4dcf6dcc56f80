"""Ops: thinc's matrix product through the BLAS that numpy was built with, which is faster than thinc's own.

A pipeline that is loaded under `use_ops(NAME)` keeps it; no other pipeline is touched.  See docs/decisions/041.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from thinc.api import NumpyOps, registry
from threadpoolctl import ThreadpoolController

__all__ = ["NAME", "BlasOps", "one_thread"]

NAME = "diplograph"


class _Library(Protocol):
    """A loaded BLAS, as threadpoolctl hands it out."""

    filepath: str

    def get_num_threads(self) -> int: ...
    def set_num_threads(self, num_threads: int) -> object: ...


@registry.ops(NAME)
class BlasOps(NumpyOps):  # type: ignore[misc]  # thinc has no type for it
    """NumpyOps whose `gemm` is numpy's `dot`, in one thread; thinc's own where numpy has no BLAS.

    sharing: more threads may share a product, which pays for the large ones of a training.
    """

    name = NAME
    sharing = False

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """x @ y, either transposed first; into `out` if given.  Arrays of two dimensions (thinc's signature)."""
        if not _has_blas():
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        with nullcontext() if self.sharing else one_thread():
            return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep the BLAS from sharing out what is inside.

    The products of a sentence are small: a second thread gains little and waits spinning, and a sum that is shared out
    depends on the machine.
    """
    before = [(library, threads) for library in _libraries() if (threads := library.get_num_threads()) > 1]
    for library, _ in before:
        library.set_num_threads(1)
    try:
        yield
    finally:
        for library, threads in before:
            library.set_num_threads(threads)


@cache
def _has_blas() -> bool:
    """Whether numpy hands matrix products to a BLAS; without one its own loops are slower than thinc's."""
    built = np.show_config(mode="dicts")
    return bool(built and built["Build Dependencies"]["blas"].get("found"))


@cache
def _libraries() -> tuple[_Library, ...]:
    """The BLAS that numpy uses, if its number of threads can be set.  Scipy may bring another one."""
    folder = Path(np.__file__).parent.parent
    loaded = ThreadpoolController().select(user_api="blas").lib_controllers
    own = [library for library in loaded if Path(library.filepath).is_relative_to(folder / "numpy.libs")]
    return tuple(own or loaded)
