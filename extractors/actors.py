"""Actors: which state, organisation or group a noun phrase acts for.  Never guesses: no name, no actor.

A name alone is its actor; 'the US ambassador', 'pasukan Pakistan', 'its foreign minister' act for one; 'Iranian
sailors' belong to one; 'Iraqi rebels' do neither.  Knows no relation and no RDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .clauses import subjects
from .fillers import follows, leaders
from .model import Actor
from .names import NameMatch
from .rules import LanguagePack
from .trees import Tree

__all__ = ["HOLE", "Cast", "Ref", "distinct_matches"]

_INSIDE = ("mod", "poss", "flat")
_PLAIN = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_REACH = 4  # tokens
_MAX_DEPTH = 5
_OWNING = frozenset({"name", "agent"})
_DOING = frozenset({"subj", "passubj", "agent"})
_PERSON = "person"
_PEOPLE_SORT = "demonym"
_PLACE = "place"
_STATE = "State"
_GROUP = "Group"
_ORGANISATION = "Organization"
HOLE = "?"


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor as a sentence refers to it.

    actor: its id.
    grade: "name", "agent" (acts for it), "people" (belong to it), "thing" (is its), "place" or "coref".
    start, end: token positions of the phrase that was read, half open.
    """

    actor: str
    grade: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of one sentence.

    names: the name matches by each token that they cover.   pronoun: what resolves a pronoun token (see coreference).
    sides: the two parties to the conflict that the article is about, as far as it has told.
    """

    tree: Tree
    pack: LanguagePack
    actors: Mapping[str, Actor]
    names: Mapping[int, tuple[NameMatch, ...]]
    pronoun: Callable[[int], tuple[str, ...]]
    sides: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """Every actor that the sentence names; a place names none."""
        return frozenset(match.actor for group in self.names.values() for match in group if match.sort != _PLACE)

    def at(self, token: int) -> list[Ref]:
        """The actors that the phrase at a token refers to, with those coordinated with it or set beside it.

        Returns an empty list where it names none.
        """
        found: list[Ref] = []
        for member in self.tree.conjuncts(token):
            refs = self.single(member)
            named = list(self.tree.of_role(member, "appos"))
            named += [c for child in named for c in self.tree.of_role(child, "appos") if self._is_listed(c)]
            joined = [other for child in named for other in self.tree.conjuncts(child) if other != child]
            beside = [ref for other in sorted([*named, *joined]) for ref in self.single(other)]
            # "the Quartet – the US, the EU, Russia and the UN –" stands for its members
            is_body = all(self.type_of(ref.actor) == _ORGANISATION for ref in refs)
            are_groups = len(beside) > 1 and all(self.type_of(ref.actor) == _GROUP for ref in beside)
            if not refs or (len(beside) > 2 and is_body) or (are_groups and refs[0].grade == "agent"):
                refs = beside
            else:
                # "PM X, A, dan PM Y, B": the second party is coordinated with the first one's name
                last = max(self.tree.of_role(member, "conj"), default=member)  # "X, Y dan Z": Y may hang on X beside Z
                listed = [other for other in named if (joined or other < last) and self._is_listed(other)]
                refs = refs + [ref for other in listed for ref in self.single(other)]
                refs = refs + [ref for other in joined for ref in self.single(other) if ref.grade in {"name", "agent"}]
            found += refs
            found += self._together(member)
        return _distinct(found)

    def _is_listed(self, token: int) -> bool:
        """Whether a name beside a phrase is one more of a list: a state's or group's own name, no person's."""
        return any(match.sort not in {_PERSON, _PLACE} and match.start == token for match in self.names.get(token, ()))

    def _together(self, token: int) -> list[Ref]:
        """'X together with Y and Z', 'several states, including Y and Z' as one party: the Y and Z."""
        tree, both = self.tree, self.pack.cues.both
        beside = [child for child in tree.of_role(token, "nmod") if tree.cases[child] in both]
        members = [other for child in beside for other in (*tree.conjuncts(child), *tree.of_role(child, "appos"))]
        return [ref for member in members for ref in self.single(member)]

    def single(self, token: int, depth: int = 0) -> list[Ref]:
        """The actors that one phrase refers to, its conjuncts left out."""
        if depth > _MAX_DEPTH:
            return []
        if token in self.names:
            return self._named(token)
        tree, nouns = self.tree, self.pack.nouns
        if tree.forms[token] in self.pack.cues.pronouns:
            return self._meant(token)
        if tree.is_word(token, nouns.through):
            return [
                ref
                for child in tree.children[token]
                if tree.cases[child] in self.pack.cues.of_cases or tree.roles[child] in _INSIDE
                for member in tree.conjuncts(child)
                for ref in self.single(member, depth + 1)
            ]
        return self._described(token)

    def _named(self, token: int) -> list[Ref]:
        refs = []
        if self._is_outside(token):
            return [Ref(m.actor, "name", m.start, m.end) for m in self.names[token] if self.type_of(m.actor) == _GROUP]
        for match in self.names[token]:
            if match.sort == _PERSON and (groups := self.groups_of(token)):
                refs += groups
                continue
            is_people = match.sort == _PEOPLE_SORT and self._is_bare_plural(token) and not self._is_side(token)
            grade = _PLACE if match.sort == _PLACE else "people" if is_people else "name"
            refs.append(Ref(match.actor, grade, match.start, match.end))
        return refs

    def groups_of(self, token: int) -> list[Ref]:
        """The group set before a person's name, for which he stands then: 'Fatah's Abbas', 'Fatah leader Abbas'."""
        found = [match for child in self._modifiers(token) for match in self.names.get(child, ())]
        return _distinct(Ref(m.actor, "name", m.start, m.end) for m in found if self.type_of(m.actor) == _GROUP)

    def _is_bare_plural(self, token: int) -> bool:
        """'Iranians' are people; 'the Iranians' may well be the government."""
        tree = self.tree
        if tree.tags[token] not in {"NOUN", "PROPN"} or token not in tree.plurals:
            return False
        return not any(tree.tags[child] == "DET" for child in tree.children[token])

    def _is_side(self, token: int) -> bool:
        """'Israelis and Palestinians' are the two sides."""
        members = self.tree.conjuncts(token) if self.tree.roles[token] != "conj" else [token, self.tree.heads[token]]
        return len({match.actor for i in members for match in self.names.get(i, ())}) > 1

    def _meant(self, token: int) -> list[Ref]:
        return [Ref(code, "coref", token, token + 1) for code in self.pronoun(token)]

    def _described(self, token: int) -> list[Ref]:
        """A common noun, or the unknown name of an office holder, with the names beside it."""
        grade = self.grade(token)
        found = self._inside(token) or self._seat(token)
        if not found:
            return self._possessed(token, grade)
        if grade is None:
            return []
        if self._is_outside(token):
            found = [match for match in found if self.type_of(match.actor) != _STATE]
        start = min([token, *(m.start for m in found)])
        end = max([token + 1, *(m.end for m in found)])
        return _distinct(Ref(match.actor, grade, start, end) for match in found)

    def _seat(self, token: int) -> list[NameMatch]:
        """The state in which a government sits: 'the military government in Fiji', wherever the parser hangs the place.

        A place that is no name of its state, and a name behind other words, tell nothing.
        """
        tree = self.tree
        if not tree.is_word(token, self.pack.nouns.rulers):
            return []
        for i in range(token + 1, min(len(tree.words), token + _REACH)):
            if i in self.names:
                is_seat = tree.cases[i] in self.pack.cues.at_cases and follows(tree, i, token)
                return [m for m in self.names[i] if is_seat and self.type_of(m.actor) == _STATE]
        return []

    def _is_outside(self, token: int) -> bool:
        """Whether a phrase is of people apart from their state: 'rebels', 'opposition leader'."""
        tree, outsiders = self.tree, self.pack.nouns.outsiders
        beside = tree.of_role(token, "mod", "flat")
        if self._is_reported(token):
            return True
        return tree.is_word(token, outsiders) or any(tree.is_word(child, outsiders) for child in beside)

    def grade(self, token: int) -> str | None:
        """What a common noun makes of the names beside it, None if it is no part of a state or group."""
        tree, nouns = self.tree, self.pack.nouns
        if tree.is_word(token, nouns.agents) or tree.is_word(token, nouns.outsiders):
            return "agent"
        if any(tree.is_word(i, nouns.agents) for i in self._modifiers(token)):
            return "agent"  # "Foreign Minister Kasuri"
        if tree.is_word(token, nouns.people):
            return "people"
        if tree.tags[token] in {"NOUN", "PROPN"}:
            return "thing"
        return None

    def _modifiers(self, token: int, depth: int = 0) -> Iterator[int]:
        """What modifies a proper noun, and what modifies that; of a common noun its own modifiers only."""
        for child in self.tree.of_role(token, "mod", "flat", "poss"):
            yield child
            if depth < 2 and self.tree.tags[token] == "PROPN":
                yield from self._modifiers(child, depth + 1)

    def _possessed(self, token: int, grade: str | None) -> list[Ref]:
        """'its troops', 'pasukannya', 'the ministry': the one that the possessor stands for."""
        if grade not in {"agent", "people"}:
            return []
        tree = self.tree
        owners = [c for c in tree.of_role(token, "poss", "mod", "det") if tree.forms[c] in self.pack.cues.pronouns]
        relative = [c for c in tree.of_role(token, "poss", "det") if tree.forms[c] in self.pack.cues.owning]
        clause = next((i for i in (token, *tree.ancestors(token)) if tree.roles[i] == "relcl"), None)
        if relative and clause is not None:  # "X, whose troops …"
            return [replace(ref, grade=grade) for ref in self.single(tree.heads[clause]) if ref.grade in _OWNING]
        if not owners and token in tree.clitics:
            owners = [token]
        cues = self.pack.cues
        if not owners and any(tree.forms[c] in cues.pair_words for c in tree.children[token]):
            owners = [token]
        if not owners and grade == "agent" and (self.is_pointed(token) or self._is_known(token)):
            owners = [token]
        if not owners and tree.forms[token] in cues.epithets and any(tree.of_role(token, "det")):
            is_owner = tree.roles[token] == "poss" and tree.is_word(tree.heads[token], self.pack.nouns.agents)
            is_bare = not is_owner and not any(tree.of_role(token, "relcl", "acl", "nmod"))
            owners = [token] if is_bare else []
        return [Ref(code, grade, token, token + 1) for owner in owners for code in self.pronoun(owner)]

    def is_pointed(self, token: int) -> bool:
        """'This ministry', 'kementerian itu', 'negaranya': a word says that it was spoken of."""
        tree, cues = self.tree, self.pack.cues
        return token in tree.clitics or any(tree.forms[c] in cues.definite for c in tree.of_role(token, "det"))

    def _is_known(self, token: int) -> bool:
        """'The minister', 'Duta besar': an office as the doer, whose state may have been named with it before."""
        tree, cues = self.tree, self.pack.cues
        if token in tree.plurals or tree.roles[token] not in _DOING or tree.is_word(token, self.pack.nouns.outsiders):
            return False
        words = [tree.forms[c] for c in tree.of_role(token, "det")]
        return all(word in cues.articles for word in words) if words else self.pack.postposed

    def _inside(self, token: int) -> list[NameMatch]:
        """The names inside a noun phrase: before and after its head, 'of X' included; a person only if nobody else."""
        found = list(distinct_matches(self._walk_inside(token, 0)))
        if not found and self.pack.postposed and self.grade(token) == "agent":
            found = list(self._behind(token)) or list(self._heading(token))
        groups = [match for match in found if self.type_of(match.actor) == _GROUP]
        if any(self.tree.roles[match.start] == "conj" for match in groups):
            groups = []  # "pemerintah Kolombia dan FARC" are two
        offices = [match for match in found if match.sort != _PERSON]
        return groups or offices or found  # "the Palestinian Hamas movement" acts for Hamas

    def _behind(self, token: int) -> Iterator[NameMatch]:
        """The name behind a noun of office and its plain modifiers, wherever it hangs: 'pemerintah sementara X'."""
        tree = self.tree
        for i in range(token + 1, min(len(tree.words), token + 1 + _REACH)):
            if i in self.names:
                yield from self.names[i]
                return
            if tree.tags[i] not in _PLAIN or tree.cases[i] or tree.is_word(i, self.pack.nouns.agents):
                return

    def _heading(self, token: int) -> Iterator[NameMatch]:
        """Who leads a force without a name of its own: 'gerilyawan yang dipimpin Taliban'."""
        for i in leaders(self.tree, token, self.pack):
            yield from self.names.get(i, ()) or self._walk_inside(i, 1)

    def _walk_inside(self, token: int, depth: int) -> Iterator[NameMatch]:
        if depth > _MAX_DEPTH:
            return
        tree = self.tree
        for child in tree.children[token]:
            is_of = tree.roles[child] == "nmod" and (
                tree.cases[child] in self.pack.cues.of_cases
                or (tree.cases[child] in self.pack.cues.purposes and tree.is_word(token, self.pack.nouns.voices))
            )
            # a conjunct belongs to the phrase only where its head is a modifier: "Israeli and Palestinian leaders"
            is_shared = tree.roles[child] == "conj" and depth > 0
            if not (tree.roles[child] in _INSIDE or is_of or is_shared):
                continue
            if self._is_sponsor(child) or self._is_reported(child):
                continue
            if child in self.names:
                yield from (match for match in self.names[child] if match.sort != _PLACE)
            yield from self._walk_inside(child, depth + 1)

    def _is_sponsor(self, token: int) -> bool:
        """Whether a name only says who backs what follows: 'the US-backed government' is not the US."""
        tree, cues = self.tree, self.pack.cues
        after = token + 2
        hyphened = (
            after < len(tree.words) and tree.forms[token + 1] in cues.joins and tree.is_word(after, cues.sponsored)
        )
        return (
            hyphened
            or (token > 0 and tree.is_word(token - 1, cues.sponsored) and not self._is_predicate(token - 1))
            or tree.is_word(token, cues.sponsored)
        )

    def _is_reported(self, token: int) -> bool:
        """Whether a name behind a noun is that of people apart from their state: 'laporan media India'."""
        if not self.pack.postposed or token == 0 or token not in self.names:
            return False
        return self.tree.heads[token] < token - 1 and self.tree.is_word(token - 1, self.pack.nouns.outsiders)

    def _is_predicate(self, token: int) -> bool:
        """Whether a participle is the verb of a clause: 'has trained Iraqi troops', not 'Iran trained militias'."""
        return self.tree.is_verbal(token) and self.tree.roles[token] not in {"mod", "acl", "flat"}

    def type_of(self, code: str) -> str:
        """What an actor is: a state, an organisation or a group."""
        actor = self.actors.get(code)
        return actor.type if actor else _STATE

    def below(self, token: int, *, targets: bool = True) -> list[Ref]:
        """Actors anywhere in the phrase below a token: 'hideouts of members of the Al-Qaeda network'.

        targets: also those whom an act is aimed at ("the attack on X"), not only those whose it is.
        """
        direct = self.at(token)
        if direct:
            return direct
        tree = self.tree
        found = []
        for child in tree.children[token]:
            if not targets and tree.cases[child] in self.pack.cues.towards and self.pack.is_trigger(tree.lemmas[token]):
                continue
            if tree.roles[child] in {"mod", "poss", "flat", "nmod", "conj"}:
                found += self.below(child, targets=targets)
            elif tree.roles[child] in {"relcl", "acl"} and tree.is_word(child, self.pack.cues.light):
                # "the coup that X carried out" is X's
                found += [ref for doer in subjects(tree, child, self.pack) for ref in self.at(doer.token)]
            elif tree.roles[child] in {"relcl", "acl"} and tree.is_word(child, self.pack.cues.supposed):
                for said in tree.of_role(child, "obj", "obl", "xcomp", "nmod", "mod"):  # "what is said to be X's base"
                    found += self.below(said, targets=targets)
        return _distinct(found)


def _distinct(refs: Iterable[Ref]) -> list[Ref]:
    """One reference an actor, the first."""
    found: dict[str, Ref] = {}
    for ref in refs:
        found.setdefault(ref.actor, ref)
    return list(found.values())


def distinct_matches(matches: Iterable[NameMatch]) -> Iterator[NameMatch]:
    """One match an actor, the first."""
    seen: set[str] = set()
    for match in matches:
        if match.actor not in seen:
            seen.add(match.actor)
            yield match
