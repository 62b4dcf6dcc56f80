"""Network: many statements become one tie a pair, and what is said twice counts once."""

from __future__ import annotations

import json
from datetime import date

import networkx as nx
import pytest
from diplograph.extractors.model import Modality
from diplograph.graph.analysis import Selection, balance, blocs, centrality, mediators, select
from diplograph.graph.balance import frustration_index
from diplograph.graph.network import to_network
from diplograph.graph.ontology import load_schema
from diplograph.graph.timeline import timeline


def signs(network: nx.Graph) -> dict[str, int]:
    return {"-".join(sorted((u, v))): sign for u, v, sign in network.edges(data="sign")}


@pytest.mark.parametrize(
    ("claim", "ties"),
    [
        ("TUR supports AZE", {"AZE-TUR": 1}),
        ("TUR criticizes ARM", {"ARM-TUR": -1}),
        ("TUR urges ARM", {}),
        ("TUR supports sovereignty:AZE", {"AZE-TUR": 1}),
        ("TUR opposes militaryAction:ARM", {"ARM-TUR": -1}),
        ("USA supports sanctions:IRN", {"IRN-USA": -1}),  # to go against it
        ("RUS opposes sanctions:IRN", {"IRN-RUS": 1}),
        ("USA urges withdrawal:ARM", {}),
        ("RUS mediates peace:ARM+AZE", {}),  # a broker is on nobody's side
        ("TUR supports peace:ARM+AZE", {}),
        ("IRN supports nuclearProgramme:IRN", {}),
        ("AZE meets ARM", {"ARM-AZE": 1}),
    ],
)
def test_a_statement_ties_its_subject_to_whom_it_favours_or_goes_against(say, claim, ties):
    assert ties == signs(to_network([say(claim)]))


@pytest.mark.parametrize("how", [{"denied": True}, {"negated": True}, {"intended": True}])
def test_what_is_denied_or_only_planned_ties_nobody(say, how):
    assert to_network([say("TUR supports AZE", **how)]).size() == 0


def test_plans_tie_if_they_are_asked_for_and_negated_plans_never(say):
    plan, refusal = say("TUR aids AZE", intended=True), say("TUR aids ARM", intended=True, negated=True)

    assert signs(to_network([plan, refusal], modalities=[Modality.INTENDED])) == {"AZE-TUR": 1}


def test_the_side_with_more_sources_gives_the_sign(say):
    statements = [
        say("TUR criticizes USA", doc="a1"),
        say("USA meets TUR", doc="a2"),
        say("USA sanctions TUR", doc="a3"),
    ]

    tie = to_network(statements).edges["TUR", "USA"]

    assert (tie["sign"], tie["weight"], tie["positive"], tie["negative"]) == (-1, 1, 1, 2)
    assert tie["statements"] == tuple(statement.id for statement in statements)


def test_wire_copy_does_not_outweigh(say):
    copies = [say("TUR criticizes USA", doc=f"c{i}", sentence="Ankara blamed Washington.") for i in range(5)]
    others = [say("TUR meets USA", doc=f"d{i}") for i in range(2)]

    assert signs(to_network([*copies, *others])) == {"TUR-USA": 1}


def test_a_pair_of_which_as_many_say_the_contrary_is_contested(say):
    network = to_network([say("TUR criticizes USA", doc="a1"), say("TUR meets USA", doc="a2")])

    assert (network.size(), network.graph["contested"]) == (0, (("TUR", "USA"),))


def test_nodes_have_names_and_the_network_can_be_measured(say):
    network = to_network([say("TUR supports sovereignty:AZE"), say("AZE fights ARM"), say("TUR opposes ARM")])

    assert network.nodes["AZE"] == {"label": "Azerbaijan", "type": "State"}
    assert frustration_index(network, weight="weight").index == 0


def test_the_store_selects_and_statements_do_not(say, stored):
    statements = [
        say("TUR supports AZE", doc="a1", topic="t1", confidence=0.5),
        say("IDN supports AZE", doc="a2", when="2022", by="IDN"),
    ]
    store = stored(statements)

    assert signs(to_network(store, topic="t1")) == {"AZE-TUR": 1}
    assert signs(to_network(store, since=date(2022, 1, 1))) == signs(to_network(store, speaker="IDN")) == {"AZE-IDN": 1}
    assert signs(to_network(store, min_confidence=0.6)) == {"AZE-IDN": 1}
    with pytest.raises(ValueError, match="select from a store"):
        to_network(statements, topic="t1")


def test_the_order_of_statements_does_not_matter(say):
    statements = [say(f"{a} {how} {b}") for a, how, b in (("TUR", "supports", "AZE"), ("ARM", "fights", "AZE"))]

    one, other = to_network(statements), to_network(reversed(statements))

    assert list(one.edges(data=True)) == list(other.edges(data=True))


@pytest.fixture
def selection(say) -> Selection:
    """Two camps, TUR AZE PAK and ARM IND RUS, with RUS between them and one tie against them."""
    claims = [
        "TUR supports AZE",
        "PAK supports stance:AZE",
        "TUR alliedWith PAK",
        "ARM fights AZE",
        "IND aids ARM",
        "IND criticizes PAK",
        "IND criticizes TUR",
        "RUS alliedWith ARM",
        "RUS meets TUR",
        "RUS mediates ceasefire:ARM+AZE",
        "IND disputesWith RUS",
    ]
    statements = [say(claim, doc=f"a{i:02}", when=f"2020-{i + 1:02}") for i, claim in enumerate(claims)]
    return Selection(tuple(statements), {}, load_schema())


