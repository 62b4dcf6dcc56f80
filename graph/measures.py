"""Measures: the records of what `analyze` found, with their JSON.  Compute nothing."""

from __future__ import annotations

from dataclasses import dataclass

from .balance import Frustration, Triangles

__all__ = ["Balance", "Bloc", "Blocs", "Centrality", "Mediator", "Tie"]


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two actors.   positive, negative: independent sources.   statements: ids, oldest first."""

    one: str
    other: str
    sign: int
    positive: int
    negative: int
    statements: tuple[str, ...]

    def to_record(self) -> dict[str, object]:
        """Plain JSON values."""
        return {
            "between": [self.one, self.other],
            "sign": self.sign,
            "positive": self.positive,
            "negative": self.negative,
            "statements": list(self.statements),
        }


@dataclass(frozen=True, slots=True)
class Balance:
    """How far the network is from two camps.

    contested:   pairs of which as many sources say the one as the other; they count nowhere.
    frustrated:  the ties that the best division cannot satisfy, each with its evidence.
    """

    actors: int
    positive_ties: int
    negative_ties: int
    contested: tuple[tuple[str, str], ...]
    triangles: Triangles
    walks: float
    frustration: Frustration
    frustrated: tuple[Tie, ...]

    def to_record(self) -> dict[str, object]:
        """Plain JSON values."""
        found = self.frustration
        return {
            "actors": self.actors,
            "positive_ties": self.positive_ties,
            "negative_ties": self.negative_ties,
            "contested": [list(pair) for pair in self.contested],
            "triangles": {
                "+++": self.triangles.friends,
                "++-": self.triangles.rifts,
                "+--": self.triangles.common_enemies,
                "---": self.triangles.all_against_all,
                "balanced_share": self.triangles.share,
            },
            "walk_balance": round(self.walks, 6),
            "frustration": {
                "lower": found.lower,
                "upper": found.upper,
                "proved": found.proved,
                "unique": found.unique,
                "balance": list(found.balance),
            },
            "frustrated_ties": [tie.to_record() for tie in self.frustrated],
        }


@dataclass(frozen=True, slots=True)
class Bloc:
    """A bloc.   members: (code, label, stability 0 to 1), the firmest first."""

    members: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class Blocs:
    """Who belongs together.

    blocs:  for any number of blocs, largest first; single actors last.   modularity: at most 1, 0 for one bloc.
    across: the ties that the blocs contradict, each with its evidence: friends across blocs, foes inside one.
    camps:  the best division into two, as codes; `camps_unique` and `camps_proved` say whether it is the only one and
            whether it is known to be the best.
    """

    blocs: tuple[Bloc, ...]
    modularity: float
    across: tuple[Tie, ...]
    camps: tuple[tuple[str, ...], tuple[str, ...]]
    camps_unique: bool | None
    camps_proved: bool

    def to_record(self) -> dict[str, object]:
        """Plain JSON values."""
        return {
            "blocs": [
                [{"id": code, "label": label, "stability": value} for code, label, value in bloc.members]
                for bloc in self.blocs
            ],
            "modularity": round(self.modularity, 6),
            "ties_against_blocs": [tie.to_record() for tie in self.across],
            "camps": [list(camp) for camp in self.camps],
            "camps_unique": self.camps_unique,
            "camps_proved": self.camps_proved,
        }


@dataclass(frozen=True, slots=True)
class Mediator:
    """An actor between others.

    brokers:   independent sources of which it mediates something.   matters: labels of what, the best attested first.
    friends:   its positive ties to the larger and to the smaller camp.   bridges: the fewer of the two.
    """

    actor: str
    label: str
    brokers: int
    matters: tuple[str, ...]
    friends: tuple[int, int]
    statements: tuple[str, ...]

    @property
    def bridges(self) -> int:
        """How many friends it has on the side where it has fewer."""
        return min(self.friends)

    def to_record(self) -> dict[str, object]:
        """Plain JSON values; statements by id."""
        return {
            "id": self.actor,
            "label": self.label,
            "brokers": self.brokers,
            "matters": list(self.matters),
            "friends": list(self.friends),
            "bridges": self.bridges,
            "statements": list(self.statements),
        }


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central an actor is.

    positive, negative: its ties.   sources: independent sources of them, summed.   betweenness: share of shortest ways
    of friendship that lead through it.   balance: share of balance in its closed walks; low means between the camps.
    """

    actor: str
    label: str
    positive: int
    negative: int
    sources: int
    betweenness: float
    balance: float

    def to_record(self) -> dict[str, object]:
        """Plain JSON values."""
        return {
            "id": self.actor,
            "label": self.label,
            "positive": self.positive,
            "negative": self.negative,
            "sources": self.sources,
            "betweenness": self.betweenness,
            "balance": self.balance,
        }
