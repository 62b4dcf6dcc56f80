"""The heart: sentences with the statements that they hold, as data, one file a language.

Every rule of a language has a sentence that shows it; sentences with an empty `expect` must give nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from diplograph import Article, Extractor

HERE = Path(__file__).parent


def _rows() -> list[object]:
    rows = []
    for source in sorted(HERE.glob("*.toml")):
        lang = source.stem
        for number, row in enumerate(tomllib.loads(source.read_text(encoding="utf-8"))["sentence"]):
            marks = [pytest.mark.xfail(strict=True, reason="not read yet")] if row.get("xfail") else []
            rows.append(pytest.param(lang, row["text"], row["expect"], id=f"{lang}-{number}", marks=marks))
    return rows


@pytest.mark.parametrize(("lang", "text", "expect"), _rows())
def test_a_sentence_gives_its_statements_and_no_other(
    lang: str, text: str, expect: list[str], extractor: Extractor
) -> None:
    found = extractor.extract_article(Article(id="sentence", text=text, lang=lang))

    assert sorted(expect) == sorted({_short(statement.to_record()) for statement in found})


def _short(record: dict) -> str:  # type: ignore[type-arg]
    """'PAK supports AZE', with what is not affirmed and asserted said behind it."""
    thing = record["object"]
    end = f"{thing['kind']}[{'+'.join(thing['parties'])}]" if "kind" in thing else thing["id"]
    marks = [record[key] for key, usual in (("polarity", "affirmed"), ("modality", "asserted")) if record[key] != usual]
    return " ".join([record["subject"]["id"], record["relation"], end, *marks])
