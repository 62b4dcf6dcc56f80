"""How a question is read: the forms in which people put it, what is not understood, what is offered instead."""

from __future__ import annotations

from datetime import date

import pytest
from diplograph import DiplographError
from diplograph.extractors.asking import load_coverage, load_questions
from diplograph.extractors.errors import PackError
from diplograph.extractors.model import Actor, Form, Position, Question
from diplograph.extractors.packs import languages
from diplograph.graph.ontology import load_schema

ROWS = [(lang, row) for lang in languages() for row in (*load_questions(lang).rewrites, *load_questions(lang).forms)]


def short(question: Question) -> tuple[str, str]:
    """'? supports AZE' with the form."""

    def end(what: object) -> str:
        if isinstance(what, Position):
            return f"{what.kind}:{'+'.join(what.parties)}"
        return what.id if isinstance(what, Actor) else str(what)

    return question.form.value, f"{end(question.subject)} {'|'.join(question.relations)} {end(question.object)}"


@pytest.mark.parametrize(
    ("text", "form", "read"),
    [
        ("Who supports Azerbaijan?", "who", "? supports AZE"),
        ("\u202eWho supports\x00 Azerbaijan", "who", "? supports AZE"),  # what cannot be seen is not read
        ("WHO SUPPORTS AZERBAIJAN", "who", "? supports AZE"),
        ("who's against the independence of kosovo?!", "who", "? opposes independence:XKX"),
        ("please tell me which countries recognise kosovo", "who", "? recognizes XKX"),
        ("does the uk recognise kosovo", "whether", "GBR recognizes XKX"),
        ("opponents of the independence of Kosovo", "who", "? opposes independence:XKX"),
        ("Whom does Russia support", "who", "RUS supports ?"),
        ("what does China oppose", "who", "CHN opposes ?"),
        ("who is backed by iran", "who", "IRN supports ?"),
        ("Turkey’s position on Kosovo", "what", "TUR  XKX"),
        ("where do turkey and greece disagree?", "between", "TUR  GRC"),
        ("has Spain changed its stance on Western Sahara", "changed", "ESP  ESH"),
        ("Who denied accusations by Armenia?", "denial", "?  ARM"),
        ("Does Russia deny that it attacks Ukraine?", "denial", "RUS attacks UKR"),
        ("Who says Turkey supports Azerbaijan", "says", "TUR supports AZE"),
        ("since when does iran support the houthis", "when", "IRN supports HOUTHIS"),
        ("how many countries attacked Serbia", "howMany", "? attacks SRB"),
        ("relations between Honduras and Taiwan", "ties", "HND  TWN"),
        ("siapa saja yang dukung palestina", "who", "? supports PSE"),
        ("negara pendukung Palestina", "who", "? supports PSE"),
        ("yang mendukung Palestina siapa aja", "who", "? supports PSE"),
        ("siapa yg gak mengakui kosovo", "who", "? recognizes XKX"),
        ("Indonesia dukung siapa", "who", "IDN supports ?"),
        ("apa yang ditolak Tiongkok?", "who", "CHN opposes ?"),
        ("posisi Indonesia soal Palestina", "what", "IDN  PSE"),
        ("sikap turki terhadap kosovo gimana", "what", "TUR  XKX"),
        ("apa beda sikap Rusia dan Serbia", "between", "RUS  SRB"),
        ("siapa yang berubah sikap soal Sahara Barat", "changed", "?  ESH"),
        ("siapa yang membantah tuduhan Armenia", "denial", "?  ARM"),
        ("siapa bilang Turki mendukung Azerbaijan", "says", "TUR supports AZE"),
        ("sejak kapan Iran mendukung Houthi", "when", "IRN supports HOUTHIS"),
        ("Kosovo diakui oleh berapa negara", "howMany", "? recognizes XKX"),
        ("Indonesia mengakui Israel nggak?", "whether", "IDN recognizes ISR"),
        ("hubungan honduras dan taiwan", "ties", "HND  TWN"),
    ],
)
def test_a_question_is_read_however_it_is_put(text, form, read, extractor):
    question = extractor.read_question(text)

    assert (form, read) == short(question)
    assert question.not_understood == ()


