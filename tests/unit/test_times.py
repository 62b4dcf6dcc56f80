"""Times: what the words of a Wednesday paper of May 2024 mean, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from diplograph.extractors.errors import PackError
from diplograph.extractors.model import Precision
from diplograph.extractors.registry import read_table
from diplograph.extractors.times import find_times, load_times, resolve_time

WEDNESDAY = date(2024, 5, 15)

INDONESIAN = [
    ("kemarin", "2024-05-14", "2024-05-14"),
    ("hari ini", "2024-05-15", "2024-05-15"),
    ("besok", "2024-05-16", "2024-05-16"),
    ("Senin lalu", "2024-05-13", "2024-05-13"),
    ("Rabu", "2024-05-15", "2024-05-15"),
    ("Rabu lalu", "2024-05-08", "2024-05-08"),
    ("Kamis depan", "2024-05-16", "2024-05-16"),
    ("Senin malam", "2024-05-13", "2024-05-13"),
    ("hari Jum'at", "2024-05-10", "2024-05-10"),
    ("Selasa pekan lalu", "2024-05-07", "2024-05-07"),
    ("pekan lalu", "2024-05-06", "2024-05-12"),
    ("pekan depan", "2024-05-20", "2024-05-26"),
    ("Mei", "2024-05-01", "2024-05-31"),  # a month is a month, not its 15th
    ("pada Maret 2003", "2003-03-01", "2003-03-31"),
    ("Juli lalu", "2023-07-01", "2023-07-31"),
    ("awal bulan ini", "2024-05-01", "2024-05-31"),
    ("sebulan lalu", "2024-04-01", "2024-04-30"),
    ("dua hari lalu", "2024-05-13", "2024-05-13"),
    ("dua puluh lima tahun lalu", "1999-01-01", "1999-12-31"),
    ("tahun 2005", "2005-01-01", "2005-12-31"),
    ("24 September 1992", "1992-09-24", "1992-09-24"),
    ("pada tanggal 24 September 1992", "1992-09-24", "1992-09-24"),
    ("10 November tahun lalu", "2023-11-10", "2023-11-10"),
    ("(9/10/2020)", "2020-10-09", "2020-10-09"),
    ("Jumat (23/12)", "2023-12-23", "2023-12-23"),
    ("serangan 11 September", "2001-09-11", "2001-09-11"),
    ("dari 1992 hingga 1995", "1992-01-01", "1992-12-31"),  # the first end of a range
    ("suatu hari", None, None),  # unknown stays unknown
    ("selama 44 hari", None, None),
    ("tahun 1990-an", None, None),
    ("31 Februari 2020", None, None),
]
ENGLISH = [
    ("today", "2024-05-15", "2024-05-15"),
    ("on Tuesday", "2024-05-14", "2024-05-14"),
    ("on Wednesday", "2024-05-15", "2024-05-15"),
    ("last Wednesday", "2024-05-08", "2024-05-08"),
    ("next Monday", "2024-05-20", "2024-05-20"),
    ("last week", "2024-05-06", "2024-05-12"),
    ("two days ago", "2024-05-13", "2024-05-13"),
    ("more than two years ago", "2022-01-01", "2022-12-31"),
    ("this month", "2024-05-01", "2024-05-31"),
    ("September 24, 1992", "1992-09-24", "1992-09-24"),
    ("24th of September 1992", "1992-09-24", "1992-09-24"),
    ("Nov. 5 last year", "2023-11-05", "2023-11-05"),
    ("in 2003", "2003-01-01", "2003-12-31"),
    ("from 1992 to 1995", "1992-01-01", "1992-12-31"),
    ("10-12 March 2007", "2007-03-10", "2007-03-10"),
    ("2020-10-09", "2020-10-09", "2020-10-09"),
    ("23/10/2020", "2020-10-23", "2020-10-23"),
    ("9/10/2020", "2020-01-01", "2020-12-31"),  # September or October: only the year is sure
    ("last July", "2023-07-01", "2023-07-31"),
    ("the 1990s", None, None),
    ("for two days", None, None),
    ("recently", None, None),
]


@pytest.mark.parametrize(
    ("lang", "words", "first", "last"),
    [("id", *row) for row in INDONESIAN] + [("en", *row) for row in ENGLISH],
)
def test_time_words_of_a_wednesday_paper(lang, words, first, last):
    when = resolve_time(words, WEDNESDAY, load_times(lang))

    assert (first, last) == ((when.start.isoformat(), when.end.isoformat()) if when else (None, None))


@pytest.mark.parametrize(
    ("lang", "words", "text"),
    [
        ("id", "Senin lalu", None),
        ("id", "Mei", None),
        ("id", "Jumat (23/12)", None),
        ("id", "Jumat (9/10/2020)", "2020-10-09"),
        ("en", "yesterday", None),
        ("en", "in March 2003", "2003-03"),
        ("en", "9/11", "2001-09-11"),
    ],
)
def test_without_a_day_of_publication_only_words_that_name_their_year_are_resolved(lang, words, text):
    when = resolve_time(words, None, load_times(lang))

    assert text == (when.text if when else None)


@pytest.mark.parametrize(
    ("published", "precision", "text"),
    [
        (date(2024, 5, 15), Precision.MONTH, "2024-05"),  # 6 to 12 May: one month holds it
        (date(2024, 5, 8), Precision.YEAR, "2024"),  # 29 April to 5 May
    ],
)
def test_a_week_is_never_more_precise_than_the_month_or_year_that_holds_it(published, precision, text):
    when = resolve_time("last week", published, load_times("en"))

    assert (precision, text) == (when.precision, when.text)


@pytest.mark.parametrize(
    ("lang", "sentence", "expected"),
    [
        (
            "id",
            "Pertemuan Jumat (9/10/2020) itu membahas perang yang meletus pada 27 September 2020.",
            [("Jumat (9/10/2020)", "2020-10-09"), ("pada 27 September 2020", "2020-09-27")],
        ),
        ("id", "Mereka bertemu Minggu lalu.", [("Minggu lalu", "2024-05-12")]),  # Sunday
        ("id", "Mereka bertemu minggu lalu.", [("minggu lalu", "2024-05")]),  # a week
        ("id", "Utusan Jan Pronk tiba dengan 2007 tentara.", []),
        (
            "en",
            "On Monday the minister, who took office in 2003, may march.",
            [("On Monday", "2024-05-13"), ("in 2003", "2003")],
        ),
        ("en", "They paid $2003 for 1999 barrels.", []),
    ],
)
def test_times_are_found_with_their_place_in_the_sentence(lang, sentence, expected):
    found = find_times(sentence, WEDNESDAY, load_times(lang))

    assert expected == [(sentence[start:end], when.text) for start, end, when in found]


def test_hostile_text_is_left_alone():
    for text in ("", "99/99/2020", "0 days ago " * 500, "(", "{year}"):
        find_times(text, WEDNESDAY, load_times("en"))

    assert resolve_time("999 years ago", date(800, 1, 1), load_times("en")) is None


def test_a_missing_table_is_named():
    with pytest.raises(PackError, match=r"xx/times\.toml: missing"):
        read_table("xx", "times.toml")
