"""Ask: a hole is filled from plain statements only, and what is denied, planned or said by others is told apart."""

from __future__ import annotations

import json
from datetime import date

import pytest
from diplograph.extractors.model import ANY_KIND, Actor, Form, Position, Question
from diplograph.graph.ask import ask
from diplograph.graph.iris import statement_from_iri
from diplograph.graph.sources import independent_sources, source_groups


def actor(code: str) -> Actor:
    return Actor(code, "State", code)


def question(form: Form, subject: str | None, relations: str, thing: str | None, **rest: object) -> Question:
    """Ends are '?', None, an actor's code or 'kind:A+B'; '+praises' is a relation that the word covers too."""

    def end(text: str | None) -> Actor | Position | str | None:
        if text is None or text == "?":
            return text
        kind, colon, parties = text.partition(":")
        return Position(kind, tuple(sorted(filter(None, parties.split("+")))), text) if colon else actor(text)

    also = tuple(name[1:] for name in relations.split() if name.startswith("+"))
    named = tuple(name for name in relations.split() if not name.startswith("+"))
    return Question("?", "en", form, end(subject), named, end(thing), **{"also": also, **rest})


def names(entries) -> list[str]:
    return [entry.label for entry in entries]


@pytest.mark.parametrize(
    ("claims", "asked", "expected"),
    [
        (["PAK supports AZE"], ("?", "supports", "AZE"), ["Pakistan"]),
        (["PAK supports stance:AZE"], ("?", "supports", "AZE"), ["Pakistan"]),
        (["PAK supports sovereignty:AZE", "TUR supports peace:ARM+AZE"], ("?", "supports", "AZE"), ["Pakistan"]),
        (["PAK supports sanctions:ARM"], ("?", "supports", "ARM"), []),  # no friend of its object
        (["USA opposes nuclearProgramme:IRN"], ("?", "opposes", "IRN"), ["United States"]),
        (["IRN supports nuclearProgramme:IRN"], ("?", "supports", "IRN"), []),  # insisting is not backing oneself
        (["UN urges aid:ARM"], ("?", "urges", "ARM"), []),  # asked for aid to it, and nothing of it
        (["AZE supports PAK"], ("?", "supports", "AZE"), []),
        (["PAK praises AZE"], ("?", "supports", "AZE"), []),
        (["PAK praises AZE"], ("?", "supports praises", "AZE"), ["Pakistan"]),
        (["PAK praises AZE"], ("?", "supports +praises", "AZE"), ["Pakistan"]),  # what the word covers, too
        (["PAK meets AZE"], ("?", "meets", "PAK"), ["Azerbaijan"]),  # symmetric: either end
        (["PAK attacks AZE"], ("?", "attacks", "PAK"), []),
        (
            ["PAK supports AZE", "PAK supports stance:TUR"],
            ("PAK", "supports", "?"),
            ["Azerbaijan", "position of Turkey"],
        ),
        (["PAK meets AZE", "TUR meets PAK"], ("PAK", "meets", "?"), ["Azerbaijan", "Turkey"]),
        (["RUS mediates ceasefire:ARM+AZE"], ("?", "mediates", f"{ANY_KIND}:ARM+AZE"), ["Russia"]),
        (["RUS mediates peace:ARM+AZE+TUR"], ("?", "mediates", "peace:ARM+AZE"), ["Russia"]),  # a part of the parties
        (["RUS mediates peace:ARM"], ("?", "mediates", "peace:ARM+AZE"), []),
        (
            ["RUS mediates agreement:ARM+AZE"],
            ("?", "mediates", "peace:ARM+AZE"),
            ["Russia"],
        ),  # called one way or another
        (["RUS mediates agreement:ARM+AZE"], ("?", "mediates", "peace:"), []),
        (["RUS supports agreement:ARM+AZE"], ("?", "supports", "peace:ARM+AZE"), []),
        (["UN urges ceasefire:ARM+AZE"], ("?", "urges", "ceasefire:"), ["UN"]),  # whoever the parties are
        (["UN urges peace:ARM+AZE"], ("?", "urges", "ceasefire:"), []),
        (["PAK supports AZE", "IND criticizes AZE"], ("?", "", "AZE"), ["India", "Pakistan"]),  # any relation
    ],
)
def test_who_is_filled_by_statements_that_fit(say, stored, claims, asked, expected):
    store = stored(say(claim, doc=f"a{i}") for i, claim in enumerate(claims))

    assert expected == names(ask(store, question(Form.WHO, *asked)).answers)


