-- What the bot itself must remember, beside the libraries. Discord's ids are 64-bit integers.

CREATE TABLE servers (
    guild    INTEGER PRIMARY KEY,
    settings TEXT NOT NULL                -- JSON of ServerSettings
);

CREATE TABLE readers (                    -- who asked where: in a direct message these servers' libraries answer
    user  INTEGER NOT NULL,
    guild INTEGER NOT NULL,
    last  INTEGER NOT NULL,               -- seconds since 1970, UTC
    PRIMARY KEY (user, guild)
) WITHOUT ROWID;

CREATE TABLE answers (                    -- what the buttons below an answer need, also a month later
    key     TEXT PRIMARY KEY,
    guild   INTEGER NOT NULL,
    asker   INTEGER NOT NULL,
    asked   INTEGER NOT NULL,             -- seconds since 1970, UTC
    content TEXT NOT NULL,                -- JSON of Given
    place   INTEGER NOT NULL DEFAULT 0    -- the channel or thread; 0 is a direct message
) WITHOUT ROWID;
CREATE INDEX answers_by_place ON answers (place, asked);

CREATE TABLE reports (                    -- citations that a reader called wrong, each once
    answer TEXT NOT NULL,
    number INTEGER NOT NULL,
    user   INTEGER NOT NULL,
    PRIMARY KEY (answer, number, user)
) WITHOUT ROWID;

CREATE TABLE drafts (                     -- articles that an editor previews
    key     TEXT PRIMARY KEY,
    made    INTEGER NOT NULL,             -- seconds since 1970, UTC
    content TEXT NOT NULL                 -- JSON of Draft
);

CREATE TABLE searches (                   -- what the pages of a search or of a list of articles need
    key     TEXT PRIMARY KEY,
    guild   INTEGER NOT NULL,
    user    INTEGER NOT NULL,
    made    INTEGER NOT NULL,             -- seconds since 1970, UTC
    content TEXT NOT NULL                 -- JSON of Search
);
CREATE INDEX searches_by_age ON searches (made);
