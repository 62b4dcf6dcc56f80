"""kill -9 at any moment: the store opens, articles are whole or absent, the summary is true, nothing is left over."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from diplograph.graph.store import Store

# A process that changes one store without end: loads, single articles, replacements, drops.  Article k in version v has
# v statements, and its title says so.  A line of output for each change that is done.
CHANGES = """
    import random, sys
    from datetime import date
    from diplograph.extractors.model import (
        Actor, Article, Mention, Modality, Polarity, Position, Provenance, Statement,
    )
    from diplograph.graph.store import Store

    DAY, MADE = date(2020, 1, 1), Provenance("test", "1")
    TUR, AZE = Actor("TUR", "State", "Turkey"), Actor("AZE", "State", "Azerbaijan")
    chance = random.Random(int(sys.argv[2]))

    def reading(doc, version):
        things = [AZE, Position("stance", ("AZE",), "stance of AZE")]
        said = [
            Statement(doc, "It says so.", 20 * i, 20 * i + 11, "en", TUR, Mention("It", 20 * i, 20 * i + 2), "supports",
                      things[i % 2], Mention("so", 20 * i + 8, 20 * i + 10), "trade", Polarity.AFFIRMED,
                      Modality.ASSERTED, None, None, 0.9, "en/test", DAY)
            for i in range(version)
        ]
        return Article(doc, "x" * version, "en", DAY, f"{version} statements"), said, MADE

    with Store(sys.argv[1]) as store:
        print("open", flush=True)
        while True:
            doc, version = f"a{chance.randrange(6)}", chance.randrange(1, 40)
            what = chance.choice(["put", "put", "drop", "load"])
            if what == "put":
                store.put(*reading(doc, version))
            elif what == "drop":
                store.drop(doc)
            else:
                store.put_all(reading(f"b{chance.randrange(1000)}", chance.randrange(1, 9)) for _ in range(20))
            print(what, flush=True)
"""
KILLS = 30


def test_killed_at_any_moment_every_article_is_whole_or_absent(tmp_path):
    chance = random.Random(7)
    place = tmp_path / "a.store"
    changes = 0
    for kill in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHANGES), str(place), str(kill)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        begun = time.monotonic()
        done = sum(process.stdout.readline() != "" for _ in range(1 + chance.randrange(3)))
        time.sleep(chance.uniform(0, (time.monotonic() - begun) / done))  # till the midst of one, however slow it is
        os.kill(process.pid, signal.SIGKILL)
        changes += done + process.communicate()[0].count("\n")

        with Store(place, read_only=True) as store:  # before a writer has tidied up
            check(store)
        with Store(place) as store:
            check(store)
        assert list(place.glob("bulk-*")) == []
    assert changes > KILLS  # it was killed at work, and not before


def check(store: Store) -> None:
    infos = {info.id: info for info in store.articles()}
    found = dict.fromkeys(infos, 0)
    for statement in store.statements():
        found[statement.doc] += 1

    assert {doc: info.title for doc, info in infos.items()} == {doc: f"{n} statements" for doc, n in found.items()}
    assert {doc: info.statements for doc, info in infos.items()} == found
    assert store.summary_differences() == []


@pytest.mark.parametrize("left", ["bulk-0123.sst"])
def test_what_a_killed_load_left_is_taken_away_by_the_next_writer_only(tmp_path, left):
    Store(tmp_path / "a.store").close()
    leftover = tmp_path / "a.store" / left
    leftover.write_bytes(b"half")

    Store(tmp_path / "a.store", read_only=True).close()
    assert leftover.exists()
    Store(tmp_path / "a.store").close()
    assert not leftover.exists()


def test_a_reader_reads_on_while_another_process_writes(tmp_path):
    place = tmp_path / "a.store"
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(CHANGES), str(place), "1"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open\n"
        for _ in range(5):
            process.stdout.readline()
            with Store(Path(place), read_only=True) as store:
                check(store)
    finally:
        process.kill()
        process.communicate()
