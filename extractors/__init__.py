"""Text to statements.  Knows spaCy; never RDF."""
