"""What the page's script reads: PageData → plain values for JSON.  PyVis builds the network here; no HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..extractors.model import Schema, Statement
from .layout import Tie, place
from .page_data import POSITION, Labels, Node, PageData, Source, Tone, day_of, name_of
from .sources import source_groups
from .topics import topic_label

__all__ = ["content_of"]

_SHAPES = {"Organization": "square", "Group": "triangle", POSITION: "diamond"}  # vis-network's names; others: "dot"
_PULLS = {Tone.FRIENDLY: 1.0, Tone.HOSTILE: -1.0, Tone.NEUTRAL: 0.2}
_LETTER = 6.4  # width of a letter of a label, in drawing units
_LINE = 19  # letters in a line of a label before it wraps


def content_of(
    page: PageData, schema: Schema, labels: Labels, lang: str, articles: Iterable[Source]
) -> dict[str, object]:
    """Return the content of the page: its network, statements, and names in every language of the interface."""
    known = {article.id: article for article in articles}
    return {
        "network": _network(page, lang),
        "relations": _relations(page, schema),
        "names": _names(page, labels),
        "articles": _articles(page, known),
        **_evidence(page, _leads(page, known)),
        "total": page.total,
    }


def _network(page: PageData, lang: str) -> dict[str, object]:
    """Let PyVis build the network, nodes placed and camps numbered; return its nodes and edges."""
    from pyvis.network import Network

    network = Network(directed=True)  # undirected, PyVis drops the second edge of a pair
    spots, of = _arrange(page)
    for node, (x, y), camp in zip(page.nodes, spots, of, strict=True):
        names = dict(node.labels)
        network.add_node(
            node.id,
            label=names[lang],
            shape=_SHAPES.get(node.sort, "dot"),
            x=x,
            y=y,
            sort=node.sort,
            names=names,
            count=node.count,
            camp=camp,
            flag=node.flag,
            kind=node.kind,
            parties=list(node.parties),
        )
    for number, edge in enumerate(page.edges):
        one, other = page.nodes[edge.a].id, page.nodes[edge.b].id
        network.add_edge(
            one,
            other,
            id=number,
            tone=edge.tone.value,
            ahead=edge.ahead,
            back=edge.back,
            statements=list(edge.statements),
        )
    nodes, edges, *_ = network.get_network_data()
    return {"nodes": nodes, "edges": edges}


def _arrange(page: PageData) -> tuple[list[tuple[int, int]], list[int | None]]:
    """Return a spot and a camp for each node; None for what stands in no camp of two actors or more."""
    number = {node.id: place for place, node in enumerate(page.nodes)}
    ties = [
        Tie(edge.a, edge.b, _PULLS[edge.tone] * len(edge.statements) ** 0.5)
        for edge in page.edges
        if edge.tone in _PULLS
    ]
    about = [  # a position stands near those whom it concerns
        Tie(place, number[party], 0.3)
        for place, node in enumerate(page.nodes)
        for party in node.parties
        if party in number
    ]
    of = _camps(page)
    return place([*ties, *about], [_box(node) for node in page.nodes], of), _coloured(page, of)


def _coloured(page: PageData, of: Sequence[int]) -> list[int | None]:
    """Number the camps by their actors; None for a position, and for whoever has no friend in the camp it fell into."""
    friends = [(edge.a, edge.b) for edge in page.edges if edge.tone is Tone.FRIENDLY and of[edge.a] == of[edge.b]]
    inside = {node for pair in friends for node in pair if page.nodes[node].sort != POSITION}
    sizes = Counter(of[node] for node in inside)
    real = sorted((camp for camp in sizes if sizes[camp] > 1), key=lambda camp: (-sizes[camp], camp))
    rank = {camp: place for place, camp in enumerate(real)}
    return [rank.get(camp) if node in inside else None for node, camp in enumerate(of)]


def _camps(page: PageData) -> list[int]:
    """Return the number of each node's camp: more friendly ties inside, more hostile ones across, than by chance."""
    import networkx as nx

    from .blocs import signed_communities

    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(page.nodes)))
    for edge in page.edges:
        if edge.tone in (Tone.FRIENDLY, Tone.HOSTILE):
            old = network.get_edge_data(edge.a, edge.b, {"sum": 0.0})["sum"]
            network.add_edge(edge.a, edge.b, sum=old + _PULLS[edge.tone] * len(edge.statements))
    network.remove_edges_from([(a, b) for a, b, total in network.edges(data="sum") if not total])
    for _, _, tie in network.edges(data=True):
        tie |= {"sign": tie["sum"], "weight": abs(tie["sum"])}
    blocs = signed_communities(network, weight="weight", restarts=2)
    of = {node: number for number, bloc in enumerate(blocs) for node in bloc}
    return [of[node] for node in range(len(page.nodes))]


