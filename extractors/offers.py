"""Offers: questions that can be read, near one that was not wholly understood.  Each is read before it is offered."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator

from .asking import QuestionTable
from .model import Actor, Position, Question

__all__ = ["near_questions"]

_MOST = 3
_ALIKE = 0.75  # "suports" and "supports", "Azerbaidjan" and "Azerbaijan"
_OF_TWO = ("what", "between", "brokers")
_OF_ONE = ("backs", "by", "holds")
_OF_NONE = ("plain",)
_OF_CLAIM = ("when", "whether")


def near_questions(
    question: Question,
    *,
    table: QuestionTable,
    vocabulary: Collection[str],
    name: Callable[[str], str],
    read: Callable[[str], Question],
) -> tuple[str, ...]:
    """Return up to three questions near one that was not understood; all of them can be read without a word left.

    vocabulary: the words that a question may have.   name: names an actor's code.
    """
    found: list[str] = []
    for offer in (*_respelled(question, vocabulary), *_of_claim(question, table), *_of_ends(question, table, name)):
        if offer not in found and _is_whole(read(offer)):
            found.append(offer)
        if len(found) == _MOST:
            break
    return tuple(found)


def _is_whole(question: Question) -> bool:
    return not question.not_understood and bool(question.relations or question.subject)


def _respelled(question: Question, vocabulary: Collection[str]) -> Iterator[str]:
    """The question with a word put right that nobody knows."""
    spellings = {word.lower(): word for word in vocabulary}
    for word in question.not_understood:
        for near in difflib.get_close_matches(word.lower(), spellings, n=1, cutoff=_ALIKE):
            if near != word.lower():
                text = question.text.replace(word, spellings[near])
                yield text[:1].upper() + text[1:].rstrip(" ?.") + "?"


def _of_claim(question: Question, table: QuestionTable) -> Iterator[str]:
    """What can be asked of a statement of which something else was asked: 'why' to 'when'."""
    for word in question.not_understood:
        start = question.text.strip()[: len(word)].lower()
        if word in table.beyond and start == word:
            claim = question.text.strip()[len(word) :].strip(" ?.")
            for key in _OF_CLAIM:
                if key in table.offers:
                    offer = table.offers[key].format(claim=claim)
                    yield offer[:1].upper() + offer[1:]


def _of_ends(question: Question, table: QuestionTable, name: Callable[[str], str]) -> Iterator[str]:
    """What can be asked of the actors that the question names."""
    ends = (question.subject, question.object)
    codes = [end.id for end in ends if isinstance(end, Actor)]
    codes += [code for end in ends if isinstance(end, Position) for code in end.parties]
    codes = list(dict.fromkeys(codes))
    keys = (_OF_TWO if len(codes) > 1 else ()) + (_OF_ONE if codes else ()) + _OF_NONE
    named = [name(code) for code in (*codes, *codes)] or [""]
    for key in keys:
        if named[0] and named[0] in table.offers[key]:
            continue  # "Palestine's position on Palestine"
        yield table.offers[key].format(
            actor=named[0], second=named[-1 if len(codes) < 2 else 1], thing=named[len(codes) > 1]
        )
