"""Imports: our own exports back to articles, so that stores can be merged.  Knows no store.

TriG and N-Quads hold all of a store but the texts; JSONL holds the statements and what `export jsonl` tells of
articles.  What is not written as an export writes it is refused, with file and line where there is one.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from ..extractors.errors import InputError
from ..extractors.model import Statement
from . import terms as t
from .import_jsonl import read_jsonl
from .iris import actor_iri, article_from_iri, position_from_iri, relation_from_iri, relation_iri, statement_from_iri
from .ontology import load_schema
from .rdf import ArticleTriples
from .records import Terms, by_subject, info_from_terms, statement_from_terms
from .tallies import said_by

__all__ = ["read_export"]

_OF_STATEMENT = frozenset(
    term.value
    for term in (
        t.TYPE, t.HAS_SUBJECT, t.HAS_RELATION, t.HAS_OBJECT, t.HAS_TOPIC, t.POLARITY, t.MODALITY, t.SPEAKER,
        t.SPEAKER_MENTION, t.CUE, t.FIRST_DAY, t.LAST_DAY, t.PRECISION, t.CONFIDENCE, t.RULE, t.SENTENCE, t.START,
        t.END, t.SUBJECT_MENTION, t.SUBJECT_SPAN, t.OBJECT_MENTION, t.OBJECT_SPAN, t.OBJECT_LABEL, t.GENERATED_BY,
        t.PRIMARY_SOURCE,
    )
)  # fmt: skip
_OF_ARTICLE = frozenset(
    term.value
    for term in (t.TYPE, t.IDENTIFIER, t.LANGUAGE, t.ISSUED, t.TITLE, t.OUTLET, t.URL, t.DIGEST)
)  # fmt: skip


def read_export(path: Path) -> Iterator[ArticleTriples]:
    """Yield the articles of a file that `export trig`, `nquads` or `jsonl` or `extract` wrote, maybe gzipped.

    Raises InputError, with the line where the reader knows it, for a file of another kind, a broken one, and one that
    holds what no export writes; nothing of a broken article is yielded.
    """
    name = path.name.removesuffix(".gz")
    read = next((read for suffix, read in _READERS.items() if name.endswith(suffix)), None)
    if read is None:
        raise InputError(
            str(path), f"not an export that can be read back; there are {', '.join(_READERS)}, each also .gz"
        )
    with _open(path) as file:
        yield from read(path, file)


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield io.BufferedReader(file) if isinstance(file, gzip.GzipFile) else file
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(str(path), f"not a whole gzip file ({error})") from error
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from error


def _read_rdf(path: Path, file: IO[bytes], form: ox.RdfFormat) -> Iterator[ArticleTriples]:
    shared: dict[str, list[ox.Triple]] = {}
    seen = set[str]()
    try:
        for graph, of in groupby(ox.parse(file, format=form), key=lambda quad: quad.graph_name):
            quads = list(of)
            if isinstance(graph, ox.DefaultGraph):
                for quad in quads:
                    shared.setdefault(str(quad.subject), []).append(quad.triple)
                continue
            if str(graph) in seen:
                raise InputError(str(path), f"graph {graph} comes in pieces; sort the file by graph")
            seen.add(str(graph))
            yield _article(path, graph, quads, shared)
    except SyntaxError as error:
        told = (error.msg or "").partition(": ")[2] or str(error.msg)
        raise InputError(f"{path}:{error.lineno}", f"not {_NAMES[form]}: {told}") from error


def _article(
    path: Path, graph: ox.NamedNode | ox.BlankNode, quads: list[ox.Quad], shared: Mapping[str, list[ox.Triple]]
) -> ArticleTriples:
    """One article, as it was written; everything in its graph must be an export's."""
    where = f"{path}, graph {graph}"
    if not isinstance(graph, ox.NamedNode) or article_from_iri(graph.value) is None:
        raise InputError(where, "no article's graph; trig, nquads and jsonl of `diplograph export` can be read back")
    nodes = by_subject(quads)
    spoken = _spoken_of(quads, shared)
    about: dict[str, Terms] = {
        node: {triple.predicate.value: triple.object for triple in shared[f"<{node}>"]} for node in spoken
    }
    try:
        statements = tuple(
            statement_from_terms(node, of, lambda thing: about.get(thing) or nodes.get(thing, {}))
            for node, of in nodes.items()
            if of.get(t.TYPE.value) == t.STATEMENT
        )
        made = next(quad.subject for quad in quads if quad.predicate == t.USED)
        info = info_from_terms(nodes[graph.value], about[str(made)[1:-1]], len(statements))
    except KeyError as error:
        raise InputError(where, f"lacks {str(error.args[0]).rpartition('/')[2]} of a node") from error
    except StopIteration as error:
        raise InputError(where, f"lacks what read the article ({t.USED})") from error
    except (TypeError, ValueError) as error:
        raise InputError(where, f"not as an export writes it: {error}") from error
    _check_foreign(where, graph.value, quads, {statement.id: statement for statement in statements})
    return ArticleTriples(
        str(graph),
        tuple(str(quad.triple) for quad in quads),
        tuple(str(triple) for node in spoken for triple in shared[f"<{node}>"]),
        info.digest,
        statements,
    )


