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
    place   INTEGER NOT NULL DEFAULT 0,   -- the channel or thread; 0 is a direct message
    found   INTEGER NOT NULL DEFAULT 1    -- whether the articles said anything
) WITHOUT ROWID;
CREATE INDEX answers_by_place ON answers (place, asked);
CREATE INDEX answers_by_guild ON answers (guild, asked, place, asker, found);

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

CREATE TABLE suggestions (                -- articles that a member suggested to the editors
    key     TEXT PRIMARY KEY,
    made    INTEGER NOT NULL,             -- seconds since 1970, UTC
    guild   INTEGER NOT NULL,
    member  INTEGER NOT NULL,
    waits   INTEGER NOT NULL,             -- whether no editor has decided yet
    content TEXT NOT NULL                 -- JSON of Suggestion
);
CREATE INDEX suggestions_by_member ON suggestions (guild, member, waits, made);

CREATE TABLE changes (                    -- what editors did to articles of late, for Undo
    number INTEGER PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE,
    guild  INTEGER NOT NULL,
    made   INTEGER NOT NULL,              -- seconds since 1970, UTC
    undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE steps (                      -- what a change did to each article; the library has the texts
    change  INTEGER NOT NULL,
    place   INTEGER NOT NULL,             -- in the order of the change
    article TEXT NOT NULL,
    version INTEGER NOT NULL,             -- the newest since
    before  INTEGER NOT NULL,             -- the one that was shown before, 0 for none
    PRIMARY KEY (change, place)
) WITHOUT ROWID;
CREATE INDEX steps_by_article ON steps (article, change);
