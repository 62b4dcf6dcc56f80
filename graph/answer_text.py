"""Answers as text: what was understood, each answer with its evidence, in the question's language.  Knows no store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..extractors.model import Actor, Form, Position, Question, Statement
from .answers import Answer, Entry, Voices
from .matching import HOLE, is_answerable
from .records import ArticleInfo
from .reports import INDENT, evidence_text
from .wording import Wording

__all__ = ["answer_text"]


def answer_text(answer: Answer, articles: Mapping[str, ArticleInfo], wording: Wording) -> str:
    """Return an answer as people read it, strongest first, denied and planned statements apart.

    articles: by id, for the outlets.   wording: of the question's language.
    """
    form = answer.question.form
    blocks = [
        "\n".join(_understood(answer.question, wording)),
        *([wording.say(answer.verdict)] if answer.verdict else []),
        *_entries(answer.answers, form, articles, wording),
        *_apart("denied", answer.denied, form, articles, wording),
        *_apart("intended", answer.intended, form, articles, wording),
        *([wording.say("more_answers", count=answer.more)] if answer.more else []),
    ]
    if len(blocks) == 1:
        blocks.append(wording.say("nothing" if is_answerable(answer.question) else "too_little"))
    return "\n\n".join(blocks)


def _understood(question: Question, wording: Wording) -> Iterator[str]:
    yield wording.say("understood", question=_question(question, wording))
    if question.not_understood:
        yield wording.say("not_understood", words=", ".join(question.not_understood))
    if question.nearest:
        yield wording.say("try", questions=" / ".join(question.nearest))


def _question(question: Question, wording: Wording) -> str:
    subject, thing = _end(question.subject, wording), _end(question.object, wording)
    verbs = [wording.relation(relation) for relation in (*question.relations, *_covered(question))]
    verb = f" {wording.say('or')} ".join(verbs) or wording.say("any")
    whole = f"{subject} {verb} {thing}"
    form = f"form_{question.form.value}"
    said = wording.say(form, subject=subject, object=thing, question=whole) if form in wording.texts else whole
    if question.form is Form.WHAT and isinstance(question.object, Actor | Position):
        said = wording.say("on_it", question=said, object=thing)
    if question.negated:
        said = wording.say("negated", question=said)
    return ", ".join([said, *_circumstances(question, wording)])


def _covered(question: Question) -> tuple[str, ...]:
    return question.also if question.relations else ()


def _circumstances(question: Question, wording: Wording) -> Iterator[str]:
    if question.only:
        yield wording.say(f"only_{question.only}")
    if question.sort:
        yield wording.say(f"only_{question.sort}")
    if question.topic:
        yield wording.say("topic", topic=question.topic)
    if question.since:
        yield wording.say("since", day=question.since.isoformat())
    if question.until:
        yield wording.say("until", day=question.until.isoformat())
    if question.speaker:
        yield wording.say("speaker", speaker=wording.actor(question.speaker))


def _end(end: Actor | Position | str | None, wording: Wording) -> str:
    if isinstance(end, Position):
        return wording.thing(end) or wording.say("any")
    if isinstance(end, Actor):
        return wording.thing(end)
    return wording.say("open" if end == HOLE else "any")


def _entries(
    entries: tuple[Entry, ...], form: Form, articles: Mapping[str, ArticleInfo], wording: Wording
) -> Iterator[str]:
    for entry in entries:
        told = wording.count(entry.sources) if entry.told is None else wording.say("in_statements", count=entry.told)
        heads = [f"{_filler(entry, form, wording)}: {told}"]
        if entry.change:
            heads.append(INDENT + wording.change(entry.change))
        yield "\n".join([*heads, *_evidence(entry, articles, wording)])


def _evidence(entry: Entry, articles: Mapping[str, ArticleInfo], wording: Wording) -> Iterator[str]:
    """The sentences, what actors say of themselves before what others say of them; else what the texts say."""
    voices = Voices.of(entry.statements)
    by_id = {statement.id: statement for statement in entry.statements}
    if not voices.self and not voices.others:
        # One sentence may make several statements: it is shown once.
        yield from dict.fromkeys(_sure_evidence(statement, articles, wording) for statement in entry.statements)
        return
    for heading, ids in (("own_words", voices.self), ("others_say", voices.others), ("texts_say", voices.unattributed)):
        if ids:
            yield INDENT + wording.say(heading)
        for evidence in dict.fromkeys(_sure_evidence(by_id[key], articles, wording) for key in ids):
            yield "\n".join(INDENT + line for line in evidence.split("\n"))


def _sure_evidence(statement: Statement, articles: Mapping[str, ArticleInfo], wording: Wording) -> str:
    """The evidence with how sure the program is of having read it right."""
    sure = wording.say("confidence", confidence=f"{statement.confidence:.2f}")
    return f"{evidence_text(statement, articles, wording)}, {sure}"


def _apart(
    heading: str, entries: tuple[Entry, ...], form: Form, articles: Mapping[str, ArticleInfo], wording: Wording
) -> Iterator[str]:
    if entries:
        yield wording.say(heading)
        for block in _entries(entries, form, articles, wording):
            yield "\n".join(INDENT + line for line in block.split("\n"))


def _filler(entry: Entry, form: Form, wording: Wording) -> str:
    filler = entry.filler
    if form is Form.TIES:
        return wording.claim(entry.statements[0])
    if isinstance(filler, Actor):
        named = f"{wording.thing(filler)} ({filler.id})"
    elif isinstance(filler, Position):
        named = wording.thing(filler)
    elif filler is None:
        named = wording.say("unnamed" if form is Form.SAYS else "undated")
    else:
        named = wording.texts.get(str(filler), str(filler))
    if form is Form.HOW_MANY and entry.label != str(filler):
        named = f"{named} ({entry.label})"
    attitude = entry.attitude and wording.texts.get(f"attitude_{entry.attitude}", entry.attitude)
    return f"{attitude} {named}" if attitude else named
