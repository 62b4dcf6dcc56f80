"""Other pipelines: read with them, refused if they cannot serve, and what another one read is read again when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy

TEXTS = {"a": "Turkey backs Azerbaijan in the war.", "b": "Norway recognised Palestine on 28 May 2024."}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def other(extractor, tmp_path: Path) -> Path:
    """The English pipeline under another version."""
    folder = tmp_path / "other"
    extractor._knowledge.voice("en").nlp.to_disk(folder)
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | {"name": "other", "version": "9.9"}), encoding="utf-8")
    return folder


def test_a_pipeline_from_a_folder_reads_as_ours_and_is_named(run, news, other):
    ours, theirs = (
        run("extract", news, "--lang", "en"),
        run("extract", news, "--pipeline", f"en={other}", "--lang", "en"),
    )

    assert ours.out == theirs.out != ""
    assert "en_other 9.9" in run("languages", "--pipeline", f"en={other}").out


def test_remake_reads_what_is_new_changed_or_of_another_version(run, news, other, tmp_path):
    def build(*options: str) -> tuple[int, ...]:
        ran = run("build", news, "--lang", "en", "--store", tmp_path / "store", "--json", *options)
        counts = json.loads(ran.out)
        return tuple(counts[key] for key in ("articles", "added", "replaced", "unchanged", "statements"))

    assert build("--remake") == (2, 2, 0, 0, 2)
    assert build("--remake") == (2, 0, 0, 2, 2)
    (news / "a.txt").write_text("Turkey opposes the sanctions against Iran.", encoding="utf-8")
    assert build("--remake") == (2, 0, 1, 1, 2)
    assert build("--remake", "--pipeline", f"en={other}") == (2, 0, 2, 0, 2)
    assert build("--remake", "--pipeline", f"en={other}") == (2, 0, 0, 2, 2)
    assert build() == (2, 0, 2, 0, 2)  # without it everything is read


def test_remake_does_not_read_what_it_knows(run, news, tmp_path, extractor, monkeypatch):
    run("build", news, "--lang", "en", "--store", tmp_path / "store")
    monkeypatch.setattr(extractor, "extract_article", lambda article: pytest.fail(f"read {article.id}"))

    assert run("build", news, "--lang", "en", "--store", tmp_path / "store", "--remake").code == 0


def test_stats_tell_who_read_how_many_articles(run, news, other, tmp_path):
    run("build", news / "a.txt", "--lang", "en", "--store", tmp_path / "store")
    run("build", news / "b.txt", "--lang", "en", "--store", tmp_path / "store", "--pipeline", f"en={other}")

    rows = json.loads(run("stats", "--store", tmp_path / "store", "--format", "json").out)
    read = {row["what"]: row["count"] for row in rows if row["what"].startswith("articles read by")}
    assert list(read.values()) == [1, 1]
    assert any("en_other 9.9" in what for what in read)
    assert "build --remake" in run("validate", "--store", tmp_path / "store").err


def test_a_pipeline_that_cannot_serve_is_refused_in_one_line(run, news, tmp_path):
    def refused(lang: str, source: object) -> str:
        ran = run("languages", "--pipeline", f"{lang}={source}")
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        return ran.err

    german, bare, foreign = (tmp_path / name for name in ("german", "bare", "foreign"))
    spacy.blank("de").to_disk(german)
    spacy.blank("en").to_disk(bare)
    nlp = spacy.blank("id")
    nlp.add_pipe("morphologizer").add_label("POS=NOUN")
    parser = nlp.add_pipe("parser")
    for label in ("sb", "oa", "nk"):
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(foreign)

    assert "is for 'de'" in refused("en", german)
    assert "lacks a component: parser" in refused("en", bare)
    assert "neither UD nor ClearNLP" in refused("id", foreign)
    assert "a folder without a pipeline" in refused("en", news)
    assert "no installed package and no folder" in refused("en", "en_core_web_nothing")


@pytest.mark.parametrize("given", ["en", "en=", "xx=some", "=some"])
def test_a_malformed_pipeline_option_is_wrong_usage(run, given):
    assert run("languages", "--pipeline", given).code == 2
