"""Serving: a store as a SPARQL 1.1 endpoint for reading (W3C SPARQL 1.1 Protocol), with a page to ask from.

Answers GET and POST at /query and /sparql; the page is at /.  Never changes the store.
"""

from __future__ import annotations

import ipaddress
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from ..extractors.errors import QueryError, StoreError
from .query_page import query_page
from .sparql import Results
from .store import Store

__all__ = ["SparqlServer"]

log = logging.getLogger(__name__)

QUERY_PATHS = ("/query", "/sparql")
LARGEST = 1 << 20  # bytes of a request's body; the longest query that people write has some kB
AT_ONCE = 4  # queries; more wait
ROWS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
FORMS: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
}  # what links of the page can ask for
DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

[] a sd:Service ;
    sd:endpoint <{path}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph .
"""
_FORM, _SPARQL = "application/x-www-form-urlencoded", "application/sparql-query"
_DATASET = ("default-graph-uri", "named-graph-uri")
_LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class _Refusal(Exception):
    """A request that cannot be answered.   text: one line."""

    status: HTTPStatus
    text: str


class SparqlServer(ThreadingHTTPServer):
    """Serves an open store.   port: 0 takes a free one.   timeout: of a query, in seconds.

    Raises StoreError if the address is taken or is none of this machine.
    """

    daemon_threads = True

    def __init__(self, store: Store, host: str, port: int, timeout: float) -> None:
        self.store, self.query_seconds = store, timeout
        self.turns = BoundedSemaphore(AT_ONCE)
        self.hosts = {host, _LOCAL} if _is_loopback(host) else None
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise StoreError(f"{host}:{port}", f"cannot be listened on: {error.strerror or error}") from error

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader who went away before the answer came is no error of ours."""
        if isinstance(sys.exception(), ConnectionError):
            log.info("%s went away", client_address)
        else:
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def address(self) -> str:
        """Where a browser finds the page."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/"


class _Handler(BaseHTTPRequestHandler):
    server: SparqlServer
    server_version, sys_version = "diplograph", ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        log.info("%s %s", self.address_string(), format % args)

    def _answer(self) -> None:
        try:
            path, asked = self._address()
            if path in QUERY_PATHS:
                self._query(path, asked | self._posted())
            elif path == "/" and self.command != "POST":
                self._page(asked)
            else:
                raise _Refusal(HTTPStatus.NOT_FOUND, f"nothing at {path}; queries go to {QUERY_PATHS[0]}")
        except _Refusal as refusal:
            self._send(refusal.status, "text/plain; charset=utf-8", f"{refusal.text}\n".encode())
        except QueryError as error:
            self._send(HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", f"{error}\n".encode())
        except StoreError as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", f"{error}\n".encode())

    def _address(self) -> tuple[str, dict[str, list[str]]]:
        """Path and parameters.  Refuses what another site's page sends by a name that it pointed at this machine."""
        try:
            url, name = urlsplit(self.path), urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
        except ValueError as error:
            raise _Refusal(HTTPStatus.BAD_REQUEST, "malformed address") from error
        if self.server.hosts is not None and name not in self.server.hosts:
            raise _Refusal(HTTPStatus.FORBIDDEN, f"this is {self.server.address}, not {name or 'a nameless host'}")
        return url.path, parse_qs(url.query, keep_blank_values=True)

    def _posted(self) -> dict[str, list[str]]:
        """The parameters of a body; a query that is the whole body counts as one."""
        if self.command != "POST":
            return {}
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise _Refusal(HTTPStatus.LENGTH_REQUIRED, "a POST wants a Content-Length")
        if int(length) > LARGEST:
            raise _Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a query has at most {LARGEST} bytes")
        body = self.rfile.read(int(length))
        kind = self.headers.get_content_type()
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError as error:
            raise _Refusal(HTTPStatus.BAD_REQUEST, f"not UTF-8 at byte {error.start}") from error
        if kind == _SPARQL:
            return {"query": [text]}
        if kind == _FORM:
            return parse_qs(text, keep_blank_values=True)
        raise _Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{kind} is no query; send {_SPARQL} or {_FORM}")

    def _query(self, path: str, asked: Mapping[str, Sequence[str]]) -> None:
        if "update" in asked:
            raise _Refusal(HTTPStatus.FORBIDDEN, "updates are refused: this endpoint reads")
        if any(name in asked for name in _DATASET):
            raise _Refusal(HTTPStatus.BAD_REQUEST, "name the graphs in the query (FROM, GRAPH), not beside it")
        if "query" not in asked:
            if self.command == "POST":
                raise _Refusal(HTTPStatus.BAD_REQUEST, "no parameter 'query'")
            self._send(HTTPStatus.OK, "text/turtle", DESCRIPTION.format(path=path).encode())
            return
        if len(asked["query"]) > 1:
            raise _Refusal(HTTPStatus.BAD_REQUEST, "more than one parameter 'query'")
        form = asked.get("format", [""])[0]
        if form and form not in FORMS:
            raise _Refusal(HTTPStatus.BAD_REQUEST, f"no format {form!r}; there is {', '.join(FORMS)}")
        accept = FORMS[form] if form else self.headers.get("Accept", "*/*")
        self._send(HTTPStatus.OK, *_written(self._results(asked["query"][0]), accept))

    def _results(self, sparql: str) -> Results:
        with self.server.turns:
            return self.server.store.query(sparql, timeout=self.server.query_seconds)

    def _page(self, asked: Mapping[str, Sequence[str]]) -> None:
        name, sparql = asked.get("name", [""])[0], asked.get("query", [""])[0]
        text = query_page(self._results, sparql=sparql, name=name, path=QUERY_PATHS[0])
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", text.encode("utf-8", "replace"))

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        if status is not HTTPStatus.OK:  # there may be a body that nobody has read
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _written(results: Results, accept: str) -> tuple[str, bytes]:
    """Media type and bytes, of the form that is asked for."""
    if isinstance(results, ox.QueryTriples):
        kind = _accepted(accept, TRIPLES)
        return kind, ox.serialize(results, format=TRIPLES[kind]) or b""
    kind = _accepted(accept, ROWS)
    if isinstance(results, ox.QueryBoolean) and kind.startswith("text/"):
        return "text/plain", b"true\n" if results else b"false\n"  # SPARQL has no CSV of a truth value
    return kind, results.serialize(format=ROWS[kind]) or b""


def _accepted(accept: str, known: Mapping[str, object]) -> str:
    """The media type that an Accept header (RFC 9110, 12.5.1) likes best; of "*/*" and the like, the first there is."""
    found: dict[str, float] = {}
    for part in accept.split(","):
        kind, *options = (word.strip().lower() for word in part.split(";"))
        weight = next((option[2:] for option in options if option.startswith("q=")), "1")
        name = next((name for name in known if fnmatchcase(name, kind)), "")
        found.setdefault(name, float(weight) if weight.replace(".", "", 1).isdecimal() else 0.0)
    found.pop("", None)
    if not found:
        raise _Refusal(HTTPStatus.NOT_ACCEPTABLE, f"there is {', '.join(known)}")
    return max(found, key=lambda name: found[name])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == _LOCAL
