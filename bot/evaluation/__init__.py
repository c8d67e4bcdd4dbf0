"""How well Footnote answers a set of questions with known answers."""
