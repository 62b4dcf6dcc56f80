"""Charts: what is drawn is what was counted, and nothing of it is markup by accident."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from diplograph.graph.charts import Cross, Stretch, course, cross_table, scale, share_bar, text_bar, two_sided_bar

HOSTILE = "</svg><script>alert(1)</script>\" onload='x'"


@pytest.mark.parametrize(
    ("value", "most", "bar"),
    [(8, 8, "████"), (4, 8, "██"), (3, 8, "█▌"), (0.01, 8, "▏"), (0, 8, ""), (5, 0, ""), (99, 8, "████")],
)
def test_a_bar_of_letters_is_as_long_as_its_share(value, most, bar):
    assert bar == text_bar(value, most, 4)


def widths(drawing: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect[^>]* width="([\d.]+)"', drawing)]


def test_bars_are_as_wide_as_their_shares():
    assert widths(share_bar([(3, "tone-pos"), (0, "x"), (1, "tone-neg")], 8)) == [37.5, 12.5]
    assert widths(two_sided_bar((1, "a"), (4, "b"), 4)) == [12.5, 50.0]
    assert widths(share_bar([(0, "a")], 0)) == []


def test_every_drawing_is_whole_xml_and_its_texts_are_escaped():
    drawings = [
        scale(1, 2, 5, (HOSTILE, HOSTILE, HOSTILE), HOSTILE),
        cross_table(
            [HOSTILE, "B"], [HOSTILE, "b"], [0, 1], [Cross(0, 1, "tone-neg", HOSTILE, is_barred=True)], HOSTILE
        ),
        course([Stretch(0, HOSTILE, 3, 1, 0.5, HOSTILE)], heading=(HOSTILE, HOSTILE), name=HOSTILE),
    ]

    for drawing in drawings:
        tags = {element.tag for element in ElementTree.fromstring(drawing).iter()}
        assert tags <= {"svg", "g", "line", "rect", "text", "title", "path", "circle"}
        assert "<script" not in drawing


def test_a_tie_stands_on_both_sides_of_the_square_and_a_hostile_one_has_a_bar():
    cells = [Cross(0, 1, "tone-pos", "x", is_barred=False), Cross(0, 2, "tone-neg", "y", is_barred=True)]
    drawing = cross_table(["A", "B", "C"], ["a", "b", "c"], [0, 0, 1], cells, "who with whom")

    assert (drawing.count('class="tone-pos"'), drawing.count('class="tone-neg"')) == (2, 2)
    assert drawing.count('class="minus"') == 2
    assert drawing.count('class="border"') == 2  # between the groups, one a direction


def test_a_course_leaves_room_for_periods_without_anything_and_breaks_the_curve_there():
    joined = [Stretch(n, str(2020 + n), 1, 1, 0.5, "") for n in range(3)]
    parted = [Stretch(n, str(2020 + n), 1, 1, 0.5, "") for n in (0, 1, 9)]

    assert course(joined, heading=("a", "b"), name="c").count("M") == 1
    assert len(re.findall(r"[ \"]M", course(parted, heading=("a", "b"), name="c"))) == 2
    assert course([], heading=("a", "b"), name="c") == ""
