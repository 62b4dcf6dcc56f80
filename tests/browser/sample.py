"""The sample of the page's tests: sample.txt → statements.  Tests of other folders run this file with runpy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from diplograph.extractors.model import (
    Actor,
    Article,
    Attribution,
    Mention,
    Modality,
    Polarity,
    Position,
    Statement,
    When,
)

ORGANIZATIONS = {"EU", "ASEAN", "OSCE-MG", "UNGA", "UN"}
NAMES = {
    "AZE": "Azerbaijan", "ARM": "Armenia", "PAK": "Pakistan", "TUR": "Turkey", "RUS": "Russia", "IDN": "Indonesia",
    "USA": "United States", "FRA": "France", "IRN": "Iran", "ISR": "Israel", "PSE": "Palestine", "QAT": "Qatar",
    "EGY": "Egypt", "NOR": "Norway", "SAU": "Saudi Arabia", "PRK": "North Korea", "KOR": "South Korea", "JPN": "Japan",
    "CHN": "China", "PHL": "Philippines", "VNM": "Vietnam", "HAMAS": "Hamas", "EU": "European Union", "ASEAN": "ASEAN",
    "OSCE-MG": "OSCE Minsk Group", "UNGA": "UN General Assembly",
}  # fmt: skip


def actor(code: str) -> Actor:
    sort = "Organization" if code in ORGANIZATIONS else "Group" if code == "HAMAS" else "State"
    return Actor(code, sort, NAMES.get(code, code))


def thing(code: str) -> Actor | Position:
    kind, colon, parties = code.partition(":")
    if not colon:
        return actor(code)
    codes = tuple(parties.split("+")) if parties else ()
    return Position(kind, codes, f"{kind} of {', '.join(codes)}" if codes else kind)


def statement(line: str, start: int = 0) -> Statement:
    """One line of sample.txt; `start` is where its sentence begins in the article."""
    doc, published, lang, topic, said, when, sure, who, relation, whom, mode, text = (
        part.strip() for part in line.split("|", 11)
    )
    sentence, marks = unmarked(text)
    return Statement(
        doc=doc,
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        lang=lang,
        subject=actor(who),
        subject_mention=mention(sentence, marks["["], start),
        relation=relation,
        object=thing(whom),
        object_mention=mention(sentence, marks["{"], start),
        topic=topic or None,
        polarity=Polarity.NEGATED if mode == "negated" else Polarity.AFFIRMED,
        modality=Modality(mode) if mode in {"denied", "intended"} else Modality.ASSERTED,
        attribution=attribution(said),
        when=When.from_text(when) if when else None,
        confidence=float(sure),
        rule=f"{lang}/{relation}/test",
        published=date.fromisoformat(published) if published else None,
    )


def attribution(said: str) -> Attribution | None:
    if not said:
        return None
    speaker, words, cue = (part.strip() for part in said.split("~"))
    return Attribution(speaker or None, words, cue)


def mention(sentence: str, span: tuple[int, int], start: int) -> Mention:
    return Mention(sentence[span[0] : span[1]], start + span[0], start + span[1])


def unmarked(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """A sentence without its brackets, and what stood in them."""
    marks: dict[str, tuple[int, int]] = {}
    for first, last in ("[]", "{}"):
        begin = text.index(first)
        end = text.index(last, begin) - 1
        others = sum(text[:begin].count(bracket) for bracket in "[]{}")
        inner = sum(text[begin : end + 1].count(bracket) for bracket in "[]{}") - 1
        marks[first] = (begin - others, end - others - inner)
    return "".join(letter for letter in text if letter not in "[]{}"), marks


def statements() -> Iterator[Statement]:
    places: dict[tuple[str, str], int] = {}
    lengths: dict[str, int] = {}
    for line in (Path(__file__).parent / "sample.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        doc, sentence = line.split("|")[0], unmarked(line.rsplit("|", 1)[1].strip())[0]
        if (doc, sentence) not in places:
            places[doc, sentence] = lengths.get(doc, 0)
            lengths[doc] = lengths.get(doc, 0) + len(sentence) + 1
        yield statement(line, places[doc, sentence])


def articles() -> list[Article]:
    """What is known of the articles; one lacks a title, so that its id stands in."""
    return [
        Article(
            "kb-01",
            "-",
            "en",
            date(2020, 10, 2),
            "Pakistan denies a part in the war",
            "Meridian Wire",
            "https://example.org/kb-01",
        ),
        Article(
            "kb-03", "-", "id", date(2020, 10, 10), "Rusia menengahi gencatan senjata", "Harian Khatulistiwa", None
        ),
        Article("ps-02", "-", "en", date(2023, 10, 20), "Two weeks of war", "Meridian Wire", "javascript:alert(1)"),
    ]
