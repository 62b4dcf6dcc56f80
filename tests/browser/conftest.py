"""Chromium for the tests of the page; where there is none they are skipped, and say so."""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from diplograph.extractors.model import Statement
from diplograph.graph.page import write_page

SAMPLE = runpy.run_path(str(Path(__file__).with_name("sample.py")))
CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", *map(shutil.which, ("chromium", "google-chrome"))) if path), None
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Seen:
    """What a page did besides showing itself."""

    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class Opened:
    """A page in the browser.   page: Playwright's; seen: what it did."""

    page: Any
    seen: Seen
    url: str

    def go(self, hash_: str) -> None:
        """Go to another state by its address, as a link on the page would."""
        self.page.goto(self.url + hash_)
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def shown(self) -> str:
        return str(self.page.locator(".showing").inner_text())

    def hash(self) -> dict[str, str]:
        return dict(self.page.evaluate("Object.fromEntries(new URLSearchParams(location.hash.slice(1)))"))

    def labels(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed (pip install playwright)"
    )
    if CHROMIUM is None or not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    write_page(SAMPLE["statements"](), path, title="Three disputes", articles=SAMPLE["articles"]())
    return path


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def opened(path: Path, hash_: str = "", *, width: int = 1440, height: int = 900, **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page, seen = context.new_page(), Seen()
        page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda line: seen.errors.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("request", lambda request: seen.requests.append(request.url) if foreign(request.url) else None)
        result = Opened(page, seen, path.as_uri())
        result.go(hash_)
        return result

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sample(open_page: Callable[..., Opened], sample_page: Path) -> Opened:
    """The sample's page at the size of a desk."""
    return open_page(sample_page)


@pytest.fixture
def statement() -> Callable[..., Statement]:
    return SAMPLE["statement"]


def foreign(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "about:"))
