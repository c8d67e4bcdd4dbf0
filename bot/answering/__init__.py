"""From a question and what the index found to an answer with citations, or to an abstention."""
