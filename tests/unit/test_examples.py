"""The examples in the docstrings of the analysis run, and every function on a signed graph has one and its source."""

from __future__ import annotations

import doctest
import importlib
import inspect

import pytest

MODULES = ("balance", "blocs", "charts", "frustration", "network", "polarization", "report_texts", "tables")
ON_GRAPHS = [
    ("balance", "triangle_balance"),
    ("balance", "is_balanced"),
    ("balance", "walk_balance"),
    ("balance", "node_balance"),
    ("balance", "frustration_index"),
    ("blocs", "signed_communities"),
    ("blocs", "signed_modularity"),
    ("blocs", "bloc_stability"),
    ("polarization", "polarization"),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name):
    module = importlib.import_module(f"diplograph.graph.{name}")
    result = doctest.testmod(module)

    assert result.failed == 0
    assert result.attempted > 0


@pytest.mark.parametrize(("name", "function"), ON_GRAPHS)
def test_every_function_on_a_signed_graph_is_as_networkx_has_them(name, function):
    found = getattr(importlib.import_module(f"diplograph.graph.{name}"), function)
    parameters = inspect.signature(found).parameters

    assert next(iter(parameters)) == "G"
    assert parameters["sign"].default == "sign"
    assert parameters["weight"].default is None if "weight" in parameters else True
    assert ">>>" in (found.__doc__ or "")
    assert "Raises NetworkX" in found.__doc__ or "source as `" in found.__doc__