def _spoken_of(quads: list[ox.Quad], shared: Mapping[str, list[ox.Triple]]) -> list[str]:
    """The shared things that an article names, and the parties of its positions."""
    named = dict.fromkeys(
        term.value for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)
    )
    for node in list(named):
        if position_from_iri(node) is not None:
            parties = (triple.object for triple in shared.get(f"<{node}>", ()) if triple.predicate == t.PARTY)
            named.update(dict.fromkeys(party.value for party in parties if isinstance(party, ox.NamedNode)))
    return [node for node in named if f"<{node}>" in shared]


def _check_foreign(where: str, graph: str, quads: list[ox.Quad], statements: Mapping[str, Statement]) -> None:
    """Refuse what no export writes, as no query, no replacement and no check would know it."""
    properties = {(quad.subject, quad.predicate) for quad in quads if statement_from_iri(str(quad.subject)[1:-1])}
    if len(properties) < sum(statement_from_iri(str(quad.subject)[1:-1]) is not None for quad in quads):
        raise InputError(where, "a statement has a property twice")
    plain = {triple for node in statements.values() for triple in _plain(node)}
    for quad in quads:
        subject, predicate = str(quad.subject)[1:-1], quad.predicate.value
        is_known = (
            (subject == graph and predicate in _OF_ARTICLE)
            or (statement_from_iri(subject) in statements and predicate in _OF_STATEMENT)
            or (predicate == t.USED.value)
            or (relation_from_iri(predicate) is not None and str(quad.triple) in plain)
        )
        if not is_known:
            raise InputError(where, f"holds what no export writes: {quad.triple}")


def _plain(statement: Statement) -> Iterator[str]:
    """The plain triples that a statement stands for."""
    if not statement.is_plain:
        return
    subject, thing = actor_iri(statement.subject.id), f"<{said_by(statement).object}>"
    relation = relation_iri(statement.relation)
    yield f"{subject} {relation} {thing}"
    if load_schema().relations[statement.relation].symmetric:
        yield f"{thing} {relation} {subject}"


_NAMES = {ox.RdfFormat.TRIG: "TriG", ox.RdfFormat.N_QUADS: "N-Quads"}
_READERS: Mapping[str, Callable[[Path, IO[bytes]], Iterator[ArticleTriples]]] = {
    ".trig": lambda path, file: _read_rdf(path, file, ox.RdfFormat.TRIG),
    ".nq": lambda path, file: _read_rdf(path, file, ox.RdfFormat.N_QUADS),
    ".jsonl": lambda path, file: read_jsonl(path, file),
}
