"""Question to SPARQL: the query that finds the statements a question asks for, to be shown and run again.

`ask` looks up the same statements through the store's indexes; a test keeps the two the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..extractors.model import ANY_KIND, Actor, Form, Position, Question, Schema
from .iris import actor_iri, class_iri, kind_iri, relation_iri, topic_iri
from .matching import HOLE, asked_kind, asked_relations, contrary_relations
from .sparql import PREFIXES
from .stances import concord_of, side_of, takes_sides

__all__ = ["question_sparql"]

_OF_STANCES = frozenset({Form.WHAT, Form.BETWEEN, Form.CHANGED})

_HEAD = """\
SELECT DISTINCT ?article ?statement ?subject ?relation ?object ?polarity ?modality ?sentence
WHERE {
  GRAPH ?article {
    ?statement dg:subject ?subject ; dg:relation ?relation ; dg:object ?object ;
               dg:polarity ?polarity ; dg:modality ?modality ; dg:sentence ?sentence .
  }"""


def question_sparql(question: Question, schema: Schema) -> str:
    """Return a SELECT for the statements that answer the question, denied and intended ones among them.

    It uses the preset prefixes.  For questions of what two actors agree on, and of who changed its position, it finds
    all stances from which that is told.
    """
    lines = [
        _HEAD,
        *_relations(question, schema),
        *_ends(question, schema),
        *_moods(question),
        *_circumstances(question),
    ]
    return "\n".join([*lines, "}", "ORDER BY ?article ?statement"])


def _relations(question: Question, schema: Schema) -> Iterator[str]:
    names = asked_relations(question)
    if question.form is Form.WHETHER:
        names = (*names, *contrary_relations(names, schema))
    if question.form in _OF_STANCES:
        names = tuple(n for n in (question.relations or schema.relations) if _is_stance(n, question, schema))
    if names:
        yield f"  VALUES ?relation {{ {' '.join(_relation(name) for name in names)} }}"


def _is_stance(name: str, question: Question, schema: Schema) -> bool:
    """Whether the relation takes a side, or, if two actors are asked for, is agreement or dispute between them."""
    is_between = question.form is Form.BETWEEN and concord_of(name, schema) is not None
    return side_of(name, schema) is not None or is_between


def _ends(question: Question, schema: Schema) -> Iterator[str]:
    if question.form in _OF_STANCES:
        ends = (question.subject, question.object) if question.form is Form.BETWEEN else (question.subject,)
        holders = [_actor(end) for end in ends if isinstance(end, Actor)]
        if holders:
            yield f"  VALUES ?subject {{ {' '.join(holders)} }}"
        elif question.sort is not None:
            yield f"  ?subject a {_short(class_iri(question.sort).value)} ."
        direct = (n for n in schema.relations if takes_sides(n, schema) or concord_of(n, schema) is not None)
        yield "  OPTIONAL { ?object a dg:Position ; dg:kind ?kind }"
        yield f"  FILTER (BOUND(?kind) || ?relation IN ({', '.join(_relation(name) for name in direct)}))"
        if question.form is not Form.BETWEEN and isinstance(question.object, Actor | Position):
            yield f"  FILTER ({_about(question.object, question.topic)})"
        return
    if question.form is Form.DENIES:
        if isinstance(question.subject, Actor):
            yield "  OPTIONAL { ?statement dg:speaker ?denier }"
            by = "(?subject, IF(?modality = dg:denied, COALESCE(?denier, ?subject), ?subject))"
            yield f"  FILTER ({_actor(question.subject)} IN {by})"
        question = replace(question, subject=HOLE)
    if question.form is Form.TIES and isinstance(question.subject, Actor) and isinstance(question.object, Actor):
        one, other = _actor(question.subject), _actor(question.object)
        yield f"  FILTER ((?subject = {one} && {_concerns(other)})"
        yield f"          || (?subject = {other} && {_concerns(one)}))"
        return
    straight = _both(question, schema, ("?subject", "?object"))
    if not straight:
        return
    turned = _both(question, schema, ("?object", "?subject"))
    symmetric = "EXISTS { ?relation a owl:SymmetricProperty }"
    if isinstance(question.object, Position) or _is_one_way(question, schema):
        yield f"  FILTER ({straight})"
    else:
        yield f"  FILTER (({straight})\n          || ({symmetric} && {turned}))"


def _is_one_way(question: Question, schema: Schema) -> bool:
    return bool(question.relations) and not any(schema.relations[name].symmetric for name in question.relations)


def _both(question: Question, schema: Schema, variables: tuple[str, str]) -> str:
    subject, thing = question.subject, question.object
    tests = []
    if isinstance(subject, Actor):
        tests.append(f"{variables[0]} = {_actor(subject)}")
    if isinstance(thing, Actor | Position):
        tests.append(_object_test(thing, question, schema, variables[1]))
    if question.sort is not None and HOLE in (subject, thing):
        hole = variables[0] if subject == HOLE else variables[1]
        sort = _short(class_iri(question.sort).value)  # a position may answer, too: what is supported of a state
        tests.append(f"EXISTS {{ VALUES ?sort {{ {sort} dg:Position }} {hole} a ?sort }}")
    return " && ".join(tests)


def _about(thing: Actor | Position, topic: str | None) -> str:
    """Whether the object is the thing, one of its parties is, or the statement is on the topic."""
    if isinstance(thing, Actor):
        test = f"?object = {_actor(thing)} || EXISTS {{ ?object dg:party {_actor(thing)} }}"
    else:
        parties = "".join(f" ; dg:party {_term(actor_iri(party).value)}" for party in thing.parties)
        kind = "?anyKind" if thing.kind == ANY_KIND else _short(kind_iri(thing.kind).value)
        test = f"EXISTS {{ ?object dg:kind {kind}{parties} }}"
    if topic is None:
        return test
    return f"{test} || EXISTS {{ ?statement dg:topic {_term(topic_iri(topic).value)} }}"


def _concerns(actor: str) -> str:
    return f"(?object = {actor} || EXISTS {{ ?object dg:party {actor} }})"


def _object_test(thing: Actor | Position, question: Question, schema: Schema, variable: str) -> str:
    if isinstance(thing, Position):
        name = asked_kind(thing, question.relations, schema)
        kind = [] if name is None else [f"{variable} dg:kind {_short(kind_iri(name).value)} ."]
        parties = [f"{variable} dg:party {_term(actor_iri(party).value)} ." for party in thing.parties]
        return f"EXISTS {{ {' '.join(kind + parties) or f'{variable} a dg:Position'} }}"
    same = f"{variable} = {_actor(thing)}"
    siding = [_relation(name) for name in schema.relations if takes_sides(name, schema)]
    favourable = f"{variable} dg:party {_actor(thing)} ; dg:kind [ dg:favours true ]"
    return (
        f"({same} || (?subject != {_actor(thing)} && ?relation IN ({', '.join(siding)}) && EXISTS {{ {favourable} }}))"
    )


def _moods(question: Question) -> Iterator[str]:
    """How the statements must be meant: denied, or anything but plain."""
    if question.form is Form.DENIES:
        acts = "".join(
            f" || (?relation = {_relation(name)} && ?polarity = dg:affirmed && ?modality = dg:asserted)"
            for name in question.also
        )
        yield f"  FILTER (?modality = dg:denied{acts})"
    elif question.negated and question.form is not Form.WHETHER:
        yield "  FILTER (?polarity != dg:affirmed || ?modality != dg:asserted)"


def _circumstances(question: Question) -> Iterator[str]:
    is_named_too = question.form in (Form.WHAT, Form.CHANGED) and isinstance(question.object, Actor | Position)
    if question.topic is not None and not is_named_too:
        yield f"  ?statement dg:topic {_term(topic_iri(question.topic).value)} ."
    if question.speaker is not None:
        yield f"  ?statement dg:speaker {_term(actor_iri(question.speaker).value)} ."
    if question.since or question.until:
        yield "  OPTIONAL { ?statement dg:firstDay ?first ; dg:lastDay ?last }"
        yield "  OPTIONAL { ?article dcterms:issued ?issued }"
    if question.since:
        yield f"  FILTER (COALESCE(?last, ?issued) >= {_day(question.since)})"
    if question.until:
        yield f"  FILTER (COALESCE(?first, ?issued) <= {_day(question.until)})"


def _actor(actor: Actor) -> str:
    return _term(actor_iri(actor.id).value)


def _relation(name: str) -> str:
    return _short(relation_iri(name).value)


def _day(day: date) -> str:
    return f'"{day.isoformat()}"^^xsd:date'


def _short(iri: str) -> str:
    """An ontology term as a prefixed name; its names are letters and hyphens."""
    return "dg:" + iri.removeprefix(PREFIXES["dg"])


def _term(iri: str) -> str:
    return f"<{iri}>"
