"""The report page: what `analyze` measured → one HTML file with figures, drawings, tables and the evidence.

Of the same make as the graph page (docs/decisions/030 and 032): everything inline, a strict Content-Security-Policy,
text from articles escaped by the template, every language of the interface in the file.  Knows no store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from .analysis import Selection
from .measures import Balance, Blocs
from .records import ArticleInfo
from .report_content import Figure, Scene, Section
from .report_sections import figures_and_sections
from .report_texts import ReportTexts, references, report_languages, report_texts
from .topics import topic_label
from .wording import Labels, Wording

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["render_report"]


def render_report(
    measure: str,
    found: Any,  # the record of any measure
    selection: Selection,
    *,
    labels: Labels,
    articles: Iterable[ArticleInfo] = (),
    lang: str = "en",
) -> str:
    """Return the report page of a measure; the same input gives the same bytes.

    found:     what `analysis_text.measured` returned for the measure and the selection.
    labels:    names of actors by (code, language).   articles: titles, outlets and addresses, where they are known.
    lang:      language the page opens in; English where there are no texts for it.
    """
    known = {article.id: article for article in articles}
    versions = [
        _version(measure, found, selection, Wording.of(code, selection.schema, labels), known)
        for code in report_languages()
    ]
    return _fill(measure, versions, report_texts(lang).lang)


def _version(
    measure: str, found: Any, selection: Selection, wording: Wording, articles: Mapping[str, ArticleInfo]
) -> dict[str, object]:
    """What the page says in one language."""
    texts = report_texts(wording.lang)
    network = selection.network()
    scene = Scene(network, {s.id: s for s in selection.statements}, articles, wording, texts, _groups(found))
    told: tuple[list[Figure], list[Section]] = ([], [])
    # Without a tie there may still be rows: who brokers something ties nobody.
    if network.number_of_edges() or (isinstance(found, tuple) and found):
        told = figures_and_sections(measure, found, scene)
    return {
        "texts": texts,
        "title": texts.say(f"title_{measure}"),
        "lead": texts.say(f"lead_{measure}"),
        "selected": " · ".join(_selected(selection, texts)),
        "counted": _counted(selection, network, texts),
        "figures": told[0],
        "sections": told[1],
        "methods": [texts.say(key) for key in ("method_ties", f"method_{measure}", "method_limits")],
    }


def _groups(found: object) -> dict[str, int]:
    """The bloc or the camp of each actor, where the measure has found one."""
    if isinstance(found, Blocs):
        real = [bloc for bloc in found.blocs if len(bloc.members) > 1]
        return {code: number for number, bloc in enumerate(real) for code, _, _ in bloc.members}
    if isinstance(found, Balance):
        return {str(code): 0 if side > 0 else 1 for code, side in found.frustration.sides.items()}
    return {}


def _selected(selection: Selection, texts: ReportTexts) -> Iterator[str]:
    topic, since, until = selection.topic, selection.since, selection.until
    yield (topic_label(topic, texts.lang) or topic) if topic else texts.say("all_topics")
    days = {
        "since": texts.day(since.isoformat()) if since else "",
        "until": texts.day(until.isoformat()) if until else "",
    }
    yield texts.say(
        {(0, 0): "period_all", (1, 0): "period_from", (0, 1): "period_until"}.get(
            (bool(since), bool(until)), "period_between"
        ),
        **days,
    )
    if selection.min_confidence:
        yield texts.say("sure", share=texts.percent(selection.min_confidence))


def _counted(selection: Selection, network: Any, texts: ReportTexts) -> str:
    signs = [sign for _, _, sign in network.edges(data="sign")]
    friendly = sum(sign > 0 for sign in signs)
    return texts.say(
        "counted",
        statements=texts.number(len(selection.statements)),
        articles=texts.number(len({statement.doc for statement in selection.statements})),
        actors=len(network),
        positive=friendly,
        negative=len(signs) - friendly,
    )


def _fill(measure: str, versions: list[dict[str, object]], lang: str) -> str:
    """Put the content into the template.

    The nonce is a digest of the page as it would be without one, so no text can hold the nonce of its own page.
    """
    from jinja2 import Environment, StrictUndefined

    assets = _assets()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((assets / "report" / "report.html.j2").read_text(encoding="utf-8"))
    parts = {
        "measure": measure,
        "versions": versions,
        "lang": lang,
        "references": references(measure),
        "style": "\n".join(_read(assets, name) for name in ("page/theme.css", "report/report.css")),
        "script": _read(assets, "report/report.js"),
    }
    draft = template.render(nonce="", **parts)
    digest = hashlib.sha256(draft.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    # A lone surrogate has no UTF-8; a question mark is what a browser would show.
    return template.render(nonce=digest, **parts).encode("utf-8", "replace").decode("utf-8")


def _read(assets: Traversable, name: str) -> str:
    folder, file = name.split("/")
    return (assets / folder / file).read_text(encoding="utf-8")


def _assets() -> Traversable:
    return files(__package__ or "diplograph.graph")
