"""Language packs: the TOML tables of one language, read and checked.  Knows no sentence and no RDF.

Every mistake in a table is a PackError that names the file and the entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from .errors import PackError, PipelineError, UnknownTerm
from .model import Modality, Schema
from .rules import Cues, KindRule, LanguagePack, Nouns, Rule

__all__ = ["languages", "load_pack"]

_PACKAGE = "diplograph.extractors"
_TRIGGERS = ("verb", "noun", "adj")
_R = TypeVar("_R", Rule, KindRule)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a pack: the folders of lang/, sorted."""
    folder = files(_PACKAGE).joinpath("lang")
    return tuple(
        sorted(child.name for child in folder.iterdir() if child.is_dir() and child.joinpath("pack.toml").is_file())
    )


def load_pack(lang: str, schema: Schema) -> LanguagePack:
    """Read and check the pack of one language.

    Raises PipelineError for a language without a pack, PackError (with file and entry) for a malformed table.
    """
    if lang not in languages():
        raise PipelineError(lang, f"no language pack; there is one for {', '.join(languages())}")
    pack, relations, kinds = (_read(lang, name) for name in ("pack", "relations", "positions"))
    affixes = _Affixes.of(_table(pack, "affixes", f"{lang}/pack.toml"), f"{lang}/pack.toml")
    rules = tuple(_rules(lang, relations, schema, affixes))
    kind_rules = tuple(_kind_rules(lang, kinds, schema, affixes))
    return LanguagePack(
        lang=lang,
        name=_text(pack, "name", f"{lang}/pack.toml"),
        lemmas=str(pack.get("lemmas", "model")),
        actives=_words(pack, "actives", f"{lang}/pack.toml"),
        passives=affixes.passive,
        postposed=bool(pack.get("postposed", False)),
        splits=tuple(sorted(_words(pack, "splits", f"{lang}/pack.toml"))),
        infixes=tuple(sorted(_words(pack, "infixes", f"{lang}/pack.toml"))),
        clitics=tuple(sorted(_words(pack, "clitics", f"{lang}/pack.toml"), key=len, reverse=True)),
        rules=rules,
        kinds=kind_rules,
        nouns=Nouns(**{key: _words(pack["nouns"], key, f"{lang}/pack.toml [nouns]") for key in Nouns.__slots__}),
        cues=_cues(_read(lang, "cues"), f"{lang}/cues.toml", affixes),
        by_verb=_index(rules, "verb"),
        by_noun=_index(rules, "noun"),
        by_adj=_index(rules, "adj"),
        kinds_by_noun=_index(kind_rules, "noun"),
        kinds_by_verb=_index(kind_rules, "verb"),
    )


@dataclass(frozen=True, slots=True)
class _Affixes:
    """How a language builds verb forms from a base: rows of (initial letters, prefix, letters dropped), and endings."""

    active: tuple[tuple[tuple[str, ...], str, int], ...]
    passive: tuple[str, ...]
    endings: tuple[str, ...]

    @classmethod
    def of(cls, table: Mapping[str, object], where: str) -> _Affixes:
        rows = table.get("active", [])
        if not isinstance(rows, list):
            raise PackError(f"{where} [affixes]", "active must be a list of rows")
        active = tuple((tuple(row["before"]), str(row["prefix"]), int(row["drop"])) for row in rows)
        return cls(active, tuple(table.get("passive", ())), tuple(table.get("endings", ("",))))  # type: ignore[arg-type]

    def forms(self, base: str, *, bare: bool = False) -> Iterator[str]:
        """Every verb form of a base; the base itself only if asked for, or where the language has no such table.

        >>> rows = ((("t",), "men", 1), (("d",), "men", 0))
        >>> sorted(_Affixes(rows, ("di",), ("", "kan")).forms("dukung"))
        ['didukung', 'didukungkan', 'mendukung', 'mendukungkan']
        """
        stems = [base] if bare or not self.active else []  # a bare root is often a noun
        for initials, prefix, drop in self.active:
            if base.startswith(initials):
                stems.append(prefix + base[drop:])
                break
        stems += [prefix + base for prefix in self.passive]
        for stem in stems:
            for ending in self.endings:
                yield stem + ending


def _read(lang: str, name: str) -> dict[str, object]:
    source = files(_PACKAGE).joinpath("lang", lang, f"{name}.toml")
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PackError(f"{lang}/{name}.toml", "missing; a language needs it") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{lang}/{name}.toml", f"not TOML: {error}") from error


