"""The command line: options in, one library call, text out.  A command imports what it needs: --help is quick."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from .extractors.errors import DiplographError, InputError
from .extractors.packs import languages as known_languages

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from .extractors.extract import Extractor
    from .extractors.model import Article, Provenance, Statement
    from .graph.records import ArticleInfo
    from .graph.store import Store
    from .graph.tables import Table
    from .graph.wording import Wording

__all__ = ["app", "main"]

app = typer.Typer(
    help="News texts in, a knowledge graph of diplomatic relations out, every edge traceable to its sentence.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich would double the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


To = Literal["jsonl", "csv", "table", "trig"]
Rows = Literal["table", "json", "csv"]
Results = Literal["table", "json", "csv", "xml", "turtle"]
Matrices = Literal["table", "json", "csv", "html"]
MatrixPart = Literal["matrix", "contradictions", "changes"]
Measure = Literal["blocs", "balance", "mediators", "centrality", "timeline"]
Period = Literal["month", "quarter", "year"]
Export = Literal["html", "graphml", "gexf", "trig", "nquads", "turtle", "jsonld", "csv", "jsonl", "events", "nanopubs"]


def _check_language(value: str) -> str:
    if value not in known_languages():
        raise typer.BadParameter(f"no language {value!r}; there are {', '.join(known_languages())}")
    return value


def _check_language_or_auto(value: str) -> str | None:
    return None if value == AUTO else _check_language(value)


def _check_pipelines(values: list[str] | None) -> list[str] | None:
    for value in values or ():
        lang, source = _pipeline(value)
        if not source:
            raise typer.BadParameter(f"{value!r} is not LANG=NAME, e.g. en=en_core_web_md or id=my/folder")
        _check_language(lang)
    return values


def _pipeline(given: str) -> tuple[str, str]:
    lang, _, source = given.partition("=")
    return lang, source


def _check_confidence(value: float) -> float:
    if not 0 <= value <= 1:
        raise typer.BadParameter("must be between 0 and 1")
    return value


log = logging.getLogger(__name__)
AUTO = "auto"
_SECONDS_TO_DISK = 5.0  # how much reading `build` loses at most if it is killed
_MANY = 1000  # changed articles after which the store is put in order
DAY = ["%Y-%m-%d"]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input.")]
Lang = Annotated[
    str,
    typer.Option(
        callback=_check_language_or_auto,
        help=f"Language of texts that do not say it: {AUTO}, {', '.join(known_languages())}.",
    ),
]
Pipelines = Annotated[
    list[str] | None,
    typer.Option(
        "--pipeline",
        metavar="LANG=NAME",
        callback=_check_pipelines,
        help="A spaCy package or folder that reads a language instead of ours; may be given again.",
    ),
]
Published = Annotated[
    datetime | None, typer.Option(formats=DAY, help="Day of publication of texts that do not say it: YYYY-MM-DD.")
]
Location = Annotated[
    str, typer.Option("--store", envvar="DIPLOGRAPH_STORE", help="Folder, or http(s) address of a SPARQL endpoint.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here, not to the screen.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON for other programs.")]
Format = Annotated[Rows, typer.Option("--format", help="How to write it.")]
Words = Annotated[str, typer.Option("--lang", callback=_check_language, help="Language of the output.")]
Topic = Annotated[str | None, typer.Option(help="Only statements on this topic, e.g. nagorno-karabakh.")]
Since = Annotated[datetime | None, typer.Option(formats=DAY, help="Only from this day on: YYYY-MM-DD.")]
Until = Annotated[datetime | None, typer.Option(formats=DAY, help="Only up to this day: YYYY-MM-DD.")]
Speaker = Annotated[str | None, typer.Option(metavar="CODE", help="Only what this actor says.")]
STORE = "diplograph.store"


@app.callback()
def _common(
    verbose: Annotated[int, typer.Option("-v", "--verbose", count=True, help="Tell more on stderr; twice: why.")] = 0,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    level = {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s: %(message)s", force=True)
    for number, name in ((logging.WARNING, "warning"), (logging.INFO, "info"), (logging.DEBUG, "debug")):
        logging.addLevelName(number, name)
    if version:
        from .extractors.pipelines import package_version

        print(package_version())
        raise typer.Exit


# --- texts in


@app.command()
def extract(
    paths: Paths,
    to: Annotated[To, typer.Option("--to", help="How to write the statements.")] = "jsonl",
    lang: Lang = AUTO,
    published: Published = None,
    pipeline: Pipelines = None,
    output: Output = None,
    explained: Annotated[
        bool, typer.Option("--explain", help="Print parse, actors and every reading with why it was kept or dropped.")
    ] = False,
) -> None:
    """Print the statements in texts; no store is touched.

    \b
      diplograph extract article.txt --to table
      diplograph extract news/ --lang id --published 2024-05-28 -o statements.jsonl
      echo "Turki mendukung Azerbaijan." | diplograph extract - --explain
    """
    run = _Run(paths, lang, published, pipeline)
    with _output(output) as out:
        if explained:
            _write_explanations(run, out)
        else:
            _WRITERS[to](run, out)
    run.settle()


@app.command()
def build(
    paths: Paths,
    store: Location = STORE,
    lang: Lang = AUTO,
    published: Published = None,
    pipeline: Pipelines = None,
    remake: Annotated[
        bool, typer.Option("--remake", help="Read only what is new, has changed, or was read by another version.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Keep the statements in texts in a store.

    Each article has a graph of its own. Building again changes nothing; an article that has
    changed replaces what was stored of it.

    \b
      diplograph build news/
      diplograph build corpus.jsonl --store my.store
      diplograph build news/ --remake --pipeline en=en_core_web_md
    """
    run = _Run(paths, lang, published, pipeline)
    counts = dict.fromkeys(("articles", "added", "replaced", "unchanged", "statements"), 0)
    with _store(store, write=True) as opened:
        if remake:
            run.is_known = partial(_is_current, opened, run.extractor, counts)
        for outcome, number in opened.put_all(_counted(run, counts), seconds=_SECONDS_TO_DISK).items():
            counts[outcome] = counts.get(outcome, 0) + number
        _tidy(opened, counts["added"] + counts["replaced"])
    if as_json:
        _print_json(counts)
    else:
        print(
            f"{counts['articles']} articles ({counts['added']} added, {counts['replaced']} replaced, "
            f"{counts['unchanged']} unchanged), {counts['statements']} statements in {store}"
        )
    run.settle()