def test_the_best_attested_answer_comes_first(say, stored):
    store = stored(
        [
            say("TUR supports AZE", doc="a1", confidence=0.99),
            say("PAK supports AZE", doc="a1"),
            say("PAK supports AZE", doc="a2"),
            say("IDN supports AZE", doc="a1", confidence=0.5),
            say("IND supports stance:AZE", doc="a3"),
            say("IND supports sovereignty:AZE", doc="a3"),
        ]
    )

    found = ask(store, question(Form.WHO, "?", "supports", "AZE")).answers

    assert names(found) == ["Pakistan", "India", "Turkey", "Indonesia"]
    assert [entry.sources for entry in found] == [2, 1, 1, 1]


def test_only_plain_statements_answer(say, stored):
    store = stored(
        [
            say("PAK fights ARM", doc="a1", denied=True, by="PAK"),
            say("TUR fights ARM", doc="a2", negated=True),
            say("IDN fights ARM", doc="a3", intended=True),
            say("IND fights ARM", doc="a4", intended=True, negated=True),
            say("AZE fights ARM", doc="a5"),
        ]
    )

    found = ask(store, question(Form.WHO, "?", "fights", "ARM"))

    assert names(found.answers) == ["Azerbaijan"]
    assert sorted(names(found.denied)) == ["India", "Pakistan", "Turkey"]  # 'will not' is not a plan to do it
    assert names(found.intended) == ["Indonesia"]


@pytest.mark.parametrize(
    ("circumstance", "expected"),
    [
        ({"topic": "t1"}, ["Pakistan"]),
        ({"speaker": "AZE"}, ["Turkey"]),
        ({"since": date(2021, 1, 1)}, ["Indonesia", "Turkey"]),
        ({"until": date(2020, 12, 31)}, ["India", "Pakistan"]),
        ({"since": date(2021, 3, 5), "until": date(2021, 3, 6)}, ["Turkey"]),  # a month overlaps its days
    ],
)
def test_a_question_may_name_topic_speaker_and_time(say, stored, circumstance, expected):
    store = stored(
        [
            say("PAK supports AZE", doc="a1", topic="t1"),  # of no date: that of the article
            say("TUR supports AZE", doc="a2", by="AZE", when="2021-03"),
            say("IDN supports AZE", doc="a3", published="2022-01-01"),
            say("IND supports AZE", doc="a4", when="2019", published="2022-01-01"),
        ]
    )

    found = ask(store, question(Form.WHO, "?", "supports", "AZE", **circumstance))

    assert expected == sorted(names(found.answers))


def test_what_actors_say_of_themselves_stands_apart_from_what_others_say(say, stored):
    own, other, text = (
        say("PAK supports AZE", doc="a1", by="PAK"),
        say("PAK supports AZE", doc="a2", by="AZE"),
        say("PAK supports AZE", doc="a3"),
    )

    (entry,) = ask(stored([own, other, text]), question(Form.WHO, "?", "supports", "AZE")).to_record()["answers"]

    assert {"self": [own.id], "others": [other.id], "unattributed": [text.id]} == entry["said_by"]


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ([("ESP recognizes XKX", {})], "yes"),
        ([("ESP recognizes XKX", {"negated": True})], "no"),
        ([("ESP recognizes XKX", {"denied": True, "by": "ESP"})], "no"),
        ([("ESP recognizes XKX", {}), ("ESP recognizes XKX", {"denied": True})], "disputed"),
        ([("ESP recognizes XKX", {"intended": True})], "unknown"),
        ([("ESP opposes XKX", {})], "no"),  # takes the other side
        ([("ESP recognizes XKX", {}), ("ESP criticizes XKX", {})], "disputed"),
        ([("ESP meets XKX", {})], "unknown"),
        ([("XKX recognizes ESP", {})], "unknown"),
        ([], "unknown"),
    ],
)
def test_a_yes_no_question_has_a_verdict(say, stored, claims, verdict):
    store = stored(say(claim, doc=f"a{i}", **how) for i, (claim, how) in enumerate(claims))

    found = ask(store, question(Form.WHETHER, "ESP", "recognizes", "XKX"))

    assert verdict == found.verdict
    assert all(statement.is_plain for entry in found.answers for statement in entry.statements)
    assert len(claims) - (claims == [("ESP meets XKX", {})]) - (claims == [("XKX recognizes ESP", {})]) == len(
        found.statements
    )