def _table(table: Mapping[str, object], key: str, where: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise PackError(where, f"{key!r} must be a table")
    return value


def _text(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value:
        raise PackError(where, f"{key!r} must be a text")
    return value


def _words(table: object, key: str, where: str) -> frozenset[str]:
    """A list of words without repeats; an absent key is the empty set."""
    value = table.get(key, []) if isinstance(table, Mapping) else None
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise PackError(where, f"{key!r} must be a list of words")
    repeated = {word for word in value if value.count(word) > 1}
    if repeated:
        raise PackError(where, f"{key!r} names {sorted(repeated)[0]!r} twice")
    return frozenset(value)


def _entries(table: Mapping[str, object], key: str, where: str) -> Iterable[Mapping[str, object]]:
    rows = table.get(key, [])
    unknown = set(table) - {key}
    if unknown:
        raise PackError(where, f"unknown table {sorted(unknown)[0]!r}; expected [[{key}]]")
    if not isinstance(rows, list) or not rows:
        raise PackError(where, f"no [[{key}]] in it")
    return rows


def _check_keys(row: Mapping[str, object], known: Collection[str], where: str) -> None:
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise PackError(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


_RULE_KEYS = frozenset(
    [
        "relation",
        "verb",
        "noun",
        "adj",
        "base",
        "subject",
        "object",
        "needs",
        "lacks",
        "near",
        "apart",
        "grades",
        "takes",
        "mutual",
        "modality",
        "negated",
        "weight",
        "others",
        "same",
        "kind",
        "nobody",
        "bare",
        "sites",
        "body",
        "says",
        "charge",
        "answers",
    ]
)


def _rules(lang: str, table: Mapping[str, object], schema: Schema, affixes: _Affixes) -> Iterator[Rule]:
    seen: set[str] = set()
    for number, row in enumerate(_entries(table, "rule", f"{lang}/relations.toml"), 1):
        relation = str(row.get("relation"))
        where = f"{lang}/relations.toml rule {number} ({relation})"
        _check_keys(row, _RULE_KEYS, where)
        if relation not in schema.relations:
            raise UnknownTerm(where, relation, schema.relations)
        words = {key: _words(row, key, where) for key in _TRIGGERS}
        bases = _words(row, "base", where)
        if not any(words.values()) and not bases:
            raise PackError(where, "no trigger: give it verb, noun, adj or base")
        words["verb"] |= frozenset(form for base in bases for form in affixes.forms(base))
        name = sorted(bases | words["verb"] | words["noun"] | words["adj"], key=lambda word: (word not in bases, word))[
            0
        ]
        rule_id = f"{lang}/{relation}/{name}"
        while rule_id in seen:
            rule_id += "+"
        seen.add(rule_id)
        yield _rule(rule_id, row, words, schema, where)


def _rule(
    rule_id: str, row: Mapping[str, object], words: Mapping[str, frozenset[str]], schema: Schema, where: str
) -> Rule:
    relation = schema.relations[str(row["relation"])]
    modality = row.get("modality")
    kind = row.get("kind")
    is_charge = bool(row.get("charge", False))
    if kind is not None and kind not in schema.kinds:
        raise UnknownTerm(where, str(kind), schema.kinds)
    return Rule(
        id=rule_id,
        relation=relation.name,
        verb=words["verb"],
        noun=words["noun"],
        adj=words["adj"],
        subject=_slots(row, "subject", where) or (("speaker",) if is_charge else ()),
        object=_slots(row, "object", where) or _blamed(row, is_charge=is_charge),
        needs=_lemma_sets(row.get("needs", {}), f"{where} needs"),
        lacks=_lemma_sets(row.get("lacks", {}), f"{where} lacks"),
        near=_words(row, "near", where),
        apart=_words(row, "apart", where),
        grades=_words(row, "grades", where) or frozenset({"name", "agent"}),
        takes=_words(row, "takes", where) or relation.takes,
        mutual=bool(row.get("mutual", relation.symmetric)),
        modality=Modality(str(modality)) if modality else Modality.ASSERTED if is_charge else None,
        weight=float(str(row.get("weight", 1.0))),
        same=_slots(row, "same", where),
        others=_choice(row, "others", ("none", "alone"), where),
        kind=str(kind) if kind else None,
        nobody=bool(row.get("nobody", False)),
        bare=bool(row.get("bare", False)),
        sites=bool(row.get("sites", False)),
        body=bool(row.get("body", False)),
        says=bool(row.get("says", False)),
        answers=_relation(row.get("answers"), schema, where),
        charge=is_charge,
        negated=bool(row.get("negated", False)),
    )


def _blamed(row: Mapping[str, object], *, is_charge: bool) -> tuple[str, ...]:
    """Where a charge finds whose fault it is; "remiss" where the words themselves say what is not done."""
    return () if not is_charge else ("remiss",) if row.get("negated") else ("blamed",)


def _relation(name: object, schema: Schema, where: str) -> str | None:
    if name is not None and name not in schema.relations:
        raise UnknownTerm(where, str(name), schema.relations)
    return str(name) if name is not None else None


def _choice(row: Mapping[str, object], key: str, choices: Sequence[str], where: str) -> str | None:
    value = row.get(key)
    if value is not None and value not in choices:
        raise PackError(where, f"{key!r} must be one of {', '.join(choices)}")
    return str(value) if value is not None else None


def _slots(row: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(slot, str) for slot in value):
        raise PackError(where, f"{key!r} must be a list of slots")
    return tuple(value)


def _lemma_sets(table: object, where: str) -> Mapping[str, frozenset[str]]:
    if not isinstance(table, Mapping):
        raise PackError(where, "must be a table: slot = [lemmas]")
    return MappingProxyType({str(slot): _words(table, str(slot), where) for slot in table})


_KIND_KEYS = frozenset(
    [
        "kind",
        "noun",
        "near",
        "apart",
        "parties",
        "verb",
        "base",
        "obj",
        "whose",
        "fixed",
        "present",
        "nobody",
        "rest",
        "sides",
        "weak",
        "foreign",
        "own",
    ]
)


def _kind_rules(lang: str, table: Mapping[str, object], schema: Schema, affixes: _Affixes) -> Iterator[KindRule]:
    for number, row in enumerate(_entries(table, "position", f"{lang}/positions.toml"), 1):
        kind = str(row.get("kind"))
        where = f"{lang}/positions.toml position {number} ({kind})"
        _check_keys(row, _KIND_KEYS, where)
        if kind not in schema.kinds:
            raise UnknownTerm(where, kind, schema.kinds)
        verbs = _words(row, "verb", where)
        verbs |= frozenset(form for base in _words(row, "base", where) for form in affixes.forms(base))
        nouns = _words(row, "noun", where)
        if not verbs and not nouns:
            raise PackError(where, "no trigger: give it noun, verb or base")
        yield KindRule(
            kind=kind,
            noun=nouns,
            near=_words(row, "near", where),
            apart=_words(row, "apart", where),
            parties=_slots(row, "parties", where),
            verb=verbs,
            obj=_words(row, "obj", where),
            whose=str(row.get("whose", "subject")),
            fixed=tuple(sorted(_words(row, "fixed", where))),
            present=_choice(row, "present", ("any", "all"), where),
            rest=bool(row.get("rest", False)),
            nobody=bool(row.get("nobody", False)),
            sides=bool(row.get("sides", False)),
            weak=bool(row.get("weak", False)),
            foreign=bool(row.get("foreign", False)),
            own=bool(row.get("own", False)),
        )


def _cues(table: Mapping[str, object], where: str, affixes: _Affixes) -> Cues:
    _check_keys(table, Cues.__slots__, where)
    plain = [key for key in Cues.__slots__ if key not in {"pronouns", "epithets"}]
    fields: dict[str, object] = {key: _words(table, key, where) for key in plain}
    bases = {
        "irrealis",
        "plans",
        "refusals",
        "denials",
        "says",
        "light",
        "led",
        "controls",
        "promotes",
        "receives",
        "answers",
        "sponsored",
    }
    for key in bases:
        words: Sequence[str] = sorted(_words(table, key, where))
        # "+word" asks for every form of a base
        fields[key] = frozenset(
            form for word in words for form in (affixes.forms(word[1:], bare=True) if word.startswith("+") else (word,))
        )
    pronouns = _by_form(table, "pronouns", "one, person, many, speaker = [forms]", where)
    epithets = _by_form(table, "epithets", "State, Organization, Group = [forms]", where)
    return Cues(**{**fields, "pronouns": pronouns, "epithets": epithets})  # type: ignore[arg-type]


def _by_form(table: Mapping[str, object], key: str, expected: str, where: str) -> Mapping[str, str]:
    rows = table.get(key, {})
    if not isinstance(rows, Mapping):
        raise PackError(where, f"[{key}] must be a table: {expected}")
    return MappingProxyType({form: number for number in rows for form in _words(rows, number, where)})


def _index(rules: Iterable[_R], key: str) -> Mapping[str, tuple[_R, ...]]:
    index: dict[str, list[_R]] = {}
    for rule in rules:
        for word in getattr(rule, key):
            index.setdefault(word, []).append(rule)
    return MappingProxyType({word: tuple(found) for word, found in index.items()})
