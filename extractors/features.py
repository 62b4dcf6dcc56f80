"""Features: what the judge looks at in a proposal: roles, ways through the tree, distances, rivals.  Never a word.

A feature is a name and a number; those named "… = …" are 1 where they hold.  Absent means 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from .actors import Cast
from .mentions import Mention, Way
from .model import Polarity
from .proposals import Proposal, Sentence, Trigger

__all__ = ["features_of", "nearest"]

_FARTHEST = 40  # tokens; beyond, distance says no more
_LONGEST = 60
_SHOWN = 3  # steps of a way that count one by one
_SHOWN_DOWN = 4
_TOKEN = 0.01  # of a step
_CASE_CUES = (
    "agent_cases", "of_cases", "towards", "partners", "mutual_cases", "with_cases", "reasons", "accompany", "purposes",
    "both",
)  # fmt: skip
_QUOTES = frozenset('"“”')
_STATE = "State"

Features = dict[str, float]


def nearest(sentence: Sentence) -> list[Proposal]:
    """Of all proposals that state the same, the one by rule, else the one whose ends are nearest to its trigger."""
    best: dict[tuple[object, ...], tuple[tuple[bool, float], Proposal]] = {}
    for proposal in sentence.proposals:
        key, rank = sentence.key(proposal), (not proposal.by_rule, distance(sentence, proposal))
        if key not in best or rank < best[key][0]:
            best[key] = rank, proposal
    return [proposal for _, proposal in best.values()]


def distance(sentence: Sentence, proposal: Proposal) -> float:
    """Steps from the trigger to both ends, and a little for every token between."""
    token, total = proposal.trigger.token, 0.0
    ends = [m.top for m in (proposal.subject, proposal.object) if m]
    for end in [*ends, *([proposal.place] if proposal.place is not None else [])]:
        total += sentence.mentions.way(token, end).length + _TOKEN * min(_FARTHEST, abs(token - end))
    return total


def features_of(sentence: Sentence, proposals: Sequence[Proposal]) -> list[Features]:
    """The features of some proposals of one sentence, which are each other's rivals."""
    reader = _Reader(sentence)
    rivals = _Rivals(sentence, proposals)
    return [reader.of(proposal) | rivals.of(proposal) for proposal in proposals]


class _Rivals:
    """What else the same sentence could mean."""

    def __init__(self, sentence: Sentence, proposals: Sequence[Proposal]) -> None:
        self._count = float(len(proposals))
        self._distance = {id(p): distance(sentence, p) for p in proposals}
        sure = [p for p in proposals if p.by_rule and p.trigger.context.real]
        self._sure = float(len(sure))
        self._pairs = Counter(_parties(p) for p in sure)
        self._tokens = Counter(p.trigger.token for p in sure)
        self._relations = Counter(p.trigger.relation for p in sure)
        self._subjects: dict[tuple[int, str], set[str]] = {}
        self._objects: dict[tuple[int, str], set[str]] = {}
        for p in proposals:
            if p.by_rule:
                self._subjects.setdefault(_spot(p), set()).add(p.candidate.subject.actor)
                self._objects.setdefault(_spot(p), set()).update(p.object_key[1])
        self._best: dict[tuple[object, ...], float] = {}
        for p in proposals:
            for key in ((*_spot(p), p.object_key[0]), (_parties(p),)):
                self._best[key] = min(self._best.get(key, float("inf")), self._distance[id(p)])

    def of(self, proposal: Proposal) -> Features:
        spot, far = _spot(proposal), self._distance[id(proposal)]
        subject, (kind, actors) = proposal.candidate.subject.actor, proposal.object_key
        subjects = self._subjects.get(spot, set())
        return {
            "distance": far,
            "proposals": self._count,
            "by rule: any": self._sure,
            "by rule: same actors": float(self._pairs[_parties(proposal)]),
            "by rule: same trigger": float(self._tokens[proposal.trigger.token]),
            "by rule: same relation": float(self._relations[proposal.trigger.relation]),
            "by rule: same spot": float(bool(subjects)),
            "by rule: subject": float(subject in subjects),
            "by rule: other subject": float(bool(subjects - {subject})),
            "by rule: object": float(not kind and set(actors) <= self._objects.get(spot, set())),
            "farther than the nearest": far - self._best[(*spot, kind)],
            "farther than the nearest of these actors": far - self._best[(_parties(proposal),)],
        }


