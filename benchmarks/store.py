"""The store against its peers: loading, size on disk, memory, and the questions that people ask of many statements.

    python benchmarks/store.py                      # 20,000 statements with all peers, a few minutes
    python benchmarks/store.py 100000               # rdflib and oxrdflib load 2,000, as they take long
    python benchmarks/store.py 1000000 --no-peers --keep FOLDER   # half an hour and 12 GB of disk
    python benchmarks/store.py --ratios 5           # loading against pyoxigraph's, by turns
    python benchmarks/store.py --questions FOLDER                 # the questions again, of the store that was kept

Prints tables and asserts nothing.  Ratios hold within one run; seconds are those of the machine, and of its processors
where other work goes on beside.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from diplograph.extractors.model import Actor, Form, Position, Question
from diplograph.graph.ask import ask as ask_store
from diplograph.graph.ontology import load_schema
from diplograph.graph.rdf import article_quads
from diplograph.graph.stances import FOR, side_of
from diplograph.graph.store import Store
from oxrdflib import OxigraphStore
from statements import readings
from timing import Clock, Peak, Seconds, resident, size, timed, told

BACKS = """SELECT ?code (COUNT(?statement) AS ?n) WHERE {{
  ?statement dg:object <{thing}> ; dg:topic <{topic}> ; dg:subject/skos:notation ?code ;
    dg:relation/dg:attitude dg:backing ; dg:polarity dg:affirmed ; dg:modality dg:asserted
}} GROUP BY ?code ORDER BY DESC(?n)"""
PAIRS = """SELECT ?one ?other (COUNT(*) AS ?n) WHERE {
  ?statement dg:subject ?one ; dg:object ?other ; dg:polarity dg:affirmed ; dg:modality dg:asserted .
  ?one skos:notation ?a . ?other skos:notation ?b
} GROUP BY ?one ?other ORDER BY DESC(?n) LIMIT 50"""
POSITIONS = """SELECT ?thing ?attitude (COUNT(*) AS ?n) WHERE {{
  ?statement dg:subject <{actor}> ; dg:object ?thing ; dg:relation/dg:attitude ?attitude .
  ?thing a dg:Position
}} GROUP BY ?thing ?attitude"""


BACKING = tuple(
    name for name, known in load_schema().relations.items() if side_of(name, load_schema()) == FOR and known.sign > 0
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", nargs="?", type=int, default=20_000)
    parser.add_argument("--no-peers", action="store_true", help="only this store")
    parser.add_argument("--slow-queries", action="store_true", help="the same questions without the summary too")
    parser.add_argument("--ratios", type=int, metavar="RUNS", help="only how near loading is to pyoxigraph's, so often")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the store here")
    parser.add_argument("--questions", type=Path, metavar="FOLDER", help="only ask the store that was kept here")
    asked = parser.parse_args()
    if asked.questions:
        query_store(asked.questions, slow=asked.slow_queries)
        return
    with tempfile.TemporaryDirectory(prefix="store-") as folder:
        place = Path(folder)
        if asked.ratios:
            load_in_turn(asked.statements, asked.ratios, place)
            return
        print(f"{asked.statements} statements")
        if not asked.no_peers:
            load_peers(asked.statements, place)
        kept = asked.keep or place / "store"
        load_store(asked.statements, place, kept)
        query_store(kept, slow=asked.slow_queries)


def load_peers(count: int, place: Path) -> None:
    """Quads made beforehand, so that only the adding is timed."""
    few = min(count, 2000)
    made = [article_quads(*reading) for reading in readings(count)]
    quads = sum(map(len, made))
    some = made[: max(1, len(made) * few // count)]

    memory = rdflib.Dataset(default_union=True)
    told("rdflib Memory, add", *timed(lambda: add_to_rdflib(memory, some)))
    through = rdflib.Dataset(store=OxigraphStore(store=ox.Store(str(place / "oxrdflib"))))
    told("oxrdflib, add", *timed(lambda: add_to_rdflib(through, some)))
    for name, load in (("extend, an article a call", extend), ("extend, 200 articles a call", extend_many)):
        raw = ox.Store(str(place / name))
        told(f"pyoxigraph {name}", *timed(lambda raw=raw, load=load: load(raw, made)))
        del raw
        shutil.rmtree(place / name)
    raw = ox.Store(str(place / "text"))
    text = place / "made.nq"
    text.write_text("".join(f"{quad} .\n" for article in made for quad in article), encoding="utf-8")
    load_text = partial(raw.bulk_load, path=text, format=ox.RdfFormat.N_QUADS)
    told("pyoxigraph bulk_load, a file of N-Quads", quads, timed(load_text)[1])
    del raw, load_text
    shutil.rmtree(place / "text")
    raw = ox.Store(str(place / "bulk"))
    told("pyoxigraph bulk_extend, one call", *timed(lambda: bulk(raw, made)))
    print(f"  {size(place / 'bulk') / len(raw):.0f} bytes a quad; {quads} quads made")


def load_in_turn(count: int, runs: int, place: Path) -> None:
    """Raw loading and ours by turns in one process, so that what else the machine does falls on both."""
    articles = list(readings(count))
    made = [article_quads(*reading) for reading in articles]
    text = place / "made.nq"
    text.write_text("".join(f"{quad} .\n" for article in made for quad in article), encoding="utf-8")
    ways: dict[str, Callable[[Path], Seconds]] = {
        "extend": lambda here: timed_raw(here, lambda raw: extend(raw, made)),
        "Store.put": lambda here: timed_store(here, lambda store: put_each(store, articles)),
        "bulk_load": lambda here: timed_raw(here, lambda raw: raw.bulk_load(path=text, format=ox.RdfFormat.N_QUADS)),
        "bulk_extend": lambda here: timed_raw(here, lambda raw: bulk(raw, made)),
        "Store.put_all": lambda here: timed_store(here, lambda store: store.put_all(articles)),
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for run in range(runs):
        for name, way in ways.items():
            took[name].append(way(place / f"{name} {run}").cpu)
            shutil.rmtree(place / f"{name} {run}")
    print(f"{count} statements, {runs} runs by turns, seconds of processors: median (least to most)")
    for name, seconds in took.items():
        print(f"  {name:<16} {spread(seconds, '.1f')}")
    pairs = (("Store.put", "extend"), ("Store.put_all", "bulk_load"), ("Store.put_all", "bulk_extend"))
    for ours, raw_name in pairs:
        ratios = [100 * raw / own for raw, own in zip(took[raw_name], took[ours], strict=True)]
        print(f"  {ours} is at {spread(ratios, '.0f')} % of {raw_name}")


def timed_raw(place: Path, load: Callable[[ox.Store], object]) -> Seconds:
    raw = ox.Store(str(place))
    return timed(lambda: load(raw))[1]


def timed_store(place: Path, load: Callable[[Store], object]) -> Seconds:
    with Store(place) as store:
        return timed(lambda: load(store))[1]


def spread(figures: Sequence[float], form: str) -> str:
    return f"{statistics.median(figures):{form}} ({min(figures):{form}} to {max(figures):{form}})"


def add_to_rdflib(dataset: rdflib.Dataset, made: Iterable[tuple[ox.Quad, ...]]) -> int:
    count = 0
    for quads in made:
        text = "\n".join(f"{quad} ." for quad in quads)
        for s, p, o, g in parsed(text):
            dataset.add((s, p, o, g))
            count += 1
    return count


def parsed(text: str) -> list[tuple[object, ...]]:
    """rdflib's terms of N-Quads; the time is taken off by `timed`."""
    begun = Seconds.now()
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="nquads")
    found = list(dataset.quads())
    Clock.off += Seconds.now() - begun
    return found


