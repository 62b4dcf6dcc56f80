"""Tables and the words of answers."""

from __future__ import annotations

import json
import string
import tomllib
from pathlib import Path

import pytest
from diplograph import graph
from diplograph.extractors.packs import languages
from diplograph.graph.tables import Table

TABLE = Table.of(("actor", "ties", "share"), [("Turkey", 12, 0.5), ("Côte d’Ivoire", None, 0.25)])
TEXTS = tomllib.loads(Path(graph.__path__[0], "texts.toml").read_text(encoding="utf-8"))


def test_columns_are_aligned_and_numbers_stand_to_the_right():
    assert TABLE.to_text().splitlines() == [
        "actor          ties  share",
        "-------------  ----  -----",
        "Turkey           12  0.500",
        "Côte d’Ivoire        0.250",
    ]


def test_a_cell_is_one_line_whatever_it_holds():
    assert Table.of(("a",), [("x\n  y\t z",)]).to_text().splitlines()[-1] == "x y z"


def test_a_table_without_rows_has_its_head():
    assert Table.of(("a", "b"), []).to_text() == "a  b\n-  -"


def test_csv_and_json_keep_what_is_unknown_apart():
    assert TABLE.to_csv() == "actor,ties,share\nTurkey,12,0.5\nCôte d’Ivoire,,0.25"
    assert json.loads(TABLE.to_json())[1] == {"actor": "Côte d’Ivoire", "ties": None, "share": 0.25}


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="has not 2 cells"):
        Table.of(("a", "b"), [("x",)])


def test_every_language_has_the_words_for_answers():
    assert set(TEXTS) == set(languages())
    assert all(TEXTS[lang].keys() == TEXTS["en"].keys() for lang in TEXTS)


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_the_words_of_every_language_have_the_same_places(lang):
    def places(text: str) -> list[str]:
        return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})

    assert {key: places(text) for key, text in TEXTS[lang].items()} == {
        key: places(text) for key, text in TEXTS["en"].items()
    }
