"""What small parsers get wrong, by class, read rightly: datelines, quotes, agents, titles, light verbs, lists."""

from __future__ import annotations

import pytest
from diplograph.extractors.model import Actor, Article, Statement

_NOT_YET = pytest.mark.xfail(strict=True, reason="not read yet")


def claim(statement: Statement) -> str:
    """'TUR supports AZE', 'PAK supports stance[AZE]'."""
    thing = statement.object
    end = thing.id if isinstance(thing, Actor) else f"{thing.kind}[{'+'.join(thing.parties)}]"
    return f"{statement.subject.id} {statement.relation} {end}"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("id", "Ankara, MINA – Turki mengecam Armenia pada hari Senin.", ["TUR criticizes ARM"]),  # dateline
        ("id", "JAKARTA (Antara) - Indonesia mendukung Palestina.", ["IDN supports PSE"]),  # dateline
        ("id", "TURKI KECAM ARMENIA\n\nTurki mengecam Armenia, Senin.", ["TUR criticizes ARM"]),  # headline
        ("id", '"Kami mendukung Palestina." kata Menteri Luar Negeri Norwegia.', ["NOR supports PSE"]),  # quote
        ("id", '"Turki mendukung Azerbaijan sepenuhnya," ujar Presiden Turki.', ["TUR supports AZE"]),  # quote
        ("id", "Rusia menyerang Ukraina, kata juru bicara Pemerintah Polandia.", ["RUS attacks UKR"]),  # kata
        (
            "id",
            "Menurut Kementerian Luar Negeri Jepang, Korea Utara mengancam Korea Selatan.",
            ["PRK threatens KOR"],
        ),  # menurut
        ("id", '"Iran menuduh Israel menyerang Suriah," katanya.', ["IRN criticizes ISR"]),  # katanya
        ("id", "Armenia dikecam oleh Turki.", ["TUR criticizes ARM"]),  # oleh
        ("id", "Armenia dikecam Turki.", ["TUR criticizes ARM"]),  # bare
        ("id", "Kenya dikritik Ghana di Jenewa.", ["GHA criticizes KEN"]),  # bare
        ("id", "Turki, yang mendukung Azerbaijan, mengecam Armenia.", ["TUR supports AZE"]),  # yang
        ("id", "Turki mengecam Armenia yang menyerang Azerbaijan.", ["ARM attacks AZE"]),  # yang
        ("id", "Menteri Pertahanan Turki Hulusi Akar mendukung Azerbaijan.", ["TUR supports AZE"]),  # title
        ("id", "Ankara mengecam Yerevan.", ["TUR criticizes ARM"]),  # capital
        (
            "id",
            "Pakistan mendukung penuh posisi Azerbaijan di Nagorno-Karabakh.",
            ["PAK supports stance[AZE]"],
        ),  # posisi
        ("id", "Qatar memberikan dukungan kepada Lebanon.", ["QAT supports LBN"]),  # light
        ("id", "Presiden Mesir melakukan pertemuan dengan Presiden Sudan di Kairo.", ["EGY meets SDN"]),  # light
        ("id", "Mesir mengadakan pembicaraan dengan Sudan mengenai bendungan itu.", ["EGY meets SDN"]),  # light
        ("id", "Perdana Menteri Lebanon berterima kasih kepada Qatar.", ["LBN praises QAT"]),  # light
        pytest.param(
            "id",
            "Norwegia menyampaikan keprihatinan atas serangan Israel ke Lebanon.",
            ["NOR criticizes ISR"],
            marks=_NOT_YET,
        ),  # light
        ("id", "Menteri-menteri Turki mengecam Armenia.", ["TUR criticizes ARM"]),  # redup
        ("id", "Turki dan Pakistan mendukung Azerbaijan.", ["TUR supports AZE", "PAK supports AZE"]),  # coord actors
        (
            "id",
            "Iran mengecam Israel dan mendukung Palestina.",
            ["IRN criticizes ISR", "IRN supports PSE"],
        ),  # coord pred
        ("en", "Jordan condemned Israel.", ["JOR criticizes ISR"]),  # person
        ("en", "Chad and Georgia signed an agreement.", ["TCD agreesWith GEO"]),  # person
        ("en", "Qatar, a close ally of Turkey, condemned Israel.", ["QAT criticizes ISR"]),  # appos
        ("en", "Turkish Defence Minister Hulusi Akar backed Azerbaijan.", ["TUR supports AZE"]),  # appos
        ("en", "The Saudi-led coalition attacked Yemen.", ["SAU attacks YEM"]),  # led
        ("en", "A Qatar-brokered truce between Israel and Lebanon took hold.", ["QAT mediates"]),  # brokered
        pytest.param(
            "en", "Armenia and Azerbaijan agreed on a Russian-brokered ceasefire.", ["RUS mediates"], marks=_NOT_YET
        ),  # brokered
        (
            "en",
            "The US and its ally Japan condemned North Korea.",
            ["USA criticizes PRK", "JPN criticizes PRK"],
        ),  # ally
        ("en", "Armenia was condemned by Turkey.", ["TUR criticizes ARM"]),  # passive
        ("en", '"We support Palestine," said Norway\'s foreign minister.', ["NOR supports PSE"]),  # quote
        ("en", "ANKARA (Reuters) - Turkey condemned Armenia.", ["TUR criticizes ARM"]),  # dateline
        ("en", "Ankara condemned Yerevan.", ["TUR criticizes ARM"]),  # capital
        (
            "en",
            "Turkey, which backs Azerbaijan, condemned Armenia.",
            ["TUR supports AZE", "TUR criticizes ARM"],
        ),  # relative
        ("en", "Qatar gave its support to Lebanon.", ["QAT supports LBN"]),  # light
        ("en", "Egypt held talks with Sudan in Cairo.", ["EGY meets SDN"]),  # light
        ("en", "Iran condemned Israel and backed Palestine.", ["IRN criticizes ISR", "IRN supports PSE"]),  # coord pred
    ],
)
def test_what_is_said_is_found(extractor, lang, text, expected):
    found = [claim(statement) for statement in extractor.extract_article(Article(id="a", text=text, lang=lang))]
    mutual = [one.split() for one in found if one.split()[1] in extractor._knowledge.symmetric]
    found += [" ".join(reversed(words)) for words in mutual]  # "A meets B" is "B meets A"

    missing = [one for one in expected if not any(one in other for other in found)]
    assert missing == []


