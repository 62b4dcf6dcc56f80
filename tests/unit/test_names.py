"""Names: which actor an alias means, by date and by the words around; and that the tables are sane."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from diplograph.extractors.aliases import PERSON, cut, is_surname, read_aliases
from diplograph.extractors.errors import PackError
from diplograph.extractors.names import ArticleNames, NameTable, load_names
from diplograph.extractors.registry import actor_label, load_actors, load_persons, load_registry, territories

LANGUAGES = ("en", "id")
SPRING_2007 = date(2007, 3, 15)


def named(table: NameTable | ArticleNames, sentence: str, published: date | None = None) -> list[tuple[str, str, str]]:
    words = sentence.split()
    found = table.matches(words, published)
    return [(" ".join(words[match.start : match.end]), match.actor, match.sort) for match in found]


def codes(lang: str, sentence: str, published: date | None = None) -> list[str]:
    return [actor for _, actor, _ in named(load_names(lang), sentence, published)]


@pytest.mark.parametrize(
    ("lang", "sentence", "expected"),
    [
        ("en", "The United States and Britain met the EU .", ["USA", "GBR", "EU"]),
        ("en", "Israeli - Palestinian talks stalled .", ["ISR", "PSE"]),
        ("en", "Papua New Guinea thanked Guinea - Bissau and Equatorial Guinea .", ["PNG", "GNB", "GNQ"]),
        ("en", "The UN Security Council met the General Assembly .", ["UNSC", "UNGA"]),
        ("en", "The Security council and the african Union", ["UNSC"]),  # the first word keeps its case
        ("en", "Al - Qaeda , al Qaida and Al-Qa'ida", ["AL-QAEDA"] * 3),
        ("en", "Lord 's Resistance Army rebels", ["LRA"]),
        ("en", "Côte d’Ivoire and Cote d'Ivoire", ["CIV", "CIV"]),
        ("en", "Moscow told the White House and the Pentagon", ["RUS", "USA", "USA"]),
        ("en", "the two Koreas", ["KOR", "PRK"]),
        ("id", "AS dan Inggris mendukung PBB .", ["USA", "GBR", "UN"]),
        ("id", "Dewan Keamanan PBB dan Majelis Umum PBB", ["UNSC", "UNGA"]),
        ("id", "Organisasi Kerja Sama Islam ( OKI ) dan GNB", ["OIC", "OIC", "NAM"]),
        ("id", "Korut , Korsel , Tiongkok , Cina dan RRC", ["PRK", "KOR", "CHN", "CHN", "CHN"]),
        ("id", "Perancis dan Prancis , Mesir , Suriah , Yordania", ["FRA", "FRA", "EGY", "SYR", "JOR"]),
        ("id", "Indonesia-nya sendiri", ["IDN"]),
        ("id", "Gedung Putih dan Kremlin", ["USA", "RUS"]),
        ("id", "Macan Tamil dan Hizbullah", ["LTTE", "HEZBOLLAH"]),
    ],
)
def test_the_longest_alias_names_the_actor(lang, sentence, expected):
    assert expected == codes(lang, sentence)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "The New York Times and the Washington Post quoted Air France ."),
        ("en", "ships in the South China Sea and the Indian Ocean"),
        ("en", "They helped us in turkey and china shops ."),  # lower case is no country
        ("en", "Atlanta , Georgia"),
        ("en", "Michael Jordan , Paris Hilton and Radio Israel"),
        ("en", "Latin American and Native American groups"),
        ("en", "Laura Bush and Sharon Stone smiled ."),
        ("en", "The Foreign Office said so ."),  # whose?
        ("id", "bahasa Inggris dan bahasa Arab"),
        ("id", "Laut Cina Selatan dan Samudera Hindia"),
        ("id", "senilai dua juta dolar AS"),
        ("id", "AS $ 5 juta"),
        ("id", "lima ribu orang lima kali"),
        ("id", "Akar masalah itu rumit ."),  # "Akar" may be a minister, here it is the root
    ],
)
def test_what_only_looks_like_a_name_gives_nothing(lang, sentence):
    assert codes(lang, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "published", "expected"),
    [
        ("Ban Ki - moon spoke .", date(2006, 3, 1), ["KOR"]),
        ("Ban Ki - moon spoke .", date(2008, 3, 1), ["UN"]),
        ("Ban Ki - moon spoke .", None, ["UN"]),  # the lesser office needs a date
        ("Blair spoke .", date(2007, 3, 1), ["GBR"]),
        ("Blair spoke .", date(2009, 3, 1), ["QUARTET"]),
        ("Bush spoke .", date(2009, 6, 1), ["USA"]),  # within a year of leaving
        ("Bush spoke .", date(2015, 6, 1), []),
        ("South Sudan asked for help .", date(2007, 3, 1), ["SDN"]),  # no state yet
        ("South Sudan asked for help .", date(2012, 3, 1), ["SSD"]),
    ],
)
def test_who_holds_an_office_is_decided_by_the_day(sentence, published, expected):
    assert expected == codes("en", sentence, published)


@pytest.mark.parametrize(
    ("lang", "sentence", "expected"),
    [
        ("en", "King Abdullah arrived .", []),  # of Jordan or of Saudi Arabia
        ("en", "Saudi Arabia 's King Abdullah arrived .", ["SAU", "SAU"]),
        ("en", "King Abdullah arrived in the Jordanian capital .", ["JOR", "JOR"]),
        ("en", "The North agreed to six-party talks .", ["PRK"]),
        ("en", "They drove to the North and the South .", []),
        ("en", "nuclear arms in the North West Frontier", []),
        ("id", "Korea Selatan menunggu jawaban Utara .", ["KOR", "PRK"]),
        ("id", "pasukan di Waziristan Utara dekat Korea Selatan", ["KOR"]),
    ],
)
def test_the_rest_of_the_sentence_decides_between_two_meanings(lang, sentence, expected):
    assert expected == codes(lang, sentence)


@pytest.mark.parametrize(
    ("lang", "sentence", "expected"),
    [
        ("id", "Norwegialah yang menengahi , bukan Swedia .", ["NOR", "SWE"]),
        ("id", "angkatan laut Afrika Selatanlah yang tiba", ["ZAF"]),
        ("id", "Adalah keliru , katanya .", []),
        ("en", "Irsael and Lebannon agreed .", []),  # a name of a country is never guessed
        ("en", "Mark Turkeey spoke .", []),  # somebody's name
        ("en", "Hollande and Roland spoke of Columbia .", []),
    ],
)
def test_an_ending_does_not_hide_a_name_and_none_is_guessed(lang, sentence, expected):
    assert expected == codes(lang, sentence, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("lang", "sentence", "expected"),
    [
        ("en", "Brussels and Belgrade resumed talks .", ["EU", "SRB"]),
        ("en", "The Commission wrote to Skopje about enlargement .", ["EU", "MKD"]),
        ("en", "The Commission counted the votes .", []),
        ("en", "France voted for Resolution 1701 .", ["FRA", "UNSC"]),
        ("en", "France lost 1701 men .", ["FRA"]),
        ("en", "the Franco - German plan", ["FRA", "DEU"]),
        ("en", "the Commonwealth Games", []),
        ("en", "Iran met the six powers .", ["IRN", "P5+1"]),
        ("en", "the six powers of the mind", []),
        ("id", "Macan menyerang pasukan Sri Lanka .", ["LTTE", "LKA"]),
        ("id", "Macan menyerang warga .", []),
    ],
)
def test_a_short_name_needs_what_it_is_short_for(lang, sentence, expected):
    assert expected == codes(lang, sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Prime Minister Fouad Siniora spoke .", [("Fouad Siniora", "LBN", "person")]),  # listed as Fuad
        ("President Aleksander Lukashenko spoke .", [("Aleksander Lukashenko", "BLR", "person")]),
        ("Bashar al - Assad and al-Maliki met .", [("Bashar al - Assad", "SYR", PERSON), ("al-Maliki", "IRQ", PERSON)]),
        ("On Monday Olmert met Abbas .", [("Olmert", "ISR", "person"), ("Abbas", "PSE", "person")]),
        ("Maher al - Assad spoke .", []),
        ("former Iranian president Mohammad Khatami spoke .", [("Iranian", "IRN", "demonym")]),
        ("Australian opposition leader Kevin Rudd spoke .", [("Australian", "AUS", "demonym")]),
        ("US Senator Hillary Clinton spoke .", [("US", "USA", "name")]),
    ],
)
def test_a_person_speaks_for_an_actor_only_under_the_own_name_and_in_office(sentence, expected):
    assert expected == named(load_names("en"), sentence)


def test_a_surname_stands_alone_once_the_article_gave_the_full_name():
    article = ArticleNames(load_names("en"))

    assert named(article, "Song spoke .") == []
    assert named(article, "Foreign Minister Han Myeong - sook left .") == [("Han Myeong - sook", "KOR", "person")]
    assert named(article, "Later Han spoke .") == [("Han", "KOR", "person")]
    assert named(article, "Laura Han spoke .") == []


def test_one_who_was_named_as_out_of_office_stays_so_for_the_article():
    article = ArticleNames(load_names("en"))
    named(article, "Former president Mohammad Khatami urged calm .")

    assert named(article, "Khatami spoke .") == []


def test_a_surname_that_the_article_gave_to_somebody_else_is_not_the_ministers():
    article = ArticleNames(load_names("en"))

    assert named(article, "The farmer Jack Kerry came late .") == []
    assert named(article, "Kerry spoke .") == []
    assert named(article, "Secretary Kerry spoke .") == [("Kerry", "USA", "person")]


def test_a_whole_string_can_be_looked_up():
    table = load_names("en")

    assert table.lookup("Sino").actor == "CHN"
    assert table.lookup("Arab League").actor == "AL"
    assert table.lookup("Arab League summit hall") is None
    assert table.lookup("") is None


def test_hostile_words_are_left_alone():
    for lang in LANGUAGES:
        for words in ([""], ["-"], ["'"], ["\u202e", "\ud800"], ["-" * 5000], ["US"] * 2000, ["the"]):
            load_names(lang).matches(words, None)


def test_accents_hyphens_apostrophes_and_articles_do_not_matter():
    assert {cut(text) for text in ("Al-Qa'ida", "al Qaida", "Al Qa’ida")} == {("al", "Qaida")}
    assert cut("Kalın") == cut("Kalin")
    assert cut("Erdoğan") == cut("Erdogan")


# -------- the tables --------


def test_every_code_is_upper_case_and_every_type_a_class_of_actors():
    assert {entry.type for entry in load_registry().values()} == {"State", "Organization", "Group"}
    assert all(code == code.upper() and " " not in code for code in load_registry())


def test_every_territory_of_cldr_with_an_alpha_2_code_has_one_state():
    from babel import Locale

    areas = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    alpha_2 = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()} - areas
    states = [entry.cldr for entry in load_registry().values() if entry.cldr]

    assert sorted(states) == sorted(alpha_2)
    assert all(len(entry.code) == 3 or entry.code == "NAMIBIA" for entry in load_registry().values() if entry.cldr)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_actor_has_a_label_in_each_language(lang):
    assert [code for code in load_registry() if actor_label(code, lang) == code and not code.isupper()] == []
    states = [entry for entry in load_registry().values() if entry.cldr]
    assert [entry.code for entry in states if actor_label(entry.code, lang) == entry.code] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_that_is_not_silent_is_found_by_its_label(lang):
    table = load_names(lang)
    unlike = {"Congo - Kinshasa", "Congo - Brazzaville"}
    missed = [
        (entry.code, actor_label(entry.code, lang))
        for entry in load_registry().values()
        if entry.type == "State" and not entry.silent and actor_label(entry.code, lang) not in unlike
        if not (match := table.lookup(actor_label(entry.code, lang))) or match.actor != entry.code
    ]

    assert missed == []


def test_silent_territories_are_never_read():
    for lang in LANGUAGES:
        silent = {entry.code for entry in load_registry().values() if entry.silent}

        assert not silent & {name.actor for names in read_aliases(lang).readings.values() for name in names}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_alias_but_a_persons_means_two_actors(lang):
    ambiguous = {
        " ".join(key): sorted({str(name.actor) for name in names})
        for key, names in read_aliases(lang).readings.items()
        if len({name.actor for name in names if name.sort != PERSON}) > 1
    }

    assert ambiguous == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_person_is_named_like_a_country_or_a_body(lang):
    clashes = [
        " ".join(key)
        for key, names in read_aliases(lang).readings.items()
        if {name.sort for name in names} > {PERSON} and len({name.actor for name in names}) > 1
    ]

    assert clashes == []


def test_a_person_who_speaks_for_two_actors_without_a_date_is_known():
    actors = defaultdict(set)
    for person in load_persons():
        for alias in person.names:
            if not person.dated:
                actors[alias].add(person.actor)

    assert {alias for alias, codes in actors.items() if len(codes) > 1} == {"King Abdullah", "Raja Abdullah"}


def test_every_person_has_names_and_dates_in_order():
    for person in load_persons():
        assert not (person.since and person.until) or person.since <= person.until, person
        assert person.since, person
        assert all(alias == alias.strip() and alias for alias in person.names), person


def test_short_surnames_are_at_least_two_letters():
    for person in load_persons():
        for alias in person.names:
            assert not is_surname(cut(alias)) or len(alias) > 1, alias


def test_labels_come_in_the_language_asked_for():
    assert (actor_label("DEU", "en"), actor_label("DEU", "id")) == ("Germany", "Jerman")
    assert (actor_label("UN", "id"), actor_label("HAMAS", "id")) == ("Perserikatan Bangsa-Bangsa", "Hamas")
    assert load_actors()["PSE"].label == "Palestine"
    assert actor_label("QQQ", "en") == "QQQ"


def test_a_language_without_names_is_an_error_that_names_the_file():
    with pytest.raises(PackError, match=r"xx/names\.toml: missing"):
        load_names("xx")
    assert territories("xx") == {}