def test_what_an_actor_holds_is_listed_by_position_and_attitude(say, stored):
    store = stored(
        [
            say("IDN supports independence:PSE", doc="a1", topic="palestine"),
            say("IDN urges ceasefire:ISR+PSE", doc="a2", topic="palestine"),
            say("IDN criticizes militaryAction:ISR", doc="a3", topic="palestine"),
            say("IDN meets PSE", doc="a4", topic="palestine"),  # takes no side
            say("IDN supports sovereignty:AZE", doc="a5"),
            say("TUR supports independence:PSE", doc="a6", topic="palestine"),
            say("IDN supports membership:PSE+UN", doc="a7"),  # no topic, but it names it
        ]
    )
    expected = {
        ("independence", "backs"),
        ("ceasefire", "callsFor"),
        ("militaryAction", "opposes"),
        ("membership", "backs"),
    }

    by_topic = ask(store, question(Form.WHAT, "IDN", "", None, topic="palestine"))
    by_both = ask(store, question(Form.WHAT, "IDN", "", "PSE", topic="palestine"))

    assert {(entry.filler.kind, entry.attitude) for entry in by_both.answers} == expected
    assert {(e.filler.kind, e.attitude) for e in by_topic.answers} == expected - {("membership", "backs")}


def test_what_two_actors_agree_and_disagree_on(say, stored):
    store = stored(
        [
            say("TUR supports independence:PSE", doc="a1"),
            say("IDN urges independence:PSE", doc="a2"),
            say("TUR supports militaryAction:AZE", doc="a3"),
            say("IDN opposes militaryAction:AZE", doc="a4"),
            say("TUR supports sovereignty:AZE", doc="a5"),  # of the other nothing is known
            say("TUR criticizes IDN", doc="a6"),
            say("IDN supports sovereignty:TUR", doc="a7"),
            say("TUR agreesWith IDN", doc="a8", denied=True),
            say("TUR agreesWith IDN", doc="a9"),
            say("TUR meets IDN", doc="a9"),  # to talk is not to agree
            say("IDN agreesWith AZE", doc="a9"),
        ]
    )

    found = ask(store, question(Form.BETWEEN, "IDN", "", "TUR")).answers

    assert {(entry.label, entry.attitude) for entry in found} == {
        ("independence of Palestine", "agree"),
        ("military action of Azerbaijan", "disagree"),
        ("Indonesia", "disagree"),
        ("Indonesia", "agree"),
        ("sovereignty of Turkey", "agree"),
    }


def test_when_gives_dates_as_precise_as_the_text_and_never_the_day_of_publication(say, stored):
    store = stored(
        [
            say("IDN visits AZE", doc="a1", when="2021"),
            say("IDN visits AZE", doc="a2", when="2022-05-04"),
            say("IDN visits AZE", doc="a3", when="2022-05-04"),
            say("IDN visits AZE", doc="a4"),
            say("IDN visits AZE", doc="a5"),
            say("IDN visits AZE", doc="a6"),
        ]
    )

    found = ask(store, question(Form.WHEN, "IDN", "visits", "AZE")).answers

    assert [entry.filler for entry in found] == ["2022-05-04", "2021", None]


def test_a_topic_that_nothing_is_filed_under_does_not_hide_what_an_actor_answers(say, stored):
    store = stored([say("ESP recognizes XKX"), say("TUR recognizes PSE", topic="palestine")])

    found = ask(store, question(Form.WHO, "?", "recognizes", "XKX", topic="normalization"))
    nothing = ask(store, question(Form.WHO, "?", "recognizes", None, topic="normalization"))

    strict = ask(store, question(Form.WHO, "?", "recognizes", "XKX", topic="normalization", is_on_topic=True))

    assert strict.answers == ()
    assert (names(found.answers), found.to_record()["understood"]["topic"]) == (["Spain"], None)
    assert nothing.answers == ()


def test_how_many_counts_what_fills_the_hole(say, stored):
    store = stored(
        [
            say("PAK supports AZE", doc="a1"),
            say("PAK supports AZE", doc="a2"),
            say("TUR supports AZE", doc="a3"),
            say("IDN supports AZE", doc="a4", denied=True),
        ]
    )

    (entry,) = ask(store, question(Form.HOW_MANY, "?", "supports", "AZE")).answers

    assert (entry.filler, entry.label) == (2, "Pakistan, Turkey")


