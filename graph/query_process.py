"""A query in a process of its own, so that it really ends when its time is over.  Knows a store by its folder.

Oxigraph has no way to stop a query; a thread that runs one computes on.  A process can be ended.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from ..extractors.errors import QueryError
from .sparql import PREFIXES, Results, check_query, one_line, read_results

__all__ = ["query_apart"]

_WORKER = Path(__file__).with_name("query_worker.py")


def query_apart(
    location: str,
    store: ox.Store,
    sparql: str,
    *,
    timeout: float,
    bindings: Mapping[str, ox.NamedNode | ox.Literal],
) -> Results:
    """Run a query over the union of all graphs as run_query does; after `timeout` seconds its process is ended.

    location: the folder of the open store, which the process opens for reading too.
    """
    check_query(sparql)
    asked = {
        "location": location,
        "sparql": sparql,
        "prefixes": dict(PREFIXES),
        "bindings": {name: str(term) for name, term in bindings.items()},
    }
    try:
        ran = subprocess.run(
            [sys.executable, "-I", str(_WORKER)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise QueryError("query", f"not finished after {timeout:g} s; ask for less, or allow more time") from error
    if ran.returncode != 0:
        raise QueryError("query", one_line(ran.stderr.decode(errors="replace")) or "its process was ended")
    return read_results(ran.stdout[1:], are_triples=ran.stdout[:1] == b"T")
