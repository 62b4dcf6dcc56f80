"""Positions: a cell says how an actor stands to a position, and what is denied or changed is told apart."""

from __future__ import annotations

import json
from datetime import date

import pytest
from diplograph.extractors.errors import UnknownTerm
from diplograph.graph import positions as positions_module
from diplograph.graph.matrix_text import matrix_text
from diplograph.graph.ontology import load_schema
from diplograph.graph.positions import positions, to_matrix
from diplograph.graph.wording import Wording


def matrix(*statements):
    return to_matrix(statements, load_schema())


@pytest.mark.parametrize(
    ("claims", "attitude", "disputed"),
    [
        ([("TUR supports peace:ARM+AZE", {})], "backs", False),
        ([("TUR urges peace:ARM+AZE", {})], "callsFor", False),
        ([("TUR opposes peace:ARM+AZE", {})], "opposes", False),
        ([("TUR criticizes peace:ARM+AZE", {}), ("TUR opposes peace:ARM+AZE", {})], "opposes", False),
        ([("TUR supports peace:ARM+AZE", {}), ("TUR urges peace:ARM+AZE", {})], "backs", False),
        ([("TUR supports peace:ARM+AZE", {}), ("TUR opposes peace:ARM+AZE", {})], "mixed", True),
        ([("TUR supports peace:ARM+AZE", {"denied": True})], "denied", False),
        ([("TUR supports peace:ARM+AZE", {"negated": True})], "denied", False),
        ([("TUR supports peace:ARM+AZE", {"intended": True})], "intended", False),
        ([("TUR supports peace:ARM+AZE", {}), ("TUR supports peace:ARM+AZE", {"denied": True})], "backs", True),
        ([("TUR supports peace:ARM+AZE", {}), ("TUR supports peace:ARM+AZE", {"intended": True})], "backs", False),
    ],
)
def test_a_cell_has_one_word_for_what_is_said(say, claims, attitude, disputed):
    (cell,) = matrix(*(say(claim, doc=f"a{i}", **how) for i, (claim, how) in enumerate(claims))).cells

    assert (cell.attitude, cell.is_disputed) == (attitude, disputed)


def test_the_better_attested_attitude_stands_for_one_side(say):
    (cell,) = matrix(
        say("TUR supports peace:ARM+AZE", doc="a1"),
        say("TUR urges peace:ARM+AZE", doc="a2"),
        say("TUR urges peace:ARM+AZE", doc="a3"),
    ).cells

    assert (cell.attitude, cell.counts, cell.sources) == ("callsFor", (("callsFor", 2), ("backs", 1)), 3)


@pytest.mark.parametrize(
    ("claim", "is_cell"),
    [
        ("TUR supports AZE", True),
        ("TUR criticizes ARM", True),
        ("TUR urges ARM", False),  # asked of it: nothing for or against it
        ("TUR meets ARM", False),
        ("TUR mediates peace:ARM+AZE", False),  # takes no side
    ],
)
def test_only_what_takes_a_side_is_a_stance(say, claim, is_cell):
    assert is_cell == bool(matrix(say(claim)).cells)


def test_rows_and_columns_are_ordered_by_evidence(say):
    found = matrix(
        say("AZE supports sovereignty:AZE", doc="a1"),
        say("TUR supports sovereignty:AZE", doc="a1"),
        say("TUR supports peace:ARM+AZE", doc="a2"),
    )

    assert [actor.id for actor in found.actors] == ["TUR", "AZE"]
    assert [thing.kind for thing in found.things] == ["sovereignty", "peace"]
    assert found.cell(found.actors[1], found.things[1]) is None
    assert found.cell(found.actors[0], found.things[0]).attitude == "backs"


def test_the_store_is_asked_by_topic_actor_kind_time_and_speaker(say, stored):
    store = stored(
        [
            say("TUR supports sovereignty:AZE", doc="a1", topic="t1", by="TUR"),
            say("IDN supports peace:ARM+AZE", doc="a2", when="2022-01"),
        ]
    )

    def actors(**how: object) -> list[str]:
        return [actor.id for actor in positions(store, **how).actors]

    assert actors() == ["IDN", "TUR"]
    assert actors(topic="t1") == actors(speaker="TUR") == actors(on="sovereignty") == actors(of="TUR") == ["TUR"]
    assert actors(since=date(2022, 1, 31)) == actors(on="peace") == ["IDN"]
    assert actors(topic="t2") == []


def test_copies_of_one_report_are_one_source(say, stored):
    store = stored(
        [say("TUR supports sovereignty:AZE", doc=f"a{i}", sentence="Ankara backs Baku.") for i in range(3)],
        outlets={"a0": "P", "a1": "Q", "a2": "R"},
    )

    assert [cell.sources for cell in positions(store).cells] == [1]


def test_a_kind_that_is_none_is_refused_with_the_nearest(stored):
    with pytest.raises(UnknownTerm, match="did you mean 'sovereignty'"):
        positions(stored([]), on="sovereignity")


def test_a_denial_by_the_one_concerned_contradicts_what_another_says_of_it(say):
    said = say("PAK supports militaryAction:AZE", doc="a1", by="IND")
    denied = say("PAK supports militaryAction:AZE", doc="a2", by="PAK", denied=True)

    (found,) = matrix(said, denied).contradictions

    assert (found.says, found.denies, found.speakers) == ((said,), (denied,), (("IND",), ("PAK",)))


