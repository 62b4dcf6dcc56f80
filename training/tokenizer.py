"""Tokenizer: spaCy's Indonesian one, made to split as the treebanks do.  It is stored with the weights."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without a stub
from spacy.util import compile_infix_regex

from .tables import Tables

__all__ = ["fit_tokenizer"]


def fit_tokenizer(nlp: Language, tables: Tables) -> None:
    """Give the pipeline's tokenizer the infixes and abbreviations of the tables."""
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    tokenizer.infix_finditer = compile_infix_regex(tables.infixes).finditer
    # The exceptions with a hyphen join or split reduplications; the treebanks keep them whole.
    tokenizer.rules = {form: rule for form, rule in tokenizer.rules.items() if "-" not in form}
    for form in tables.abbreviations:
        tokenizer.add_special_case(form, [{"ORTH": form}])
