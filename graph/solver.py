"""Solver: the frustration problem as a linear and as a mixed integer program for HiGHS.  The one door to highspy.

One column an edge: is it frustrated?  One row a negative cycle: at least one of its edges is.  `branch` adds a column
a node (its side), which makes the program exact with whatever cycles it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from .cycles import Cycle
from .signed import Signed

__all__ = ["Bound", "CycleProgram"]

_PATIENCE = 2_000  # steps after which the simplex method, which starts from the last solution, is slower than none
_FEW = 0.02  # share of new rows up to which the last solution is near the next one
_INTERIOR_STEP = 100  # what a step of the interior point method takes in steps of the simplex method, about


@dataclass(frozen=True, slots=True)
class Bound:
    """What one run proved.

    value: no solution is cheaper.   lengths: the edges' columns in the best solution seen, None if there is none.
    """

    value: float
    lengths: tuple[float, ...] | None


class CycleProgram:
    """A growing program over the edges of one signed graph; solving it again starts from the last solution."""

    def __init__(self, signed: Signed, *, timeout: float | None = None) -> None:
        self._signed = signed
        self._rows: dict[Cycle, None] = {}  # an ordered set
        self._highs = _quiet(timeout)
        count = len(signed.edges)
        self._highs.addVars(count, np.zeros(count), np.ones(count))
        costs = np.array([edge.weight for edge in signed.edges])
        self._highs.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
        self.iterations = 0
        self._is_degenerate = False  # whether the simplex method lost its way once
        self._fresh = 0  # rows since the last solution

    def add(self, cycles: Iterable[Cycle]) -> int:
        """Demand a frustrated edge on each cycle; return how many of the demands are new."""
        fresh = [cycle for cycle in dict.fromkeys(cycles) if cycle not in self._rows]
        self._rows.update(dict.fromkeys(fresh))
        self._fresh += len(fresh)
        self._add_rows([(cycle, [1.0] * len(cycle)) for cycle in fresh], at_least=1.0)
        return len(fresh)

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """The cycles added so far."""
        return tuple(self._rows)

    def forbid(self, edges: Sequence[int]) -> None:
        """Refuse the solutions in which all these edges are frustrated."""
        self._add_rows([(tuple(edges), [-1.0] * len(edges))], at_least=1.0 - len(edges))

    def relax(self, iterations: int) -> Bound | None:
        """Solve with fractions allowed.  None when `iterations` or the time did not suffice.

        A few new rows take the simplex method a few steps from the last solution; where they do not, it is degenerate,
        and the interior point method from nothing takes a tenth of the time (docs/decisions/020).
        """
        start, is_done = self.iterations, False
        if not self._is_degenerate or self._fresh < _FEW * len(self._rows):
            is_done = self._solve("simplex", min(iterations, _PATIENCE))
            self._is_degenerate |= not is_done
        self._fresh = 0
        left = iterations - (self.iterations - start)
        if not is_done and (left <= 0 or not self._solve("ipm", left)):
            return None
        return Bound(float(self._highs.getInfo().objective_function_value), self._lengths())

    def _solve(self, method: str, limit: int) -> bool:
        """Whether the method came to an end; counts its steps."""
        if method == "ipm":
            self._highs.clearSolver()
        self._highs.setOptionValue("solver", method)
        self._highs.setOptionValue("simplex_iteration_limit", limit)
        self._highs.setOptionValue("ipm_iteration_limit", -(-limit // _INTERIOR_STEP))
        self._highs.run()
        info = self._highs.getInfo()
        self.iterations += sum(max(int(n), 0) for n in (info.simplex_iteration_count, info.crossover_iteration_count))
        self.iterations += _INTERIOR_STEP * max(int(info.ipm_iteration_count), 0)
        return bool(self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def branch(self, sides: Sequence[int] | None, *, nodes: int, gap: float) -> Bound:
        """Solve with whole sides, by branch and bound; afterwards the program takes no more rows.

        sides: a solution to start from.   nodes: how many branches at most.   gap: stop when the bound is this close.
        """
        self._add_sides()
        self._highs.setOptionValue("solver", "choose")
        self._highs.setOptionValue("simplex_iteration_limit", 2**31 - 1)
        self._highs.setOptionValue("mip_max_nodes", nodes)
        self._highs.setOptionValue("mip_abs_gap", gap)
        if sides is not None:
            self._start_from(sides)
        self._highs.run()
        info = self._highs.getInfo()
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return Bound(float(info.mip_dual_bound), self._lengths() if found else None)

    def _lengths(self) -> tuple[float, ...]:
        return tuple(self._highs.getSolution().col_value[: len(self._signed.edges)])

    def _add_sides(self) -> None:
        """A 0/1 column a node, and for each edge the two rows that tie its column to those of its ends."""
        first, count = len(self._signed.edges), len(self._signed.names)
        self._highs.addVars(count, np.zeros(count), np.ones(count))
        columns = np.arange(first, first + count, dtype=np.int32)
        whole = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._highs.changeColsIntegrality(count, columns, whole)
        busiest = max(range(count), key=lambda node: len(self._signed.around[node]))
        self._highs.changeColBounds(first + busiest, 0.0, 0.0)  # a solution and its mirror image are one
        for i, edge in enumerate(self._signed.edges):
            u, v = first + edge.u, first + edge.v
            if edge.sign > 0:
                self._add_rows([((i, u, v), [1.0, -1.0, 1.0]), ((i, u, v), [1.0, 1.0, -1.0])], at_least=0.0)
            else:
                self._add_rows([((i, u, v), [1.0, -1.0, -1.0])], at_least=-1.0)
                self._add_rows([((i, u, v), [1.0, 1.0, 1.0])], at_least=1.0)

    def _start_from(self, sides: Sequence[int]) -> None:
        busiest = max(range(len(sides)), key=lambda node: len(self._signed.around[node]))
        solution = highspy.HighsSolution()
        solution.col_value = [
            *(float(self._signed.is_frustrated(edge, sides)) for edge in self._signed.edges),
            *(0.0 if side == sides[busiest] else 1.0 for side in sides),
        ]
        self._highs.setSolution(solution)

    def _add_rows(self, rows: Sequence[tuple[Cycle, list[float]]], *, at_least: float) -> None:
        if not rows:
            return
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)][:-1]).astype(np.int32)
        columns = np.array([column for row, _ in rows for column in row], dtype=np.int32)
        values = np.array([value for _, row in rows for value in row])
        lower, upper = np.full(len(rows), at_least), np.full(len(rows), highspy.kHighsInf)
        self._highs.addRows(len(rows), lower, upper, len(columns), starts, columns, values)


def _quiet(timeout: float | None) -> highspy.Highs:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy annotates the core, not this class
    for option, value in (("output_flag", False), ("parallel", "off"), ("threads", 1), ("random_seed", 0)):
        highs.setOptionValue(option, value)
    if timeout is not None:
        highs.setOptionValue("time_limit", timeout)
    return highs
