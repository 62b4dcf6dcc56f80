"""The matrix as one HTML file: no script, nothing asked of the network, every cell opens its evidence by a link.

The template escapes all that comes from articles; a Content-Security-Policy allows only the file's own style.
Knows no store and no terminal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from ..extractors.model import Actor, Position, Statement
from .answers import Voices
from .disputes import Change, Contradiction
from .positions import DENIED, INTENDED, MIXED, Cell, Matrix
from .records import ArticleInfo
from .stances import thing_key
from .wording import Wording

__all__ = ["matrix_page"]

MOST_ACTORS = 60  # columns of the grid that a reader still scrolls through
MOST_THINGS = 300  # rows; with their evidence about 3 MB of page
_SIGNS = {"backs": "+", "opposes": "−", "callsFor": "▸", MIXED: "±", DENIED: "×", INTENDED: "…"}
_PLAIN = "·"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell as the page shows it.   key: its anchor."""

    key: str
    cell: Cell
    sign: str
    attitude: str
    title: str
    groups: tuple[tuple[str, tuple[dict[str, str], ...]], ...]


def matrix_page(
    matrix: Matrix, articles: Mapping[str, ArticleInfo], wording: Wording, *, filters: Sequence[str] = ()
) -> str:
    """Return the page; the same matrix gives the same text.

    articles: by id, for titles, outlets and addresses.   filters: what the matrix was narrowed to, in words.
    """
    from jinja2 import Environment, StrictUndefined

    things, actors = matrix.things[:MOST_THINGS], matrix.actors[:MOST_ACTORS]
    kept = {thing_key(thing) for thing in things}
    cells = [cell for cell in matrix.cells if thing_key(cell.thing) in kept]
    spots = {_place(cell): _spot(number, cell, articles, wording) for number, cell in enumerate(cells)}
    template = (files(__package__) / "page" / "matrix.html.j2").read_text(encoding="utf-8")
    style = (files(__package__) / "page" / "matrix.css").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    html = environment.from_string(template).render(
        lang=wording.lang,
        say=wording.say,
        style=style,
        nonce=hashlib.sha256(repr((matrix, filters)).encode("utf-8", "replace")).hexdigest()[:32],
        filters=filters,
        actors=[(actor.id, wording.actor(actor.id, actor.label)) for actor in actors],
        rows=[(wording.thing(thing), [spots.get((a.id, thing_key(thing))) for a in actors]) for thing in things],
        cards=[(wording.thing(thing), list(_groups(thing, spots, wording))) for thing in things],
        spots=list(spots.values()),
        counts=(len(matrix.actors), len(matrix.things), len({s.id for c in matrix.cells for s in c.statements})),
        shown=(len(actors), len(things)),
        counted=matrix.more if matrix.is_counted else None,
        legend=[(sign, name, wording.say(f"attitude_{name}")) for name, sign in _SIGNS.items()],
        contradictions=[_contradiction(found, articles, wording) for found in matrix.contradictions],
        changes=[_change(change, articles, wording) for change in matrix.changes],
    )
    return html.encode("utf-8", "replace").decode("utf-8")


def _place(cell: Cell) -> tuple[str, object]:
    return cell.actor.id, thing_key(cell.thing)


def _spot(number: int, cell: Cell, articles: Mapping[str, ArticleInfo], wording: Wording) -> _Spot:
    voices = Voices.of(cell.statements)
    by_id = {statement.id: statement for statement in cell.statements}
    headings = (("own_words", voices.self), ("others_say", voices.others), ("texts_say", voices.unattributed))
    return _Spot(
        key=f"c{number}",
        cell=cell,
        sign=_SIGNS.get(cell.attitude, _PLAIN),
        attitude=wording.say(f"attitude_{cell.attitude}"),
        title=f"{wording.actor(cell.actor.id, cell.actor.label)} – {wording.thing(cell.thing)}",
        groups=tuple(
            (wording.say(heading), tuple(_evidence(by_id[key], articles, wording) for key in ids))
            for heading, ids in headings
            if ids
        ),
    )


def _groups(
    thing: Actor | Position, spots: Mapping[tuple[str, object], _Spot], wording: Wording
) -> Iterator[tuple[str, str, list[tuple[str, _Spot]]]]:
    """Under each attitude to one thing, who has it: (name of the attitude in code, in words, actors)."""
    own = [spot for (_, key), spot in spots.items() if key == thing_key(thing)]
    for name in _SIGNS:
        held = [spot for spot in own if spot.cell.attitude == name]
        held.sort(key=lambda spot: (-spot.cell.sources, spot.title))
        if held:
            actors = [(wording.actor(spot.cell.actor.id, spot.cell.actor.label), spot) for spot in held]
            yield name, wording.say(f"attitude_{name}"), actors


def _evidence(statement: Statement, articles: Mapping[str, ArticleInfo], wording: Wording) -> dict[str, str]:
    """A statement in words; url: "" where the article has none that a browser may open."""
    article = articles.get(statement.doc)
    sentence, origin = wording.evidence(statement, article)
    url = article.url if article and article.url and article.url.startswith(("https://", "http://")) else ""
    return {
        "claim": wording.claim(statement),
        "sentence": sentence,
        "lang": statement.lang,
        "origin": f"{origin}, {wording.say('confidence', confidence=f'{statement.confidence:.2f}')}",
        "title": (article.title if article else None) or statement.doc,
        "url": url,
    }


def _contradiction(found: Contradiction, articles: Mapping[str, ArticleInfo], wording: Wording) -> dict[str, object]:
    says, denies = (wording.names(speakers) or wording.say("unnamed") for speakers in found.speakers)
    return {
        "actor": wording.actor(found.actor.id, found.actor.label),
        "thing": wording.thing(found.thing),
        "side": wording.say("attitude_backs" if found.side > 0 else "attitude_opposes"),
        "says": (says, [_evidence(s, articles, wording) for s in found.says]),
        "denies": (denies, [_evidence(s, articles, wording) for s in found.denies]),
    }


def _change(change: Change, articles: Mapping[str, ArticleInfo], wording: Wording) -> dict[str, object]:
    return {
        "actor": wording.actor(change.actor.id, change.actor.label),
        "thing": wording.thing(change.thing),
        "day": change.since.isoformat(),
        "before": (
            wording.say(f"attitude_{change.before_attitude}"),
            _evidence(change.before, articles, wording),
        ),
        "after": (wording.say(f"attitude_{change.after_attitude}"), _evidence(change.after, articles, wording)),
    }