@pytest.mark.parametrize(("days", "count"), [(["2020", "2021-03-01", "2021-03-01"], 2), ([None, None], 1), ([], 0)])
def test_how_often_counts_dates(say, stored, days, count):
    store = stored(say("TUR attacks ARM", doc=f"a{i}", when=day) for i, day in enumerate(days))

    (entry,) = ask(store, question(Form.HOW_MANY, "TUR", "attacks", "ARM")).answers

    assert count == entry.filler


def test_who_changed_its_position(say, stored):
    store = stored(
        [
            say("ESP opposes independence:ESH", doc="a1", when="2010"),
            say("ESP supports independence:ESH", doc="a2", when="2022-03"),
            say("DEU recognizes PSE", doc="a3", when="2014", negated=True),  # not to back is the other side
            say("DEU recognizes PSE", doc="a4", when="2024"),
            say("DZA supports independence:ESH", doc="a1", when="2010"),
            say("MAR praises ESP", doc="a1", when="2010"),  # to praise and to blame is no change of position
            say("MAR criticizes ESP", doc="a2", when="2011"),
        ]
    )

    everybody = ask(store, question(Form.CHANGED, "?", "", None)).answers
    of_sahara = ask(store, question(Form.CHANGED, "?", "", "ESH")).answers
    of_spain = ask(store, question(Form.CHANGED, "ESP", "", None)).answers

    assert {entry.filler.id: entry.change.since.isoformat() for entry in everybody} == {
        "DEU": "2024-01-01",
        "ESP": "2022-03-01",
    }
    assert [(e.filler.id, e.change.before_attitude, e.change.after_attitude) for e in of_sahara] == [
        ("ESP", "opposes", "backs")
    ]
    assert names(of_spain) == ["independence of ESH"]
    assert of_sahara[0].to_record()["change"]["since"] == "2022-03-01"


def test_who_denies_what(say, stored):
    store = stored(
        [
            say("RUS attacks UKR", doc="a1", denied=True, by="RUS"),
            say("PAK supports stance:AZE", doc="a2", denied=True, by="IND"),  # one may deny what is said of another
            say("TUR supports AZE", doc="a3", negated=True),  # the text says no; nobody denies it
            say("IDN denies ARM", doc="a4"),
            say("TUR attacks ARM", doc="a5"),
        ]
    )

    def deniers(subject: str, relations: str, thing: str | None) -> tuple[list[str], list[str]]:
        asked = question(Form.DENIES, subject, relations, thing, also=() if relations else ("denies",))
        found = ask(store, asked)
        assert {s.id for s in found.statements} == {
            statement_from_iri(row["statement"].value) for row in store.query(found.sparql)
        }
        return [e.filler.id for e in found.answers], sorted(e.filler.id for e in found.denied)

    assert deniers("?", "", None) == (["IDN"], ["IND", "RUS"])
    assert deniers("?", "attacks", "UKR") == ([], ["RUS"])
    assert deniers("RUS", "", None) == ([], ["RUS"])
    assert deniers("IND", "", None) == ([], ["IND"])
    assert deniers("?", "", "ARM") == (["IDN"], [])


def test_who_says_so(say, stored):
    store = stored(
        [
            say("PAK supports AZE", doc="a1", by="PAK"),
            say("PAK supports AZE", doc="a2", by="RUS"),
            say("PAK supports AZE", doc="a3"),
            say("PAK supports AZE", doc="a4", by="IND", denied=True),
        ]
    )

    found = ask(store, question(Form.SAYS, "PAK", "supports", "AZE"))

    assert [getattr(entry.filler, "id", entry.filler) for entry in found.answers] == ["PAK", "RUS", None]
    assert [entry.filler.id for entry in found.denied] == ["IND"]


def test_all_that_is_between_two_actors(say, stored):
    store = stored(
        [
            say("TUR attacks ARM", doc="a1"),
            say("ARM criticizes TUR", doc="a2"),
            say("ARM opposes militaryAction:TUR", doc="a3"),
            say("ARM meets AZE", doc="a4"),
            say("TUR opposes sanctions:AZE", doc="a5"),
        ]
    )

    found = ask(store, question(Form.TIES, "TUR", "", "ARM"))

    assert sorted(names(found.answers)) == [
        "Armenia criticizes Turkey",
        "Armenia opposes military action of Turkey",
        "Turkey attacks Armenia",
    ]


