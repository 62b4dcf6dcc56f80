"""Questions: a question read as a statement with a hole, by the same tables and rules that read articles.

'Negara mana yang mendukung Azerbaijan?' becomes (?, supports, AZE).  Says which words it did not understand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from .actors import HOLE, Cast
from .asking import QuestionTable
from .claims import Claim, End, read_claim, read_thing
from .errors import QuestionError
from .model import ANY_KIND, Actor, Form, Position, Question
from .phrases import Phrase, Tools, take_apart, words_of
from .positions import PositionRef
from .triggers import rules_at

__all__ = ["FREE", "Reader", "read_question"]

# What may be asked without a relation.
FREE = frozenset({Form.WHAT, Form.BETWEEN, Form.CHANGED, Form.DENIES, Form.TIES})

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X"})
_LONGEST = 60  # words; a longer text is no question
_MOST_LETTERS = 600


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a question takes.

    tools: for its text.   cast: parses a text; whether it may hold a hole.   symmetric: relations without order.
    actor: a code's actor.   position: names a position.   takes: what a relation takes as object.
    covers: what else a relation covers, by what its object is ("position", "actor").
    """

    table: QuestionTable
    tools: Tools
    cast: Callable[[str, bool], Cast]
    symmetric: frozenset[str]
    actor: Callable[[str], Actor]
    position: Callable[[PositionRef], Position]
    takes: Callable[[str], frozenset[str]]
    covers: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class _Core:
    """What was made of the claim or of the parts of a question.

    left: the words that nothing was made of.   is_on_topic: the question itself says 'on T'.
    """

    subject: End
    relations: tuple[str, ...]
    object: End
    topic: str | None
    left: tuple[str, ...]
    negated: bool = False
    is_on_topic: bool = False


def read_question(text: str, reader: Reader) -> Question:
    """Read a question.  Raises QuestionError for a text that cannot be one."""
    if not text.strip():
        raise QuestionError("", "the question is empty; ask for example 'Who supports X?'")
    if len(text) > _MOST_LETTERS:
        raise QuestionError("", f"the question has {len(text)} letters; ask with at most {_MOST_LETTERS}")
    if len(text.split()) > _LONGEST:
        raise QuestionError("", f"the question has {len(text.split())} words; ask with at most {_LONGEST}")
    phrase = take_apart(text, reader.table, reader.tools)
    core = _of_parts(phrase, reader) if phrase.claim is None else _of_claim(phrase, reader)
    if phrase.form is Form.DENIES and phrase.claim is not None:
        # Of what is denied only the subject may be who denies it.
        denier = next(iter(phrase.actors), None) or core.subject
        core = replace(core, subject=denier or HOLE)
    form = phrase.form or Form.WHETHER
    if form is Form.WHETHER and HOLE in (core.subject, core.object):
        form = Form.WHO
    thing = _end(core.object, reader)
    return Question(
        text=text,
        lang=reader.table.lang,
        form=form,
        subject=_actor_end(core.subject, reader),
        relations=() if phrase.beyond else core.relations,
        object=thing,
        topic=core.topic,
        since=phrase.since,
        until=phrase.until,
        speaker=phrase.speaker,
        not_understood=(*phrase.beyond, *core.left),
        also=_covered(form, core.relations, thing, reader),
        negated=core.negated,
        only=phrase.only,
        is_on_topic=core.is_on_topic or phrase.thing is not None,
        sort=phrase.sort,
    )


def _covered(form: Form, relations: tuple[str, ...], thing: object, reader: Reader) -> tuple[str, ...]:
    """What else the word of a question covers, given what it is about; where a denial is asked for, the act of it."""
    if form is Form.DENIES:
        return () if relations else tuple(also for row in reader.covers.get(form, {}).values() for also in row)
    end = "position" if isinstance(thing, Position) else "actor" if isinstance(thing, Actor) else None
    rows = reader.covers.get(end, {}) if end else {}
    return tuple(dict.fromkeys(also for name in relations for also in rows.get(name, ()) if also not in relations))


def _of_parts(phrase: Phrase, reader: Reader) -> _Core:
    """A question about actors: what they hold, agree on, changed or deny."""
    thing, topic, left = _about(phrase.thing, phrase.actors, reader)
    match phrase.form, phrase.actors:
        case Form.BETWEEN | Form.TIES, (one, other, *_):
            return _Core(one, (), other, topic or _topic_of_thing(phrase.thing, reader), left)
        case Form.WHAT, (one, *_):
            return _Core(one, (), thing, topic, left)
        case _, (one, *_):
            return _Core(one, (), thing, topic, left)
    return _Core(HOLE, (), thing or phrase.second, topic, left)


def _topic_of_thing(thing: str | None, reader: Reader) -> str | None:
    return reader.tools.topic(thing) if thing else None


def _about(text: str | None, holders: Iterable[str], reader: Reader) -> tuple[End, str | None, tuple[str, ...]]:
    """What a part of a question is about: an actor or position, a topic, and the words that say neither."""
    if text is None:
        return None, None, ()
    cast = reader.cast(text, False)
    thing = read_thing(cast)
    if thing in tuple(holders):
        thing = None
    used = frozenset(range(thing.start, thing.end)) if isinstance(thing, PositionRef) else frozenset()
    topic = reader.tools.topic(text)
    return thing, topic, _left(cast, used, topic, reader)