def _tidy(store: Store, changed: int) -> None:
    """After many changes: a minute a million statements, for twice the speed of all that is asked."""
    if changed >= _MANY:
        _progress("putting the store in order")
        store.tidy()
        _progress("")


def _counted(run: _Run, counts: dict[str, int]) -> Iterator[tuple[Article, tuple[Statement, ...], Provenance]]:
    for article, statements in run.readings():
        counts["articles"] += 1
        counts["statements"] += len(statements)
        yield article, statements, run.extractor.provenance(article.lang or "")


def _is_current(opened: Store, extractor: Extractor, counts: dict[str, int], article: Article) -> bool:
    """Whether a store holds an article just as it is, read by the pipeline and version that would read it now."""
    from .graph.rdf import input_digest

    stored = opened.article(article.id)
    if stored is None or not stored.digest.startswith(input_digest(article)):
        return False
    made = extractor.provenance(article.lang or "")
    if (stored.pipeline, stored.version) != (made.pipeline, made.version):
        return False
    counts["articles"] += 1
    counts["unchanged"] += 1
    counts["statements"] += stored.statements
    return True


class _Run:
    """One reading of texts: the articles with their statements, and what could not be read."""

    def __init__(
        self, paths: Iterable[str], lang: str | None, published: datetime | None, pipelines: Iterable[str] | None
    ) -> None:
        self.paths, self.lang, self.published = list(paths), lang, _day(published)
        self.extractor = _extractor(pipelines)
        self.is_known: Callable[[Article], bool] = lambda article: False
        self.read = self.failed = 0

    def readings(self) -> Iterator[tuple[Article, tuple[Statement, ...]]]:
        """Yield each article with its statements; say what cannot be read and go on."""
        from .extractors.runs import read_statements

        found = read_statements(
            self.paths,
            self.extractor,
            lang=self.lang,
            published=self.published,
            on_error=self._say,
            is_known=self.is_known,
        )
        for self.read, reading in enumerate(found, start=1):
            _progress(f"{self.read} articles read")
            yield reading
        _progress("")

    def settle(self) -> None:
        """End with exit code 1 if an input could not be read."""
        if self.failed > 1:
            _say_error(f"{self.failed} of {self.read + self.failed} inputs could not be read")
        if self.failed:
            raise typer.Exit(1)

    def _say(self, error: InputError) -> None:
        self.failed += 1
        _progress("")
        _say_error(str(error))


