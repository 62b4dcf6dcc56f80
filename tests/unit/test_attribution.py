"""Who says a statement: the nearest saying over it, a verb that is itself speech, or an office without a name."""

import pytest
from diplograph import Article, Extractor

CASES = [
    # a verb that is an act of speech: its subject speaks
    ("en", "Norway accused Oman of breaking the truce.", "NOR criticizes OMN", "NOR"),
    ("en", "Norway urged Oman to free the sailors, a diplomat in Cairo said.", "NOR urges OMN", "NOR"),
    ("en", "Chile said that Norway had accused Oman of breaking the truce.", "NOR criticizes OMN", "CHL"),
    # a noun reports no speech of its own
    ("en", "Norway's criticism of Oman was ill received.", "NOR criticizes OMN", None),
    # officials without a name speak for the state at hand
    ("en", "Norwegian troops shelled Taliban positions, the army said.", "NOR attacks TALIBAN", "NOR"),
    ("en", "Norway and Oman held talks in Geneva, officials said.", "NOR meets OMN", None),
    # what stands beside the saying is not said
    ("en", "The plan is sound, the Norwegian minister said after meeting the king of Oman.", "NOR meets OMN", None),
    ("en", "Chile said Norway, which is fighting the Taliban, would win.", "NOR fights TALIBAN", None),
    # a vow is told by the one who makes it
    ("en", "Norway vowed to veto any sanctions against Oman.", "NOR opposes sanctions:OMN", "NOR"),
    ("en", "Taliban fighters ambushed Norwegian troops, police said.", "TALIBAN attacks NOR", "NOR"),
    # the same in Indonesian
    ("id", "Norwegia menuduh Oman melanggar gencatan senjata.", "NOR criticizes OMN", "NOR"),
    ("id", "Norwegia mendesak Oman membebaskan para pelaut, kata seorang diplomat.", "NOR urges OMN", "NOR"),
    ("id", "Kecaman Norwegia terhadap Oman disesalkan.", "NOR criticizes OMN", None),
    ("id", "Pasukan Norwegia menembaki Taliban, kata seorang pejabat militer.", "NOR attacks TALIBAN", "NOR"),
    ("id", "Norwegia dan Oman berunding di Jenewa, kata beberapa pejabat.", "NOR meets OMN", None),
]


@pytest.mark.parametrize(("lang", "text", "claim", "speaker"), CASES)
def test_the_speaker_of_a_statement(
    extractor: Extractor, lang: str, text: str, claim: str, speaker: str | None
) -> None:
    found = extractor.extract_article(Article(id="said", text=text, lang=lang))
    said = {f"{s.subject.id} {s.relation} {s.object_key}": s.attribution for s in found}

    assert claim in said
    assert (said[claim].speaker if said[claim] else None) == speaker
