"""README: every command that it shows gives the output that it shows.

`python tests/house/test_readme.py` (make readme) runs the commands and writes their output into README.md anew.
A last line `…` stands for more output of the same kind.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from diplograph import cli
from diplograph.extractors.extract import Extractor

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = "$ "
MORE = "…"


@dataclass(frozen=True, slots=True)
class Shown:
    """A command with the output that the README shows."""

    command: str
    lines: tuple[str, ...]

    @property
    def is_cut(self) -> bool:
        """Whether only the beginning of the output is shown."""
        return self.lines[-1:] == (MORE,)

    def cut(self, output: str) -> tuple[str, ...]:
        """As much of an output as is shown."""
        lines = tuple(line.rstrip() for line in output.splitlines())
        return (*lines[: len(self.lines) - 1], MORE) if self.is_cut else lines


def shown_in(block: str) -> Iterator[Shown]:
    for part in re.split(rf"^{re.escape(PROMPT)}", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield Shown(command, tuple(lines))


def all_shown() -> list[Shown]:
    return [shown for block in BLOCK.findall(README.read_text(encoding="utf-8")) for shown in shown_in(block)]


def output_of(command: str) -> str:
    """Run one command of ours in this process."""
    program, *words = shlex.split(command)
    assert program == "diplograph", f"not a command of ours: {command}"
    argv, sys.argv = sys.argv, [program, *words]
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
            cli.main()
    finally:
        sys.argv = argv
    return out.getvalue()


@contextlib.contextmanager
def reader_folder() -> Iterator[None]:
    """A folder as a reader has it: the examples, and no store yet."""
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(home)


def test_the_readme_shows_ten_commands():
    assert len(all_shown()) >= 10


def test_every_command_gives_the_output_that_the_readme_shows(extractor: Extractor, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cli, "_extractor", lambda pipelines=None: extractor)
    monkeypatch.delenv("DIPLOGRAPH_STORE", raising=False)
    with reader_folder():
        found = [(shown.command, shown.cut(output_of(shown.command))) for shown in all_shown()]

    assert found == [(shown.command, shown.lines) for shown in all_shown()]


def test_the_python_that_the_readme_shows_runs(corpus_store: Path, capsys: pytest.CaptureFixture[str]):
    (code,) = re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    with reader_folder():
        shutil.copytree(corpus_store, "diplograph.store")
        exec(compile(code, "README.md", "exec"), {})

    assert "PAK supports stance:AZE" in capsys.readouterr().out


def test_the_readme_begins_with_the_two_commands():
    commands = re.findall(r"^(make \w+)", README.read_text(encoding="utf-8"), re.MULTILINE)

    assert commands[:2] == ["make demo", "make test"]


def test_every_file_that_the_readme_links_to_is_there():
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text(encoding="utf-8"))

    assert [link for link in links if not (ROOT / link).exists()] == []


def rewrite() -> None:
    """Write the output of every command into the README."""

    def renewed(match: re.Match[str]) -> str:
        parts = []
        for shown in shown_in(match.group(1)):
            lines = shown.cut(output_of(shown.command))
            parts += [PROMPT + shown.command, *lines]
        return "\n".join(["```console", *parts, "```"])

    with reader_folder():
        text = BLOCK.sub(renewed, README.read_text(encoding="utf-8"))
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    os.environ.pop("DIPLOGRAPH_STORE", None)
    rewrite()
