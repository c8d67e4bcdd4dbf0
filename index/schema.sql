-- One library. `versions` is what editors gave us; all else can be derived from it again.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
    number    INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    version   INTEGER NOT NULL,          -- the one that answers are made from
    sentences BLOB NOT NULL DEFAULT x'', -- of that version, four numbers each: see index/sentences.py
    removed   INTEGER                    -- seconds since 1970, UTC; NULL while it is in the library
);

CREATE TABLE versions (
    article       INTEGER NOT NULL REFERENCES articles (number),
    version       INTEGER NOT NULL,
    fingerprint   TEXT NOT NULL,
    text_key      TEXT NOT NULL,         -- equal in copies of one text
    title         TEXT NOT NULL,
    text          TEXT NOT NULL,         -- exactly as given: quotes are offsets into it
    publisher     TEXT NOT NULL,
    author        TEXT NOT NULL,
    url           TEXT NOT NULL,
    language      TEXT NOT NULL,
    published     INTEGER,               -- what the article claims: seconds since 1970, UTC
    published_how TEXT NOT NULL,         -- '', or words of: day (no time of day), guessed, metadata
    indexed       INTEGER NOT NULL,      -- what we observed: seconds since 1970, UTC
    PRIMARY KEY (article, version)
);
CREATE INDEX versions_by_text ON versions (text_key);
CREATE INDEX versions_by_date ON versions (published);
-- All that lists of articles are chosen and ordered by, so that none reads the texts.
CREATE INDEX versions_as_listed ON versions (indexed, published, publisher, language, article, version);

CREATE TABLE passages (                  -- of the newest versions only
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    key     TEXT NOT NULL UNIQUE,        -- a hash of article, title, words: the id in Chroma
    article INTEGER NOT NULL REFERENCES articles (number),
    "start" INTEGER NOT NULL,
    "end"   INTEGER NOT NULL,
    waiting INTEGER NOT NULL             -- 1 while its vector is still to come
);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_waiting ON passages (number) WHERE waiting;

CREATE VIRTUAL TABLE full_text USING fts5 (title, body, tokenize = "ascii tokenchars '.'");
-- Of the way in, merging is what slows down as a library grows: fewer and larger merges cost less.
INSERT INTO full_text (full_text, rank) VALUES ('automerge', 16);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (full_text, 'row');

CREATE TABLE spellings (                 -- words that were ever in the library, by their sound, to find misspelt ones
    sound TEXT NOT NULL,
    word  TEXT NOT NULL,
    PRIMARY KEY (sound, word)
) WITHOUT ROWID;

CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (number),
    vector  BLOB NOT NULL                -- float32, little-endian, of length 1
);

CREATE TABLE quick_vectors (             -- of the quick model, beside those of a slow one
    passage INTEGER PRIMARY KEY,
    vector  BLOB NOT NULL
);

CREATE TABLE coming_vectors (            -- those of another embedding model, while the library is being rebuilt for it
    passage INTEGER PRIMARY KEY,
    vector  BLOB NOT NULL
);

CREATE TABLE outbox (                    -- what Chroma has not seen yet
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT NOT NULL,
    passage  INTEGER                     -- to add; NULL to delete
);
