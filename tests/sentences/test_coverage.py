"""Each rule of each language has a sentence that shows it, and one that holds a word of it and where it stays quiet."""

from __future__ import annotations

import pytest
from diplograph.extractors.extract import Extractor

from .coverage import coverage


@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_rule_has_its_sentences(lang: str, extractor: Extractor) -> None:
    found = coverage(extractor, lang)
    assert len(found.rules) > 100
    assert not found.unshown, "rules without a sentence that shows them (tests/sentences)"
    assert not found.loud, "rules that no sentence shows to stay quiet (tests/sentences)"
