"""Rules: the records that a language pack is made of.  Knows no file and no sentence (packs.py reads them)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Modality

__all__ = ["Cues", "KindRule", "LanguagePack", "Nouns", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one language says one relation.

    verb, noun, adj: the lemmas or forms that trigger it.   subject, object: slots in order of preference (see clauses).
    needs, lacks: slot → lemmas one of which must, or none of which may, stand there.
    near, apart: lemmas one of which must, or none of which may, stand beside the trigger ("air" of "air raid").
    grades: which phrases may be the object (see actors.Ref); "deep": any actor below it, "owner": whose it is.
    takes: "actor", "position"; with "both" each gives a statement of its own.
    mutual: a plural subject alone is enough ("A and B met").   modality: forced, where the word itself says it.
    sites: a capital beside the trigger is where it takes place ("the Berlin talks"), no party to it.
    body: only an organisation does it.
    charge: the word finds fault: its subject is who says the clause, its object whose fault it is (see charges.py);
        it has no other reading, and what else its clause tells of the one at fault is alleged.
    says: the verb is an act of speech ("accuse"), so that its subject is the speaker where no other is named.
    """

    id: str
    relation: str
    verb: frozenset[str]
    noun: frozenset[str]
    adj: frozenset[str]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    needs: Mapping[str, frozenset[str]]
    lacks: Mapping[str, frozenset[str]]
    near: frozenset[str]
    apart: frozenset[str]
    grades: frozenset[str]
    takes: frozenset[str]
    mutual: bool
    modality: Modality | None
    weight: float
    same: tuple[str, ...]  # the object must also stand in one of these slots ("met X in X's city")
    others: str | None  # "none": the position's parties leave the subject out; "alone": it may not be the only one
    kind: str | None  # the object is a position of this kind, of the actors in its slot ("self": of the subject)
    nobody: bool  # a position without parties serves ("warned against an attack on X")
    bare: bool  # the position of `kind` has no parties ("host a summit")
    sites: bool
    body: bool
    says: bool
    charge: bool
    answers: str | None  # a relation: the object is whoever stands in it to the subject ("X accuses Y; Y denies it")
    negated: bool  # the words themselves say that it is not so: "called off talks"


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one language names one position kind.

    noun: head nouns.   near: lemmas one of which must stand in the noun's phrase.
    apart: lemmas none of which may stand close by: "a two-state solution on the island" is another one.
    parties: slots that hold the parties.
    verb, obj: the clause forms ("to withdraw its troops"): the verb, and nouns one of which must be its object.
    whose: for clauses, "subject" (or of the thing named), "doer", "object", "both" or "none".
    fixed: parties that the words themselves name.
    """

    kind: str
    noun: frozenset[str]
    near: frozenset[str]
    apart: frozenset[str]
    parties: tuple[str, ...]
    verb: frozenset[str]
    obj: frozenset[str]
    whose: str
    fixed: tuple[str, ...]
    present: str | None  # the fixed parties are meant only where the sentence names "any" of them, or "all"
    rest: bool  # where no party is named, the only other actor of the sentence is meant ("demanded their release")
    nobody: bool  # it may have no parties where the relation lets it ("warned against an attack on X")
    sides: bool  # where no party is named, the two sides of the article's conflict are meant
    weak: bool  # another position below the noun says more: "a proposal for a truce" is the truce
    foreign: bool  # never the holder's own
    own: bool  # where no party is named, the holder of the position is the party ("agreed to a truce")


@dataclass(frozen=True, slots=True)
class Nouns:
    """Common nouns by what they make of a name beside them.

    agents: act for their state ("troops").   people: belong to it ("nationals").
    through: only point at another noun ("members of").
    """

    agents: frozenset[str]
    people: frozenset[str]
    through: frozenset[str]
    voices: frozenset[str]  # speak for whom a case word of purpose names: "a spokesman for the ministry"
    rulers: frozenset[str]  # rule where they sit: "the government in Fiji"
    outsiders: frozenset[str]  # act against or apart from their state ("rebels"): never it


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that decide polarity, modality and speech; each a set of lemmas or lower-case forms."""

    negators: frozenset[str]
    pseudo: frozenset[str]
    futures: frozenset[str]
    plans: frozenset[str]  # verbs and adjectives that govern a planned act: "vow", "ready"
    plan_nouns: frozenset[str]
    efforts: frozenset[str]  # nouns that are an act of their doer's, whatever they aim at: "a push to end the war"
    purposes: frozenset[str]  # case words and marks of purpose: "for", "untuk"
    unreal: frozenset[str]  # modal verbs of mere possibility
    conditions: frozenset[str]
    refusals: frozenset[str]  # "refuse to X": X is negated and intended
    denials: frozenset[str]
    answers: frozenset[str]  # verbs that answer what somebody says against their subject: "reject (a claim)"
    irrealis: frozenset[str]  # words whose complement is only asked for, or averted: "call for", "rule out"
    averted: frozenset[str]  # case words of a clause that was kept from being: "prevented X from going"
    receives: frozenset[str]  # verbs whose subject gets what their object says: "Iran faces sanctions"
    papers: frozenset[str]  # what speaks for who wrote it: "a resolution imposing sanctions"
    sponsored: frozenset[str]  # participles that take the name before them: "US-backed"
    reversing: frozenset[str]  # nouns that turn the sense of what follows around: "opposition to the plan"
    subordinators: frozenset[str]  # conjunctions that the parser may take for case words
    partners: frozenset[str]  # case words of the other side: "with"
    reasons: frozenset[str]  # case words of a clause that gives the ground: "thanked X for helping" (X helped)
    says: frozenset[str]
    sources: frozenset[str]  # "according to", "menurut"
    mouthpieces: frozenset[str]  # who speaks unnamed for a state at hand: "officials said", "the army said"
    light: frozenset[str]
    led: frozenset[str]
    controls: frozenset[str]  # verbs whose object does what their complement says: "urge", "force"
    accompany: frozenset[str]  # case words by which a noun's doer is its verb's doer: "in talks with"
    of_cases: frozenset[str]
    agent_cases: frozenset[str]
    with_cases: frozenset[str]
    scenes: frozenset[str]  # case words of a place: "in"
    causes: frozenset[str]  # case words of what does harm: "killed in a raid"
    suffers: frozenset[str]  # words whose subject it is done to, though no passives: "die"
    towards: frozenset[str]  # case words of the one an act is aimed at: "against"
    relatives: frozenset[str]
    owning: frozenset[str]  # relative pronouns of a possessor: "X, whose troops"
    epithets: Mapping[str, str]  # "the country", "the bloc": form → type of the actor that it stands for
    pronouns: Mapping[str, str]  # form → "one", "person" (no country), "many", "speaker"
    at_cases: frozenset[str]  # case words of the place where somebody sits: "the government in X"
    both: frozenset[str]  # case words that join a party to another: "together with"
    pair_words: frozenset[str]  # "both (countries)", "kedua (negara)": the two that were named last
    supposed: frozenset[str]  # passives that say what something is taken for: "(a place) believed to be (X's base)"
    articles: frozenset[str]  # "the (minister)": the one that was spoken of, where only one was
    definite: frozenset[str]  # "(kementerian) itu": the one that was spoken of
    mutual_cases: frozenset[str]  # case words that set parties side by side: "between"
    joins: frozenset[str]  # what stands between two names that are one pair: "-", "vs"
    promotes: frozenset[str]  # verbs that want their object to be: "revive (the talks)"
    boilerplate: frozenset[str]  # regular expressions of lines, and of line beginnings, that are no news text
    datelines: frozenset[str]
    spans: frozenset[str]  # nouns that make times with a word behind them: "pekan (lalu)"
    days: frozenset[str]  # names of days, which the parser may make part of a name beside them
    means: frozenset[str]  # verbs whose object is what one does a thing with: "takes pains to thank X"
    dummies: frozenset[str]  # subjects that stand for a clause that follows: "it is wrong to …"
    rest: frozenset[str]  # pronouns that leave their noun out: "captured another"
    reciprocals: frozenset[str]  # "each other"
    subordinate: frozenset[str]  # case words of clauses that stand on their own: "after", "by"
    times: frozenset[str]  # nouns of time, which own nothing: "Monday's talks"
    results: frozenset[str]  # what an act leads to, right behind its verb: "menembak mati"
    copulas: frozenset[str]  # verbs that say what their subject is: "merupakan"
    forces: frozenset[str]  # who fights for a state, named or not: "the army"
    foreigners: frozenset[str]  # words that make them another's: "foreign (troops)"
    numbers: frozenset[str]  # numbers that the parser may make heads of what they count: "kelima (pejabat)"
    more: frozenset[str]  # what stands before a case word that only compares: "lebih (dari)"
    authors: frozenset[str]  # case words of what one is the author of: "(those) behind (the attack)"
    about: frozenset[str]  # words of measure before a number, which a parser may take for case words: "sekitar (500)"
    firsts: frozenset[str]  # "the first country to recognise X" did so


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """All tables of one language."""

    lang: str
    name: str
    lemmas: str  # "model": the pipeline's lemmas serve; "form": the word itself, without clitics and reduplication
    actives: frozenset[str]  # verbs that look passive and are not ("terlibat")
    passives: tuple[str, ...]  # prefixes of passives; empty where a passive has no prefix
    postposed: bool  # modifiers follow their noun, and a bare noun after a passive is its agent
    splits: tuple[str, ...]  # marks that are tokens of their own wherever they stand: "--"
    infixes: tuple[str, ...]  # regular expressions at which the tokenizer splits, beside the pipeline's own
    clitics: tuple[str, ...]  # endings that are cut off a form to find it in the tables
    rules: tuple[Rule, ...]
    kinds: tuple[KindRule, ...]
    nouns: Nouns
    cues: Cues
    by_verb: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    by_noun: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    by_adj: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    kinds_by_noun: Mapping[str, tuple[KindRule, ...]] = field(default_factory=dict)
    kinds_by_verb: Mapping[str, tuple[KindRule, ...]] = field(default_factory=dict)

    def kinds_at(self, form: str, lemma: str, *, verbal: bool) -> tuple[KindRule, ...]:
        """The rules of kinds whose noun, or whose verb, a word is by its form or its lemma, in the table's order."""
        index = self.kinds_by_verb if verbal else self.kinds_by_noun
        by_form, by_lemma = index.get(form, ()), index.get(lemma, ())
        if by_form is by_lemma or not by_form or not by_lemma:
            return by_form or by_lemma
        either = {id(rule) for rule in (*by_form, *by_lemma)}
        return tuple(rule for rule in self.kinds if id(rule) in either)

    def is_trigger(self, noun: str) -> bool:
        """Whether a noun triggers some rule, and so has parties of its own."""
        return noun in self.by_noun
