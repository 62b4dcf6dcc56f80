"""What stands on a report page: figures, tables with evidence, drawings.  Plain records; never writes HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import networkx as nx

from ..extractors.model import Modality, Polarity, Statement
from .charts import Drawing
from .frustration import frustration_index
from .records import ArticleInfo
from .report_texts import ReportTexts
from .wording import Wording

__all__ = ["Card", "Figure", "Grid", "Name", "Row", "Scene", "Section", "evidence"]

_MOST_CARDS = 12  # under one row; `diplograph show` has the rest


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure.   value, name, note: texts in the page's language."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """An actor in a cell.   group: number of its bloc or camp, for the colour; None for none."""

    text: str
    code: str
    group: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A statement as evidence.

    tone: 'pos', 'neg', 'neu' or 'not'.   parts: the sentence in pieces, each with 'subject', 'object' or ''.
    badge: '' for a plain statement.   title, url: of the article; url None if it is no web address.
    """

    tone: str
    claim: str
    badge: str
    lang: str
    parts: tuple[tuple[str, str], ...]
    title: str
    url: str | None
    origin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with what it rests on.   cells: numbers as they are written; more: statements left out."""

    cells: tuple[str | Name | Drawing, ...]
    cards: tuple[Card, ...] = ()
    count: int = 0
    more: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.   heads: texts; numeric: places of the columns of numbers."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page.   lists: groups of names under headings.   empty: what to say where there is nothing."""

    id: str
    title: str
    help: str
    drawing: Drawing | None = None
    grid: Grid | None = None
    lists: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    empty: str = ""


@dataclass(frozen=True)
class Scene:
    """What all sections draw on.   network, statements: those that were measured."""

    network: nx.Graph
    statements: Mapping[str, Statement]
    articles: Mapping[str, ArticleInfo]
    wording: Wording
    texts: ReportTexts
    groups: Mapping[str, int] = field(default_factory=dict)  # actor → number of its bloc or camp

    def name(self, code: str) -> Name:
        """An actor as a cell."""
        return Name(self.label(code), code, self.groups.get(code))

    def label(self, code: str) -> str:
        """What an actor is called."""
        return self.wording.actor(code, self.network.nodes[code]["label"] if code in self.network else None)

    @cached_property
    def sides(self) -> Mapping[str, int]:
        """+1 or -1 for each actor: its camp."""
        return {str(code): side for code, side in frustration_index(self.network, check_unique=False).sides.items()}

    def row(self, cells: Iterable[str | Name | Drawing], ids: Sequence[str], *codes: str) -> Row:
        """A row with the evidence behind it, newest first.   codes: whom `show` would tell more of."""
        found = sorted((self.statements[i] for i in ids if i in self.statements), key=_newest)
        left = len(found) - _MOST_CARDS
        more = self.texts.say("evidence_more", n=left, codes=" ".join(codes)) if left > 0 else ""
        return Row(tuple(cells), tuple(evidence(s, self) for s in found[:_MOST_CARDS]), len(found), more)

    def tie_rows(self, ties: Iterable[tuple[str, str]]) -> Iterator[Row]:
        """A row for each tie: both ends, the sign, sources for and against."""
        for one, other in ties:
            tie = self.network.edges[one, other]
            sign = self.texts.say("friendly" if tie["sign"] > 0 else "hostile")
            mark = f"{'+' if tie['sign'] > 0 else '−'} {sign}"
            cells = (self.name(one), self.name(other), mark, str(tie["positive"]), str(tie["negative"]))
            yield self.row(cells, tie["statements"], one, other)


def evidence(statement: Statement, scene: Scene) -> Card:
    """Show a statement with its sentence, the words for both ends marked, and where it comes from."""
    article, texts = scene.articles.get(statement.doc), scene.texts
    url = article.url if article else None
    return Card(
        tone=_tone(statement, scene),
        claim=_claim(statement, scene.wording),
        badge=_badge(statement, texts.say),
        lang=statement.lang,
        parts=tuple(_parts(statement)),
        title=(article.title if article else None) or texts.say("article", id=statement.doc),
        # Any other scheme (javascript:, data:, file:) could do harm when it is followed.
        url=url if url and url.lower().startswith(("https://", "http://")) else None,
        origin=tuple(_origin(statement, article, scene)),
    )


def _claim(statement: Statement, wording: Wording) -> str:
    """Who does what; that it is denied or planned stands in the badge."""
    subject = wording.actor(statement.subject.id, statement.subject.label)
    return f"{subject} {wording.relation(statement.relation)} {wording.thing(statement.object)}"


def _tone(statement: Statement, scene: Scene) -> str:
    if statement.polarity is Polarity.NEGATED or statement.modality is Modality.DENIED:
        return "not"
    relation = scene.wording.schema.relations.get(statement.relation)
    sign = relation.sign if relation else 0
    return "pos" if sign > 0 else "neg" if sign < 0 else "neu"


def _badge(statement: Statement, say: Callable[[str], str]) -> str:
    if statement.modality is Modality.DENIED:
        return say("badge_denied")
    if statement.polarity is Polarity.NEGATED:
        return say("badge_negated")
    return say("badge_intended") if statement.modality is Modality.INTENDED else ""


def _parts(statement: Statement) -> Iterator[tuple[str, str]]:
    """The sentence in pieces; a mention that stands elsewhere, or inside the other, is not marked."""
    text, done = statement.sentence, 0
    ends = ((statement.subject_mention, "subject"), (statement.object_mention, "object"))
    spans = sorted((m.start - statement.start, m.end - statement.start, kind) for m, kind in ends)
    for first, last, kind in spans:
        if done <= first < last <= len(text):
            yield text[done:first], ""
            yield text[first:last], kind
            done = last
    yield text[done:], ""


def _origin(statement: Statement, article: ArticleInfo | None, scene: Scene) -> Iterator[str]:
    texts, said = scene.texts, statement.attribution
    if article and article.source:
        yield article.source
    if statement.published:
        yield texts.say("published", day=texts.day(statement.published.isoformat()))
    if statement.when:
        yield texts.say("happened", day=texts.day(statement.when.text))
    if said:
        name = scene.wording.actor(said.speaker) if said.speaker else said.mention
        yield texts.say("according_to", name=name)
    yield texts.say("confidence", share=texts.percent(statement.confidence))


def _newest(statement: Statement) -> tuple[int, str, int, str]:
    day = statement.when.start if statement.when else statement.published
    return (-day.toordinal() if day else 0, statement.doc, statement.start, statement.id)