@pytest.mark.parametrize(("lang", "row"), ROWS, ids=lambda value: getattr(value, "shows", value))
def test_every_row_of_the_tables_shows_a_question_that_is_understood(lang, row, extractor):
    question = extractor.read_question(row.shows, lang)

    assert question.not_understood == ()
    assert question.relations or question.form in {Form.WHAT, Form.BETWEEN, Form.CHANGED, Form.DENIES, Form.TIES}
    assert getattr(row, "form", question.form) == question.form
    assert getattr(row, "only", None) in (None, question.only)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("who met Russia since 2021", date(2021, 1, 1), None),
        ("who met Russia after 2021", date(2022, 1, 1), None),
        ("who met Russia before May 2021", None, date(2021, 4, 30)),
        ("who met Russia until May 2021", None, date(2021, 5, 31)),
        ("who met Russia in 2021?", date(2021, 1, 1), date(2021, 12, 31)),
        ("who met Russia between 2020 and March 2021", date(2020, 1, 1), date(2021, 3, 31)),
        ("who met Russia from 2020 to 2021", date(2020, 1, 1), date(2021, 12, 31)),
        ("who met Russia last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("who supports the 2015 agreement of Iran and Russia", None, None),  # a name, and no time of what is asked
        ("siapa yang bertemu Rusia sejak Juni 2021", date(2021, 6, 1), None),
        ("siapa yang bertemu Rusia sebelum 2021", None, date(2020, 12, 31)),
        ("siapa yang bertemu Rusia pada tahun 2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("siapa yang bertemu Rusia antara 2020 dan 2021", date(2020, 1, 1), date(2021, 12, 31)),
    ],
)
def test_times_bound_what_is_asked(text, since, until, extractor):
    question = extractor.read_question(text, today=date(2024, 5, 15))

    assert (since, until) == (question.since, question.until)


@pytest.mark.parametrize(
    ("text", "topic", "speaker"),
    [
        ("Who supports Pakistan on Kashmir?", "kashmir", None),
        ("According to Turkey, who supports Pakistan?", None, "TUR"),
        ("Who supports Pakistan, according to the government of Turkey?", None, "TUR"),
        ("Who recognises Kosovo?", None, None),  # the words that name an actor name no topic beside
        ("siapa yang mendukung Pakistan soal Kashmir menurut Turki", "kashmir", "TUR"),
        ("Menurut Turki, siapa yang mendukung Pakistan?", None, "TUR"),
    ],
)
def test_a_question_may_name_a_topic_and_whose_word_is_asked_for(text, topic, speaker, extractor):
    question = extractor.read_question(text)

    assert (topic, speaker) == (question.topic, question.speaker)


@pytest.mark.parametrize(
    ("text", "words", "near"),
    [
        ("Who serenades Turkey?", ("serenades",), "Who supports Turkey?"),
        ("Who suports Turkey?", ("suports",), "Who supports Turkey?"),
        ("Who supports Azerbaidjan and Atlantis?", ("Atlantis",), None),
        ("Who supports Atlantis?", ("Atlantis",), None),
        ("Why does Russia attack Ukraine?", ("why",), "Does Russia attack Ukraine?"),
        ("Mengapa Rusia menyerang Ukraina?", ("mengapa",), "Kapan Rusia menyerang Ukraina?"),
        ("Siapa yang mendukun Palestina", ("mendukun",), "Siapa yang mendukung Palestina?"),
    ],
)
def test_what_is_not_understood_is_named_and_what_is_near_offered(text, words, near, extractor):
    question = extractor.read_question(text)

    assert words == question.not_understood
    assert near is None or near in question.nearest
    for offer in question.nearest:
        assert extractor.read_question(offer).not_understood == ()


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Which countries do not recognise Kosovo?", True),
        ("Which countries recognise Kosovo?", False),
        ("Doesn't Spain recognise Kosovo?", False),  # asks whether it does
        ("negara mana yang tidak mengakui Kosovo", True),
        ("Spanyol mengakui Kosovo atau tidak", False),
    ],
)
def test_a_question_may_ask_for_whom_it_does_not_hold(text, negated, extractor):
    assert negated == extractor.read_question(text).negated


@pytest.mark.parametrize("text", ["", "   ", "word " * 61, "w" * 10_000])
def test_what_can_be_no_question_is_an_error(text, extractor):
    with pytest.raises(DiplographError):
        extractor.read_question(text, "en")


def test_what_a_relation_covers_is_declared():
    relations = load_schema().relations
    named = {name for rows in load_coverage().values() for row in rows.values() for name in row}

    assert named <= relations.keys()


def test_a_language_without_a_table_of_questions_is_refused():
    with pytest.raises(PackError, match="missing"):
        load_questions("xx")


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Which countries recognise Kosovo?", "State"),
        ("countries that support Azerbaijan", "State"),
        ("How many states oppose the independence of Kosovo?", "State"),
        ("Which organisations criticise Russia?", "Organization"),
        ("Which armed groups does Iran support?", "Group"),
        ("Negara mana yang mengakui Kosovo?", "State"),
        ("negara pendukung Palestina", "State"),
        ("berapa negara yang mengakui Kosovo", "State"),
        ("Organisasi mana yang mengecam Rusia?", "Organization"),
        ("Kelompok bersenjata mana yang didukung Iran?", "Group"),
        ("Who supports the two-state solution?", None),
        ("Who supports an independent state of Palestine?", None),
        ("Who criticises armed groups in Syria?", None),
        ("Who leads the organisation of Islamic states?", None),
        ("Siapa yang mendukung solusi dua negara?", None),
        ("Siapa yang mendukung kelompok itu?", None),
        ("Siapa yang memimpin organisasi itu?", None),
    ],
)
def test_a_question_may_ask_for_actors_of_one_class_alone(extractor, text, sort):
    assert extractor.read_question(text).sort == sort