def _of_claim(phrase: Phrase, reader: Reader) -> _Core:
    """A question that holds a statement."""
    whole = _read(phrase.claim or "", phrase, reader)
    for start, words in _topic_phrases(phrase.claim or "", reader):
        topic = reader.tools.topic(words)
        named = set(reader.tools.names(words)) - {HOLE}
        if topic is None or named & _actors_of(whole):
            continue
        if whole.relations and whole.object is not None:
            left = tuple(word for word in whole.left if word not in words)
            return replace(whole, topic=topic, is_on_topic=True, left=left)
        cut = _read((phrase.claim or "")[:start].strip(" ,"), phrase, reader)
        if cut.relations and cut.object is not None:
            return replace(cut, topic=topic, is_on_topic=True)
    return whole


def _actors_of(core: _Core) -> set[str]:
    ends = (core.subject, core.object)
    return {code for end in ends for code in (end.parties if isinstance(end, PositionRef) else (end,)) if code}


def _topic_phrases(claim: str, reader: Reader) -> Iterable[tuple[int, str]]:
    """Where a claim ends in 'on T': the place of its case word, and the words of the topic; the longest first."""
    for pattern in reader.table.topic:
        for cue in pattern.finditer(claim):
            if cue.start() and claim[cue.start() - 1] == " ":
                yield cue.start(), claim[cue.start("topic") :]


def _read(text: str, phrase: Phrase, reader: Reader) -> _Core:
    """Read a claim as it stands."""
    cast = reader.cast(text, True)
    claim = read_claim(cast, symmetric=reader.symmetric, takes=reader.takes)
    used = claim.used | frozenset(cast.names) | _beside(cast, claim)
    topic = reader.tools.topic(_unused(cast, used | _inside(claim)))
    left = _left(cast, used | _inside(claim), topic, reader)
    return _Core(claim.subject, claim.relations, claim.object, topic, left, claim.negated)


def _beside(cast: Cast, claim: Claim) -> frozenset[int]:
    """The words that stand beside the one that says the relation because its rules ask for them: 'play host'."""
    if claim.trigger is None:
        return frozenset()
    rules = [rule for _, rule in rules_at(cast, claim.trigger) if rule.relation in claim.relations]
    asked = frozenset(word for rule in rules for words in (rule.near, *rule.needs.values()) for word in words)
    return frozenset(i for i in range(len(cast.tree.words)) if cast.tree.is_word(i, asked))


def _inside(claim: Claim) -> frozenset[int]:
    thing = claim.object
    return frozenset(range(thing.start, thing.end)) if isinstance(thing, PositionRef) else frozenset()


def _unused(cast: Cast, used: frozenset[int]) -> str:
    """The words that are neither name nor position: only they can name a topic."""
    return " ".join(word if i not in used else "|" for i, word in enumerate(cast.tree.words))


def _left(cast: Cast, used: frozenset[int], topic: str | None, reader: Reader) -> tuple[str, ...]:
    """The content words that nothing was made of."""
    tree, cues = cast.tree, cast.pack.cues
    known = reader.table.words | words_of(reader.table.beyond) | cues.light | cues.plans | cues.says | cues.negators
    words = []
    for i, tag in enumerate(tree.tags):
        if tag not in _CONTENT or i in used or i in cast.names or tree.is_word(i, known):
            continue
        if any(tree.is_word(i, rule.noun | rule.near | rule.verb) for rule in cast.pack.kinds):
            continue
        if any(True for _ in rules_at(cast, i)) or tree.is_word(i, cast.pack.nouns.agents):
            continue
        if topic is not None and _points_to(tree.words, i, topic, reader):
            continue
        words.append(tree.words[i])
    return tuple(words)


def _points_to(words: tuple[str, ...], i: int, topic: str, reader: Reader) -> bool:
    """Whether a word, or it with those beside it, names the topic: 'Nile dam', 'Laut Cina Selatan'."""
    return any(
        reader.tools.topic(" ".join(words[start:end])) == topic
        and reader.tools.topic(" ".join([*words[start:i], *words[i + 1 : end]])) != topic
        for start in range(max(0, i - 3), i + 1)
        for end in range(i + 1, min(len(words), i + 4) + 1)
    )


def _actor_end(what: End, reader: Reader) -> Actor | str | None:
    """A subject: an actor, the hole, or nobody."""
    found = _end(what, reader)
    return None if isinstance(found, Position) else found


def _end(what: End, reader: Reader) -> Actor | Position | str | None:
    if what is None or what == HOLE:
        return what if isinstance(what, str) else None
    if isinstance(what, PositionRef):
        parties = tuple(code for code in what.parties if code != HOLE)
        if what.kind == ANY_KIND:
            return Position(ANY_KIND, parties, " – ".join(reader.actor(code).label for code in parties))
        return reader.position(PositionRef(what.kind, parties, what.start, what.end))
    return reader.actor(what)