def _box(node: Node) -> tuple[float, float]:
    """Room that a node and its label need; the label is broken into lines below the node."""
    letters = max(len(label) for _, label in node.labels)
    lines = min(3, -(-letters // _LINE))
    least = 70.0 if node.sort == POSITION else 112.0  # a count must fit on a tie between two actors
    return (max(least, min(letters, _LINE) * _LETTER + 10), 58.0 + 14.0 * lines)


def _relations(page: PageData, schema: Schema) -> dict[str, object]:
    """The relations that occur, with what the page must know of them."""
    found = sorted({statement.relation for statement in page.statements})
    records: dict[str, object] = {}
    for name in found:
        relation = schema.relations.get(name)
        records[name] = {
            "sign": relation.sign if relation else 0,
            "mutual": relation is not None and relation.symmetric,
            "group": relation.plover if relation else "",
            "attitude": relation.attitude if relation else None,
            "labels": dict(relation.labels) if relation else {},
        }
    return records


def _names(page: PageData, labels: Labels) -> dict[str, dict[str, str]]:
    """Names of topics and of speakers, as some are no node."""
    languages = [language for node in page.nodes[:1] for language, _ in node.labels]
    actors = {statement.subject.id: statement.subject for statement in page.statements}
    speakers = {s.attribution.speaker for s in page.statements if s.attribution and s.attribution.speaker}
    names = {code: {lang: name_of(code, actors.get(code), labels, lang) for lang in languages} for code in speakers}
    for topic in {statement.topic for statement in page.statements if statement.topic}:
        names[topic] = {lang: topic_label(topic, lang) or labels(topic, lang) or topic for lang in languages}
    return dict(sorted(names.items()))


def _articles(page: PageData, known: Mapping[str, Source]) -> dict[str, dict[str, str | None]]:
    found = sorted({statement.doc for statement in page.statements})
    return {doc: _article(known[doc]) for doc in found if doc in known}


def _article(source: Source) -> dict[str, str | None]:
    # Any other scheme of an address (javascript:, data:, file:) could do harm when it is followed.
    url = source.url if source.url and source.url.lower().startswith(("https://", "http://")) else None
    return {"title": source.title, "source": source.source, "url": url}


def _leads(page: PageData, known: Mapping[str, Source]) -> list[str | None]:
    """For each statement the article that stands for its own on its tie, None where that is its own article.

    Articles that copy one another are one source (`sources.py`), and the first of them by id stands for all.
    """
    outlets = {doc: article.source for doc, article in known.items()}
    leads: list[str | None] = [None] * len(page.statements)
    for edge in page.edges:
        groups = source_groups((page.statements[number] for number in edge.statements), outlets)
        lead = {doc: group[0] for group in groups for doc in group[1:]}
        for number in edge.statements:
            leads[number] = lead.get(page.statements[number].doc)
    return leads


def _evidence(page: PageData, leads: Sequence[str | None]) -> dict[str, list[object]]:
    """Statements, and their sentences, each once however many statements it carries."""
    places: dict[tuple[str, int, int], int] = {}
    sentences: list[object] = []
    records: list[object] = []
    for statement, lead in zip(page.statements, leads, strict=True):
        key = (statement.doc, statement.start, statement.end)
        if key not in places:
            places[key] = len(sentences)
            sentences.append(statement.sentence)
        records.append({**_record(statement, places[key]), "lead": lead})
    return {"sentences": sentences, "statements": records}


def _record(statement: Statement, sentence: int) -> dict[str, object]:
    said = statement.attribution
    return {
        "id": statement.id,
        "doc": statement.doc,
        "lang": statement.lang,
        "sentence": sentence,
        "subject": statement.subject.id,
        "relation": statement.relation,
        "object": statement.object_key,
        "marks": [_mark(statement, m.start, m.end) for m in (statement.subject_mention, statement.object_mention)],
        "topic": statement.topic,
        "polarity": statement.polarity.value,
        "modality": statement.modality.value,
        "speaker": said.speaker if said else None,
        "said": [said.mention, said.cue] if said else None,
        "day": day_of(statement),
        "date": statement.when.text if statement.when else None,
        "published": statement.published.isoformat() if statement.published else None,
        "confidence": round(statement.confidence, 2),
        "rule": statement.rule,
    }


def _mark(statement: Statement, start: int, end: int) -> list[int] | None:
    """Where a mention stands in its sentence, in UTF-16 units as browsers count; None where it stands elsewhere."""
    first, last = start - statement.start, end - statement.start
    if not 0 <= first < last <= len(statement.sentence):
        return None
    return [_units(statement.sentence[:first]), _units(statement.sentence[:last])]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
