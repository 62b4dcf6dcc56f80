"""The store behind a SPARQL 1.1 endpoint: queries and updates over HTTP.  Knows no record.

The endpoint's default graph must be the union of all graphs; what is shared stands in a named graph, as not every
endpoint has a default graph that one can write to.  Each change is one request, which endpoints run as one step.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from urllib.parse import urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from ..extractors.errors import QueryError, StoreError
from .sparql import PREFIXES, Results, check_query, one_line, read_results
from .store_engine import Graph, Term
from .vocabulary import ID

__all__ = ["Credentials", "Remote", "is_endpoint"]

_SECONDS = 300.0  # for what we ask ourselves
_LONGEST_ADDRESS = 6000  # a longer query is posted; Virtuoso answers only those that are not
_NODES_AT_ONCE = 100
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_ROWS, _TRIPLES = "application/sparql-results+json", "application/n-triples"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks; the password is never printed."""

    name: str
    password: str = field(repr=False)


def is_endpoint(location: str) -> bool:
    """Whether a location is the address of an endpoint and not a folder."""
    return location.startswith(("http://", "https://"))


class Remote:
    """Quads behind an endpoint, the shared ones in a graph of their own.

    location: where it takes queries; a bare host stands for its /query.   updates: where it takes updates; None for
    /update beside a /query, else the same address.   Raises StoreError for an address that holds a password.
    """

    shared: Graph = ox.NamedNode(f"{ID}shared")
    at_once = 500
    is_alone = False

    def __init__(self, location: str, *, read_only: bool, credentials: Credentials | None, updates: str | None) -> None:
        self.read_only = read_only
        address = urlsplit(location)
        if "@" in address.netloc:
            raise StoreError(
                address.hostname or "endpoint",
                "an address must not hold a password; set DIPLOGRAPH_USER and DIPLOGRAPH_PASSWORD",
            )
        self.location = location
        self._is_open = True
        self._queries = urlunsplit(address._replace(path="/query")) if address.path in ("", "/") else location
        beside = f"{self._queries.removesuffix('/query')}/update" if self._queries.endswith("/query") else self._queries
        self._updates = updates or beside
        self._opener = _opener(address.hostname or "", (self._queries, self._updates), credentials)

    def close(self) -> None:
        self._is_open = False

    def rows(self, select: str) -> Iterable[ox.QuerySolution]:
        found = ox.parse_query_results(self._asked(select, _ROWS, _SECONDS), format=ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError(f"not a SELECT: {select}")
        return found

    def query(
        self, sparql: str, *, timeout: float | None, bindings: Mapping[str, ox.NamedNode | ox.Literal]
    ) -> Results:
        form = check_query(sparql)
        if bindings:
            names, terms = " ".join(f"?{name}" for name in bindings), " ".join(map(str, bindings.values()))
            sparql = f"{sparql}\nVALUES ({names}) {{ ({terms}) }}"
        try:
            text = self._asked(sparql, _TRIPLES if form is ox.QueryTriples else _ROWS, timeout or _SECONDS)
        except TimeoutError as error:
            raise QueryError("query", f"not finished after {timeout:g} s; ask for less, or allow more time") from error
        return read_results(text, are_triples=form is ox.QueryTriples)

    def quads(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, thing: Term | None, graph: Graph | None
    ) -> Iterator[ox.Quad]:
        given = {"s": subject, "p": predicate, "o": thing, "g": graph}
        at = {name: f"?{name}" if term is None else f"{term}" for name, term in given.items()}
        asked = " ".join(f"?{name}" for name, term in given.items() if term is None) or "?none"
        none = "BIND(1 AS ?none)" if asked == "?none" else ""
        for row in self.rows(f"SELECT {asked} WHERE {{ GRAPH {at['g']} {{ {at['s']} {at['p']} {at['o']} }} {none} }}"):
            yield ox.Quad(
                subject or row["s"],
                predicate or row["p"],
                row["o"] if thing is None else thing,
                graph or row["g"],
            )

    def nodes(self, places: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, list[ox.Quad]]]:
        rest = iter(places)
        while some := list(islice(rest, _NODES_AT_ONCE)):
            values = " ".join(f"({ox.NamedNode(graph)} {ox.NamedNode(node)})" for graph, node in some)
            found: dict[tuple[str, str], list[ox.Quad]] = {}
            for row in self.rows(
                f"SELECT ?g ?s ?p ?o WHERE {{ VALUES (?g ?s) {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            ):
                quad = ox.Quad(row["s"], row["p"], row["o"], row["g"])
                found.setdefault((row["g"].value, row["s"].value), []).append(quad)
            yield from ((graph, node, found.get((graph, node), [])) for graph, node in some)

    def graphs(self) -> list[ox.NamedNode]:
        return [row["g"] for row in self.rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?g a dg:Article } }")]

    def has_graph(self, graph: ox.NamedNode) -> bool:
        return any(True for _ in self.rows(f"SELECT ?p WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT 1"))

    def count(self) -> int:
        ours = f'FILTER(STRSTARTS(STR(?g), "{ID}"))'
        rows = self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}")
        return next(int(row["n"].value) for row in rows)

    def update(self, sparql: str) -> None:
        if self.read_only:
            raise StoreError(self.location, "the store is open for reading only; open it without read_only")
        request = urllib.request.Request(
            self._updates, sparql.encode(), {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        )
        try:
            self._answer(request, _SECONDS)
        except _Refused as error:
            raise StoreError(self.location, f"cannot write: {error}") from error
        except TimeoutError as error:
            raise StoreError(self.location, f"cannot write: no answer after {_SECONDS:g} s") from error

    def load(self, text: Iterable[str]) -> None:
        read = ox.parse("".join(text), format=ox.RdfFormat.TRIG)
        steps = [
            f"GRAPH {self.shared if isinstance(graph, ox.DefaultGraph) else graph} {{ {_triples(of)} }}"
            for graph, of in groupby(read, key=lambda quad: quad.graph_name)
        ]
        if steps:
            self.update(f"INSERT DATA {{ {' '.join(steps)} }}")

    def tidy(self) -> None:
        """Nothing: that is the endpoint's."""

    def _asked(self, sparql: str, accepted: str, seconds: float) -> bytes:
        """What the endpoint answers.  Raises TimeoutError."""
        text = urlencode({"query": _PREFIXES + sparql})
        headers = {"Accept": accepted}
        address = f"{self._queries}{'&' if '?' in self._queries else '?'}{text}"
        if len(address) <= _LONGEST_ADDRESS:
            request = urllib.request.Request(address, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            request = urllib.request.Request(self._queries, text.encode(), headers)
        try:
            return self._answer(request, seconds)
        except _Refused as error:
            raise StoreError(self.location, f"cannot be read: {error}") from error

    def _answer(self, request: urllib.request.Request, seconds: float) -> bytes:
        if not self._is_open:
            raise StoreError(self.location, "the store is closed; open it again")
        try:
            with self._opener.open(request, timeout=seconds) as response:
                body: bytes = response.read()
                return body
        except urllib.error.HTTPError as error:
            raise _Refused(_told(error)) from error
        except TimeoutError:
            raise
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise TimeoutError from error
            raise _Refused(f"no answer ({error.reason}); is the endpoint running?") from error
        except (OSError, http.client.HTTPException) as error:
            raise _Refused(f"the connection broke ({one_line(error) or type(error).__name__})") from error


class _Refused(Exception):
    """The endpoint's reason in one line."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """An endpoint that sends us elsewhere could send our password there."""

    def redirect_request(self, *_: object) -> None:
        return None


def _opener(host: str, addresses: Sequence[str], credentials: Credentials | None) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if host in _LOOPBACK:
        handlers.append(urllib.request.ProxyHandler({}))
    if credentials is not None:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, list(addresses), credentials.name, credentials.password)
        handlers += [urllib.request.HTTPBasicAuthHandler(known), urllib.request.HTTPDigestAuthHandler(known)]
    return urllib.request.build_opener(*handlers)


def _told(error: urllib.error.HTTPError) -> str:
    if error.code in (401, 403):
        return f"not allowed (HTTP {error.code}); set DIPLOGRAPH_USER and DIPLOGRAPH_PASSWORD"
    if 300 <= error.code < 400:
        return f"the endpoint is elsewhere (HTTP {error.code}); give its own address"
    said = one_line(error.read(2000).decode(errors="replace"))
    return f"HTTP {error.code}" + (f", {said}" if said else f" {error.reason}")


def _triples(quads: Iterable[ox.Quad]) -> str:
    return " .\n".join(f"{quad.triple}" for quad in quads)


_PREFIXES = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items()) + " "
