"""Floors: imports point down, never up, never across the yard; heavy packages are imported by who needs them."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("extractors", "graph")

# Who may import whom: a module imports modules of lower floors, or of its own floor as long as no circle arises.
FLOORS: dict[int, str] = {
    0: "extractors: errors model",
    1: """
        extractors: asking markup packs readers registry rules
        graph: charts iris layout links ntriples ontology query_process query_worker ready report_texts shapes
        signed snapshots sparql spreadsheets tables terms topics vocabulary writing
    """,
    2: """
        extractors: actors aliases articles attachments attribution casting charges claims clauses context coreference
        encoder features fillers groupings homes impressions judge knowledge listener mends mentions names offers
        offices ops passages
        passives phrases pipelines positions proposals prospects quantities questions relations scenes sites sketches
        slots speech times topics trees triggers verdicts
        graph: answers balance blocs cycles desk disputes export_nanopubs export_network export_rdf
        export_records flips frustration import_jsonl imports matching measures page_content page_data
        polarization question_sparql rdf records replies report_content reports results solver sources spectral
        stances store store_changes store_counts store_disk store_engine store_loads store_lookups
        store_remote store_rows store_schema store_summary tallied tallies wording
    """,
    3: """
        extractors: explain extract runs
        graph: analysis analysis_text answer_text ask dossier exports matrix_page matrix_text network page
        positions query_page report_camps report_page report_parts report_sections serving timeline
        validate
    """,
}


def floors() -> dict[str, int]:
    found: dict[str, int] = {}
    for floor, rooms in FLOORS.items():
        room = ""
        for word in rooms.split():
            if word.endswith(":"):
                room = word[:-1]
            else:
                assert f"{room}.{word}" not in found, f"{room}.{word} stands on two floors"
                found[f"{room}.{word}"] = floor
    return found


FLOOR = floors()

# The only modules that may import these; inside a function anybody may.
HEAVY = {
    "spacy": {"extractors"},
    "thinc": {"extractors"},
    "lingua": {"extractors"},
    "networkx": {"graph"},
    "highspy": {"graph"},
    "pyvis": set[str](),
    "pyshacl": set[str](),
}


def modules() -> list[str]:
    inside = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in inside]
    return sorted(name for name in names if not name.endswith("__init__"))


def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8"))


def own_imports(module: str) -> Iterator[str]:
    """The modules of this package that a module imports, inside functions and for type checks too."""
    package = module.split(".")[:-1]
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            name = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            yield from [f"{name}.{alias.name}" for alias in node.names] if name in ROOMS else [name]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("diplograph"):
            yield f"absolute import of {node.module}"


def top_imports(module: str) -> set[str]:
    """The packages that importing a module imports at once."""
    found: set[str] = set()
    for node in tree_of(module).body:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found


def test_every_module_has_a_floor_and_every_floor_its_modules():
    assert sorted(FLOOR) == modules()


@pytest.mark.parametrize("module", modules())
def test_imports_point_down(module):
    upward = [name for name in own_imports(module) if FLOOR.get(name, 99) > FLOOR.get(module, -1)]

    assert upward == []


def test_there_is_no_circle():
    graph = {module: set(own_imports(module)) for module in modules()}

    assert len(graph) <= len(list(graphlib.TopologicalSorter(graph).static_order()))


@pytest.mark.parametrize("module", [module for module in modules() if module.startswith("extractors.")])
def test_extractors_know_nothing_of_the_graph(module):
    assert [name for name in own_imports(module) if name.startswith("graph")] == []
    assert set() == top_imports(module) & {"rdflib", "pyoxigraph", "oxrdflib", "networkx", "pyvis"}


@pytest.mark.parametrize("module", [module for module in modules() if module.startswith("graph.")])
def test_the_graph_knows_only_the_records_of_the_extractors(module):
    foreign = {name for name in own_imports(module) if name.startswith("extractors")}

    assert foreign <= {"extractors.model", "extractors.errors"}
    assert "spacy" not in top_imports(module)


@pytest.mark.parametrize("module", modules())
def test_heavy_packages_are_imported_only_where_they_live(module):
    strange = {name for name in top_imports(module) & HEAVY.keys() if module.split(".")[0] not in HEAVY[name]}

    assert set() == strange


def test_the_command_line_imports_nothing_heavy_before_it_is_needed():
    code = "import sys, diplograph.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    heavy = {
        "spacy",
        "thinc",
        "numpy",
        "rdflib",
        "pyoxigraph",
        "networkx",
        "pyvis",
        "pyshacl",
        "lingua",
        "rich",
        "jinja2",
    }
    assert set() == heavy & set(found)