def _spot(proposal: Proposal) -> tuple[int, str]:
    return proposal.trigger.token, proposal.trigger.relation


def _parties(proposal: Proposal) -> frozenset[str]:
    return frozenset({proposal.candidate.subject.actor, *proposal.object_key[1]})


class _Reader:
    """Features of single proposals; what two proposals share is read once."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._mentions = sentence.mentions
        self._cast: Cast = sentence.mentions.cast
        self._triggers: dict[tuple[int, str], tuple[Features, frozenset[str]]] = {}
        self._ends: dict[tuple[str, int, str, Mention], Features] = {}

    def of(self, proposal: Proposal) -> Features:
        trigger, subject, thing = proposal.trigger, proposal.subject, proposal.object
        key = _spot(proposal)
        if key not in self._triggers:
            self._triggers[key] = self._of_trigger(trigger), _cases(trigger)
        found = dict(self._triggers[key][0])
        found["negated"] = float(proposal.polarity is Polarity.NEGATED)
        if subject:
            found |= self._end("subject", subject, trigger)
        if thing:
            found |= self._end("party" if proposal.object_key[0] else "object", thing, trigger)
        if subject and thing and not proposal.object_key[0]:
            found |= self._both(subject, thing, trigger.token)
        if proposal.object_key[0]:
            found |= self._position(proposal)
        if proposal.by_rule:
            found["by rule"] = 1.0
            found[f"subject by = {proposal.candidate.via[0]}"] = 1.0
            found[f"object by = {proposal.candidate.via[1]}"] = 1.0
        return found

    def _of_trigger(self, trigger: Trigger) -> Features:
        tree, cues, token = self._cast.tree, self._cast.pack.cues, trigger.token
        above, head = list(tree.ancestors(token)), tree.heads[token]
        return {
            f"relation = {trigger.relation}": 1.0,
            f"trigger part = {trigger.part}": 1.0,
            f"trigger role = {tree.roles[token]}": 1.0,
            f"trigger under = {tree.tags[head]}": 1.0,
            f"modality = {trigger.context.modality.value}": 1.0,
            "real": float(trigger.context.real),
            "rule fits": float(trigger.fitting),
            "rule has conditions": float(all(rule.needs or rule.near for rule in trigger.rules)),
            "rule is mutual": float(any(rule.mutual for rule in trigger.rules)),
            "rule weight": max(rule.weight for rule in trigger.rules),
            "trigger passive": float(token in tree.passive),
            "trigger infinitive": float(token in tree.infinitives),
            "trigger depth": float(len(above)),
            "trigger has subject": float(any(tree.of_role(token, "subj", "passubj"))),
            "trigger has object": float(any(tree.of_role(token, "obj"))),
            "under speech": float(any(tree.is_word(i, cues.says) for i in above)),
            "under a wish": float(any(tree.is_word(i, cues.irrealis) for i in above)),
            "under a light verb": float(tree.is_word(head, cues.light)),
            "under a verb of getting": float(tree.is_word(head, cues.receives)),
            "tokens": float(min(_LONGEST, len(tree.words))),
            "actors": float(len(self._mentions.actors)),
            f"language = {self._cast.pack.lang}": 1.0,
        }

    def _end(self, side: str, mention: Mention, trigger: Trigger) -> Features:
        key = (side, trigger.token, trigger.relation, mention)
        if key not in self._ends:
            cases = self._triggers[trigger.token, trigger.relation][1]
            self._ends[key] = self._of_end(side, mention, trigger.token, cases)
        return self._ends[key]

    def _of_end(self, side: str, mention: Mention, token: int, cases: frozenset[str]) -> Features:
        tree, top = self._cast.tree, mention.top
        way = self._mentions.way(token, top)
        between = range(min(top, token) + 1, max(top, token))
        actor = self._cast.actors.get(mention.ref.actor)
        others = [m for m in self._mentions.all if m.top != top]
        found = {
            f"{side} grade = {mention.ref.grade}": 1.0,
            f"{side} type = {actor.type if actor else _STATE}": 1.0,
            f"{side} role = {tree.roles[top]}": 1.0,
            f"{side} name role = {tree.roles[mention.head]}": 1.0,
            f"{side} case = {self._case(tree.cases[top], cases)}": 1.0,
            f"{side} is part": float(top != mention.head),
            f"{side} before": float(top < token),
            f"{side} tokens": float(min(_FARTHEST, len(between))),
            f"{side} verbs between": float(sum(tree.tags[i] == "VERB" for i in between)),
            f"{side} commas between": float(sum(tree.words[i] == "," for i in between)),
            f"{side} marks between": float(sum(tree.roles[i] == "mark" for i in between)),
            f"{side} quotes between": float(sum(tree.words[i] in _QUOTES for i in between)),
            f"{side} actors between": float(
                len({m.ref.actor for m in others if m.top in between} - {mention.ref.actor})
            ),
            f"{side} nearer mentions": float(sum(self._mentions.way(token, m.top).length < way.length for m in others)),
            f"{side} turn is verbal": float(tree.is_verbal(way.top)),
            f"{side} clauses": float(self._clauses(way, token)),
        }
        return found | self._way(side, way)

    def _way(self, side: str, way: Way) -> Features:
        roles = self._cast.tree.roles
        up, down = [roles[i] for i in way.up], [roles[i] for i in way.down]
        found = {
            f"{side} up": float(len(up)),
            f"{side} down": float(len(down)),
            f"{side} way = {'/'.join(up[:_SHOWN])}>{'/'.join(down[:_SHOWN_DOWN])}": 1.0,
        }
        found |= {f"{side} up {step} = {role}": 1.0 for step, role in enumerate(up[:_SHOWN], 1)}
        found |= {f"{side} down {step} = {role}": 1.0 for step, role in enumerate(down[:_SHOWN], 1)}
        if down:
            found[f"{side} last = {down[-1]}"] = 1.0
        return found

    def _clauses(self, way: Way, token: int) -> int:
        """Clauses whose verb stands on a way, both ends left out."""
        inside = {*way.up[1:], way.top, *way.down[:-1]} - {token}
        return sum(self._cast.tree.is_verbal(i) for i in inside)

    def _case(self, case: str, cases: Iterable[str]) -> str:
        """What sort of case word stands before an end: one of the rule's own, else what the cues call it."""
        if not case:
            return "none"
        if case in cases:
            return "rule"
        cues = self._cast.pack.cues
        return next((sort for sort in _CASE_CUES if case in getattr(cues, sort)), "unlisted")

    def _both(self, subject: Mention, thing: Mention, token: int) -> Features:
        tree = self._cast.tree
        low, high = sorted((subject.top, thing.top))
        ends = {subject.ref.actor, thing.ref.actor}
        return {
            "in order": float(subject.top < thing.top),
            "around the trigger": float(low < token < high),
            "apart": float(min(_FARTHEST, high - low)),
            "actors between": float(len({m.ref.actor for m in self._mentions.all if low < m.top < high} - ends)),
            "coordinated": float(high in tree.conjuncts(low) or low in tree.conjuncts(high)),
            "one phrase": float(low == high),
            "only two actors": float(len(self._mentions.actors) == len(ends)),
        }

    def _position(self, proposal: Proposal) -> Features:
        kind, parties = proposal.object_key
        found = {
            "position": 1.0,
            f"kind = {kind}": 1.0,
            "parties": float(len(parties)),
            "own position": float(proposal.candidate.subject.actor in parties),
        }
        place = proposal.place
        if place is None:
            return found
        tree, token = self._cast.tree, proposal.trigger.token
        way = self._mentions.way(token, place)
        between = range(min(token, place) + 1, max(token, place))
        cases = self._triggers[_spot(proposal)][1]
        return (
            found
            | self._way("position", way)
            | {
                f"position role = {tree.roles[place]}": 1.0,
                f"position tag = {tree.tags[place]}": 1.0,
                f"position case = {self._case(tree.cases[place], cases)}": 1.0,
                "position behind": float(place > token),
                "position at the trigger": float(place == token),
                "position tokens": float(min(_FARTHEST, len(between))),
                "position verbs between": float(sum(tree.tags[i] == "VERB" for i in between)),
                "position is a trigger": float(self._cast.pack.is_trigger(tree.lemmas[place])),
            }
        )


def _cases(trigger: Trigger) -> frozenset[str]:
    """Every case word that the trigger's rules know."""
    slots = [slot for rule in trigger.rules for slot in (*rule.subject, *rule.object)]
    return frozenset(case for slot in slots for part in slot.split(">") for case in part.split("|"))
