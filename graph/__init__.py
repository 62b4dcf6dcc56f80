"""Statements to RDF to answers.  Knows rdflib, Oxigraph, NetworkX and PyVis; never spaCy."""
