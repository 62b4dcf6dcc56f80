"""The dossier of an actor, or of a pair: what is said of them, in order of time.  Knows the store, no words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..extractors.model import Position, Statement
from .store import Store

__all__ = ["dossier"]


def dossier(
    store: Store,
    actor: str,
    other: str | None = None,
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[Statement, ...]:
    """Return the statements that concern an actor (as subject, object or party), and `other` too if one is given.

    In order of the time that the text names, else of the day of publication; those of unknown time come last.
    """
    found = store.statements(involving=actor, topic=topic, since=since, until=until)
    wanted = [statement for statement in found if other is None or other in _ends(statement)]
    return tuple(sorted(wanted, key=_time))


def _ends(statement: Statement) -> Iterator[str]:
    yield statement.subject.id
    yield from statement.object.parties if isinstance(statement.object, Position) else (statement.object.id,)


def _time(statement: Statement) -> tuple[date, str, int, str]:
    day = statement.when.start if statement.when else statement.published
    return (day or date.max, statement.doc, statement.start, statement.id)
