"""Data is data: no Python file names a relation, a position kind, a language to decide by, or an Indonesian word."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from diplograph.extractors.packs import languages
from diplograph.graph.ontology import load_schema

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("*.py"), *(ROOT / "extractors").rglob("*.py"), *(ROOT / "graph").rglob("*.py")])
INDONESIAN = {"yang", "dan", "dengan", "untuk", "dari", "menurut", "tidak", "bukan", "oleh", "negara", "adalah", "akan"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def strings(path: Path) -> list[tuple[int, str]]:
    """The string literals of a module with their lines; docstrings and the field names of records are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    keys = {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | keys
    ]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_code_names_a_relation_or_a_position_kind(path):
    terms = {*load_schema().relations, *load_schema().kinds}

    assert [(line, text) for line, text in strings(path) if text in terms] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_code_holds_an_indonesian_word(path):
    assert [(line, text) for line, text in strings(path) if INDONESIAN & set(text.lower().split())] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_code_decides_by_the_name_of_a_language(path):
    compared = [
        (constant.lineno, constant.value)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare | ast.match_case)
        for constant in ast.walk(node if isinstance(node, ast.Compare) else node.pattern)
        if isinstance(constant, ast.Constant) and constant.value in languages()
        if "lang" in ast.unparse(node)
    ]

    assert compared == []