def extend(store: ox.Store, made: Iterable[tuple[ox.Quad, ...]]) -> int:
    count = 0
    for quads in made:
        store.extend(quads)
        count += len(quads)
    return count


def extend_many(store: ox.Store, made: Iterable[tuple[ox.Quad, ...]]) -> int:
    count, rest = 0, iter(made)
    while some := [quad for quads in islice(rest, 200) for quad in quads]:
        store.extend(some)
        count += len(some)
    return count


def bulk(store: ox.Store, made: Iterable[tuple[ox.Quad, ...]]) -> int:
    store.bulk_extend(quad for quads in made for quad in quads)
    return sum(map(len, made))


def load_store(count: int, place: Path, kept: Path) -> None:
    """Statements to a store on disk: writing them down, checking what is there, and the summary included."""
    few = list(readings(min(count, 20_000)))
    with Store(place / "one by one") as store:
        told("Store.put, an article a call", *timed(lambda: put_each(store, few)))
    shutil.rmtree(place / "one by one")
    few.clear()
    making = timed(lambda: sum(1 for _ in readings(count)))[1]
    before, peak = resident(), Peak()
    with Store(kept) as store:
        _, took = timed(lambda: store.put_all(peak.watch(readings(count))))
        quads = store._engine.count()
        told("Store.put_all", quads, took - making)
        print(f"  made up in {making.wall:.0f} s, taken off; {count / (took - making).wall:.0f} statements/s")
    Store(kept).close()
    print(f"  {quads} quads, {quads / count:.1f} a statement; {size(kept) / quads:.0f} bytes a quad on disk")
    with Store(kept) as store:
        _, took = timed(store.tidy)
    print(
        f"  tidied in {took.wall:.0f} s, {took.cpu:.0f} s of processors; {size(kept) / quads:.0f} bytes a quad on disk"
    )
    print(f"  memory: {before:.0f} MB before, {peak.halfway:.0f} MB halfway, {peak.last:.0f} MB at the end")


