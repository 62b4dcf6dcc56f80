"""The page's content: nodes, edges, marked words; the same input is the same page."""

from __future__ import annotations

import json
import re
import runpy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from diplograph.extractors.errors import ExportError
from diplograph.extractors.model import Mention
from diplograph.graph import page as page_module
from diplograph.graph.ontology import load_schema
from diplograph.graph.page import render_page, write_page

# A file of another folder: pytest's importlib mode has no import between test folders.
SAMPLE = runpy.run_path(str(Path(__file__).parents[1] / "browser" / "sample.py"))
LINE = "x-01 | 2024-01-02 | en | trade | | {when} | 0.9 | {who} | {relation} | {whom} | {mode} | "


@pytest.fixture
def statements():
    return list(SAMPLE["statements"]())


def one(who="IRN", relation="supports", whom="ISR", mode="", more="", when="", start=0):
    line = LINE.format(who=who, relation=relation, whom=whom, mode=mode, when=when)
    return SAMPLE["statement"](f"{line}[One] and {{another}}{more}.", start)


def content(statements, **options) -> dict:
    html, _ = render_page(statements, **options)
    (text,) = re.findall(r'<script type="application/json" id="content">(.*?)</script>', html, re.S)
    return json.loads(text)


def edges(statements, **options) -> list[tuple]:
    network = content(statements, **options)["network"]
    return [(e["from"], e["to"], e["tone"], e["ahead"], e["back"], len(e["statements"])) for e in network["edges"]]


def test_the_same_statements_in_any_order_are_the_same_bytes(statements):
    assert render_page(statements) == render_page(reversed(statements))


def test_another_statement_is_another_page_under_another_nonce(statements):
    nonces = [re.findall(r'nonce="(\w+)"', render_page(some)[0])[0] for some in (statements, statements[1:])]

    assert nonces[0] != nonces[1]


def test_the_page_asks_for_nothing_from_elsewhere(statements):
    html, _ = render_page(statements)

    assert re.findall(r"<(?:script|img|iframe|link)\b[^>]+(?:src|href)=[\"'](?!data:)", html) == []
    assert "default-src 'none'" in html
    assert "unsafe" not in html.split("</head>")[0].split("<style")[0]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "--><b>", "{%- raw %}"])
def test_hostile_text_ends_no_element(text):
    statement = replace(one(), sentence=text)
    html, _ = render_page([statement], title=text)

    assert html.count("</script>") == 3
    assert content([statement])["sentences"] == [text]


def test_what_utf8_cannot_write_is_written_as_a_question_mark(tmp_path):
    write_page([replace(one(), sentence="\ud800")], tmp_path / "x.html", title="Half a \ud800")

    assert ">Half a ?</h1>" in (tmp_path / "x.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([one()], [("IRN", "ISR", "pos", True, False, 1)]),
        ([one(who="ISR", whom="IRN")], [("IRN", "ISR", "pos", False, True, 1)]),
        ([one(relation="meets")], [("IRN", "ISR", "pos", False, False, 1)]),  # mutual: no arrow
        ([one(relation="urges")], [("IRN", "ISR", "neu", True, False, 1)]),
        ([one(mode="denied")], [("IRN", "ISR", "not", True, False, 1)]),
        ([one(mode="negated", relation="attacks")], [("IRN", "ISR", "not", True, False, 1)]),
        ([one(mode="intended", relation="attacks")], [("IRN", "ISR", "neg", True, False, 1)]),
        (
            [one(), one(start=99), one(relation="opposes")],
            [("IRN", "ISR", "neg", True, False, 1), ("IRN", "ISR", "pos", True, False, 2)],
        ),
        ([one(whom="peace:AZE")], [("IRN", "peace:AZE", "pos", True, False, 1)]),
        ([one(relation="unheardOf")], [("IRN", "ISR", "neu", True, False, 1)]),
    ],
)
def test_one_edge_for_a_pair_and_a_tone(made, expected):
    assert edges(made) == expected


def test_the_same_statement_given_twice_counts_once():
    assert edges([one(), one()]) == [("IRN", "ISR", "pos", True, False, 1)]


def test_articles_that_copy_one_another_are_led_by_the_first_of_them():
    sentence = "[Iran] backed {Israel} on Monday, an agency reported."
    line = "{doc} | 2024-01-02 | en | trade | | | 0.9 | IRN | supports | ISR | | {text}"
    made = [SAMPLE["statement"](line.format(doc=doc, text=sentence)) for doc in ("b-01", "b-02")]
    made.append(SAMPLE["statement"](line.format(doc="b-03", text="[Tehran] said that it stands by {Israel}.")))
    leads = {statement["doc"]: statement["lead"] for statement in content(made)["statements"]}

    assert leads == {"b-01": None, "b-02": "b-01", "b-03": None}


def test_statements_come_newest_first_by_the_day_they_speak_of():
    made = [one(when="2020"), one(when="2023-05-06", start=50), one(start=99)]

    days = [statement["day"] for statement in content(made)["statements"]]

    assert days == ["2024-01-02", "2023-05-06", "2020-01-01"]


