"""The page: statements → one HTML file that shows who stands where, with the sentence behind every line.

PyVis builds the network; our own autoescaping template shows it with the vis-network that PyVis bundles.  Everything is
inline: the file asks the network for nothing, and text from articles never becomes markup (docs/decisions/030).
Knows no store and no SPARQL.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from ..extractors.model import Schema, Statement
from .page_content import content_of
from .page_data import Labels, Source, collect
from .writing import write_whole

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["PageSummary", "render_page", "write_page"]

MOST_NODES = 2_000  # what a browser still moves without stutter (docs/decisions/030)
MOST_STATEMENTS = 20_000  # about 10 MB of page

_SCRIPTS = (
    "dom.js",
    "model.js",
    "state.js",
    "filter.js",
    "stage.js",
    "network.js",
    "labels.js",
    "panel.js",
    "matrix.js",
    "timeline.js",
    "table.js",
    "controls.js",
    "timebar.js",
    "search.js",
    "save.js",
    "main.js",
)


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What was written.   shown: statements that the page carries, of `total` that were given."""

    nodes: int
    edges: int
    shown: int
    total: int


def write_page(
    statements: Iterable[Statement],
    path: str | Path,
    *,
    title: str | None = None,
    lang: str = "en",
    schema: Schema | None = None,
    labels: Labels | Mapping[str, str] | None = None,
    articles: Iterable[Source] = (),
) -> PageSummary:
    """Write the page and return what it holds; the same input gives the same bytes.

    title:     heading of the page, plain text; default: one in the language of the page.
    lang:      language the page opens in; the reader can switch to any that `graph/page/` has texts for.
    schema:    relations and kinds, default: those of ontology.ttl.
    labels:    names of actors, by (code, language) or as a mapping from codes; default: CLDR's names of states.
    articles:  titles, outlets and addresses of the articles, where they are known.
    Raises ValueError for a language without texts, ExportError if the file cannot be written; an old file stays then.
    """
    html, summary = render_page(statements, title=title, lang=lang, schema=schema, labels=labels, articles=articles)
    write_whole(Path(path), html)
    return summary


def render_page(
    statements: Iterable[Statement],
    *,
    title: str | None = None,
    lang: str = "en",
    schema: Schema | None = None,
    labels: Labels | Mapping[str, str] | None = None,
    articles: Iterable[Source] = (),
) -> tuple[str, PageSummary]:
    """Return the page as text, and what it holds; arguments as of `write_page`."""
    texts = _texts()
    if lang not in texts:
        raise ValueError(f"no interface texts for language {lang!r}; there are: {', '.join(texts)}")
    schema = schema or _default_schema()
    naming = _naming(labels)
    page = collect(
        statements,
        schema,
        labels=naming,
        languages=tuple(texts),
        most_nodes=MOST_NODES,
        most_statements=MOST_STATEMENTS,
    )
    content = {"title": title, "lang": lang, "texts": texts, **content_of(page, schema, naming, lang, articles)}
    html = _fill(content, title or texts[lang]["title"])
    return html, PageSummary(len(page.nodes), len(page.edges), len(page.statements), page.total)


def _default_schema() -> Schema:
    from .ontology import load_schema

    return load_schema()


def _naming(labels: Labels | Mapping[str, str] | None) -> Labels:
    if labels is None:
        return lambda code, language: None
    if callable(labels):
        return labels
    names = dict(labels)
    return lambda code, language: names.get(code)


def _fill(content: dict[str, object], title: str) -> str:
    """Put the content into the template; the nonce is a digest of all of it, so a text cannot hold its own nonce."""
    from jinja2 import Environment, StrictUndefined

    assets = _assets()
    parts = {
        "style": "\n".join((assets / name).read_text(encoding="utf-8") for name in ("theme.css", "page.css")),
        "vis": _vis(),
        "script": "\n".join((assets / name).read_text(encoding="utf-8") for name in _SCRIPTS),
    }
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string((assets / "template.html.j2").read_text(encoding="utf-8"))
    digest = hashlib.sha256(json.dumps([content, parts], sort_keys=True).encode("utf-8", "surrogatepass"))
    html = template.render(content=content, title=title, nonce=digest.hexdigest()[:32], **parts)
    # A lone surrogate has no UTF-8; a question mark is what a browser would show.
    return html.encode("utf-8", "replace").decode("utf-8")


def _assets() -> Traversable:
    return files(__package__ or "diplograph.graph") / "page"


@cache
def _vis() -> str:
    """The newest vis-network inside the installed PyVis."""
    folders = (files("pyvis") / "templates" / "lib").iterdir()
    versions = {tuple(map(int, f.name[4:].split("."))): f for f in folders if f.name.startswith("vis-")}
    return (versions[max(versions)] / "vis-network.min.js").read_text(encoding="utf-8")


def _texts() -> dict[str, dict[str, str]]:
    """The interface's texts, by language."""
    found = sorted(file.name for file in _assets().iterdir() if file.name.startswith("texts."))
    return {name.split(".")[1]: tomllib.loads((_assets() / name).read_text(encoding="utf-8")) for name in found}
