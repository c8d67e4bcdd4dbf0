"""The vectors of wordllama are its own, only made faster."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import wordllama

from index.embed import WordLlamaEmbeddings
from tests.library import BRIDGE, FERRY, LANTERNS, OTHERS

TEXTS = [FERRY, BRIDGE, LANTERNS, *OTHERS, "Ferry", f"{FERRY}\n\n{BRIDGE} " * 40, "[PAD] </s>"]


def test_they_are_what_wordllama_itself_gives() -> None:
    own = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent).embed(TEXTS, norm=True)

    assert np.allclose(WordLlamaEmbeddings().embed_documents(TEXTS), own, atol=1e-6)


def test_a_text_has_the_same_vector_alone_and_among_others() -> None:
    embeddings = WordLlamaEmbeddings()

    assert embeddings.embed_query(FERRY) == embeddings.embed_documents(TEXTS)[0]


def test_a_text_without_words_has_zeros() -> None:
    assert WordLlamaEmbeddings().embed_query("") == [0.0] * 256
