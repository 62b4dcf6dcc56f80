"""Frustration: the least weight of ties that no division into two sides can satisfy, exactly and with a proof.

Usable on any signed networkx graph.  Decision: docs/decisions/020-exact-frustration.md.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from .cycles import Cycle, tight_cycles, uncut_cycles
from .flips import improve, search, sides_of_tree
from .signed import Signed, blocks_of, read_signed
from .solver import CycleProgram

__all__ = ["Effort", "Frustration", "frustration_index"]

_TOLERANCE = 1e-6  # of sums of weights; HiGHS works to 1e-7
_WORTH_BRANCHING = 0.05  # a wider gap than this share was never closed by branches, only by minutes (decision 020) …
_SMALL = 400  # … of a graph of so many edges; in larger ones each branch costs more, and the share is less
_WORTH_A_ROUND = 0.02  # of the gap: rounds that close less of it are idle
_EARLY = 1 / 3  # of the effort, in which no round counts as idle
_PATIENCE = 4  # idle rounds in a row before no more cycles are sought


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try before an interval is given in place of a number; the first two give the same on any machine.

    iterations: steps of the simplex method for each part of the graph.   nodes: branches for each part.
    restarts: of the local search.   timeout: seconds for each run of the solver, None for no limit.
    """

    iterations: int = 60_000
    nodes: int = 500
    restarts: int = 20
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Frustration:
    """The frustration index as far as it is known.

    lower, upper: it is at least and at most this; the same number if `proved`.
    edges:   the frustrated ties of the best division found, whose weight is `upper`.
    sides:   +1 or -1 for each node; in each connected part the larger side is +1.  Parts have no bearing on each other.
    unique:  whether no other division is as good (but for mirror images of parts); None if it is not known.
    total:   weight of all ties.
    """

    lower: float
    upper: float
    proved: bool
    edges: tuple[tuple[Hashable, Hashable], ...]
    sides: dict[Hashable, int]
    unique: bool | None
    total: float

    @property
    def index(self) -> float:
        """The frustration index.  Raises NetworkXError if only bounds were proved."""
        if not self.proved:
            raise nx.NetworkXError(f"the frustration index is only known to lie in [{self.lower:g}, {self.upper:g}]")
        return self.upper

    @property
    def balance(self) -> tuple[float, float]:
        """1 - 2 index / total as (at least, at most): 1 is perfect balance, 0 the worst there can be (Aref 2018)."""
        if not self.total:
            return (1.0, 1.0)
        return (1 - 2 * self.upper / self.total, 1 - 2 * self.lower / self.total)


