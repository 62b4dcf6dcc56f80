"""Store summary: how many statements say what, by the summary of a store: quick however much is stored.

Knows the engine, whose summary store_counts.py reads.
"""

from __future__ import annotations

from collections.abc import Collection

from . import store_counts
from .iris import actor_iri, position_iri
from .ontology import load_schema
from .store_engine import Engine
from .tallies import Exchanges, Sense, Stance, Tally

__all__ = ["StoreSummary"]


class StoreSummary:
    """What `Store` counts."""

    _engine: Engine

    def tallies(
        self,
        *,
        actors: Collection[str] = (),
        positions: Collection[tuple[str, tuple[str, ...]]] = (),
        party: str | None = None,
        kinds: Collection[str] = (),
        topic: str | None = None,
        relations: Collection[str] = (),
    ) -> list[Tally]:
        """How many statements each actor has in each relation to some objects on a topic (None: on any), most first.

        actors, positions: the objects, by code and by kind and parties.   party, kinds: and all positions of these
        kinds (none: of any) that this actor is party to.   relations: none: any.
        """
        things = self._things(actors, positions, party, kinds)
        return store_counts.tallies_of(self._engine, things, topic, relations or load_schema().relations)

    def stances_on(
        self,
        *,
        actors: Collection[str] = (),
        positions: Collection[tuple[str, tuple[str, ...]]] = (),
        party: str | None = None,
        kinds: Collection[str] = (),
    ) -> list[Stance]:
        """How many statements each actor has with each attitude to some objects, whatever the topic; as `tallies`."""
        return store_counts.stances_on(self._engine, self._things(actors, positions, party, kinds))

    def stances(
        self,
        actor: str,
        *,
        on_actors: bool = False,
        attitudes: Collection[str] = (),
        senses: Collection[Sense] = (),
        limit: int | None = None,
    ) -> list[Stance]:
        """How many statements an actor has with each attitude to each position (or to each actor), most first.

        attitudes, senses: only of these; none: of any.   limit: only so many, which is quicker.
        """
        return store_counts.stances_of(
            self._engine,
            actor,
            attitudes or set(_attitudes().values()),
            on_actors=on_actors,
            senses=senses or tuple(Sense),
            limit=limit,
        )

    def all_stances(self, *, topic: str | None = None, kind: str | None = None) -> list[Stance]:
        """How many statements there are of each stance, most first.

        topic: only on this.   kind: only on positions of this kind.
        """
        return store_counts.stances_among(self._engine, topic, _attitudes(), kind)

    def stance_totals(
        self, actor: str, *, on_actors: bool = False, attitudes: Collection[str] = ()
    ) -> dict[Sense, tuple[int, int]]:
        """How many stances `stances` knows, and of how many statements, by sense."""
        return store_counts.stance_totals(
            self._engine, actor, attitudes or set(_attitudes().values()), on_actors=on_actors
        )

    def exchanges(self, limit: int | None = None) -> list[Exchanges]:
        """How many affirmed, asserted statements there are between each pair of actors, most first."""
        return store_counts.exchanges(self._engine, limit)

    def summary_differences(self) -> list[tuple[str, int, int]]:
        """Where the summary is not what the statements add up to (none, unless others wrote): node, said, counted."""
        return store_counts.summary_differences(self._engine)

    def _things(
        self,
        actors: Collection[str],
        positions: Collection[tuple[str, tuple[str, ...]]],
        party: str | None,
        kinds: Collection[str],
    ) -> list[str]:
        found = store_counts.objects_of(self._engine, party, kinds) if party is not None else []
        named = [actor_iri(code).value for code in actors]
        named += [position_iri(kind, parties).value for kind, parties in positions]
        return list(dict.fromkeys((*named, *found)))


def _attitudes() -> dict[str, str]:
    """The relations that express an attitude, with it."""
    return {name: r.attitude for name, r in load_schema().relations.items() if r.attitude is not None}