def test_balance_names_the_ties_that_do_not_fit_with_their_evidence(selection):
    found = balance(selection)

    assert (found.actors, found.positive_ties, found.negative_ties) == (6, 6, 4)
    assert (found.frustration.index, len(found.frustrated)) == (1, 1)
    by_id = {statement.id: statement for statement in selection.statements}
    for tie in found.frustrated:
        assert {by_id[i].subject.id for i in tie.statements} <= {tie.one, tie.other}
    assert json.loads(json.dumps(found.to_record()))["frustration"]["proved"] is True


def test_blocs_say_how_firm_each_member_is(selection):
    found = blocs(selection)

    camps = {frozenset(code for code, _, _ in bloc.members) for bloc in found.blocs}
    assert any({"TUR", "AZE", "PAK"} <= camp and "ARM" not in camp for camp in camps)
    assert all(0 <= value <= 1 for bloc in found.blocs for _, _, value in bloc.members)
    assert found.camps_proved
    json.dumps(found.to_record())


def test_mediators_broker_or_have_friends_on_both_sides(selection):
    found = mediators(selection)

    assert found[0].actor == "RUS"
    assert (found[0].brokers, found[0].matters) == (1, ("ceasefire between Armenia and Azerbaijan",))
    assert found[0].bridges == 1
    assert "IND" not in {row.actor for row in found}


def test_centrality_goes_by_ties(selection):
    found = centrality(selection)

    assert {row.actor: (row.positive, row.negative) for row in found} == {
        "TUR": (3, 1),
        "IND": (1, 3),
        "PAK": (2, 1),
        "AZE": (2, 1),
        "ARM": (2, 1),
        "RUS": (2, 1),
    }
    assert found[0].actor in {"TUR", "IND"}
    assert max(found, key=lambda row: row.betweenness).actor in {"TUR", "RUS"}


def test_the_timeline_counts_by_the_day_that_texts_name(selection):
    found = timeline(selection)

    assert [period.name for period in found] == [f"2020-{month:02}" for month in range(1, 12)]
    assert [(p.name, p.positive, p.negative, p.other) for p in timeline(selection, by="quarter")] == [
        ("2020-Q1", 3, 0, 0),
        ("2020-Q2", 1, 2, 0),
        ("2020-Q3", 2, 1, 0),
        ("2020-Q4", 0, 1, 1),
    ]
    (year,) = timeline(selection, by="year")
    assert (year.ties, year.frustration) == (10, (1.0, 1.0))
    json.dumps(year.to_record())


def test_a_window_measures_the_network_of_several_periods_and_counts_one(selection):
    alone, wide = timeline(selection), timeline(selection, window=12)

    assert [p.positive for p in alone] == [p.positive for p in wide]
    assert [p.ties for p in alone] == [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1]
    assert [p.ties for p in wide] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10]
    assert (alone[9].polarization, alone[9].balance) == (None, None)  # a mediation ties nobody
    assert wide[-1].balance == (0.8, 0.8)
    with pytest.raises(ValueError, match="window of 0"):
        timeline(selection, window=0)


def test_periods_know_how_far_they_lie_from_the_first(say):
    statements = (say("TUR meets AZE", doc="a1", when="2020"), say("TUR meets AZE", doc="a2", when="2024"))

    assert [p.at for p in timeline(Selection(statements, {}, load_schema()), by="year")] == [0, 4]


def test_a_period_names_the_statements_that_it_counts(selection):
    (year,) = timeline(selection, by="year")

    assert len(year.statements) == year.positive + year.negative


def test_blocs_name_the_ties_that_run_against_them(selection):
    found = blocs(selection)
    home = {code: number for number, bloc in enumerate(found.blocs) for code, _, _ in bloc.members}

    assert found.across
    for tie in found.across:
        assert (tie.sign > 0) != (home[tie.one] == home[tie.other])
        assert tie.statements


def test_the_timeline_of_a_pair_has_only_what_ties_the_two(selection):
    assert [(p.name, p.negative) for p in timeline(selection, between=("AZE", "ARM"))] == [("2020-04", 1)]
    assert timeline(selection, between=("AZE", "USA")) == ()


@pytest.mark.parametrize(
    ("last", "name"),
    [("2021-12-31", "2021-12"), ("2022-01-01", "2022-Q1"), ("2025-12-31", "2025-Q4"), ("2026", "2026")],
)
def test_periods_are_as_fine_as_the_whole_time_allows(say, last, name):
    statements = (say("TUR meets AZE", doc="a1", when="2020-01-01"), say("TUR meets AZE", doc="a2", when=last))

    assert timeline(Selection(statements, {}, load_schema()))[-1].name == name


def test_nothing_selected_is_nothing_and_no_error(stored):
    nothing = select(stored([]))

    assert (balance(nothing).frustration.index, blocs(nothing).blocs) == (0, ())
    assert mediators(nothing) == centrality(nothing) == timeline(nothing) == ()


def test_an_unknown_period_is_refused(selection):
    with pytest.raises(ValueError, match="month, quarter, year"):
        timeline(selection, by="week")
