"""Articles with statements, in one line each, and servers on free loopback ports, for what every store must do."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from diplograph.extractors.model import (
    Actor,
    Article,
    Attribution,
    Mention,
    Modality,
    Polarity,
    Position,
    Statement,
    When,
)

Read = Callable[..., tuple[Article, list[Statement]]]
BODIES = {"UN", "OSCE-MG"}


def actor(code: str) -> Actor:
    return Actor(code, "Organization" if code in BODIES else "State", f"Land of {code}")


def thing(text: str) -> Actor | Position:
    kind, colon, parties = text.partition(":")
    codes = tuple(sorted(filter(None, parties.split("+"))))
    return Position(kind, codes, f"{kind} of {' and '.join(codes)}") if colon else actor(text)


def statement(line: str, article: Article, start: int) -> Statement:
    """'TUR supports stance:AZE @2020-10 by:RUS topic:karabakh denied' as a statement."""
    subject, relation, object_, *rest = line.split()
    more = dict(word.split(":", 1) for word in rest if ":" in word)
    when = next((word[1:] for word in rest if word.startswith("@")), None)
    sentence = f"It is said: {line}."
    return Statement(
        doc=article.id,
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        lang="en",
        subject=actor(subject),
        subject_mention=Mention(subject, start, start + len(subject)),
        relation=relation,
        object=thing(object_),
        object_mention=Mention(object_, start, start + len(object_)),
        topic=more.get("topic"),
        polarity=Polarity.NEGATED if "negated" in rest else Polarity.AFFIRMED,
        modality=next((modality for modality in Modality if modality.value in rest), Modality.ASSERTED),
        attribution=Attribution(more["by"], "a minister", "said") if "by" in more else None,
        when=When.from_text(when) if when else None,
        confidence=0.8,
        rule=f"en/{relation}/test",
        published=article.published,
    )


@pytest.fixture(scope="session")
def read() -> Read:
    """Make an article whose every line is a statement."""

    def make(article_id: str, *lines: str, published: str | None = "2020-10-10") -> tuple[Article, list[Statement]]:
        day = date.fromisoformat(published) if published else None
        article = Article(article_id, "\n".join(lines), "en", day, f"On {article_id}", "Harbour Post", None)
        return article, [statement(line, article, 100 * i) for i, line in enumerate(lines)]

    return make


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Oxigraph."""
    if oxigraph_binary() is None:
        pytest.skip("no oxigraph server here: pip install oxigraph")
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Virtuoso."""
    if virtuoso_binary() is None:
        pytest.skip("no Virtuoso here: apt-get install virtuoso-opensource")
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address


_VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{isql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = 1000000
"""


def oxigraph_binary() -> str | None:
    """The server of the package `oxigraph`, None where it is not installed."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


def virtuoso_binary() -> str | None:
    """The server of the Debian package `virtuoso-opensource`, None where it is not installed."""
    return shutil.which("virtuoso-t")


@contextlib.contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """Run a server on a store in a folder; its address."""
    port = _free_port()
    words = [oxigraph_binary() or "oxigraph", "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running([*words, "--union-default-graph"], folder, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """Run a server on a database in a folder, everybody allowed to write; its address."""
    port, isql = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_VIRTUOSO_INI.format(folder=folder, port=port, isql=isql), encoding="utf-8")
    address = f"http://127.0.0.1:{port}/sparql"
    with _running([virtuoso_binary() or "virtuoso-t", "-f", "-c", str(ini)], folder, address):
        grant = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7);"
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{isql}", "dba", "dba", f"EXEC={grant}"], check=True, capture_output=True, timeout=60
        )
        yield address


@contextlib.contextmanager
def _running(words: list[str], folder: Path, address: str) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(words, stdout=log, stderr=log, cwd=folder)
        try:
            _wait_for(address, process)
            yield
        finally:
            process.kill()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(urllib.error.URLError, OSError):
            opener.open(address, timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