def test_whom_it_does_not_hold_for_is_told_by_what_is_denied(say, stored):
    store = stored(
        [say("ESP recognizes XKX", doc="a1", negated=True), say("TUR recognizes XKX", doc="a2")],
    )

    who = ask(store, question(Form.WHO, "?", "recognizes", "XKX", negated=True))
    how_many = ask(store, question(Form.HOW_MANY, "?", "recognizes", "XKX", negated=True))
    whether = ask(store, question(Form.WHETHER, "ESP", "recognizes", "XKX", negated=True))

    assert (who.answers, names(who.denied)) == ((), ["Spain"])
    assert (how_many.answers, [entry.filler for entry in how_many.denied]) == ((), [1])
    assert whether.verdict == "yes"


@pytest.mark.parametrize(
    ("only", "days"),
    [(None, ["2022", "2020", "2021"]), ("first", ["2020", "2021", "2022"]), ("last", ["2022", "2021", "2020"])],
)
def test_the_first_or_the_last_time_may_be_asked_for(say, stored, only, days):
    store = stored(
        say("TUR attacks ARM", doc=f"a{i}", when=day) for i, day in enumerate(["2021", "2022", "2020", "2022"])
    )

    assert days == [
        entry.filler for entry in ask(store, question(Form.WHEN, "TUR", "attacks", "ARM", only=only)).answers
    ]


def test_only_what_two_actors_disagree_on_may_be_asked_for(say, stored):
    store = stored(
        [
            say("TUR supports independence:PSE", doc="a1"),
            say("IDN urges independence:PSE", doc="a2"),
            say("TUR supports militaryAction:AZE", doc="a3"),
            say("IDN opposes militaryAction:AZE", doc="a4"),
        ]
    )

    found = ask(store, question(Form.BETWEEN, "IDN", "", "TUR", only="disagree")).answers

    assert names(found) == ["military action of Azerbaijan"]


@pytest.mark.parametrize(
    "asked",
    [
        question(Form.WHO, "?", "supports", None, not_understood=("Atlantis",)),  # perhaps the very thing asked for
        question(Form.WHO, "?", "", "TUR", not_understood=("invented",)),
        question(Form.WHO, "?", "", None),
        question(Form.WHETHER, "TUR", "", None),
        question(Form.HOW_MANY, "?", "", "TUR"),
        question(Form.WHEN, "TUR", "", None),
        question(Form.WHAT, None, "", None),
        question(Form.BETWEEN, "TUR", "", None),
    ],
)
def test_a_question_of_which_too_little_was_understood_has_no_answer(say, stored, asked):
    found = ask(stored([say("TUR supports AZE")]), asked)

    assert found.answers == ()
    assert (asked.form is Form.WHETHER) == (found.verdict == "unknown")


def test_the_record_is_that_of_the_contract(say, stored):
    statement = say("IDN supports sovereignty:AZE", by="AZE", topic="nagorno-karabakh")
    asked = question(Form.WHO, "?", "supports", "sovereignty:AZE", since=date(2020, 1, 1), not_understood=("really",))

    record = json.loads(json.dumps(ask(stored([statement]), asked).to_record()))

    assert record["understood"] == {
        "subject": "?",
        "relation": ["supports"],
        "object": {"kind": "sovereignty", "parties": ["AZE"]},
        "topic": None,
        "since": "2020-01-01",
        "until": None,
        "speaker": None,
    }
    assert (record["question"], record["lang"], record["verdict"]) == ("?", "en", None)
    assert record["not_understood"] == ["really"]
    (entry,) = record["answers"]
    assert (entry["id"], entry["label"], entry["sources"]) == ("IDN", "Indonesia", 1)
    assert entry["statements"] == [statement.to_record()]
    assert record["denied"] == record["intended"] == []


WORLD = [
    ("PAK supports stance:AZE", {"topic": "t1", "by": "PAK", "when": "2020-10-09"}),
    ("TUR supports sovereignty:AZE", {"topic": "t1"}),
    ("TUR criticizes ARM", {"by": "TUR"}),
    ("PAK fights ARM", {"denied": True, "by": "PAK"}),
    ("ARM fights AZE", {"when": "2020"}),
    ("AZE supports stance:AZE", {}),
    ("AZE meets ARM", {"intended": True, "when": "2021-02"}),
    ("IDN urges ceasefire:ARM+AZE", {"published": None}),
    ("RUS mediates ceasefire:ARM+AZE", {"topic": "t1"}),
    ("USA opposes sanctions:AZE", {}),
    ("USA supports sanctions:AZE", {"negated": True}),
    ("USA urges AZE", {}),
]


