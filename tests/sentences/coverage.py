"""What the sentences cover: which rules they show, and which rules stay quiet in one that holds a word of theirs.

`python tests/sentences/coverage.py` lists what is missing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from diplograph import Article
from diplograph.extractors.extract import Extractor
from diplograph.extractors.packs import load_pack

__all__ = ["Coverage", "coverage"]

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rule ids of one language.   unshown: no sentence shows them; loud: they fire wherever a word of theirs stands."""

    rules: tuple[str, ...]
    unshown: tuple[str, ...]
    loud: tuple[str, ...]


def coverage(extractor: Extractor, lang: str) -> Coverage:
    """Read all sentences of a language and see which rules fire where their words stand."""
    shown: set[str] = set()
    quiet: set[str] = set()
    for row in tomllib.loads((HERE / f"{lang}.toml").read_text(encoding="utf-8"))["sentence"]:
        present: set[str] = set()
        fired: set[str] = set()
        for reading in extractor.readings(Article(id="sentence", text=row["text"], lang=lang)):
            present.update(rule.id for trigger in reading.sentence.triggers for rule in trigger.rules)
            fired.update(
                verdict.proposal.candidate.rule.id
                for verdict in reading.verdicts
                if verdict.drop is None and verdict.proposal.by_rule
            )
        quiet |= present - fired
        if not row.get("xfail"):
            shown |= fired
    rules = tuple(rule.id for rule in load_pack(lang, extractor.schema).rules)
    return Coverage(
        rules,
        tuple(rule for rule in rules if rule not in shown),
        tuple(rule for rule in rules if rule not in quiet),
    )


if __name__ == "__main__":
    from diplograph.graph.ontology import load_schema

    for language in ("en", "id"):
        found = coverage(Extractor(load_schema()), language)
        print(f"{language}: {len(found.rules)} rules")
        print("  without a sentence:", *found.unshown, sep="\n    ")
        print("  never quiet:", *found.loud, sep="\n    ")