def put_each(store: Store, articles: Iterable[Any]) -> int:
    for article in articles:
        store.put(*article)
    return store._engine.count()


def query_store(place: Path, *, slow: bool) -> None:
    print("questions, by the summary: median and slowest of 15, of processors, the store opened anew")
    with Store(place, read_only=True) as store:
        stats = store.exchanges(200)
        busy = max({pair.one for pair in stats} | {pair.other for pair in stats}, key=lambda c: of(stats, c))
        thing, topic = busiest_matter(store)
        kind, _, parties = thing.partition(":")
        codes = tuple(parties.split("+"))
        asked = f"who says what of {thing} on {topic}"
        ask(asked, lambda: store.tallies(positions=[(kind, codes)], topic=topic))
        ask(
            f"who backs {codes[0]} or its positions on {topic}",
            lambda: store.tallies(actors=codes, party=codes[0], topic=topic, relations=BACKING),
        )
        ask(f"who stands how to {thing}, any topic", lambda: store.stances_on(positions=[(kind, codes)]))
        ask(f"positions of {busy}, the most active", lambda: store.stances(busy))
        ask("the 50 pairs with most statements", lambda: store.exchanges(50))
        ask("all pairs", store.exchanges)
        print("asked by a person: answers with their sentences")
        position = Position(kind, codes, "")
        one, most_active = Actor(codes[0], "State", ""), Actor(busy, "State", "")
        for name, thing_asked, on in (
            (f"who backs {thing} on {topic}", position, topic),
            (f"who backs {codes[0]}, and positions in its favour, on {topic}", one, topic),
            (f"who backs {thing}", position, None),
            (f"who backs {codes[0]}, and positions in its favour", one, None),
        ):
            question = Question("", "en", Form.WHO, "?", BACKING, thing_asked, on)
            ask(name, lambda question=question: answered(store, question))
        what = Question("", "en", Form.WHAT, most_active, (), None)
        ask(f"what are the positions of {busy}", lambda: answered(store, what))
        if slow:
            base = "https://w3id.org/diplograph/id/"
            print("the same by reading the statements")
            names = {"thing": f"{base}position/{kind}/{parties}", "topic": f"{base}topic/{topic}"}
            ask(asked, lambda: rows(store, BACKS.format(**names)), times=1)
            ask(f"positions of {busy}", lambda: rows(store, POSITIONS.format(actor=f"{base}actor/{busy}")), times=1)
            ask("the 50 pairs", lambda: rows(store, PAIRS), times=1)


def answered(store: Store, question: Question) -> Iterable[object]:
    answer = ask_store(store, question)
    return (*answer.answers, *answer.denied, *answer.intended)


def of(pairs: Iterable[object], code: str) -> int:
    return sum(pair.statements for pair in pairs if code in (pair.one, pair.other))


def busiest_matter(store: Store) -> tuple[str, str]:
    """The position and topic with most statements."""
    found = rows(
        store,
        "SELECT ?thing ?topic (COUNT(*) AS ?all) WHERE { ?statement dg:object ?thing ; dg:topic ?topic . "
        "?thing a dg:Position } GROUP BY ?thing ?topic ORDER BY DESC(?all) LIMIT 200",
    )
    for row in found:
        kind, _, parties = row["thing"].value.partition("/id/position/")[2].partition("/")
        if parties:
            return f"{kind}:{parties}", row["topic"].value.rpartition("/")[2]
    raise ValueError("no position on a topic")


def rows(store: Store, sparql: str) -> list[ox.QuerySolution]:
    return list(store.query(sparql, timeout=None))


def ask(name: str, question: Callable[[], Iterable[object]], times: int = 15) -> None:
    took = []
    for _ in range(times):
        found, seconds = timed(lambda: len(list(question())))
        took.append(seconds.cpu * 1000)
    print(f"  {name:<75} {found:>6} rows {statistics.median(took):9.1f} ms {max(took):9.1f} ms", flush=True)


if __name__ == "__main__":
    main()