@pytest.mark.parametrize(
    "asked",
    [
        question(Form.WHO, "?", "supports", "AZE"),
        question(Form.WHO, "?", "supports", "AZE", topic="t1", speaker="PAK"),
        question(Form.WHO, "?", "supports fights", "AZE", since=date(2020, 10, 9), until=date(2020, 12, 1)),
        question(Form.WHO, "?", "", "ARM"),
        question(Form.WHO, "ARM", "", "?"),
        question(Form.WHO, "?", "meets fights", "ARM", until=date(2020, 12, 31)),
        question(Form.WHO, "?", "mediates", f"{ANY_KIND}:ARM+AZE"),
        question(Form.WHO, "?", "urges mediates", "ceasefire:"),
        question(Form.WHO, "?", "", f"{ANY_KIND}:"),
        question(Form.WHO, "?", "supports", None),
        question(Form.WHETHER, "USA", "supports", "sanctions:AZE"),
        question(Form.WHETHER, "ARM", "fights", "PAK"),
        question(Form.WHAT, "TUR", "", None),
        question(Form.WHAT, "USA", "", "AZE"),
        question(Form.WHAT, "PAK", "", "AZE", topic="t1"),
        question(Form.WHAT, "IDN", "", "ceasefire:AZE"),
        question(Form.WHEN, "AZE", "meets fights", "ARM"),
        question(Form.HOW_MANY, "?", "supports", None),
        question(Form.WHO, "?", "opposes", "sanctions:AZE", also=("criticizes",)),
        question(Form.WHO, "?", "fights", None, negated=True),
        question(Form.SAYS, "PAK", "supports", "AZE"),
        question(Form.TIES, "AZE", "", "ARM"),
        question(Form.DENIES, "PAK", "", None, also=("denies",)),
    ],
    ids=str,
)
def test_the_query_that_is_shown_finds_the_statements_that_answer(say, stored, asked):
    store = stored(say(claim, doc=f"a{i}", **how) for i, (claim, how) in enumerate(WORLD))

    found = ask(store, asked)
    queried = {statement_from_iri(row["statement"].value) for row in store.query(found.sparql)}

    assert found.statements
    assert {statement.id for statement in found.statements} == queried


def test_a_query_is_never_broken_by_what_stands_in_a_question(say, stored):
    hostile = Actor('X> ?a ?b . } } #"', "State", "x")
    asked = Question("?", "en", Form.WHO, "?", ("supports",), hostile, topic='t> } "', speaker="} UNION {")
    store = stored([say("TUR supports AZE")])

    assert list(store.query(ask(store, asked).sparql)) == []


@pytest.mark.parametrize(
    ("said", "outlets", "expected"),
    [
        ([("a1", "One two."), ("a2", "Other words.")], {}, 2),
        ([("a1", "One two."), ("a2", "  ONE, two")], {"a1": "P", "a2": "Q"}, 1),  # wire copy
        ([("a1", "One two."), ("a1", "Three four.")], {}, 1),  # one article is one source
        ([("a1", "a b c d e f g h i j"), ("a2", "a b c d e f g h i k")], {"a1": "P", "a2": "P"}, 1),
        ([("a1", "a b c d e f g h i j"), ("a2", "a b c d e f g h i k")], {"a1": "P", "a2": "Q"}, 2),
        ([("a1", "a b c d e f g h i j"), ("a2", "a b c d e f g h i k")], {}, 2),
        ([("a1", "a b c d"), ("a2", "e f g h")], {"a1": "P", "a2": "P"}, 2),
        ([("a1", "One."), ("a2", "One."), ("a2", "Two."), ("a3", "Two.")], {}, 1),  # copied on
    ],
)
def test_independent_sources_are_counted_not_copies(say, said, outlets, expected):
    statements = [say("PAK supports AZE", doc=doc, sentence=sentence) for doc, sentence in said]

    assert expected == independent_sources(statements, outlets)
    assert expected == len(source_groups(statements, outlets))
