"""Markup: a web page or a Markdown file to its main text and what it says of itself.  Knows no files, no articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

__all__ = ["Page", "read_html", "read_markdown"]

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote"})
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "button", "select"})
SILENT |= {"textarea", "label", "figure", "iframe"}
MAIN = frozenset({"article", "main"})
# What pages call the day of publication, best first.
PUBLISHED = ("article:published_time", "datepublished", "pubdate", "dc.date", "date")

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
FRONT_MATTER_ROW = re.compile(r"^(\w+)[ \t]*:[ \t]*(.+?)[ \t\r]*$", re.MULTILINE)
HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#\r]*$", re.MULTILINE)
# Each takes its markup away; what is in the group stays.
MARKDOWN = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+", re.MULTILINE),
    re.compile(r"^[ \t]*(?:```.*|~~~.*|-{3,}|\*{3,})$", re.MULTILINE),
    re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"),
    re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"),
    re.compile(r"\*\*(\S(?:[^*\n]*\S)?)\*\*"),
    re.compile(r"(?<![\w*])\*(\S(?:[^*\n]*\S)?)\*(?![\w*])"),
    re.compile(r"(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A text without its markup.   lang, published, …: as the page says them, None where it does not."""

    text: str
    title: str | None = None
    lang: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None


def read_html(markup: str) -> Page:
    """Return the paragraphs, headings, list items and quotes of a web page, one a line.

    Where the page marks its article (<article>, <main>), only that; blocks that are nothing but a link are left out.
    A date that is no date is left out: the page is not the user's to mend.
    """
    parser = _PageParser()
    parser.feed(markup)
    parser.close()
    meta = parser.meta
    return Page(
        text="\n".join(parser.main_blocks()),
        title=meta.get("og:title") or _squeeze(parser.title) or None,
        lang=parser.lang,
        published=_first_day([meta.get(name) for name in PUBLISHED] + [parser.time]),
        source=meta.get("og:site_name"),
        url=meta.get("og:url"),
    )


def read_markdown(markup: str) -> Page:
    """Return a Markdown text with its markup blanked out, so that offsets are those of the file.

    Front matter (`key: value` rows between two lines of three hyphens) gives title, lang, published, source and url.
    """
    front = FRONT_MATTER.match(markup)
    rows = dict(FRONT_MATTER_ROW.findall(front.group(1))) if front else {}
    said = {name.lower(): value.strip("\"'") for name, value in rows.items()}
    text = _blank(front.group()) + markup[front.end() :] if front else markup
    heading = HEADING.search(text)
    for pattern in MARKDOWN:
        text = pattern.sub(_keep_group, text)
    return Page(
        text=text,
        title=said.get("title") or (heading.group(1) if heading else None),
        lang=said.get("lang"),
        published=said.get("published") or said.get("date"),
        source=said.get("source"),
        url=said.get("url"),
    )


def _blank(stretch: str) -> str:
    return re.sub(r"[^\r\n]", " ", stretch)


def _keep_group(match: re.Match[str]) -> str:
    if not match.re.groups:
        return _blank(match.group())
    start, end = (place - match.start() for place in match.span(1))
    whole = match.group()
    return _blank(whole[:start]) + whole[start:end] + _blank(whole[end:])


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _first_day(candidates: Iterable[str | None]) -> str | None:
    for candidate in candidates:
        try:
            return date.fromisoformat((candidate or "").strip()[:10]).isoformat()
        except ValueError:
            continue
    return None


@dataclass(slots=True)
class _Block:
    """Text under way.   linked: how many of its characters stand inside links."""

    is_main: bool
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    @property
    def text(self) -> str:
        return _squeeze("".join(self.parts))


class _PageParser(HTMLParser):
    """Collects the blocks of a page and what its head says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.title = ""
        self.lang: str | None = None
        self.time: str | None = None
        self._blocks: list[_Block] = []
        self._open: _Block | None = None
        self._depth = dict.fromkeys(("silent", "main", "title", "a"), 0)

    def main_blocks(self) -> list[str]:
        """Return the texts of the blocks that are no mere links: those of the marked article if there is one."""
        blocks = [block for block in self._blocks if block.text and block.linked < len(block.text)]
        return [block.text for block in blocks if block.is_main] or [block.text for block in blocks]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = said.get("lang") or None
        elif tag == "meta":
            name = said.get("property") or said.get("name") or said.get("itemprop") or ""
            self.meta.setdefault(name.lower(), said.get("content", "").strip())
        elif tag == "time" and self.time is None:
            self.time = said.get("datetime")
        elif tag == "br" and self._open:
            self._open.parts.append(" ")
        self._enter(tag)

    def handle_endtag(self, tag: str) -> None:
        for group in self._groups(tag):
            self._depth[group] = max(0, self._depth[group] - 1)
        if tag in BLOCKS:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._depth["silent"]:
            return
        if self._depth["title"]:
            self.title += data
        elif self._open:
            self._open.parts.append(data)
            if self._depth["a"]:
                self._open.linked += len(_squeeze(data))

    def _enter(self, tag: str) -> None:
        for group in self._groups(tag):
            self._depth[group] += 1
        if tag in BLOCKS:
            self._open = _Block(is_main=self._depth["main"] > 0)
            self._blocks.append(self._open)

    @staticmethod
    def _groups(tag: str) -> list[str]:
        groups = {"silent": SILENT, "main": MAIN, "title": {"title"}, "a": {"a"}}
        return [name for name, tags in groups.items() if tag in tags]