def frustration_index(
    G: nx.Graph,  # noqa: N803  (networkx's name)
    sign: str = "sign",
    weight: str | None = None,
    *,
    effort: Effort | None = None,
    seed: int = 0,
    check_unique: bool = True,
) -> Frustration:
    """Return the frustration index (line index of balance) of a signed graph, with a proof or an honest interval.

    It is the least weight of edges whose removal (or change of sign) leaves a balanced graph: one whose nodes can be
    divided into two sides with positive ties inside and negative ties across [1]_.  Negative cycles are cutting planes
    of a linear program over the edges [2]_; what that leaves open, branch and bound decides within `effort`.

    sign, weight:  edge attributes as in `read_signed`; weight None counts edges.
    effort:        when to give up; the answer is then an interval and `proved` is false.
    seed:          of the local search that gives the upper bound.
    check_unique:  whether to look for another division that is as good.
    A graph without edges has index 0.  Raises NetworkXNotImplemented or NetworkXError as `read_signed`.

    References
    .. [1] F. Harary, On the measurement of structural balance, Behavioral Science 4 (1959) 316-323.
    .. [2] F. Barahona and A. R. Mahjoub, On the cut polytope, Mathematical Programming 36 (1986) 157-173.
    .. [3] S. Aref, A. J. Mason and M. C. Wilson, A modeling and computational study of the frustration index in signed
       networks, Networks 75 (2020) 95-110.

    >>> G = nx.Graph()
    >>> G.add_edges_from([("a", "b", {"sign": 1}), ("b", "c", {"sign": 1}), ("a", "c", {"sign": -1})])
    >>> found = frustration_index(G)
    >>> found.index, found.unique
    (1.0, False)
    """
    effort = effort or Effort()
    signed = read_signed(G, sign, weight)
    parts = [(_solve(block, effort, seed, check_unique), edges) for block, _, edges in blocks_of(signed)]
    frustrated = frozenset(edges[i] for part, edges in parts for i in part.frustrated)
    lower, upper = sum((part.lower for part, _ in parts), 0.0), sum((part.upper for part, _ in parts), 0.0)
    return Frustration(
        lower=lower,
        upper=upper,
        proved=all(part.is_proved for part, _ in parts),
        edges=tuple((signed.names[signed.edges[i].u], signed.names[signed.edges[i].v]) for i in sorted(frustrated)),
        sides=_sides(signed, frustrated),
        unique=_all_known(part.unique for part, _ in parts),
        total=sum(edge.weight for edge in signed.edges),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """The answer for one biconnected part.   frustrated: edge numbers."""

    lower: float
    upper: float
    frustrated: tuple[int, ...]
    unique: bool | None

    @property
    def is_proved(self) -> bool:
        return self.lower >= self.upper


def _solve(block: Signed, effort: Effort, seed: int, check_unique: bool) -> _Part:
    sides = search(block, restarts=effort.restarts, seed=seed) if len(block.edges) > 1 else sides_of_tree(block, [0.0])
    if block.cost(sides) == 0:
        return _Part(0.0, 0.0, (), True)
    program = CycleProgram(block, timeout=effort.timeout)
    lower, sides = _tighten(block, program, sides, effort)
    upper = block.cost(sides)
    proved = _as_far_as(block, lower, upper)
    frustrated = _frustrated(block, sides)
    unique = _is_unique(block, sides, program.cycles, effort) if check_unique and proved else None
    return _Part(upper if proved else lower, upper, frustrated, unique)


def _tighten(block: Signed, program: CycleProgram, sides: list[int], effort: Effort) -> tuple[float, list[int]]:
    """Cut until bound and best division meet, or the effort is spent; return both."""
    lower, value, idle = 0.0, 0.0, 0
    program.add(tight_cycles(block, [0.0] * len(block.edges), sides))
    while program.iterations < effort.iterations and idle < _PATIENCE:
        bound = program.relax(effort.iterations - program.iterations)
        if bound is None or bound.lengths is None:
            return lower, sides
        lower = max(lower, _rounded_up(block, bound.value))
        sides = min(sides, improve(block, sides_of_tree(block, bound.lengths)), key=block.cost)
        if _as_far_as(block, lower, block.cost(sides)):
            return lower, sides
        is_idle = bound.value - value < _WORTH_A_ROUND * (block.cost(sides) - bound.value)
        idle = idle + 1 if is_idle and program.iterations > effort.iterations * _EARLY else 0
        value = bound.value
        # Where the cycles of the best division no longer help, it may be another one that has to be refuted.
        found = uncut_cycles(block, bound.lengths) if idle else _cuts(block, bound.lengths, sides)
        if not program.add(found):
            break
    worth = _WORTH_BRANCHING * min(1.0, _SMALL / len(block.edges))
    if block.cost(sides) - lower > worth * block.cost(sides) + 1:
        return lower, sides
    branched = program.branch(sides, nodes=effort.nodes, gap=_gap(block))
    if branched.lengths is not None:
        sides = min(sides, improve(block, sides_of_tree(block, branched.lengths)), key=block.cost)
    return max(lower, _rounded_up(block, branched.value)), sides


def _is_unique(block: Signed, sides: Sequence[int], cycles: Iterable[Cycle], effort: Effort) -> bool | None:
    """Whether no other division is as good as an optimal one: solve again with its frustrated set forbidden."""
    best, frustrated = block.cost(sides), _frustrated(block, sides)
    if _has_even_node(block, sides):
        return False
    program = CycleProgram(block, timeout=effort.timeout)
    program.forbid(frustrated)
    program.add(cycles)
    while program.iterations < effort.iterations:
        bound = program.relax(effort.iterations - program.iterations)
        if bound is None or bound.lengths is None:
            return None
        if _rounded_up(block, bound.value) > best + _TOLERANCE:
            return True
        other = sides_of_tree(block, bound.lengths)
        if block.cost(other) <= best + _TOLERANCE and _frustrated(block, other) != frustrated:
            return False
        # Cycles through the few ties that the optimum frustrates and this solution does not come first.
        if not program.add(tight_cycles(block, bound.lengths, sides) or _cuts(block, bound.lengths, other)):
            break
    found = program.branch(None, nodes=effort.nodes, gap=_gap(block))
    if _rounded_up(block, found.value) > best + _TOLERANCE:
        return True
    if found.lengths is None or block.cost(sides_of_tree(block, found.lengths)) > best + _TOLERANCE:
        return None
    return False


def _cuts(block: Signed, lengths: Sequence[float], sides: Sequence[int]) -> list[Cycle]:
    """Negative cycles that the solution leaves uncut: those that matter most if there are any, else all to be found."""
    return tight_cycles(block, lengths, sides) or uncut_cycles(block, lengths)


def _frustrated(block: Signed, sides: Sequence[int]) -> tuple[int, ...]:
    return tuple(i for i, edge in enumerate(block.edges) if block.is_frustrated(edge, sides))


def _has_even_node(block: Signed, sides: Sequence[int]) -> bool:
    """Whether some node may change sides at no cost: then the division is not the only one."""
    return any(
        abs(sum(_pull(block, number, sides) for _, number in pairs)) <= _TOLERANCE for pairs in block.around if pairs
    )


def _pull(block: Signed, number: int, sides: Sequence[int]) -> float:
    edge = block.edges[number]
    return -edge.weight if block.is_frustrated(edge, sides) else edge.weight


def _rounded_up(block: Signed, value: float) -> float:
    """A bound on whole numbers is a whole number."""
    return float(math.ceil(value - _TOLERANCE)) if block.is_integral else value


def _as_far_as(block: Signed, lower: float, upper: float) -> bool:
    return lower >= upper - (_TOLERANCE * max(1.0, upper))


def _gap(block: Signed) -> float:
    """Bounds closer than this settle the matter."""
    return 0.999 if block.is_integral else _TOLERANCE


def _all_known(answers: Iterable[bool | None]) -> bool | None:
    """True if all are; False if one is; else None."""
    known = list(answers)
    return False if False in known else None if None in known else True


def _sides(signed: Signed, frustrated: frozenset[int]) -> dict[Hashable, int]:
    """The sides in which exactly these edges are frustrated; the larger side of each connected part is +1."""
    sides = [0] * len(signed.names)
    for root in range(len(sides)):
        if sides[root]:
            continue
        sides[root], reached = 1, [root]
        for u in reached:  # grows while it is walked
            for v, number in signed.around[u]:
                if not sides[v]:
                    sides[v] = sides[u] * signed.edges[number].sign * (-1 if number in frustrated else 1)
                    reached.append(v)
        if sum(sides[node] for node in reached) < 0:
            for node in reached:
                sides[node] = -sides[node]
    return dict(zip(signed.names, sides, strict=True))
