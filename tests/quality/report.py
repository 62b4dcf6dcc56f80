"""Scores against the development sets: `python tests/quality/report.py SHARED`, where SHARED holds gold/ and seeds/.

Prints a table (strict, dyad, pair; both languages and the seeds), how often polarity, modality and speaker of a matched
statement are right, a reliability curve of the confidence, how far the two sides of the parallel text agree, what the
rules alone would reach without the judge, and a table of the errors by class.
Exits 1 if a score stands below its floor (floors.toml, which only rise).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from diplograph import Article, Statement, read_articles
from diplograph.extractors.extract import Extractor
from diplograph.extractors.judge import judge_of_rules
from diplograph.graph.ontology import load_schema

sys.path.insert(0, str(Path(__file__).parent))
from errors import error_table

FLOORS = Path(__file__).with_name("floors.toml")
SETS = (("panl-dev", "en"), ("panl-dev", "id"), ("panl-more", "en"), ("panl-more", "id"))
LEVELS = ("strict", "dyad", "pair")
Scores = dict[str, dict[str, float]]


def main(shared: Path) -> int:
    """Print the report; return the exit code."""
    if not (shared / "gold" / "score.py").is_file():
        print(f"error: {shared}: no gold/score.py there; give the folder that holds gold/ and seeds/", file=sys.stderr)
        return 1
    extractor = Extractor(load_schema())
    results: dict[str, Scores] = {}
    matched: list[tuple[Statement, dict[str, object], bool]] = []
    print(f"{'set':14}{'n':>5}{'sec':>6}   " + "   ".join(f"{level:^19}" for level in LEVELS))
    for name, lang in SETS:
        gold = shared / "gold" / f"{name}.gold.jsonl"
        articles = list(read_articles([shared / "gold" / f"{name}.{lang}.jsonl"]))
        began = time.perf_counter()
        found = list(extractor.extract(articles))
        results[f"{name}.{lang}"] = scores = score(shared, gold, found, lang=lang)
        _row(f"{name}.{lang}", len(found), time.perf_counter() - began, scores)
        if name == "panl-dev":
            matched += match(gold, found, "line", lang)
    began = time.perf_counter()
    found = list(extractor.extract(read_articles([shared / "seeds"])))
    results["seeds"] = score(shared, shared / "gold" / "seeds.gold.jsonl", found, by="doc")
    _row("seeds", len(found), time.perf_counter() - began, results["seeds"])
    _qualifiers(matched)
    _reliability(matched)
    _agreement(extractor, shared)
    _rules_alone(shared)
    _errors(extractor, shared)
    return _check(results)


def score(shared: Path, gold: Path, found: Iterable[Statement], *, lang: str = "", by: str = "line") -> Scores:
    """Run the scorer on statements; returns level → p, r, f1."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(statement.to_json() + "\n" for statement in found)
        out.flush()
        command = [sys.executable, str(shared / "gold" / "score.py"), str(gold), out.name, "--by", by, "--json"]
        command += ["--lang", lang] if lang else []
        loaded: Scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return loaded


def match(
    gold: Path, found: Iterable[Statement], unit: str, lang: str
) -> Iterator[tuple[Statement, dict[str, object], bool]]:
    """Pair each statement with the gold record of the same ends and relation; one without is paired with {}, False."""
    rows: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row.get("none") and lang in (row.get("langs") or [lang]):
            rows[str(row[unit]), row["relation"], ends(row["subject"], row["object"])].append(row)
    for statement in found:
        thing = statement.to_record()["object"]
        near = rows.get((statement.doc, statement.relation, ends(statement.subject.id, thing)))
        if near and all(row.get("hard") for row in near):
            continue
        yield statement, near[0] if near else {}, bool(near)


def ends(subject: object, thing: object) -> str:
    """The two ends of a statement as one text, in one order for both directions."""
    if isinstance(thing, dict) and thing.get("kind"):
        return f"{subject} {thing['kind']} {sorted(thing.get('parties') or [])}"
    other = thing["id"] if isinstance(thing, dict) else thing
    return " ".join(sorted([str(subject), str(other)]))