def _write_jsonl(run: _Run, out: TextIO) -> None:
    for _, statements in run.readings():
        out.writelines(statement.to_json() + "\n" for statement in statements)
        out.flush()


def _write_csv(run: _Run, out: TextIO) -> None:
    from .graph.exports import write_csv

    write_csv((statement for _, statements in run.readings() for statement in statements), out)


def _write_table(run: _Run, out: TextIO) -> None:
    from .graph.reports import statements_table

    statements = [statement for _, found in run.readings() for statement in found]
    out.write(statements_table(statements, _wording("en")).to_text() + "\n")


def _write_trig(run: _Run, out: TextIO) -> None:
    from .graph.exports import write_trig
    from .graph.rdf import article_quads

    def quads() -> Iterator[Quad]:
        for article, statements in run.readings():
            yield from article_quads(article, statements, run.extractor.provenance(article.lang or ""))

    write_trig(quads(), out)


def _write_explanations(run: _Run, out: TextIO) -> None:
    from .extractors.explain import explain

    for article, _ in run.readings():
        out.writelines(line + "\n" for line in explain(article, run.extractor))


_WRITERS: dict[To, Callable[[_Run, TextIO], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "table": _write_table,
    "trig": _write_trig,
}


# --- answers


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="A question in English or Indonesian.")],
    store: Location = STORE,
    show_sparql: Annotated[bool, typer.Option("--show-sparql", help="Show the query too.")] = False,
    whole: Annotated[bool, typer.Option("--all", help="Read all statements, even if very many answer.")] = False,
    as_json: Json = False,
) -> None:
    """Answer a question, with the sentences that say so.

    Where more than a hundred statements answer, the best attested answers are shown with
    the number of their statements and some of the sentences; --all reads all of them.

    \b
      diplograph ask "Who supports Azerbaijan?"
      diplograph ask "Negara mana yang mendukung solusi dua negara?"
      diplograph ask "Does Spain recognise Kosovo?" --json
    """
    from .graph.answer_text import answer_text
    from .graph.ask import ask as answer_from

    with _store(store) as opened:  # first, as it fails faster than a pipeline loads
        understood = _extractor().read_question(question, today=date.today())
        answer = answer_from(opened, understood, whole=whole)
        articles = _articles_of(opened, answer.statements)
    if as_json:
        _print_json(answer.to_record())
        return
    print(answer_text(answer, articles, _wording(understood.lang)))
    if show_sparql:
        print(f"\n{answer.sparql}")


