"""Questions that very many statements answer: told from counts, with some of the sentences."""

from __future__ import annotations

import pytest
from diplograph.extractors.model import Actor, Form, Position, Question
from diplograph.graph.answer_text import answer_text
from diplograph.graph.ask import ask
from diplograph.graph.ontology import load_schema
from diplograph.graph.tallied import FEW
from diplograph.graph.wording import Wording

AZE = Actor("AZE", "State", "Azerbaijan")
TUR = Actor("TUR", "State", "Turkey")
STANCE = Position("stance", ("AZE",), "")
BACK = {"relations": ("supports",), "also": ("praises", "recognizes")}


def question(form: Form, subject: object, thing: object, **more: object) -> Question:
    return Question("", "en", form, subject, more.pop("relations", ()), thing, **more)  # type: ignore[arg-type]


WHO = question(Form.WHO, "?", AZE, **BACK)
WHO_POSITION = question(Form.WHO, "?", STANCE, **BACK)
WHO_ON_TOPIC = question(Form.WHO, "?", AZE, topic="trade", **BACK)
WHO_NOT = question(Form.WHO, "?", AZE, negated=True, **BACK)
WHO_STATE = question(Form.WHO, "?", AZE, sort="State", **BACK)
WHAT = question(Form.WHAT, TUR, None)


@pytest.fixture
def store(stored, say):
    """Some of everything that may and may not answer, each often enough that all of it is too much to read."""
    claims = [
        ("TUR supports stance:AZE", 60, {"topic": "trade"}),
        ("TUR supports AZE", 30, {}),
        ("PAK praises stance:AZE", 40, {"topic": "trade"}),
        ("PAK opposes stance:AZE", 5, {}),
        ("PAK supports sanctions:AZE", 5, {}),
        ("AZE supports stance:AZE", 5, {}),
        ("IRN supports stance:AZE", 7, {"denied": True, "topic": "trade"}),
        ("IND supports stance:AZE", 3, {"intended": True, "topic": "trade"}),
        ("EU praises AZE", 8, {}),
        ("TUR urges AZE", 2, {}),
        ("TUR opposes sanctions:IRN+TUR", 35, {}),
        ("TUR supports stance:AZE", 4, {"negated": True}),
        ("TUR praises stance:ARM", 1, {"intended": True}),
    ]
    return stored(
        say(claim, doc=f"a{n}-{i}", **how) for n, (claim, many, how) in enumerate(claims) for i in range(many)
    )


def counts(entries, read) -> dict[tuple[str, str | None], int]:
    key = (lambda e: e.filler.id) if read is Form.WHO else (lambda e: e.statements[0].object_key)
    return {(key(e), e.attitude): e.told if e.told is not None else len(e.statements) for e in entries}


@pytest.mark.parametrize(
    "asked", [WHO, WHO_POSITION, WHO_ON_TOPIC, WHO_NOT, WHO_STATE, WHAT], ids=lambda q: f"{q.form} {q.topic}"
)
def test_what_is_counted_is_what_reading_all_of_it_counts(asked, store):
    quick, whole = ask(store, asked), ask(store, asked, whole=True)

    for section in ("answers", "denied", "intended"):
        told, read = (counts(getattr(answer, section), asked.form) for answer in (quick, whole))
        assert told.items() <= read.items()
        assert bool(told) == bool(read)
    assert len(whole.answers) + len(whole.denied) + len(whole.intended) == quick.more + sum(
        map(len, (quick.answers, quick.denied, quick.intended))
    )


@pytest.mark.parametrize("asked", [WHO, WHAT], ids=["who", "what"])
def test_only_some_of_very_many_statements_are_read(asked, store):
    quick, whole = ask(store, asked), ask(store, asked, whole=True)

    assert len(whole.statements) > FEW > len(quick.statements) > 0
    assert {s.id for s in quick.statements} <= {s.id for s in whole.statements}
    assert [entry.told for entry in quick.answers] == sorted((entry.told for entry in quick.answers), reverse=True)


@pytest.mark.parametrize("whole", [False, True])
def test_a_question_for_states_is_answered_by_states_alone(whole, store):
    assert "EU" in {entry.filler.id for entry in ask(store, WHO, whole=whole).answers}
    assert "EU" not in {entry.filler.id for entry in ask(store, WHO_STATE, whole=whole).answers}


def test_the_query_shown_finds_the_answers_of_symmetric_relations_either_way_round(stored, say):
    small = stored(say(claim, doc=claim) for claim in ("AZE agreesWith TUR", "AZE agreesWith EU", "PAK agreesWith AZE"))
    answer = ask(small, question(Form.WHO, "?", AZE, sort="State", relations=("agreesWith",)))
    found = {row["statement"].value.rpartition("/")[2] for row in small.query(answer.sparql)}

    assert {entry.filler.id for entry in answer.answers} == {"TUR", "PAK"}
    assert {statement.id for statement in answer.statements} <= found


def test_few_statements_are_read_in_full(stored, say):
    small = stored(say("TUR supports AZE", doc=f"a{i}") for i in range(FEW))

    assert ask(small, WHO, whole=True) == ask(small, WHO)


def test_the_record_and_the_text_say_that_statements_were_counted(store):
    answer = ask(store, WHO)
    record, text = answer.to_record(), answer_text(answer, {}, Wording.of("en", load_schema(), lambda *_: None))

    assert record["answers"][0]["statements_in_all"] == 90
    assert "(TUR): 90 statements" in text
