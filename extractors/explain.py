"""Explain: what was read in a text and why, for people who look for an error: parse, actors, verdicts with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .actors import Cast
from .extract import Extractor, Reading
from .judge import Judge
from .model import Article
from .positions import PositionRef
from .verdicts import Verdict

__all__ = ["explain"]

_SHOWN = 0.02  # less probable proposals that no rule made are only counted
_REASONS = 4
_PLAIN = frozenset({"affirmed", "asserted"})
_COLUMNS = ("", "word", "lemma", "tag", "role", "under", "case", "actors")


def explain(article: Article, extractor: Extractor) -> Iterator[str]:
    """Yield lines: for each sentence that may hold a statement its parse, its actors and every verdict.

    A verdict is `+ probability statement` or `- probability statement (why it was dropped)`, with the rule, the word
    that triggered it, the way by which both ends were found, and what moved the judge most.
    Raises PipelineError if the article is in no language that has a pack.
    """
    for number, reading in enumerate(extractor.readings(article), 1):
        cast = reading.sentence.mentions.cast
        yield f"sentence {number} of {article.id}: {' '.join(cast.tree.words)}"
        yield from _parse(cast)
        yield from _verdicts(reading, extractor.judge)
        yield ""


def _parse(cast: Cast) -> Iterator[str]:
    tree = cast.tree
    rows = [_COLUMNS]
    for i, word in enumerate(tree.words):
        actors = [m.actor for m in cast.names.get(i, ())] or [f"{r.actor} ({r.grade})" for r in cast.single(i)]
        above = "" if tree.heads[i] == i else str(tree.heads[i])
        rows.append(
            (str(i), word, tree.lemmas[i], tree.tags[i], tree.roles[i], above, tree.cases[i], ", ".join(actors))
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _verdicts(reading: Reading, judge: Judge) -> Iterator[str]:
    shown = [v for v in reading.verdicts if v.drop is None or v.proposal.by_rule or v.probability >= _SHOWN]
    for verdict in sorted(shown, key=lambda v: (v.drop is not None, -v.probability)):
        yield from _verdict(verdict, reading, judge)
    if hidden := len(reading.verdicts) - len(shown):
        yield f"  {hidden} more proposals below {_SHOWN}"


def _verdict(verdict: Verdict, reading: Reading, judge: Judge) -> Iterator[str]:
    proposal, tree = verdict.proposal, reading.sentence.mentions.cast.tree
    candidate, context = proposal.candidate, proposal.trigger.context
    what = candidate.object
    thing = f"{what.kind}[{'+'.join(what.parties)}]" if isinstance(what, PositionRef) else what.actor
    marks = [value for value in (proposal.polarity.value, context.modality.value) if value not in _PLAIN]
    why = f"  ({verdict.drop.value})" if verdict.drop else ""
    said = " ".join([candidate.subject.actor, candidate.rule.relation, thing, *marks])
    yield f"  {'-' if verdict.drop else '+'} {verdict.probability:.2f} {said}{why}"
    ends = f"subject: {candidate.via[0]}, object: {candidate.via[1]}"
    yield f"         {candidate.rule.id} at {tree.words[candidate.trigger]!r}; {ends}"
    yield f"         {_reasons(judge, verdict.features)}"


def _reasons(judge: Judge, features: Mapping[str, float]) -> str:
    return "; ".join(
        f"{name} {_value(features, name)}{moved:+.2f}" for name, moved in judge.reasons(features, _REASONS)
    )


def _value(features: Mapping[str, float], name: str) -> str:
    """The value of a feature that is a number, for people; whether one that holds or not holds."""
    value = features.get(name, 0.0)
    if " = " in name:
        return "" if value else "(not) "
    return f"[{value:g}] "