@app.command()
def positions(
    topic: Topic = None,
    of: Annotated[str | None, typer.Option(metavar="CODE", help="Only positions of this actor.")] = None,
    on: Annotated[str | None, typer.Option(metavar="KIND", help="Only positions of this kind.")] = None,
    speaker: Speaker = None,
    since: Since = None,
    until: Until = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="List the sentences too.")] = False,
    whole: Annotated[bool, typer.Option("--all", help="Read all statements, even if they are very many.")] = False,
    lang: Words = "en",
    form: Annotated[Matrices, typer.Option("--format", help="How to write it; html is a page.")] = "table",
    part: Annotated[MatrixPart, typer.Option("--part", help="Which table, with csv.")] = "matrix",
    output: Output = None,
    store: Location = STORE,
) -> None:
    """Show who backs, opposes or calls for what.

    The number behind an actor counts the independent articles that say so.  Where more than
    a thousand statements take sides, the table and the page show the best attested stances
    by the number of statements; --all, --evidence, json and csv read all of them.

    \b
      diplograph positions --topic palestine
      diplograph positions --of TUR --evidence
      diplograph positions --format html -o positions.html
      diplograph positions --format csv --part contradictions
    """
    from .graph.matrix_text import change_rows, contradiction_rows, evidence_of_matrix, matrix_rows, matrix_text
    from .graph.positions import positions as positions_in

    with _store(store) as opened:
        matrix = positions_in(
            opened,
            topic=topic,
            of=of,
            on=on,
            speaker=speaker,
            since=_day(since),
            until=_day(until),
            whole=whole or evidence or form in ("json", "csv"),
        )
        articles = _articles_of(opened, [statement for cell in matrix.cells for statement in cell.statements])
    wording = _wording(lang)
    if form == "json":
        text = json.dumps(matrix.to_record(), ensure_ascii=False, indent=2)
    elif form == "csv":
        rows = {"matrix": matrix_rows, "contradictions": contradiction_rows, "changes": change_rows}[part]
        text = rows(matrix).to_csv()
    elif form == "html":
        from .graph.matrix_page import matrix_page

        given = (topic, of, on, speaker and wording.say("speaker", speaker=wording.actor(speaker)))
        days = [wording.say(key, day=day.date()) for key, day in (("since", since), ("until", until)) if day]
        text = matrix_page(matrix, articles, wording, filters=[*filter(None, given), *days]).rstrip("\n")
    else:
        text = matrix_text(matrix, wording)
        if evidence:
            text += f"\n\n{evidence_of_matrix(matrix, articles, wording)}"
    with _output(output) as out:
        print(text, file=out)


@app.command()
def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL|FILE.rq", help="A query, or a file that holds one.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Run this ready query instead.")] = None,
    list_ready: Annotated[bool, typer.Option("--list", help="List the ready queries.")] = False,
    form: Annotated[Results | None, typer.Option("--format", help="Default: table; turtle for CONSTRUCT.")] = None,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds after which to give up.")] = 60.0,
    store: Location = STORE,
) -> None:
    """Run a SPARQL query over all articles.

    The prefixes dg:, id:, prov:, skos:, rdf:, rdfs:, owl:, xsd: and dcterms: are preset.

    \b
      diplograph query 'SELECT ?who WHERE { ?who dg:mediates ?what }'
      diplograph query question.rq --format csv
      diplograph query --list
      diplograph query --name who-mediates
    """
    from .graph.ready import ready_queries, ready_query
    from .graph.results import write_results
    from .graph.tables import Table

    if list_ready:
        _print_table(
            Table.of(("name", "question"), [(ready.name, ready.question) for ready in ready_queries()]), "table"
        )
        return
    if (sparql is None) == (name is None):
        raise typer.BadParameter("give a query, a file or --name, and only one of them")
    text = _sparql(sparql) if sparql is not None else ready_query(name or "").sparql
    with _store(store) as opened:
        print(write_results(opened.query(text, timeout=timeout), form))


