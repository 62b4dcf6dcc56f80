"""Stores are merged by export and import, and brought up to date; what is wrong changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

TEXT = "Turkey backs Azerbaijan in the war. Norway recognised Palestine on 28 May 2024.\n"


@pytest.fixture
def store(run, tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    run("build", path, "--lang", "en", "--store", tmp_path / "a.store")
    return tmp_path / "a.store"


def test_a_store_goes_through_a_file_unchanged(run, store, tmp_path):
    one, other = tmp_path / "one.trig", tmp_path / "other.trig"
    run("export", "trig", "-o", one, "--store", store)
    ran = run("import", one, "--store", tmp_path / "b.store", "--json")
    run("export", "trig", "-o", other, "--store", tmp_path / "b.store")

    assert json.loads(ran.out) == {"articles": 1, "added": 1, "replaced": 0, "unchanged": 0, "kept": 0}
    assert one.read_bytes() == other.read_bytes()


def test_a_file_that_is_broken_changes_nothing_even_after_a_good_one(run, store, tmp_path):
    good, bad = tmp_path / "good.trig", tmp_path / "bad.jsonl"
    run("export", "trig", "-o", good, "--store", store)
    bad.write_text("{}\n", encoding="utf-8")
    ran = run("import", good, bad, "--store", tmp_path / "b.store")

    assert ran.code == 1
    assert ran.err.startswith(f"error: {bad}:1: no statement record")
    assert not (tmp_path / "b.store").exists()


def test_a_store_of_the_first_schema_is_refused_with_the_way_out_and_upgraded(run, store):
    ontology = ox.NamedNode("https://w3id.org/diplograph/ontology")
    version = ox.NamedNode("http://www.w3.org/2002/07/owl#versionInfo")
    counts = ox.NamedNode("https://w3id.org/diplograph/ontology#count")
    digest = ox.NamedNode("https://w3id.org/diplograph/ontology#digest")
    old = ox.Store(str(store))
    for quad in [
        *old.quads_for_pattern(ontology, version, None),
        *old.quads_for_pattern(ontology, digest, None),
        *old.quads_for_pattern(None, counts, None),
    ]:
        old.remove(quad)
    old.add(ox.Quad(ontology, version, ox.Literal("0.1.0")))
    del old

    refused = run("stats", "--store", store)
    assert (refused.code, refused.out) == (1, "")
    assert "made with schema 0.1.0" in refused.err
    assert "`diplograph upgrade` it" in refused.err
    assert run("upgrade", "--store", store).code == 0
    assert run("validate", "--store", store).code == 0


def test_upgrading_what_is_not_there_makes_nothing(run, tmp_path):
    ran = run("upgrade", "--store", tmp_path / "none")

    assert (ran.code, (tmp_path / "none").exists()) == (1, False)
