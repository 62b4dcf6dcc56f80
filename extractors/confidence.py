"""Confidence: how sure a candidate is, from how it was found.  Knows no word."""

from __future__ import annotations

from .context import Context
from .relations import Candidate

__all__ = ["confidence_of"]

_BASE = 0.9
# How much each detour, by which an end was found, leaves of the certainty.
_DETOUR = {
    "direct": 1.0,
    "led": 1.0,
    "relative": 0.98,
    "light": 0.98,
    "modified": 0.95,
    "shared": 0.93,
    "inherited": 0.93,
    "controlled": 0.95,
    "inner": 0.95,
    "verb's": 0.95,
    "accompanying": 0.9,
    "plan": 0.92,
    "noun": 0.85,
    "bare agent": 0.9,
    "adjacent": 0.85,
    "climbed": 0.8,
    "that": 0.85,
    "near": 0.8,
    "nested": 0.85,
    "received": 0.9,
    "said": 0.9,
    "thanked": 0.9,
}
_GRADE = {"name": 1.0, "agent": 1.0, "people": 0.95, "thing": 0.9, "coref": 0.85}


def confidence_of(candidate: Candidate, context: Context) -> float:
    """Between 0 and 1: less for each detour by which an end was found, and for ends that only belong to an actor."""
    sure = _BASE * candidate.rule.weight
    for via in candidate.via:
        sure *= _DETOUR.get(via, 0.9)
    for end in (candidate.subject, candidate.object):
        sure *= _GRADE.get(getattr(end, "grade", "name"), 0.9)
    return round(min(max(sure, 0.05), 0.99), 4)