@pytest.mark.parametrize(
    ("claims", "contradictions", "changes"),
    [
        # two sides at one time contradict, one after the other is a change
        ([("peace", "supports", "2020"), ("peace", "opposes", "2020")], 1, []),
        ([("peace", "supports", "2020"), ("peace", "opposes", "2021-05")], 0, [("backs", "opposes", "2021-05-01")]),
        ([("peace", "opposes", "2020"), ("peace", "urges", "2021")], 0, [("opposes", "callsFor", "2021-01-01")]),
        ([("peace", "supports", "2020"), ("peace", "opposes", "2021"), ("peace", "supports", "2022")], 1, []),
        ([("peace", "supports", "2020"), ("peace", "urges", "2021")], 0, []),
        ([("peace", "supports", "2020"), ("ceasefire", "opposes", "2021")], 0, []),
    ],
)
def test_two_sides_are_a_contradiction_or_a_change(say, claims, contradictions, changes):
    found = matrix(
        *(say(f"TUR {verb} {kind}:ARM+AZE", doc=f"a{i}", when=day) for i, (kind, verb, day) in enumerate(claims))
    )

    assert contradictions == len(found.contradictions)
    assert changes == [(c.before_attitude, c.after_attitude, c.since.isoformat()) for c in found.changes]


def test_to_recognise_what_one_did_not_is_a_change(say):
    found = matrix(
        say("ESP recognizes PSE", doc="a1", when="2020", negated=True), say("ESP recognizes PSE", doc="a2", when="2024")
    )

    assert [(c.before_attitude, c.after_attitude, c.since.isoformat()) for c in found.changes] == [
        ("denied", "backs", "2024-01-01")
    ]
    assert found.contradictions == ()


def test_to_praise_an_actor_and_to_blame_it_is_no_contradiction(say):
    found = matrix(say("TUR praises ARM", doc="a1", when="2020"), say("TUR criticizes ARM", doc="a2", when="2021"))

    assert found.contradictions == found.changes == ()
    assert [cell.attitude for cell in found.cells] == ["mixed"]


def test_what_has_no_date_changes_nothing(say):
    found = matrix(
        say("TUR supports peace:ARM+AZE", doc="a1", published=None),
        say("TUR opposes peace:ARM+AZE", doc="a2", when="2021"),
    )

    assert found.changes == ()
    assert len(found.contradictions) == 1


def test_the_record_is_plain_json(say):
    yes = say("PAK supports militaryAction:AZE", doc="a1", by="IND", when="2020")
    no = say("PAK supports militaryAction:AZE", doc="a2", by="PAK", denied=True)
    later = say("PAK opposes militaryAction:AZE", doc="a3", when="2021")

    record = json.loads(json.dumps(matrix(yes, no, later).to_record()))

    assert record["rows"] == [
        {
            "actor": {"id": "PAK", "label": "Pakistan"},
            "position": {"kind": "militaryAction", "parties": ["AZE"], "label": "military action of Azerbaijan"},
            "attitude": "mixed",
            "disputed": True,
            "counts": {"backs": 1, "denied": 1, "opposes": 1},
            "sources": 3,
            "statements": [yes.id, no.id, later.id],
        }
    ]
    assert sorted(record["evidence"]) == sorted([yes.id, no.id, later.id])
    assert [c["denies"] for c in record["contradictions"]] == [[no.id]]
    assert [(c["from"], c["to"], c["since"]) for c in record["changes"]] == [("backs", "opposes", "2021-01-01")]


@pytest.mark.parametrize(
    "asked", [{}, {"topic": "trade"}, {"of": "TUR"}, {"on": "stance"}, {"of": "TUR", "topic": "trade"}], ids=str
)
def test_a_counted_matrix_says_what_reading_all_of_it_says(say, stored, monkeypatch, asked):
    claims = [
        ("TUR supports stance:AZE", 3, {"topic": "trade"}),
        ("TUR opposes stance:AZE", 1, {}),
        ("TUR supports AZE", 2, {"topic": "trade"}),
        ("TUR urges AZE", 1, {}),  # no position
        ("PAK praises stance:AZE", 1, {"denied": True}),
        ("PAK supports peace:", 2, {"intended": True, "topic": "trade"}),
        ("IRN meets AZE", 2, {}),
    ]
    store = stored(
        say(claim, doc=f"a{n}-{i}", **how) for n, (claim, many, how) in enumerate(claims) for i in range(many)
    )
    read = positions(store, **asked)
    monkeypatch.setattr(positions_module, "FEW", 0)
    counted = positions(store, **asked, whole=False)

    told = [
        {(c.actor, c.thing): (c.attitude, c.counts, c.is_disputed, c.sources) for c in matrix.cells}
        for matrix in (read, counted)
    ]
    assert told[0] == told[1]
    assert (counted.is_counted, counted.more) == (True, 0)
    assert {s.id for cell in counted.cells for s in cell.statements} <= {s.id for c in read.cells for s in c.statements}


def test_a_counted_matrix_shows_the_best_attested_cells_and_says_so(say, stored, monkeypatch):
    store = stored(say(claim, doc=f"a{i}") for i, claim in enumerate(["TUR supports AZE"] * 2 + ["PAK supports AZE"]))
    monkeypatch.setattr(positions_module, "FEW", 0)
    monkeypatch.setattr(positions_module, "_CELLS", 1)
    matrix = positions(store, whole=False)

    assert [(cell.actor.id, cell.sources) for cell in matrix.cells] == [("TUR", 2)]
    assert matrix.more == 1
    assert "1 stances more are left out" in matrix_text(matrix, Wording.of("en", load_schema(), lambda *_: None))
