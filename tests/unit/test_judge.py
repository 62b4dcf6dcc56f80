"""The judge: trees are walked as they were grown, reasons add up, and what it sees of a sentence is never a word."""

from __future__ import annotations

import json
import math
import re

import pytest
from diplograph.extractors.errors import PipelineError
from diplograph.extractors.features import features_of, nearest
from diplograph.extractors.judge import judge_of_rules, load_judge
from diplograph.extractors.model import Article
from diplograph.extractors.verdicts import Drop

# One tree: left (−1) where "near" is at most 2, else right where "by rule" decides between 0.5 and 3.
TABLE = {
    "features": ["near", "by rule"],
    "start": 0.25,
    "least": {"en": 0.5},
    "calibration": [0.5, -0.25],
    "roots": [0],
    "nodes": [[0, 2.0, 1, 2, 0.0], [-1, 0, 1, 1, -1.0], [1, 0.5, 3, 4, 1.0], [-1, 0, 3, 3, 0.5], [-1, 0, 4, 4, 3.0]],
}
ABOUT = "Poland backs Lithuania's accession to NATO, and Latvia criticised Belarus over the border."


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "judge.json"
    path.write_text(json.dumps(TABLE), encoding="utf-8")
    return path


@pytest.fixture
def reading(extractor):
    return next(extractor.readings(Article(id="a", text=ABOUT, lang="en")))


def logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@pytest.mark.parametrize(
    ("features", "odds"),
    [({}, -0.75), ({"near": 2.0}, -0.75), ({"near": 3.0}, 0.75), ({"near": 3, "by rule": 1}, 3.25)],
)
def test_a_probability_is_what_the_leaves_say(table, features, odds):
    assert load_judge(table).probabilities([features]) == [pytest.approx(logistic(odds))]


def test_confidence_is_on_a_line_of_the_log_odds_and_keeps_the_order(table):
    judge = load_judge(table)

    assert judge.confidence(logistic(2.0)) == pytest.approx(logistic(0.75))
    assert judge.confidence(0.2) < judge.confidence(0.5) < judge.confidence(1.0) < 1.0


def test_many_proposals_are_judged_like_each_alone(table):
    judge = load_judge(table)
    proposals = [{"near": float(n), "by rule": float(n % 2)} for n in range(6)]

    assert judge.probabilities(proposals) == [judge.probabilities([one])[0] for one in proposals]
    assert judge.probabilities([]) == []


def test_reasons_say_what_moved_the_odds_and_add_up(table):
    judge = load_judge(table)

    assert judge.reasons({"near": 3, "by rule": 1}) == [("by rule", 2.0), ("near", 1.0)]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"features": []}', json.dumps(TABLE | {"nodes": [[0]]})])
def test_a_table_that_is_none_is_named(tmp_path, text):
    path = tmp_path / "judge.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(PipelineError, match=re.escape(str(path))):
        load_judge(path)


def test_the_shipped_table_is_sound():
    judge = load_judge()
    children = {*judge.left.tolist(), *judge.right.tolist()}

    assert set(judge.feature.tolist()) <= {-1, *range(len(judge.features))}
    assert children <= set(range(len(judge.value)))
    assert all(0 < least < 1 for least in judge.least.values())


def test_the_judge_of_the_rules_believes_the_rules_alone(extractor, reading):
    found = features_of(reading.sentence, nearest(reading.sentence))
    probabilities = judge_of_rules(["en"]).probabilities(found)

    assert [p > 0.5 for p in probabilities] == [bool(f.get("by rule") and f["real"]) for f in found]
    assert any(p > 0.5 for p in probabilities)


def test_no_word_of_a_sentence_is_among_its_features(extractor, reading):
    """Other names in the same sentence give the same features: nothing is learnt of who is concerned."""
    swapped = ABOUT.replace("Poland", "Norway").replace("Lithuania", "Romania").replace("Belarus", "Hungary")
    other = next(extractor.readings(Article(id="b", text=swapped, lang="en")))
    first, second = (features_of(r.sentence, nearest(r.sentence)) for r in (reading, other))
    words = {word.lower() for word in re.findall(r"[A-Za-z]{5,}", ABOUT)}

    assert first == second
    assert not [name for found in first for name in found if words & set(re.split(r"\W+", name.lower()))]


def test_every_reading_has_a_verdict_and_every_drop_a_reason(reading, extractor):
    least = extractor.judge.least["en"]
    kept = [verdict for verdict in reading.verdicts if verdict.drop is None]

    assert len(kept) == len(reading.statements) > 0
    assert all(verdict.probability >= least for verdict in kept)
    assert all(v.probability < least for v in reading.verdicts if v.drop is Drop.UNSURE)
    assert len({reading.sentence.key(v.proposal) for v in reading.verdicts}) == len(reading.verdicts)


def test_an_explanation_tells_parse_verdicts_and_reasons(extractor):
    from diplograph.extractors.explain import explain

    lines = list(explain(Article(id="a", text=ABOUT, lang="en"), extractor))

    assert lines[0].startswith("sentence 1 of a: Poland backs")
    assert any(re.match(r" +0 +Poland .* POL$", line) for line in lines)
    assert any(re.match(r"  \+ 0\.\d\d POL supports membership\[.*\]$", line) for line in lines)
    assert any(re.match(r"  - 0\.\d\d .*\(unsure\)$", line) for line in lines)
    assert any("en/supports/" in line and "'backs'" in line for line in lines)