def test_a_line_that_points_to_another_article_says_nothing(extractor):
    text = "Baca juga: Iran menyerang Irak\nNorwegia mendukung Islandia."

    found = extractor.extract_article(Article(id="a", text=text, lang="id"))

    assert [claim(statement) for statement in found] == ["NOR supports ISL"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", '"We support Palestine." said Norway\'s foreign minister. "It is time," he added.'),
        ("id", '"Kami mendukung Palestina." kata Menteri Luar Negeri Norwegia. "Sudah waktunya," tambahnya.'),
    ],
)
def test_a_quote_that_closes_behind_its_full_stop_is_one_sentence_with_its_speaker(extractor, lang, text):
    first = extractor.extract_article(Article(id="a", text=text, lang=lang))[0]

    assert (first.subject.id, first.attribution and first.attribution.speaker) == ("NOR", "NOR")
    assert first.sentence.endswith((" minister.", " Norwegia."))


def test_a_pronoun_whose_meaning_hangs_on_itself_stands_for_nobody(extractor):
    text = "Kenya menolak rumusan yang menurut Menlu Ghana tidak bisa didukung pemerintahnya."

    found = list(extractor.extract([Article(id="a", text=text, lang="id")]))

    assert [claim(s) for s in found if s.subject.id == "GHA"] == []
