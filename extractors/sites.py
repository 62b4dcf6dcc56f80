"""Sites: the capital that a meeting or a deal is called after, which is no party to it.

Knows no relation and no word of any language.
"""

from __future__ import annotations

from .actors import Cast

__all__ = ["is_site"]

_CAPITAL = "capital"
_BESIDE = frozenset({"mod", "flat"})
_REACH = 4  # tokens


def is_site(cast: Cast, trigger: int, token: int) -> bool:
    """Whether a name is a single capital right beside a noun: 'the Berlin talks', but not 'Moscow-Tehran talks'."""
    tree = cast.tree
    if tree.heads[token] != trigger or tree.roles[token] not in _BESIDE or tree.cases[token]:
        return False
    matches = cast.names.get(token, ())
    if len(matches) != 1 or matches[0].sort != _CAPITAL:
        return False
    return not any(tree.of_role(token, "conj", "appos")) and abs(token - trigger) <= _REACH
