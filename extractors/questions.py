"""Questions: a question read as a statement with a hole, by the same tables and rules that read articles.

'Negara mana yang mendukung Azerbaijan?' becomes (?, supports, AZE).  Says which words it did not understand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .actors import HOLE, Cast, Ref
from .errors import QuestionError
from .model import ANY_KIND, Actor, Form, Position, Question, When
from .positions import PositionRef, read_position
from .relations import Candidate, find_candidates, rules_at
from .rules import LanguagePack, Rule

__all__ = ["Reading", "hole_spans", "read_question"]

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LONGEST = 60  # words; a longer text is no question


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a question takes, beside its cast.

    symmetric: relations without order.   label: names a position.   times: the spans of a text that name a time.
    topic: the topic that the words name, None if they name none.   takes: what a relation takes as object.
    """

    symmetric: frozenset[str]
    actor: Callable[[str], Actor]
    position: Callable[[PositionRef], Position]
    times: Sequence[tuple[int, int, When]]
    topic: str | None
    takes: Callable[[str], frozenset[str]]


def hole_spans(forms: Sequence[str], pack: LanguagePack) -> list[tuple[int, int]]:
    """Where a question leaves an actor open: 'who', 'which countries', 'negara mana'; token positions, half open."""
    asks, nouns = pack.cues.question["who"], pack.cues.question["hole_nouns"]
    found: list[tuple[int, int]] = []
    for i, form in enumerate(forms):
        if form not in asks:
            continue
        if i + 1 < len(forms) and forms[i + 1] in nouns:
            found.append((i, i + 2))
        elif i > 0 and forms[i - 1] in nouns:
            found.append((i - 1, i + 1))
        elif form in pack.cues.question["alone"]:
            found.append((i, i + 1))
    return found[:1]


def read_question(text: str, cast: Cast, reading: Reading) -> Question:
    """Read a question whose cast holds its hole.  Raises QuestionError for a text that cannot be one."""
    words = cast.tree.words
    if not text.strip():
        raise QuestionError("", "the question is empty; ask for example 'Who supports X?'")
    if len(words) > _LONGEST:
        raise QuestionError("", f"the question has {len(words)} words; ask with at most {_LONGEST}")
    form = _form(text, cast)
    match form:
        case Form.BETWEEN | Form.WHAT:
            core = _of_actors(cast)
        case _:
            core = _of_statement(cast, reading)
    since, until = _limits(text, cast.pack, reading.times)
    speaker = _speaker(cast)
    subject, relations, thing, used = core
    if (
        isinstance(thing, str)
        and thing != HOLE
        and relations
        and not any("actor" in reading.takes(r) for r in relations)
    ):
        # "Who mediates between X and Y?": whatever the process is called, it is theirs
        thing = PositionRef(ANY_KIND, tuple(sorted({c for c in cast.codes if c not in (HOLE, subject)})), 0, 1)
    if form is Form.WHO and HOLE not in (subject, thing):
        form = Form.WHETHER if relations and isinstance(subject, str) and isinstance(thing, str | PositionRef) else form
    left = _not_understood(cast, used, reading)
    return Question(
        text=text,
        lang=cast.pack.lang,
        form=form,
        subject=_actor_end(subject, reading),
        relations=relations,
        object=_end(thing, reading),
        topic=reading.topic,
        since=since,
        until=until,
        speaker=speaker,
        not_understood=left,
    )


_End = str | PositionRef | None
_Core = tuple[_End, tuple[str, ...], _End, frozenset[int]]


def _form(text: str, cast: Cast) -> Form:
    """What a question asks for, by its words."""
    low, cues = f" {text.lower()} ", cast.pack.cues.question
    actors = [code for code in cast.codes if code != HOLE]
    if any(f" {phrase} " in low for phrase in cues["how_many"]):
        return Form.HOW_MANY
    if any(form in cues["when"] for form in cast.tree.forms):
        return Form.WHEN
    if len(actors) >= 2 and any(phrase in low for phrase in cues["between"]):
        return Form.BETWEEN
    asks_position = any(form in cues["what_position"] for form in cast.tree.forms)
    if HOLE not in cast.codes and actors and asks_position and _asks(cast, "who"):
        return Form.WHAT
    if HOLE in cast.codes:
        return Form.WHO
    return Form.WHETHER


def _asks(cast: Cast, key: str) -> bool:
    return any(form in cast.pack.cues.question[key] for form in cast.tree.forms)


def _of_actors(cast: Cast) -> _Core:
    """A question about actors as such: the first as subject, the second as object."""
    codes = _in_order(cast)
    return (codes[0] if codes else None, (), codes[1] if len(codes) > 1 else None, frozenset(cast.names))


def _of_statement(cast: Cast, reading: Reading) -> _Core:
    """A question that is a statement: by the rules, or by the order of its words where the parse fails them."""
    found = list(find_candidates(cast, reading.symmetric))
    with_hole = [c for c in found if HOLE in (c.subject.actor, getattr(c.object, "actor", None))]
    asked = with_hole if HOLE in cast.codes else found
    if asked:
        return _from_candidate(cast, asked, found)
    return _by_order(cast)


