"""The command `python -m training DATA OUT`: train and score held-out, train on all, write the package."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path

from .run import prepare, score_held_out, ship


def main(words: list[str] | None = None) -> int:
    """Read the options and run.  Returns the exit code: 1 if the data folder lacks a file or holds a broken one."""
    options = _options().parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stderr)
    overrides: dict[str, object] = dict(_pair(text) for text in options.set)
    try:
        material = prepare(options.data, overrides)
        scores = score_held_out(material, overrides)
        if not options.only_score:
            ship(material, options.out, scores, overrides)
    except FileNotFoundError as error:
        sys.stderr.write(f"{error.filename}: no such file; training/tables.toml names the files of the data folder\n")
        return 1
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks that training/tables.toml names")
    parser.add_argument("out", type=Path, help="folder for the trained pipeline")
    parser.add_argument("--only-score", action="store_true", help="stop after the held-out training")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=JSON", help="another value in pipeline.cfg")
    return parser


def _pair(text: str) -> tuple[str, object]:
    key, _, value = text.partition("=")
    return key, json.loads(value)


if __name__ == "__main__":
    sys.exit(main())