def _row(name: str, count: int, seconds: float, scores: Scores) -> None:
    cells = "   ".join(f"P{scores[x]['p']:.3f} R{scores[x]['r']:.3f} F{scores[x]['f1']:.3f}" for x in LEVELS)
    print(f"{name:14}{count:5}{seconds:6.1f}   {cells}")


def _qualifiers(matched: list[tuple[Statement, dict[str, object], bool]]) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for statement, row, is_match in matched:
        if is_match:
            right["polarity"].append(statement.polarity == row.get("polarity", "affirmed"))
            right["modality"].append(statement.modality == row.get("modality", "asserted"))
            if row.get("speaker"):
                said = statement.attribution.speaker if statement.attribution else None
                right["speaker"].append(said == row["speaker"])
    shares = ", ".join(f"{name} {sum(hits) / len(hits):.2f} of {len(hits)}" for name, hits in right.items())
    print(f"\nright in matched statements (panl-dev): {shares}")


def _reliability(matched: list[tuple[Statement, dict[str, object], bool]]) -> None:
    print("confidence against share right (panl-dev):")
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        high = low + (0.5 if low == 0 else 0.1)
        hits = [is_match for statement, _, is_match in matched if low <= statement.confidence < high]
        if hits:
            print(f"  {low:.1f}–{high:.1f}  {sum(hits) / len(hits):.2f}  of {len(hits)}")


def _agreement(extractor: Extractor, shared: Path, pairs: int = 1000) -> None:
    """How far both sides of the parallel text give the same statements (Dice of strict keys)."""
    sides = []
    for lang in ("en", "id"):
        lines = (shared / "corpora" / f"panl-int.{lang}.txt").read_text(encoding="utf-8").splitlines()
        articles = [Article(id=str(n), text=line, lang=lang) for n, line in enumerate(lines[-pairs:]) if line.strip()]
        sides.append(
            {(s.doc, s.relation, ends(s.subject.id, s.to_record()["object"])) for s in extractor.extract(articles)}
        )
    dice = 2 * len(sides[0] & sides[1]) / max(1, len(sides[0]) + len(sides[1]))
    print(f"agreement of the two languages on {pairs} unannotated pairs: Dice {dice:.3f}")


def _rules_alone(shared: Path) -> None:
    """What a judge that believes every rule and nothing else would reach: the trained one must beat it."""
    extractor = Extractor(load_schema(), judge=judge_of_rules(("en", "id")))
    print("\nthe rules alone, without the judge:")
    for name, lang in SETS[:2]:
        found = list(extractor.extract(read_articles([shared / "gold" / f"{name}.{lang}.jsonl"])))
        _row(f"{name}.{lang}", len(found), 0.0, score(shared, shared / "gold" / f"{name}.gold.jsonl", found, lang=lang))


def _errors(extractor: Extractor, shared: Path) -> None:
    """Errors by class; those of panl-dev as counts only, those of panl-more are there to be looked at."""
    tables = {
        f"{name[5:]}.{lang}": error_table(
            extractor,
            shared / "gold" / f"{name}.gold.jsonl",
            read_articles([shared / "gold" / f"{name}.{lang}.jsonl"]),
            lang,
        )
        for name, lang in SETS
    }
    kinds = sorted({kind for table in tables.values() for kind in table})
    print(f"\n{'errors':56}" + "".join(f"{name:>9}" for name in tables))
    for kind in kinds:
        print(f"{kind:56}" + "".join(f"{table.get(kind, 0):9}" for table in tables.values()))


def _check(results: dict[str, Scores]) -> int:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    low = [
        f"{name} {key} {results[name]['strict'][key]:.3f} < {floor}"
        for name, keys in floors.items()
        for key, floor in keys.items()
        if results[name]["strict"][key] < floor
    ]
    print("\nfloors: " + ("all held" if not low else "BELOW: " + "; ".join(low)))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