def _sparql(given: str) -> str:
    path = Path(given)
    if path.suffix != ".rq":
        return given
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(given, f"not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except OSError as error:
        raise InputError(given, f"cannot be read: {error.strerror or error}") from error


@app.command()
def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="An actor, e.g. TUR.")],
    other: Annotated[str | None, typer.Argument(metavar="[CODE]", help="Only what concerns this actor too.")] = None,
    topic: Topic = None,
    since: Since = None,
    until: Until = None,
    lang: Words = "en",
    as_json: Json = False,
    store: Location = STORE,
) -> None:
    """Show all about an actor or a pair, in order of time.

    \b
      diplograph show TUR
      diplograph show ESP MAR --lang id
    """
    from .graph.dossier import dossier
    from .graph.reports import dossier_text

    with _store(store) as opened:
        found = dossier(opened, code, other, topic=topic, since=_day(since), until=_day(until))
        articles = {article.id: article for article in opened.articles()}
    if as_json:
        _print_json([statement.to_record() for statement in found])
        return
    ends = [end for end in (code, other) if end]
    print(dossier_text(ends, found, articles, _wording(lang)))


@app.command()
def analyze(
    measure: Annotated[Measure, typer.Argument(help="What to compute.")],
    topic: Topic = None,
    since: Since = None,
    until: Until = None,
    min_confidence: Annotated[
        float, typer.Option(callback=_check_confidence, help="Only statements at least this sure, 0 to 1.")
    ] = 0.0,
    by: Annotated[Period | None, typer.Option(help="Timeline: length of the periods; default: as fits.")] = None,
    window: Annotated[
        int, typer.Option(min=1, help="Timeline: how many periods the network of each one covers, itself the last.")
    ] = 1,
    html: Annotated[bool, typer.Option("--html", help="Write a page with charts and all the evidence.")] = False,
    output: Output = None,
    lang: Words = "en",
    form: Format = "table",
    store: Location = STORE,
) -> None:
    """Measure the network of who backs and opposes whom.

    \b
      diplograph analyze blocs
      diplograph analyze mediators --topic nagorno-karabakh --since 2020-01-01
      diplograph analyze timeline --by quarter --window 4
      diplograph analyze balance --html -o balance.html
    """
    from .graph.analysis import select
    from .graph.analysis_text import analysis_json, analysis_tables, measured
    from .graph.report_texts import report_texts

    if measure != "timeline" and (by or window != 1):
        raise typer.BadParameter("--by and --window are of the timeline")
    with _store(store) as opened:
        selection = select(opened, topic=topic, since=_day(since), until=_day(until), min_confidence=min_confidence)
        articles = opened.articles() if html else ()
    found = measured(measure, selection, by=by, window=window)
    with _output(output) as out:
        if html:
            from .extractors.registry import actor_label
            from .graph.report_page import render_report

            out.write(render_report(measure, found, selection, labels=actor_label, articles=articles, lang=lang))
        elif form == "json":
            out.write(analysis_json(found) + "\n")
        elif form == "csv":
            out.write(analysis_tables(measure, found, _wording(lang), report_texts("en"))[0].to_csv() + "\n")
        else:
            _write_analysis(measure, found, lang, out)
    if html and output:
        print(f"{measure} written to {output}")


def _write_analysis(measure: Measure, found: object, lang: str, out: TextIO) -> None:
    """The tables, and small charts below them."""
    from .graph.analysis_text import analysis_charts, analysis_tables
    from .graph.report_texts import report_texts

    wording, texts = _wording(lang), report_texts(lang)
    for number, table in enumerate(analysis_tables(measure, found, wording, texts)):
        if number:
            out.write("\n")
        if out is sys.stdout:
            _print_table(table, "table")
        else:
            out.write(table.to_text() + "\n")
    charts = analysis_charts(measure, found, wording, texts)
    if charts:
        out.write(f"\n{charts}\n")


@app.command()
def export(
    to: Annotated[Export, typer.Argument(metavar="FORMAT", help="What to write.")],
    output: Output = None,
    lang: Words = "en",
    store: Location = STORE,
) -> None:
    """Write the graph, for people or other programs.

    \b
      diplograph export html -o graph.html
      diplograph export graphml -o graph.graphml
      diplograph export csv > statements.csv
    """
    from .extractors.registry import actor_label
    from .graph.exports import export as write

    with _store(store) as opened:
        write(opened, to, output or sys.stdout, lang=lang, labels=actor_label)
    if output:
        print(f"{to} written to {output}")


