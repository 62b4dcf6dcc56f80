"""Packaging: what is written by hand in pyproject.toml is compared with the folders."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS = ("extractors", "graph")


def test_every_folder_with_modules_is_a_listed_package():
    folders = {path.parent.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py")}
    found = {".".join(("diplograph", *folder.parts)) for folder in folders} | {"diplograph"}

    assert found == set(PROJECT["tool"]["setuptools"]["packages"])


def test_every_package_has_an_init():
    for package in PROJECT["tool"]["setuptools"]["packages"]:
        assert (ROOT.joinpath(*package.split(".")[1:]) / "__init__.py").is_file()


def test_every_data_file_is_shipped():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["diplograph"]
    shipped = {path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}
    data = {
        path
        for folder in (*ROOMS, "examples/corpus")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }

    assert set() == {str(path.relative_to(ROOT)) for path in data - shipped}


def test_every_pattern_of_data_files_finds_some():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["diplograph"]

    assert [pattern for pattern in patterns if not any(ROOT.glob(pattern))] == []


def test_the_root_holds_no_stray_module():
    # setuptools sweeps every module of the root into the wheel.
    assert {"__init__.py", "cli.py"} == {path.name for path in ROOT.glob("*.py")}


def test_the_versions_agree():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"version: {PROJECT['project']['version']}" in citation.splitlines()
    assert f"## {PROJECT['project']['version']}" in changelog


@pytest.mark.parametrize("name", __import__("diplograph").__all__)
def test_every_public_name_can_be_imported(name):
    import diplograph

    assert getattr(diplograph, name) is not None
