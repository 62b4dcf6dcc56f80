"""Training: how the weights in extractors/models/id were made.  Not part of the wheel; knows no relation and no RDF."""