def test_marks_count_as_browsers_do():
    statement = SAMPLE["statement"](
        "x | 2024-01-02 | en | | | | 0.9 | IRN | supports | ISR | | \U0001f30d\U0001f30d [Iran] and {Israel}."
    )

    assert content([statement])["statements"][0]["marks"] == [[5, 9], [14, 20]]


def test_a_mention_outside_the_sentence_has_no_mark():
    statement = replace(one(), subject_mention=Mention("Iran", 500, 504), id="")

    assert content([statement])["statements"][0]["marks"][0] is None


def test_names_come_in_every_language_from_the_given_labels_or_from_cldr():
    made = [one(who="TUR", whom="independence:PSE")]
    names = {node["id"]: node["names"] for node in content(made)["network"]["nodes"]}
    given = {node["id"]: node["names"] for node in content(made, labels={"PSE": "Palestina"})["network"]["nodes"]}

    assert names["TUR"] == {"en": "Turkey", "id": "Turki"}
    assert given["independence:PSE"]["id"] == "kemerdekaan Palestina"


def test_an_organisation_with_the_letters_of_a_country_has_no_flag():
    made = [replace(one(), subject=replace(one().subject, id="NAM", type="Organization"), id=""), one()]
    flags = {node["id"]: node["flag"] for node in content(made)["network"]["nodes"]}

    assert flags == {"NAM": None, "IRN": "IR", "ISR": "IL"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://x", None])
def test_only_web_addresses_become_links(url):
    article = replace(SAMPLE["articles"]()[0], id="x-01", url=url)

    assert content([one()], articles=[article])["articles"]["x-01"]["url"] is None


def test_beyond_the_caps_the_most_active_and_the_newest_stay_and_the_summary_says_so(monkeypatch):
    monkeypatch.setattr(page_module, "MOST_NODES", 3)
    monkeypatch.setattr(page_module, "MOST_STATEMENTS", 4)
    made = [one(when=f"20{n:02}", start=99 * n) for n in range(9)]
    made += [one(whom="EGY", when="1999"), one(who="NOR", whom="PSE")]

    html, summary = render_page(made)

    assert (summary.nodes, summary.shown, summary.total) == (3, 4, 11)
    assert "NOR" not in html.split('id="content"')[1].split("</script>")[0]
    assert "EGY" in html  # its one statement is old, but no tie loses all it has


def test_nothing_to_show_is_a_page_that_says_nothing(tmp_path):
    summary = write_page([], tmp_path / "empty.html")

    assert (summary.nodes, summary.edges, summary.total) == (0, 0, 0)


def test_a_language_without_texts_is_refused_with_those_that_there_are():
    with pytest.raises(ValueError, match=r"'xx'.*en, id"):
        render_page([], lang="xx")


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match="folder"):
        write_page([one()], tmp_path / "folder")
    with pytest.raises(ExportError, match=r"missing.*cannot be written"):
        write_page([one()], tmp_path / "missing" / "x.html")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder"]


def test_every_group_of_relations_has_a_name_in_the_interface():
    texts = page_module._texts()
    groups = {f"group_{relation.plover}" for relation in load_schema().relations.values()}

    assert {language: groups - table.keys() for language, table in texts.items()} == {"en": set(), "id": set()}


def test_every_text_the_scripts_ask_for_exists():
    folder = Path(page_module.__file__).parent / "page"
    asked = set(re.findall(r"""\bt\(\s*"(\w+)\"""", "".join(path.read_text() for path in folder.glob("*.js"))))

    assert asked - page_module._texts()["en"].keys() == set()


def test_every_script_of_the_folder_is_in_the_page():
    folder = Path(page_module.__file__).parent / "page"

    assert {path.name for path in folder.glob("*.js")} == set(page_module._SCRIPTS)


def test_published_days_are_kept_apart_from_days_told_of():
    record = content([one(when="2023-05")])["statements"][0]

    assert (record["date"], record["published"]) == ("2023-05", date(2024, 1, 2).isoformat())


def test_without_a_title_the_page_has_one_in_its_language():
    assert ">Who stands where</h1>" in render_page([one()])[0]
    assert ">Siapa di pihak mana</h1>" in render_page([one()], lang="id")[0]


def test_topics_have_the_names_of_the_scheme():
    names = content(list(SAMPLE["statements"]()))["names"]

    assert names["north-korea-nuclear"]["en"] != "north-korea-nuclear" != names["north-korea-nuclear"]["id"]


def test_camps_are_friends_inside_and_foes_across_and_nobody_alone_is_one():
    made = [one("IRN", "supports", "SYR"), one("USA", "supports", "ISR"), one("IRN", "opposes", "USA")]
    made += [one("SYR", "criticizes", "ISR"), one("NOR", "opposes", "PSE"), one("IRN", "supports", "stance:SYR")]
    camp = {node["id"]: node["camp"] for node in content(made)["network"]["nodes"]}

    assert camp["IRN"] == camp["SYR"] != camp["USA"] == camp["ISR"] is not None
    assert (camp["NOR"], camp["PSE"], camp["stance:SYR"]) == (None, None, None)