@app.command(name="import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Exports: .trig, .nq, .jsonl, each also .gz.")],
    store: Location = STORE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Where a stored article differs, take the one of the file.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read exports back, to merge stores.

    An article that is stored already stays as it is, unless --replace is given. All files are
    checked before anything is stored.

    \b
      diplograph export trig -o mine.trig
      diplograph import theirs.trig.gz statements.jsonl --store both.store
    """
    from .graph.imports import read_export

    for number, _ in enumerate((article for path in files for article in read_export(path)), start=1):
        _progress(f"{number} articles checked")
    with _store(store, write=True) as opened:
        counts = opened.put_all(
            (article for path in files for article in read_export(path)),
            replace=replace,
            done=lambda outcomes: _progress(f"{outcomes.total()} articles imported"),
        )
        _tidy(opened, counts["added"] + counts["replaced"])
    _progress("")
    told = {name: counts[name] for name in ("added", "replaced", "unchanged", "kept")}
    if as_json:
        _print_json({"articles": counts.total(), **told})
        return
    print(f"{counts.total()} articles ({', '.join(f'{n} {name}' for name, n in told.items())}) in {store}")
    if told["kept"]:
        print(f"warning: {told['kept']} articles differ from those stored; --replace takes the files'", file=sys.stderr)


@app.command()
def validate(
    proof: Annotated[bool, typer.Option("--proof", help="Ask pySHACL too; for small stores.")] = False,
    as_json: Json = False,
    store: Location = STORE,
) -> None:
    """Check the store; exit 1 if it breaks a rule.

    \b
      diplograph validate
      diplograph validate --proof
    """
    from .graph.validate import validate as check

    with _store(store) as opened:
        report = check(opened, proof=proof)
        readers = opened.stats().readers
    if as_json:
        _print_json({"conforms": report.conforms, **asdict(report)})
    else:
        print("\n".join(map(str, report.violations)) or f"{report.statements} statements keep every rule")
    langs = [reader.partition("_")[0] for reader, _ in readers]  # a pipeline's name begins with its language
    if len(set(langs)) < len(langs):
        told = ", ".join(f"{count} by {reader}" for reader, count in readers)
        log.warning("pipelines or versions are mixed: %s; `diplograph build --remake` reads such articles again", told)
    if not report.conforms:
        _say_error(f"{store}: {len(report.violations)} times a rule is broken; `diplograph build` the articles again")
        raise typer.Exit(1)


# --- housekeeping


@app.command()
def drop(
    article_ids: Annotated[list[str], typer.Argument(metavar="ARTICLE_ID...", help="As `query` or `show` name them.")],
    store: Location = STORE,
) -> None:
    """Remove articles and all that was read from them.

    \b
      diplograph drop seed-003
    """
    with _store(store, write=True) as opened:
        missing = [article_id for article_id in article_ids if not opened.drop(article_id)]
    print(f"{len(article_ids) - len(missing)} articles dropped from {store}")
    for article_id in missing:
        _say_error(f"{store}: no article {article_id!r}; `diplograph stats --articles` lists them")
    if missing:
        raise typer.Exit(1)


@app.command()
def upgrade(store: Location = STORE) -> None:
    """Bring a store of an earlier version up to date.

    \b
      diplograph upgrade --store my.store
    """
    from .extractors.errors import StoreVersion
    from .graph.ontology import load_schema

    with suppress(StoreVersion):  # which says if there is no store
        _store(store).close()
    with _store(store, write=True):
        print(f"{store} is of schema {load_schema().version}")


@app.command()
def stats(
    articles: Annotated[bool, typer.Option("--articles", help="List the articles.")] = False,
    form: Format = "table",
    store: Location = STORE,
) -> None:
    """Tell how much there is, or list the articles.

    \b
      diplograph stats
      diplograph stats --articles --format csv
    """
    from .graph.reports import articles_table, stats_table

    with _store(store) as opened:
        table = articles_table(opened.articles()) if articles else stats_table(opened.stats())
    _print_table(table, form)


@app.command()
def relations(lang: Words = "en", form: Format = "table") -> None:
    """List the relations with their signs.

    \b
      diplograph relations
      diplograph relations --lang id --format json
    """
    from .graph.ontology import load_schema
    from .graph.reports import relations_table

    _print_table(relations_table(load_schema(), lang), form)


@app.command()
def languages(pipeline: Pipelines = None, form: Format = "table") -> None:
    """List the languages and their pipelines.

    \b
      diplograph languages
      diplograph languages --pipeline en=en_core_web_md
    """
    from .graph.tables import Table

    extractor = _extractor(pipeline)
    made = [(lang, extractor.provenance(lang)) for lang in extractor.languages]
    rows = [(lang, provenance.pipeline, provenance.version) for lang, provenance in made]
    _print_table(Table.of(("language", "pipeline", "version"), rows), form)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; the default is seen from this machine only.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8080,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds after which a query is given up.")] = 60.0,
    store: Location = STORE,
) -> None:
    """Serve the store as a read-only SPARQL endpoint, with a page to ask from, until Ctrl-C.

    \b
      diplograph serve
      diplograph serve --port 9000 --store news.store
      curl --data-urlencode 'query=ASK { dg:supports ?p ?o }' http://127.0.0.1:8080/query
    """
    from .graph.serving import SparqlServer

    with _store(store) as opened, SparqlServer(opened, host, port, timeout) as server:
        print(f"serving {store} at {server.address} for reading; Ctrl-C ends it", flush=True)
        server.serve_forever()


# --- plumbing


def _extractor(pipelines: Iterable[str] | None = None) -> Extractor:
    """pipelines: LANG=NAME, checked."""
    from .extractors.extract import Extractor
    from .graph.ontology import load_schema

    return Extractor(load_schema(), pipelines=dict(_pipeline(given) for given in pipelines or ()))


def _store(location: str, *, write: bool = False) -> Store:
    from .graph.store import Credentials, Store

    name, password = os.environ.get("DIPLOGRAPH_USER"), os.environ.get("DIPLOGRAPH_PASSWORD")
    return Store(
        location,
        read_only=not write,
        credentials=Credentials(name, password or "") if name else None,
        updates=os.environ.get("DIPLOGRAPH_UPDATES"),
    )


def _wording(lang: str) -> Wording:
    from .extractors.registry import actor_label
    from .graph.ontology import load_schema
    from .graph.wording import Wording

    return Wording.of(lang, load_schema(), actor_label)


def _articles_of(store: Store, statements: Iterable[Statement]) -> dict[str, ArticleInfo]:
    """What a store holds of the articles of some statements, by id."""
    found = (store.article(doc) for doc in sorted({statement.doc for statement in statements}))
    return {article.id: article for article in found if article}


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _print_table(table: Table, form: Rows) -> None:
    if form == "table" and sys.stdout.isatty():
        _print_rich(table)
    else:
        print({"table": table.to_text, "json": table.to_json, "csv": table.to_csv}[form]())


def _print_rich(table: Table) -> None:
    """On a terminal: cells that wrap, a head that stands out."""
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    from .graph.tables import cell_text

    drawn = RichTable(*table.columns, box=None, header_style="bold")
    for row in table.rows:
        drawn.add_row(*(Text(cell_text(cell)) for cell in row))
    Console().print(drawn)


def _print_json(record: object) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=2))


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """The screen, or a file that is written when all of it is known."""
    if path is None:
        yield sys.stdout
        return
    from .graph.writing import write_whole

    text = StringIO()
    yield text
    write_whole(path, text.getvalue())


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def _say_error(what: str) -> None:
    print(f"error: {what}", file=sys.stderr)


def main() -> None:
    """Run the command line; every error of ours is one line on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app(prog_name="diplograph")
    except DiplographError as error:
        _say_error(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
