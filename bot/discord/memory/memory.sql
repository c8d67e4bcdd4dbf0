-- What the bot itself must remember, beside the libraries. Discord's ids are 64-bit integers.

CREATE TABLE IF NOT EXISTS servers (
    guild    INTEGER PRIMARY KEY,
    settings TEXT NOT NULL,               -- JSON of ServerSettings
    gone     INTEGER,                     -- since when the bot is not there any more, in seconds; NULL while it is
    summed   INTEGER                      -- up to when the editors have a summary, in seconds; NULL before the first week
);

CREATE TABLE IF NOT EXISTS readers (                    -- who asked where: in a direct message these servers' libraries answer
    user  INTEGER NOT NULL,
    guild INTEGER NOT NULL,
    last  INTEGER NOT NULL,               -- seconds since 1970, UTC
    PRIMARY KEY (user, guild)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS answers (                    -- what the buttons below an answer need, also a month later
    key     TEXT PRIMARY KEY,
    guild   INTEGER NOT NULL,
    asker   INTEGER NOT NULL,
    asked   INTEGER NOT NULL,             -- seconds since 1970, UTC
    content TEXT NOT NULL,                -- JSON of Given
    place   INTEGER NOT NULL DEFAULT 0,   -- the channel or thread; 0 is a direct message
    found   INTEGER NOT NULL DEFAULT 1    -- whether the articles said anything
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_by_place ON answers (place, asked);
CREATE INDEX IF NOT EXISTS answers_by_guild ON answers (guild, asked, place, asker, found);
CREATE INDEX IF NOT EXISTS answers_by_asker ON answers (asker, asked);
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (asked);

CREATE TABLE IF NOT EXISTS reports (                    -- citations that a reader called wrong, each once
    answer TEXT NOT NULL,
    number INTEGER NOT NULL,
    user   INTEGER NOT NULL,
    PRIMARY KEY (answer, number, user)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS drafts (                     -- articles that an editor previews
    key     TEXT PRIMARY KEY,
    made    INTEGER NOT NULL,             -- seconds since 1970, UTC
    content TEXT NOT NULL                 -- JSON of Draft
);

CREATE TABLE IF NOT EXISTS ratings (                    -- what readers think of answers; the last of each counts
    answer  TEXT NOT NULL,
    user    INTEGER NOT NULL,
    guild   INTEGER NOT NULL,
    asker   INTEGER NOT NULL,
    at      INTEGER NOT NULL,             -- seconds since 1970, UTC
    good    INTEGER NOT NULL,
    reason  TEXT NOT NULL,
    words   TEXT NOT NULL,
    content TEXT NOT NULL,                -- JSON of Given: the answer as it was, also when it is deleted later
    PRIMARY KEY (answer, user)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ratings_by_guild ON ratings (guild, at);

CREATE TABLE IF NOT EXISTS gaps (                       -- questions that the articles did not answer
    answer  TEXT PRIMARY KEY,             -- the key of the abstention
    guild   INTEGER NOT NULL,
    asker   INTEGER NOT NULL,
    asked   INTEGER NOT NULL,             -- seconds since 1970, UTC
    content TEXT NOT NULL,                -- JSON of Given
    growth  INTEGER NOT NULL,             -- how far the library had grown when it was asked again
    filled  INTEGER                       -- since when articles answer it, in seconds; NULL while none do
);
CREATE INDEX IF NOT EXISTS gaps_by_guild ON gaps (guild, asked);

CREATE TABLE IF NOT EXISTS wishes (                     -- who wants to hear when a gap is filled
    answer TEXT NOT NULL,
    user   INTEGER NOT NULL,
    PRIMARY KEY (answer, user)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS suggestions (  -- articles that a member suggested to the editors
    key     TEXT PRIMARY KEY,
    made    INTEGER NOT NULL,             -- seconds since 1970, UTC
    guild   INTEGER NOT NULL,
    member  INTEGER NOT NULL,
    waits   INTEGER NOT NULL,             -- whether no editor has decided yet
    content TEXT NOT NULL                 -- JSON of Suggestion
);
CREATE INDEX IF NOT EXISTS suggestions_by_member ON suggestions (guild, member, waits, made);

CREATE TABLE IF NOT EXISTS changes (      -- what editors did to articles of late, for Undo
    number INTEGER PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE,
    guild  INTEGER NOT NULL,
    made   INTEGER NOT NULL,              -- seconds since 1970, UTC
    undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS steps (        -- what a change did to each article; the library has the texts
    change  INTEGER NOT NULL,
    place   INTEGER NOT NULL,             -- in the order of the change
    article TEXT NOT NULL,
    version INTEGER NOT NULL,             -- the newest since
    before  INTEGER NOT NULL,             -- the one that was shown before, 0 for none
    PRIMARY KEY (change, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS steps_by_article ON steps (article, change);

CREATE TABLE IF NOT EXISTS searches (     -- what the pages of a search or of a list of articles need
    key     TEXT PRIMARY KEY,
    guild   INTEGER NOT NULL,
    user    INTEGER NOT NULL,
    made    INTEGER NOT NULL,             -- seconds since 1970, UTC
    content TEXT NOT NULL                 -- JSON of Search
);
CREATE INDEX IF NOT EXISTS searches_by_age ON searches (made);
