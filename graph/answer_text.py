"""Answers as text: what was understood, each answer with its evidence, in the question's language.  Knows no store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..extractors.model import Actor, Position, Question
from .answers import Answer, Entry
from .matching import HOLE
from .records import ArticleInfo
from .reports import INDENT, evidence_text
from .wording import Wording

__all__ = ["answer_text"]


def answer_text(answer: Answer, articles: Mapping[str, ArticleInfo], wording: Wording) -> str:
    """Return an answer as people read it, strongest first, denied and planned statements apart.

    articles: by id, for the outlets.   wording: of the question's language.
    """
    blocks = [
        "\n".join(_understood(answer.question, wording)),
        *([wording.say(answer.verdict)] if answer.verdict else []),
        *_entries(answer.answers, articles, wording),
        *_apart("denied", answer.denied, articles, wording),
        *_apart("intended", answer.intended, articles, wording),
    ]
    if len(blocks) == 1:
        blocks.append(wording.say("nothing"))
    return "\n\n".join(blocks)


def _understood(question: Question, wording: Wording) -> Iterator[str]:
    yield wording.say("understood", question=_question(question, wording))
    if question.not_understood:
        yield wording.say("not_understood", words=", ".join(question.not_understood))
        known = [end.id for end in (question.subject, question.object) if isinstance(end, Actor)]
        actor = wording.actor((known or [wording.say("example_actor")])[0])
        yield wording.say("try", questions=wording.say("examples", actor=actor))


def _question(question: Question, wording: Wording) -> str:
    subject, thing = _end(question.subject, wording), _end(question.object, wording)
    verbs = [wording.relation(relation) for relation in question.relations]
    verb = f" {wording.say('or')} ".join(verbs) or wording.say("any")
    whole = f"{subject} {verb} {thing}"
    form = f"form_{question.form.value}"
    said = wording.say(form, subject=subject, object=thing, question=whole) if form in wording.texts else whole
    return ", ".join([said, *_circumstances(question, wording)])


def _circumstances(question: Question, wording: Wording) -> Iterator[str]:
    if question.topic:
        yield wording.say("topic", topic=question.topic)
    if question.since:
        yield wording.say("since", day=question.since.isoformat())
    if question.until:
        yield wording.say("until", day=question.until.isoformat())
    if question.speaker:
        yield wording.say("speaker", speaker=wording.actor(question.speaker))


def _end(end: Actor | Position | str | None, wording: Wording) -> str:
    if isinstance(end, Actor | Position):
        return wording.thing(end)
    return wording.say("open" if end == HOLE else "any")


def _entries(entries: tuple[Entry, ...], articles: Mapping[str, ArticleInfo], wording: Wording) -> Iterator[str]:
    for entry in entries:
        evidence = [evidence_text(statement, articles, wording) for statement in entry.statements]
        yield "\n".join([f"{_filler(entry, wording)}: {wording.count(entry.sources)}", *evidence])


def _apart(
    heading: str, entries: tuple[Entry, ...], articles: Mapping[str, ArticleInfo], wording: Wording
) -> Iterator[str]:
    if entries:
        yield wording.say(heading)
        for block in _entries(entries, articles, wording):
            yield "\n".join(INDENT + line for line in block.split("\n"))


def _filler(entry: Entry, wording: Wording) -> str:
    filler = entry.filler
    if isinstance(filler, Actor):
        named = f"{wording.thing(filler)} ({filler.id})"
    elif isinstance(filler, Position):
        named = wording.thing(filler)
    else:
        named = wording.say("undated") if filler is None else wording.texts.get(str(filler), str(filler))
    attitude = entry.attitude and wording.texts.get(f"attitude_{entry.attitude}", entry.attitude)
    return f"{attitude} {named}" if attitude else named