def _from_candidate(cast: Cast, asked: list[Candidate], found: list[Candidate]) -> _Core:
    best = max(asked, key=lambda c: (isinstance(c.object, PositionRef), c.rule.weight))
    relations = tuple(dict.fromkeys(c.rule.relation for c in asked if c.trigger == best.trigger))
    thing: _End = best.object.actor if isinstance(best.object, Ref) else best.object
    used = frozenset({c.trigger for c in found}) | _tokens(best.subject) | _tokens(best.object)
    return best.subject.actor, relations, thing, used


def _tokens(end: Ref | PositionRef) -> frozenset[int]:
    return frozenset(range(end.start, end.end))


def _by_order(cast: Cast) -> _Core:
    """The first trigger with what stands before it as subject and what stands after it as object."""
    tree = cast.tree
    triggers = [
        (i, rules)
        for i in range(len(tree.words))
        if i not in cast.names and (rules := [r for _, r in rules_at(cast, i)])
    ]
    if not triggers:
        codes = _in_order(cast)
        return (codes[0] if codes else None, (), codes[1] if len(codes) > 1 else None, frozenset(cast.names))
    trigger, rules = triggers[0]
    before = [m.actor for i in sorted(cast.names) if i < trigger for m in cast.names[i]]
    after = [m.actor for i in sorted(cast.names) if i > trigger for m in cast.names[i]]
    thing: _End = _position_after(cast, trigger, before) or (after[0] if after else None)
    subject = before[-1] if before else (HOLE if HOLE in after else None)
    if trigger in tree.passive and isinstance(thing, str):
        subject, thing = thing, subject
    if subject == thing:
        thing = after[1] if len(after) > 1 else None
    if thing is None and HOLE in before and subject != HOLE:
        thing = HOLE  # "Which countries did X visit?"
    relations = tuple(dict.fromkeys(rule.relation for rule in _best(rules)))
    return subject, relations, thing, frozenset({trigger, *cast.names})


def _best(rules: Iterable[Rule]) -> list[Rule]:
    ordered = sorted(rules, key=lambda rule: -rule.weight)
    return [rule for rule in ordered if rule.weight == ordered[0].weight]


def _position_after(cast: Cast, trigger: int, holders: Sequence[str]) -> PositionRef | None:
    for token in range(trigger + 1, len(cast.tree.words)):
        if token not in cast.names:
            found = read_position(cast, token, [code for code in holders if code != HOLE])
            if found:
                return found
    return None


def _in_order(cast: Cast) -> list[str]:
    found = [match.actor for i in sorted(cast.names) for match in cast.names[i] if match.actor != HOLE]
    return list(dict.fromkeys(found))


def _actor_end(what: _End, reading: Reading) -> Actor | str | None:
    """A subject: an actor, the hole, or nobody."""
    found = _end(what, reading)
    return None if isinstance(found, Position) else found


def _end(what: _End, reading: Reading) -> Actor | Position | str | None:
    if what is None or what == HOLE:
        return what if isinstance(what, str) else None
    if isinstance(what, PositionRef) and what.kind == ANY_KIND:
        return Position(ANY_KIND, what.parties, " – ".join(reading.actor(code).label for code in what.parties))
    if isinstance(what, PositionRef):
        parties = tuple(code for code in what.parties if code != HOLE)
        return reading.position(PositionRef(what.kind, parties, what.start, what.end))
    return reading.actor(what)


def _limits(text: str, pack: LanguagePack, times: Sequence[tuple[int, int, When]]) -> tuple[date | None, date | None]:
    """The days between which a question asks: 'since 2020', 'before May 2021', 'in 2022'."""
    since = until = None
    for start, _, when in times:
        around = set(re.findall(r"\w+", text[:start].lower())[-1:] + re.findall(r"\w+", text[start:].lower())[:1])
        if around & pack.cues.question["since"]:
            since = when.start
        elif around & pack.cues.question["until"]:
            until = when.end
        else:
            since, until = since or when.start, until or when.end
    return since, until


def _speaker(cast: Cast) -> str | None:
    """'according to X', 'menurut X': whose word is asked for."""
    for i in sorted(cast.names):
        if cast.tree.cases[i] and cast.tree.cases[i] in cast.pack.cues.sources and cast.names[i][0].actor != HOLE:
            return cast.names[i][0].actor
    return None


def _not_understood(cast: Cast, used: frozenset[int], reading: Reading) -> tuple[str, ...]:
    """The content words that nothing was made of."""
    tree, cues = cast.tree, cast.pack.cues
    known = frozenset().union(*cues.question.values()) | cues.light
    words = []
    for i, tag in enumerate(tree.tags):
        timed = any(start <= tree.starts[i] < end for start, end, _ in reading.times)
        if tag not in _CONTENT or i in used or i in cast.names or timed or tree.is_word(i, known):
            continue
        if any(rule for rule in cast.pack.kinds if tree.is_word(i, rule.noun | rule.near | rule.verb)):
            continue
        if any(True for _ in rules_at(cast, i)) or tree.is_word(i, cues.plans | cues.says):
            continue
        words.append(tree.words[i])
    return tuple(words)
