"""The program that query_process.py runs: one query from standard input, its results to standard output.

It stands alone, so that it starts within a few hundredths of a second.
"""

import json
import sys
import time

import pyoxigraph as ox


def main() -> None:
    """Write 'T' and N-Triples, or 'R' and SPARQL JSON; a mistake goes to standard error."""
    asked = json.load(sys.stdin)
    store = _opened(asked["location"])
    terms = {name: _term(text) for name, text in asked["bindings"].items()}
    results = store.query(
        asked["sparql"],
        prefixes=asked["prefixes"],
        use_default_graph_as_union=True,
        substitutions={ox.Variable(name): term for name, term in terms.items()},
    )
    if isinstance(results, ox.QueryTriples):
        text = b"T" + (results.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
    else:
        text = b"R" + (results.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    sys.stdout.buffer.write(text)


def _opened(location: str) -> ox.Store:
    for wait in (0.05, 0.2, 0.5):
        try:
            return ox.Store.read_only(location)
        except (OSError, RuntimeError):  # a writer tidied its files away meanwhile
            time.sleep(wait)
    return ox.Store.read_only(location)


def _term(text: str) -> ox.NamedNode | ox.Literal:
    (triple,) = ox.parse(f"<s:s> <p:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
    if not isinstance(triple.object, ox.NamedNode | ox.Literal):
        raise TypeError(f"cannot be bound: {text}")
    return triple.object


if __name__ == "__main__":
    try:
        main()
    except (OSError, RuntimeError, ValueError, SyntaxError, TypeError) as error:
        sys.exit(str(error))
