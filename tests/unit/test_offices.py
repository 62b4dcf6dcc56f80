"""Offices and surnames that an article introduces stand for their state later in it, unless two share them."""

import pytest
from diplograph import Article, Extractor

CASES = [
    # the office, without its state
    ("en", "Norway's defence minister arrived in Minsk. The minister condemned Iran.", "NOR criticizes IRN"),
    ("en", "Chile's ambassador to Oman met the emir of Qatar. The ambassador thanked Qatar.", "CHL praises QAT"),
    ("id", "Duta Besar Cile untuk Oman tiba di Doha. Duta besar memuji Qatar.", "CHL praises QAT"),
    ("id", "Kementerian Luar Negeri Kenya memanggil dubes Iran. Kementerian mengecam Iran.", "KEN criticizes IRN"),
    # a person whom no table knows, by the surname alone
    ("en", "Poland's defence minister, Jan Kowal, arrived in Minsk. Kowal criticised Russia.", "POL criticizes RUS"),
    ("en", "Kenyan army chief Peter Wafula flew to Kampala. Wafula thanked Uganda.", "KEN praises UGA"),
    ("id", "Menteri Luar Negeri Norwegia Jon Brekke tiba di Amman. Brekke mengecam Israel.", "NOR criticizes ISR"),
    ("id", "Juru bicara Kementerian Luar Negeri Cile, Juan Vidal, hadir. Vidal mengecam Iran.", "CHL criticizes IRN"),
    # in a paragraph that names no actor but the object
    ("en", "Poland's defence minister, Jan Kowal, left Minsk.\n\nKowal urged Russia to talk.", "POL urges RUS"),
]
TORN = [
    # two of the same office, or of the same name: nobody is meant
    ("en", "Norway's foreign minister met Chile's foreign minister. The minister condemned Iran.", "criticizes IRN"),
    ("en", "Polish army chief Jan Kowal met Czech army chief Petr Kowal. Kowal criticised Iran.", "criticizes IRN"),
    # another office
    ("en", "Norway's ambassador arrived in Minsk. The president condemned Iran.", "criticizes IRN"),
    # one who does not act for the state
    ("en", "Norwegian singer Jon Brekke sang in Minsk. Brekke condemned Iran.", "criticizes IRN"),
]


@pytest.mark.parametrize(("lang", "text", "claim"), CASES)
def test_what_an_office_or_a_surname_stands_for(extractor: Extractor, lang: str, text: str, claim: str) -> None:
    assert claim in _claims(extractor, lang, text)


@pytest.mark.parametrize(("lang", "text", "claim"), TORN)
def test_nobody_where_two_may_be_meant(extractor: Extractor, lang: str, text: str, claim: str) -> None:
    assert not [found for found in _claims(extractor, lang, text) if found.endswith(claim)]


def test_a_surname_is_whose_the_article_says(extractor: Extractor) -> None:
    # the table knows a UN envoy of the same surname
    text = "The Norwegian foreign minister, Espen Barth Eide, arrived in Amman. Eide supported Palestine."

    assert "NOR supports PSE" in _claims(extractor, "en", text)


def _claims(extractor: Extractor, lang: str, text: str) -> set[str]:
    found = extractor.extract_article(Article(id="office", text=text, lang=lang))
    return {f"{s.subject.id} {s.relation} {s.object_key}" for s in found}
