"""How fast the page is made and comes up: python benchmarks/page.py [NODES TIES].  Prints, asserts nothing.

The first frame needs Chromium (/usr/bin/chromium or on the path) and Playwright; without them only the making is timed.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from diplograph.extractors.model import Actor, Mention, Modality, Polarity, Statement
from diplograph.graph.ontology import load_schema
from diplograph.graph.page import write_page

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FRAME = """
requestAnimationFrame(function wait() {
  if (!document.documentElement?.dataset.ready) requestAnimationFrame(wait);
  else requestAnimationFrame(() => { window.firstFrame = performance.now(); document.title = 'drawn'; });
});
"""


def statements(nodes: int, ties: int, seed: int = 1) -> Iterator[Statement]:
    """Statements of states in four camps, a few of which are spoken of most, as in news."""
    chance = random.Random(seed)
    schema = load_schema()
    by_sign = {sign: [r.name for r in schema.relations.values() if r.sign == sign] for sign in (-1, 1)}
    actors = [Actor(f"X{n}", "State", f"State {n}") for n in range(nodes)]
    camp = [chance.randrange(4) for _ in actors]
    weights = [1 / (n + 3) for n in range(nodes)]
    seen: set[tuple[int, int]] = set()
    while len(seen) < ties:
        a, b = chance.choices(range(nodes), weights, k=2) if chance.random() < 0.7 else chance.sample(range(nodes), 2)
        if a == b:
            continue
        seen.add((min(a, b), max(a, b)))
        sign = 1 if (camp[a] == camp[b]) != (chance.random() < 0.2) else -1
        yield statement(actors[a], chance.choice(by_sign[sign]), actors[b], chance)


def statement(one: Actor, relation: str, other: Actor, chance: random.Random) -> Statement:
    sentence = (
        f"{one.label} and {other.label} stand in one sentence of the usual length for a newspaper, told in words."
    )
    start = chance.randrange(10**6)
    return Statement(
        doc=f"article-{chance.randrange(5000)}",
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        lang="en",
        subject=one,
        subject_mention=Mention(one.label, start, start + len(one.label)),
        relation=relation,
        object=other,
        object_mention=Mention(other.label, start + len(one.label) + 5, start + len(one.label) + 5 + len(other.label)),
        topic=None,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        attribution=None,
        when=None,
        confidence=round(chance.random(), 2),
        rule="benchmark",
        published=date(2019, 1, 1) + timedelta(days=chance.randrange(2000)),
    )


def first_frames(path: Path, nodes: int) -> Iterator[tuple[str, float]]:
    """Milliseconds until the first frame, with the usual cap and with all nodes; nothing without a browser."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    if chromium is None:
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, address in (("as it opens", ""), ("all nodes", f"#n={nodes}")):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.add_init_script(FRAME)
            page.goto(path.as_uri() + address)
            page.wait_for_selector("html[data-ready]", state="attached")
            page.wait_for_timeout(2000)
            yield name, float(page.evaluate("window.firstFrame"))
            page.close()
        browser.close()


def main(nodes: int, ties: int) -> None:
    made = list(statements(nodes, ties))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        began = time.perf_counter()
        summary = write_page(made, path)
        took = time.perf_counter() - began
        size = path.stat().st_size / 1e6
        print(f"{summary.nodes} nodes, {summary.edges} ties, {summary.shown} statements: {took:.2f} s, {size:.1f} MB")
        for name, frame in first_frames(path, nodes):
            print(f"  first frame {frame:.0f} ms ({name})")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(int(sys.argv[1]), int(sys.argv[2]))
    else:
        for size in ((50, 150), (300, 1500), (2000, 6000)):
            main(*size)
