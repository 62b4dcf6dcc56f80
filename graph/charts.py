"""Charts: numbers to small drawings, as inline SVG for pages and as block letters for terminals.

Knows only numbers, labels and the classes of a style sheet; everything that it writes is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Cross", "Drawing", "Stretch", "course", "cross_table", "scale", "share_bar", "text_bar", "two_sided_bar"]

_BLOCKS = " ▏▎▍▌▋▊▉█"  # eighths of a letter
_FULL, _SIDE = _BLOCKS[-1], 13  # of a cell of a cross table, in drawing units


class Drawing(str):
    """SVG that is safe to put into a page: templates do not escape it again."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def text_bar(value: float, most: float, width: int = 24) -> str:
    """Return a bar of block letters; `most` is as long as `width`, nothing is the empty text.

    >>> text_bar(3, 8, 4)
    '█▌'
    """
    if value <= 0 or most <= 0:
        return ""
    eighths = max(1, round(8 * width * min(value / most, 1)))
    return (_FULL * (eighths // 8) + _BLOCKS[eighths % 8]).rstrip()


def share_bar(parts: Sequence[tuple[float, str]], most: float) -> Drawing:
    """Return a bar of stacked parts, each (value, class); `most` fills the whole width."""
    whole = most or 1.0
    drawn, x = [], 0.0
    for value, kind in parts:
        width = 100 * max(value, 0.0) / whole
        if width:
            drawn.append(_element("rect", {"class": kind, "x": x, "width": width, "y": 0, "height": 10}))
            x += width
    return _bar("bar", drawn)


def two_sided_bar(left: tuple[float, str], right: tuple[float, str], most: float) -> Drawing:
    """Return two bars that grow from the middle, each (value, class); `most` fills its half."""
    whole = most or 1.0
    drawn = []
    for sign, (value, kind) in ((-1, left), (1, right)):
        width = 50 * max(value, 0.0) / whole
        if width:
            x = 50 - width if sign < 0 else 50
            drawn.append(_element("rect", {"class": kind, "x": x, "width": width, "y": 0, "height": 10}))
    return _bar("bar", [*drawn, _element("line", {"class": "axis", "x1": 50, "x2": 50, "y1": 0, "y2": 10})])


def scale(least: float, most: float, end: float, labels: Sequence[str], name: str) -> Drawing:
    """Return a line from 0 to `end` on which the stretch from `least` to `most` (or the one point) is marked.

    labels: at 0, at the mark and at the end.   name: what listeners hear.
    """
    at = [20 + 400 * min(max(value, 0.0) / (end or 1.0), 1.0) for value in (least, most)]
    middle = sum(at) / 2
    anchor = "start" if middle < 90 else "end" if middle > 350 else "middle"
    drawn = [
        _element("line", {"class": "axis", "x1": 20, "x2": 420, "y1": 34, "y2": 34}),
        *(_element("line", {"class": "axis", "x1": x, "x2": x, "y1": 28, "y2": 40}) for x in (20, 420)),
        _element(
            "rect", {"class": "mark", "x": at[0] - 6, "width": at[1] - at[0] + 12, "y": 28, "height": 12, "rx": 6}
        ),
        _text(labels[1], {"x": middle, "y": 18, "text-anchor": anchor, "class": "strong"}),
        _text(labels[0], {"x": 20, "y": 58, "text-anchor": "middle"}),
        _text(labels[2], {"x": 420, "y": 58, "text-anchor": "middle"}),
    ]
    return _drawing("scale", 440, 66, name, drawn)


@dataclass(frozen=True, slots=True)
class Cross:
    """A filled cell of a cross table.   row, column: places.   kind: classes.   name: its tooltip."""

    row: int
    column: int
    kind: str
    name: str
    is_barred: bool


def cross_table(
    codes: Sequence[str], names: Sequence[str], groups: Sequence[int], cells: Sequence[Cross], name: str
) -> Drawing:
    """Return who against whom as a square of cells, both ways round alike.

    codes, names: short and long name of each actor, in order.   groups: of each, as numbers; a line stands where they
    change, and the class camp-N colours the heads.   name: what listeners hear.
    """
    longest = max((len(code) for code in codes), default=0)
    head = 8 + 7.2 * min(longest, 9)
    size = head + _SIDE * len(codes) + 2
    drawn = []
    for place, (code, full, group) in enumerate(zip(codes, names, groups, strict=True)):
        middle = head + _SIDE * (place + 0.5)
        short = code if len(code) <= 9 else f"{code[:8]}…"
        title = _element("title", {}, escape(full))
        kind = f"camp-{group}" if group >= 0 else "camp-x"
        drawn.append(_text(short, {"class": kind, "x": head - 5, "y": middle + 3.4, "text-anchor": "end"}, title))
        turned = {"class": kind, "transform": f"translate({middle + 3.4:g} {head - 5:g}) rotate(-90)"}
        drawn.append(_text(short, turned, title))
        drawn.append(
            _element("rect", {"class": "self", "x": head + _SIDE * place, "y": head + _SIDE * place, **_SQUARE})
        )
    for cell in cells:
        title = _element("title", {}, escape(cell.name))
        for row, column in ((cell.row, cell.column), (cell.column, cell.row)):
            x, y = head + _SIDE * column, head + _SIDE * row
            drawn.append(_element("rect", {"class": cell.kind, "x": x, "y": y, **_SQUARE, "rx": 2}, title))
            if cell.is_barred:  # so that it reads without colour
                middle = y + (_SIDE - 1) / 2
                drawn.append(_element("line", {"class": "minus", "x1": x + 3, "x2": x + 9, "y1": middle, "y2": middle}))
    for place in range(1, len(codes)):
        if groups[place] != groups[place - 1]:
            line = head + _SIDE * place
            drawn.append(_element("line", {"class": "border", "x1": 2, "x2": size, "y1": line, "y2": line}))
            drawn.append(_element("line", {"class": "border", "x1": line, "x2": line, "y1": 2, "y2": size}))
    return _drawing("cross", size, size, name, drawn)


_SQUARE: Mapping[str, float] = {"width": _SIDE - 1, "height": _SIDE - 1}


@dataclass(frozen=True, slots=True)
class Stretch:
    """One period of a course.

    at: how many periods after the first one.   up, down: counts.   level: 0 to 1, None where it is not known.
    tip: its tooltip.
    """

    at: int
    label: str
    up: int
    down: int
    level: float | None
    tip: str


_LEFT, _TALL, _CURVE = 44.0, 100.0, 64.0  # margin for the numbers, height of the longest bar, height of the curve


def course(stretches: Sequence[Stretch], *, heading: tuple[str, str], name: str) -> Drawing:
    """Return a course of time: bars above and below a line, and under them a curve of the level.

    Periods of which there is nothing stay empty, and the curve is broken there.
    heading: of the bars and of the curve.   name: what listeners hear.   No stretch at all is an empty drawing.
    """
    if not stretches:
        return Drawing("")
    step = min(60.0, max(9.0, 900 / (stretches[-1].at + 1)))
    right = _LEFT + step * (stretches[-1].at + 1)
    most = max(max(s.up, s.down) for s in stretches) or 1
    axis = 24 + max(8.0, _TALL * max(s.up for s in stretches) / most)
    low = axis + max(8.0, _TALL * max(s.down for s in stretches) / most) + 40 + 14 + _CURVE
    drawn = [*_bars(stretches, most, axis, step), *_curve(stretches, low, step)]
    lines = [("axis", axis), ("grid", low - _CURVE), ("grid", low)]
    drawn += [_element("line", {"class": k, "x1": _LEFT - 4, "x2": right + 4, "y1": y, "y2": y}) for k, y in lines]
    scale_at = axis - _TALL if any(s.up == most for s in stretches) else axis + _TALL
    numbers = [(str(most), scale_at), ("1", low - _CURVE), ("0", low)]
    drawn += [_text(text, {"x": _LEFT - 8, "y": y + 4, "text-anchor": "end"}) for text, y in numbers]
    headings = zip(heading, (12.0, low - _CURVE - 14), strict=True)
    drawn += [_text(text, {"x": _LEFT, "y": y, "class": "strong"}) for text, y in headings]
    drawn += _dates(stretches, low + 18, step)
    return _drawing("course", max(right + 30, 260.0), low + 26, name, drawn)


def _bars(stretches: Sequence[Stretch], most: int, axis: float, step: float) -> Iterator[str]:
    for stretch in stretches:
        x = _LEFT + step * (stretch.at + 0.12)
        for count, kind in ((stretch.up, "pos"), (stretch.down, "neg")):
            tall = max(2.0, _TALL * count / most) if count else 0.0
            y = axis - tall if kind == "pos" else axis
            if tall:
                size = {"x": x, "width": step * 0.76, "y": y, "height": tall}
                yield _element("rect", {"class": f"tone-{kind}", **size}, _tip(stretch))


def _curve(stretches: Sequence[Stretch], low: float, step: float) -> Iterator[str]:
    """Dots, joined where one period follows the other."""
    path, dots, before = [], [], None
    for stretch in stretches:
        if stretch.level is None:
            continue
        x = _LEFT + step * (stretch.at + 0.5)
        y = low - _CURVE * min(max(stretch.level, 0.0), 1.0)
        path.append(f"{'L' if before == stretch.at - 1 else 'M'}{_value(x)} {_value(y)}")
        dots.append(_element("circle", {"class": "dot", "cx": x, "cy": y, "r": 3.5}, _tip(stretch)))
        before = stretch.at
    if path:
        yield _element("path", {"class": "curve", "d": " ".join(path)})
    yield from dots


def _dates(stretches: Sequence[Stretch], y: float, step: float) -> Iterator[str]:
    """Labels that do not run into each other."""
    last = -1e9
    for stretch in stretches:
        x = _LEFT + step * (stretch.at + 0.5)
        if x - last >= 8.5 * len(stretch.label):
            yield _text(stretch.label, {"x": x, "y": y, "text-anchor": "middle"})
            last = x


def _tip(stretch: Stretch) -> str:
    return _element("title", {}, escape(stretch.tip))


def _bar(kind: str, drawn: Sequence[str]) -> Drawing:
    shape = {"class": kind, "viewBox": "0 0 100 10", "preserveAspectRatio": "none", "aria-hidden": "true"}
    return Drawing(_element("svg", shape, "".join(drawn)))


def _drawing(kind: str, width: float, height: float, name: str, drawn: Sequence[str]) -> Drawing:
    size = {"viewBox": f"0 0 {width:g} {height:g}", "width": width, "height": height}
    return Drawing(_element("svg", {"class": kind, **size, "role": "img", "aria-label": name}, "".join(drawn)))


def _text(text: str, attributes: Mapping[str, object], inside: str = "") -> str:
    return _element("text", attributes, escape(text) + inside)


def _element(tag: str, attributes: Mapping[str, object], inside: str = "") -> str:
    """An element; `inside` is markup, attributes are escaped."""
    told = "".join(f' {key}="{escape(_value(value))}"' for key, value in attributes.items())
    return f"<{tag}{told}>{inside}</{tag}>" if inside else f"<{tag}{told}/>"


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
