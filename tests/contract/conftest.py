"""Articles with statements, in one line each, for what every store must do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from diplograph.extractors.model import (
    Actor,
    Article,
    Attribution,
    Mention,
    Modality,
    Polarity,
    Position,
    Statement,
    When,
)

Read = Callable[..., tuple[Article, list[Statement]]]
BODIES = {"UN", "OSCE-MG"}


def actor(code: str) -> Actor:
    return Actor(code, "Organization" if code in BODIES else "State", f"Land of {code}")


def thing(text: str) -> Actor | Position:
    kind, colon, parties = text.partition(":")
    codes = tuple(sorted(filter(None, parties.split("+"))))
    return Position(kind, codes, f"{kind} of {' and '.join(codes)}") if colon else actor(text)


def statement(line: str, article: Article, start: int) -> Statement:
    """'TUR supports stance:AZE @2020-10 by:RUS topic:karabakh denied' as a statement."""
    subject, relation, object_, *rest = line.split()
    more = dict(word.split(":", 1) for word in rest if ":" in word)
    when = next((word[1:] for word in rest if word.startswith("@")), None)
    sentence = f"It is said: {line}."
    return Statement(
        doc=article.id,
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        lang="en",
        subject=actor(subject),
        subject_mention=Mention(subject, start, start + len(subject)),
        relation=relation,
        object=thing(object_),
        object_mention=Mention(object_, start, start + len(object_)),
        topic=more.get("topic"),
        polarity=Polarity.NEGATED if "negated" in rest else Polarity.AFFIRMED,
        modality=next((modality for modality in Modality if modality.value in rest), Modality.ASSERTED),
        attribution=Attribution(more["by"], "a minister", "said") if "by" in more else None,
        when=When.from_text(when) if when else None,
        confidence=0.8,
        rule=f"en/{relation}/test",
        published=article.published,
    )


@pytest.fixture(scope="session")
def read() -> Read:
    """Make an article whose every line is a statement."""

    def make(article_id: str, *lines: str, published: str | None = "2020-10-10") -> tuple[Article, list[Statement]]:
        day = date.fromisoformat(published) if published else None
        article = Article(article_id, "\n".join(lines), "en", day, f"On {article_id}", "Harbour Post", None)
        return article, [statement(line, article, 100 * i) for i, line in enumerate(lines)]

    return make
