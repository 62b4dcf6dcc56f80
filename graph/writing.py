"""Writing: a text file in one step, whole or not at all.  Knows no format."""

from __future__ import annotations

import os
from pathlib import Path

from ..extractors.errors import ExportError

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """Write a text file as UTF-8: either the new one stands afterwards or what stood there before.

    Raises ExportError, for a missing folder, a full disk, a file that may not be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(str(path), f"cannot be written: {error.strerror or error}") from error
