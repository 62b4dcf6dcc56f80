"""Who says a statement: the nearest saying over it, a verb that is itself speech, or an office without a name."""

import pytest
from diplograph import Article, Extractor

CASES = [
    # a verb that is an act of speech: its subject speaks
    ("Norway accused Oman of breaking the truce.", "NOR criticizes OMN", "NOR"),
    ("Norway urged Oman to free the sailors, a diplomat in Cairo said.", "NOR urges OMN", "NOR"),
    ("Chile said that Norway had accused Oman of breaking the truce.", "NOR criticizes OMN", "CHL"),
    # a noun reports no speech of its own
    ("Norway's criticism of Oman was ill received.", "NOR criticizes OMN", None),
    # officials without a name speak for the state at hand
    ("Norwegian troops shelled Taliban positions, the army said.", "NOR attacks TALIBAN", "NOR"),
    ("Norway and Oman held talks in Geneva, officials said.", "NOR meets OMN", None),
    # what stands beside the saying is not said
    ("The plan is sound, the Norwegian minister said after meeting the king of Oman.", "NOR meets OMN", None),
    ("Chile said Norway, which is fighting the Taliban, would win.", "NOR fights TALIBAN", None),
]


@pytest.mark.parametrize(("text", "claim", "speaker"), CASES)
def test_the_speaker_of_a_statement(extractor: Extractor, text: str, claim: str, speaker: str | None) -> None:
    found = extractor.extract_article(Article(id="said", text=text, lang="en"))
    said = {f"{s.subject.id} {s.relation} {s.object_key}": s.attribution for s in found}

    assert claim in said
    assert (said[claim].speaker if said[claim] else None) == speaker
