"""Articles in, passages out: reading, splitting, storing, embedding and retrieving."""
