"""Ask: a question that was read as a statement with a hole, answered from a store with its evidence.

Knows no words: reading the question is the extractors' work, saying the answer the command line's.
Decisions: docs/decisions/021-what-answers-a-question.md.
"""

from __future__ import annotations

from dataclasses import replace

from ..extractors.model import Form, Question, Schema
from .answers import Answer
from .desk import Desk
from .matching import has_end, is_answerable
from .ontology import load_schema
from .replies import REPLIES, UNKNOWN
from .store import Store
from .tallied import tallied_answer

__all__ = ["ask"]


def ask(store: Store, question: Question, schema: Schema | None = None, *, whole: bool = False) -> Answer:
    """Answer a question from what the store holds.

    question: as `Extractor.read_question` returns it.   schema: None for that of ontology.ttl.
    Only affirmed, asserted statements answer; denied, negated and intended ones are given apart, in the same form.
    A question of which too little was understood gets no answers (and the verdict "unknown" if it asks yes or no):
    `question.not_understood` says why, `question.nearest` what can be asked.  Where a question
    names an actor or a position as object and some word in it names a topic, on which nothing is found, it is asked
    again without the topic, and the answer's question has none; not so where it says 'on T' itself.
    whole: read every statement.   Else, where more than a hundred answer, the best attested entries are given, with
    some of their statements and the number of all (`Entry.told`, `Answer.more`).
    """
    schema = schema or load_schema()
    if not is_answerable(question):
        return Answer(question, UNKNOWN if question.form is Form.WHETHER else None, ())
    tallied = None if whole else tallied_answer(store, question, schema)
    if tallied is not None:
        return tallied
    desk = Desk.gather(store, question, schema)
    if desk.is_empty and question.topic is not None and has_end(question) and not question.is_on_topic:
        # Words such as 'ties' or 'Kosovo' name a topic, too: where an actor or a position is named, that is enough.
        return ask(store, replace(question, topic=None), schema, whole=whole)
    return REPLIES[question.form](desk)
