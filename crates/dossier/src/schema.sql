-- A dossier, version 5 (PRAGMA user_version). SQLite keeps the comments inside
-- the statements: `SELECT sql FROM sqlite_schema` prints them.
--
-- NULL means: the texts do not say.

CREATE TABLE settings (
    -- What this file knows about itself: 'state' is 'building' or 'complete';
    -- 'compared' names the versions of the stages that compared the articles.
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE captures (
    -- Bytes saved from the world: a page, a WARC record, a text file, a feed entry.
    id      TEXT PRIMARY KEY,   -- 'sha256:' and the hash of the bytes
    bytes   INTEGER NOT NULL,   -- how many
    skipped TEXT,               -- why there is no article in it; NULL where there is one
    issues  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(issues))
                                -- what was odd and what was done about it: JSON array of sentences
) STRICT;

CREATE TABLE payloads (
    -- The bytes themselves, as fetched, after transfer and content decoding.
    capture  TEXT PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE,
    encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'zstd')), -- how `data` is packed
    data     BLOB NOT NULL
) STRICT;

CREATE TABLE places (
    -- Where a capture was found. The same bytes found twice are one capture with two places.
    id          INTEGER PRIMARY KEY,
    capture     TEXT NOT NULL REFERENCES captures(id) ON DELETE CASCADE,
    path        TEXT NOT NULL,  -- from the input root; inside a container the record follows a '#'
    url         TEXT,
    captured_at TEXT,           -- when it was saved; not when it was published
    media_type  TEXT NOT NULL,
    format      TEXT NOT NULL,  -- how it is read: html, text, ready_article
    charset     TEXT,           -- as the transport says
    declared    TEXT NOT NULL CHECK (json_valid(declared))
                                -- what the container says: title, byline, outlet, published, language
) STRICT;
CREATE UNIQUE INDEX places_once ON places (
    capture, path, ifnull(url, ''), ifnull(captured_at, ''), media_type, format, ifnull(charset, ''), declared
);
CREATE INDEX places_by_path ON places (path);

CREATE TABLE skipped (
    -- Found in the pile and not read, or not read to its end.
    id         INTEGER PRIMARY KEY,
    path       TEXT NOT NULL,
    url        TEXT,
    media_type TEXT,
    bytes      INTEGER,
    hash       TEXT,            -- 'sha256:…' of the stored bytes, where they could be read
    reason     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX skipped_once ON skipped (
    path, ifnull(url, ''), ifnull(media_type, ''), ifnull(bytes, -1), ifnull(hash, ''), reason
);

CREATE TABLE analyses (
    -- Which stage, in which version, has read a capture: what need not be done again.
    capture TEXT PRIMARY KEY REFERENCES captures(id) ON DELETE CASCADE,
    article TEXT NOT NULL,      -- digest of the article stage's version and the place it was read from
    claims  INTEGER NOT NULL,   -- version of the claims stage
    record  INTEGER NOT NULL,   -- version of the lineage record
    terms   INTEGER NOT NULL    -- version of the stories terms
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    -- What a reader came for in one capture, without the boilerplate around it.
    number         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,  -- 'a' and the first digits of the capture's hash
    capture        TEXT NOT NULL UNIQUE REFERENCES captures(id) ON DELETE CASCADE,
    title          TEXT,
    outlet         TEXT,                  -- who publishes it
    byline         TEXT NOT NULL CHECK (json_valid(byline)),  -- JSON array of names
    published      TEXT,                  -- EDTF; never guessed
    published_from TEXT,                  -- where on the page: json-ld, meta, time, dateline, url, …
    modified       TEXT,
    modified_from  TEXT,
    language       TEXT,                  -- BCP 47
    canonical_url  TEXT,
    text           TEXT NOT NULL          -- paragraphs joined by one line break
) STRICT;

CREATE INDEX articles_by_language ON articles (language);

CREATE VIRTUAL TABLE articles_fts USING fts5 (
    title, text, content = 'articles', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER articles_changed AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO articles_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE TABLE byte_maps (
    -- Where each piece of an article's text stands in its capture: JSON array of
    -- [start in text, length, start in capture, length], all in bytes (UTF-8 for the text).
    article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    runs    TEXT NOT NULL CHECK (json_valid(runs))
) STRICT, WITHOUT ROWID;

CREATE TABLE repeats (
    -- Paragraphs that stand twice in the capture. The text keeps the first.
    article         TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    kept_start      INTEGER NOT NULL,
    kept_end        INTEGER NOT NULL,
    second_byte_start INTEGER NOT NULL,
    second_byte_end   INTEGER NOT NULL,
    same_bytes      INTEGER NOT NULL CHECK (same_bytes IN (0, 1)), -- 1: both places are the same bytes
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE upstreams (
    -- Outlets that the text itself names as its origin.
    article    TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    name       TEXT NOT NULL,
    words      TEXT NOT NULL,   -- the words that name it
    text_start INTEGER,         -- NULL where they stand outside the main text (a credit line)
    text_end   INTEGER,
    byte_start INTEGER,
    byte_end   INTEGER,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE records (
    -- What lineage keeps of a text, in place of the text: one encoded `Record` of the lineage
    -- crate (its bytes.rs says how), to be read by the version that wrote it (analyses.record).
    article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    record  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE terms (
    -- What grouping into stories keeps of an article: one encoded `Terms` of the stories crate, to
    -- be read by the version that wrote it (analyses.terms).
    article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    terms   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
    -- A person, an organisation or a place, by whatever name the articles call it.
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL,         -- its fullest name
    type TEXT NOT NULL CHECK (type IN ('person', 'organisation', 'government', 'place', 'other'))
                                -- a place that speaks ('Moscow said') is a government, and another entity than the place
) STRICT, WITHOUT ROWID;

CREATE TABLE aliases (
    -- What an entity is called, each wording once, and what shows that it is meant.
    entity     TEXT NOT NULL REFERENCES entities(id) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    text       TEXT NOT NULL,   -- as written: 'Mr Ostrow', 'the spy agency'
    why        TEXT NOT NULL,
    article    TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    text_start INTEGER NOT NULL, -- where it stands, in characters of articles.text
    text_end   INTEGER NOT NULL,
    byte_start INTEGER,          -- and in bytes of the capture
    byte_end   INTEGER,
    PRIMARY KEY (entity, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_text ON aliases (text);

CREATE TABLE names (
    -- Whom one article names.
    article TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    name    TEXT NOT NULL,      -- the fullest name that the article gives
    record  TEXT NOT NULL CHECK (json_valid(record)), -- wordings and places (in bytes of the text): JSON
    entity  TEXT REFERENCES entities(id) ON DELETE SET NULL, -- who that is across the articles
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_by_entity ON names (entity);
CREATE INDEX names_by_article ON names (article, number, entity);

CREATE TABLE claims (
    -- One assertion in one article. Said by whoever `source` names, not by this file.
    -- Offsets (…_start, …_end) count characters of articles.text from 0, end exclusive:
    -- substr(text, words_start + 1, words_end - words_start) are the words. Byte offsets
    -- (…_byte_start, …_byte_end) count bytes of the capture (payloads.data, unpacked).
    id                  TEXT PRIMARY KEY,
    digest              TEXT NOT NULL UNIQUE, -- what the id is cut from
    article             TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    kind                TEXT NOT NULL CHECK (kind IN ('figure', 'statement', 'quote')),
    sentence            TEXT NOT NULL,        -- the whole sentence
    sentence_start      INTEGER NOT NULL,
    sentence_end        INTEGER NOT NULL,
    sentence_byte_start INTEGER,
    sentence_byte_end   INTEGER,
    words               TEXT NOT NULL,        -- the words that carry the claim
    words_start         INTEGER NOT NULL,
    words_end           INTEGER NOT NULL,
    words_byte_start    INTEGER,
    words_byte_end      INTEGER,
    figure              TEXT,                 -- the quantity as written: 'at least 43 people'
    best                REAL,
    low                 REAL,
    high                REAL,
    qualifier           TEXT,                 -- exact approx at_least more_than at_most less_than range vague
    unit                TEXT,                 -- persons, an ISO 4217 code, a UCUM code, percent, or a plain noun
    measure             TEXT,                 -- killed, injured, missing, captured, deployed, displaced, …
    counted             TEXT,                 -- who or what is counted, as written
    per                 TEXT,                 -- the period of a rate, as written: 'a week'
    scope               TEXT,                 -- cumulative, incident, rate, unsaid
    part_of             TEXT REFERENCES claims(id) ON UPDATE CASCADE ON DELETE SET NULL,
                                              -- the figure of the same article that this one is a part of
    status              TEXT NOT NULL,        -- attributed, anonymous, own_voice, unattributed
    source              TEXT,                 -- on whose word, by the fullest name the article gives
    source_name         INTEGER,              -- number, in names, of whom the source is
    as_written          TEXT,                 -- the words that name the source here: 'he'
    as_written_start    INTEGER,
    as_written_end      INTEGER,
    via                 TEXT NOT NULL CHECK (json_valid(via)),    -- relays between source and outlet: JSON array
    cue                 TEXT,                 -- 'told', 'according to'
    act                 TEXT,                 -- what the cue does: assert deny estimate order urge promise threaten ask hold learn
    time_text           TEXT,
    time_edtf           TEXT,                 -- only where an anchor date is known
    time_anchor         TEXT,
    place               TEXT,
    hedges              TEXT NOT NULL CHECK (json_valid(hedges)), -- JSON array
    polarity            TEXT NOT NULL,        -- affirmed, negated
    modality            TEXT NOT NULL         -- asserted, hypothetical, expected, denied, unverified
) STRICT;
CREATE INDEX claims_by_article ON claims (article, words_start);
CREATE INDEX claims_by_whole ON claims (part_of);
CREATE INDEX claims_by_value ON claims (best);

CREATE TABLE claim_repeats (
    -- Where else an article says a claim: in another sentence of its text, or in a doubled
    -- paragraph, of which the text keeps the first. Offsets are as in claims.
    claim          TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    number         INTEGER NOT NULL,
    sentence       TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    words_start    INTEGER NOT NULL,
    words_end      INTEGER NOT NULL,
    byte_start     INTEGER,          -- where it is repeated in the capture
    byte_end       INTEGER,
    PRIMARY KEY (claim, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE caveats (
    -- Sentences of the same article that qualify a claim from outside of its sentence: 'could not
    -- independently verify either figure'. Offsets are as in claims.
    claim          TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    number         INTEGER NOT NULL, -- in the order of the text
    sentence       TEXT NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end   INTEGER NOT NULL,
    byte_start     INTEGER,
    byte_end       INTEGER,
    PRIMARY KEY (claim, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE headline_claims (
    -- What an article's title claims. Offsets count characters of articles.title;
    -- the other columns mean what they mean in claims.
    article          TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    number           INTEGER NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('figure', 'statement', 'quote')),
    words            TEXT NOT NULL,
    words_start      INTEGER NOT NULL,
    words_end        INTEGER NOT NULL,
    figure           TEXT,
    best             REAL,
    low              REAL,
    high             REAL,
    qualifier        TEXT,
    unit             TEXT,
    measure          TEXT,
    counted          TEXT,
    per              TEXT,
    scope            TEXT,
    status           TEXT NOT NULL,
    source           TEXT,
    source_name      INTEGER,
    as_written       TEXT,
    as_written_start INTEGER,
    as_written_end   INTEGER,
    via              TEXT NOT NULL CHECK (json_valid(via)),
    cue              TEXT,
    act              TEXT,
    time_text        TEXT,
    time_edtf        TEXT,
    time_anchor      TEXT,
    place            TEXT,
    hedges           TEXT NOT NULL CHECK (json_valid(hedges)),
    polarity         TEXT NOT NULL,
    modality         TEXT NOT NULL,
    restates         TEXT REFERENCES claims(id) ON UPDATE CASCADE ON DELETE SET NULL,
                                      -- the claim of the text that it says again
    differs          TEXT NOT NULL CHECK (json_valid(differs)),
                                      -- in what it differs from that: JSON array of
                                      -- value qualifier attribution hedges modality polarity
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX headline_claims_by_claim ON headline_claims (restates);

CREATE TABLE families (
    -- Articles that share text.
    id       TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE family_members (
    -- Which family an article belongs to. Most belong to none.
    article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    family  TEXT NOT NULL REFERENCES families(id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX family_members_by_family ON family_members (family);

CREATE TABLE unseen (
    -- Texts that are not in this file and that nobody names, but from which several articles
    -- must have what they have in common.
    number   INTEGER PRIMARY KEY,
    children INTEGER NOT NULL   -- how many articles descend from it
) STRICT;

CREATE TABLE unseen_children (
    -- The articles that descend from such a text.
    unseen  INTEGER NOT NULL REFERENCES unseen(number) ON DELETE CASCADE,
    article TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (unseen, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX unseen_children_by_article ON unseen_children (article);

CREATE TABLE derivations (
    -- What an article (the child) has from another text (the parent). The parent is one of three:
    -- an article of this file, a text of a named outlet that is not in this file, or a text that
    -- is not in it and that nobody names.
    number    INTEGER PRIMARY KEY, -- by child, then parent
    child     TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    parent    TEXT REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    upstream  TEXT,                -- the outlet
    unseen    INTEGER REFERENCES unseen(number) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind IN ('copy', 'near_copy', 'excerpt', 'rewrite', 'translation', 'cites')),
                                   -- cites: it only names the other as its source
    direction TEXT NOT NULL CHECK (direction IN ('known', 'unknown')),
                                   -- unknown: the texts do not show which came first; child is the lesser id
    strength  REAL CHECK (strength BETWEEN 0 AND 1),
                                   -- how much of the child the parent accounts for: the share of its words, of
                                   -- its sentences for rewrites and translations; NULL where nothing was measured
    CHECK ((parent IS NOT NULL) + (upstream IS NOT NULL) + (unseen IS NOT NULL) = 1)
) STRICT;
CREATE INDEX derivations_by_child ON derivations (child);
CREATE INDEX derivations_by_parent ON derivations (parent);
CREATE INDEX derivations_by_upstream ON derivations (upstream);
CREATE INDEX derivations_by_unseen ON derivations (unseen);

CREATE TABLE derivation_passages (
    -- Text of the child beside text of the parent, in the child's order. Offsets count characters
    -- of articles.text, from 0, end exclusive.
    derivation   INTEGER NOT NULL REFERENCES derivations(number) ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    child_start  INTEGER NOT NULL,
    child_end    INTEGER NOT NULL,
    parent_start INTEGER,          -- NULL where the parent is not in this file
    parent_end   INTEGER,
    PRIMARY KEY (derivation, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE derivation_reasons (
    -- What shows a derivation, and what shows its direction, in words.
    derivation INTEGER NOT NULL REFERENCES derivations(number) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (derivation, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE derivation_credits (
    -- The derivation to which an outlet leads that an article names as its origin (see upstreams).
    -- A credit that was copied along with the text around it leads to none.
    article    TEXT NOT NULL,
    number     INTEGER NOT NULL,   -- which of its upstreams
    derivation INTEGER NOT NULL REFERENCES derivations(number) ON DELETE CASCADE,
    PRIMARY KEY (article, number, derivation),
    FOREIGN KEY (article, number) REFERENCES upstreams (article, number) ON UPDATE CASCADE ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX derivation_credits_by_derivation ON derivation_credits (derivation);

CREATE TABLE doubtful (
    -- Pairs of articles too alike to be called independent, and not alike enough for a derivation.
    one   TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE, -- the lesser id
    other TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubtful_by_other ON doubtful (other);

CREATE TABLE stories (
    -- Articles about one real-world event.
    id        TEXT PRIMARY KEY,  -- cut from the capture of the founder: later articles do not change it
    title     TEXT,
    founder   TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
                                 -- the article published first
    from_day  TEXT,              -- first and last day of publication, where any is known
    to_day    TEXT,
    -- What lists show, counted from the other tables whenever articles are compared:
    articles  INTEGER NOT NULL DEFAULT 0, -- how many
    texts     INTEGER NOT NULL DEFAULT 0, -- how many texts these are, copies counted once
    undated   INTEGER NOT NULL DEFAULT 0, -- how many have no date
    main_question TEXT,          -- of its questions the one that most articles answer, figures first
    differ    INTEGER NOT NULL DEFAULT 0 CHECK (differ IN (0, 1)),  -- 1: some answers differ
    updated   INTEGER NOT NULL DEFAULT 0 CHECK (updated IN (0, 1))  -- 1: some answers were updated
) STRICT, WITHOUT ROWID;
CREATE INDEX stories_by_articles ON stories (articles DESC, id);
CREATE INDEX stories_by_day ON stories (to_day DESC, articles DESC, id);

CREATE TABLE story_articles (
    -- Which story an article belongs to, and why.
    article TEXT PRIMARY KEY REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
    story   TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    nearest TEXT REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE,
                                 -- the article of the story that is most like it; NULL for the founder
    why     TEXT                 -- in words; NULL for the founder
) STRICT, WITHOUT ROWID;
CREATE INDEX story_articles_by_story ON story_articles (story);

CREATE TABLE story_log (
    -- What became of stories when captures were added, build by build: not part of any export, for
    -- it depends on the order in which captures came.
    number INTEGER PRIMARY KEY,
    change TEXT NOT NULL CHECK (change IN ('renamed', 'merged', 'split', 'shrank')),
                                 -- renamed: a capture that was added was published first
    story  TEXT NOT NULL,        -- its id after that build
    was    TEXT NOT NULL CHECK (json_valid(was)), -- the ids before of the stories that it comes from: JSON array
    why    TEXT NOT NULL
) STRICT;
CREATE INDEX story_log_by_story ON story_log (story);

CREATE TABLE questions (
    -- What several claims answer: 'How many people were killed?'
    id       TEXT PRIMARY KEY,  -- cut from the claim that the question is known by
    story    TEXT NOT NULL REFERENCES stories(id) ON DELETE CASCADE,
    text     TEXT NOT NULL,
    measure  TEXT NOT NULL,
    counted  TEXT,
    founder  TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
                                -- the claim of the article published first
    at_least INTEGER NOT NULL   -- so many independent origins at least; at most as many as there are origins
) STRICT, WITHOUT ROWID;
CREATE INDEX questions_by_story ON questions (story);

CREATE TABLE question_reasons (
    -- Why claims that are put otherwise are taken for answers to one question, in words.
    question TEXT NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE positions (
    -- One answer to a question.
    question TEXT NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,  -- from 1, by value
    best     REAL,
    low      REAL,
    high     REAL,
    articles INTEGER NOT NULL,  -- how many give it
    families INTEGER NOT NULL,  -- how many texts these are, copies counted once
    origins  INTEGER NOT NULL,  -- at most so many origins that are not shown to depend on one another
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE position_claims (
    -- The claims that give an answer.
    question TEXT NOT NULL,
    position INTEGER NOT NULL,
    claim    TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (question, position, claim),
    FOREIGN KEY (question, position) REFERENCES positions (question, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX position_claims_by_claim ON position_claims (claim);

CREATE TABLE origins (
    -- Where the claims on a question ultimately come from, as far as the texts show.
    question  TEXT NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    source    TEXT,              -- who is named; NULL where nobody is
    entity    TEXT REFERENCES entities(id) ON DELETE SET NULL, -- who that is
    anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)), -- 1: a source that no text names
    why       TEXT NOT NULL CHECK (json_valid(why)), -- what ties the claims: JSON array of sentences
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE origin_claims (
    -- The claims that come from an origin.
    question TEXT NOT NULL,
    origin   INTEGER NOT NULL,
    claim    TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    PRIMARY KEY (question, origin, claim),
    FOREIGN KEY (question, origin) REFERENCES origins (question, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX origin_claims_by_claim ON origin_claims (claim);

CREATE TABLE relations (
    -- How two claims stand to each other, of which one at least answers the question.
    question TEXT NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
    a        TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    b        TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    relation TEXT NOT NULL CHECK (relation IN ('agree', 'compatible', 'differ', 'updated', 'not_comparable')),
    why      TEXT NOT NULL,
    PRIMARY KEY (question, a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_by_a ON relations (a);
CREATE INDEX relations_by_b ON relations (b);

CREATE TABLE notes (
    -- What is consistent with what, without anybody having said so. Never a claim.
    question TEXT NOT NULL REFERENCES questions(id) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    text     TEXT NOT NULL,
    claims   TEXT NOT NULL CHECK (json_valid(claims)), -- JSON array of claim ids
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE moments (
    -- The answers to a question in time.
    question TEXT NOT NULL,
    number   INTEGER NOT NULL,  -- by date, undated last
    date     TEXT,              -- EDTF
    dated    TEXT NOT NULL CHECK (dated IN ('as_of', 'published', 'undated')),
                                -- as_of: the text says when the figure held
    position INTEGER NOT NULL,
    first    INTEGER NOT NULL CHECK (first IN (0, 1)), -- 1: the answer is given here first
    claims   TEXT NOT NULL CHECK (json_valid(claims)), -- JSON array of claim ids
    PRIMARY KEY (question, number),
    FOREIGN KEY (question, position) REFERENCES positions (question, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE questions_fts USING fts5 (
    -- The texts of questions by text, for looking up pieces of them.
    text, id UNINDEXED, tokenize = 'trigram'
);
CREATE VIRTUAL TABLE names_fts USING fts5 (
    -- What entities are called, by their names; id is the entity's.
    text, id UNINDEXED, tokenize = 'trigram'
);

CREATE TABLE drifts (
    -- What changed between a parent's claim and the same claim in an article derived from it.
    number     INTEGER PRIMARY KEY,
    article    TEXT NOT NULL REFERENCES articles(id) ON UPDATE CASCADE ON DELETE CASCADE, -- the derived one
    from_claim TEXT NOT NULL REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    to_claim   TEXT REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE, -- NULL: it is gone
    kind       TEXT NOT NULL,    -- value_changed qualifier_added qualifier_dropped attribution_dropped
                                 -- attribution_weakened caveat_dropped meaning_reversed modality_raised
                                 -- scope_changed date_dropped outcome_dropped claim_dropped
    severity   TEXT NOT NULL CHECK (severity IN ('minor', 'notable', 'serious')),
    why        TEXT NOT NULL
) STRICT;
CREATE INDEX drifts_by_from ON drifts (from_claim);
CREATE INDEX drifts_by_to ON drifts (to_claim);
CREATE INDEX drifts_by_article ON drifts (article);

CREATE TABLE decisions (
    -- What people decided about this dossier, in order. Lines are added and never changed: what is
    -- taken back is undone by another decision. Builds keep them.
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,  -- RFC 3339
    author TEXT NOT NULL,
    note   TEXT NOT NULL,  -- why
    what   TEXT NOT NULL CHECK (json_valid(what))
                           -- {"kind": "reject", "claim": "c12"}: see EXPORT.md, decisions
) STRICT;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN
    SELECT raise(ABORT, 'decisions are not changed; add one that undoes it');
END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions BEGIN
    SELECT raise(ABORT, 'decisions are not removed; add one that undoes it');
END;

CREATE TABLE reviews (
    -- What the decisions that stand say of a claim. Claims have the corrected values.
    claim    TEXT PRIMARY KEY REFERENCES claims(id) ON UPDATE CASCADE ON DELETE CASCADE,
    state    TEXT NOT NULL CHECK (state IN ('accepted', 'rejected', 'corrected')),
    decision INTEGER NOT NULL,                       -- the last about it
    was      TEXT NOT NULL CHECK (json_valid(was))   -- the fields that were corrected, as read
) STRICT, WITHOUT ROWID;

CREATE VIEW figures AS
    -- Every figure, with who said it, where, and the sentence.
    SELECT c.figure, c.measure, c.counted, c.best, c.low, c.high, c.qualifier, c.unit, c.per, c.scope,
           c.source, c.via, c.status, a.title AS article, a.outlet, a.published, c.sentence,
           m.family, c.article AS article_id, c.id AS claim_id,
           (SELECT min(p.path) FROM places p WHERE p.capture = a.capture) AS path
    FROM claims c
    JOIN articles a ON a.id = c.article
    LEFT JOIN family_members m ON m.article = a.id
    WHERE c.kind = 'figure';

CREATE VIEW sources AS
    -- On whose word claims stand, and in how many articles.
    SELECT c.source, c.status, count(*) AS claims, count(DISTINCT c.article) AS articles,
           count(DISTINCT ifnull(m.family, c.article)) AS families,
           json_group_array(DISTINCT a.outlet) FILTER (WHERE a.outlet IS NOT NULL) AS outlets
    FROM claims c
    JOIN articles a ON a.id = c.article
    LEFT JOIN family_members m ON m.article = a.id
    GROUP BY c.source, c.status;

CREATE VIEW lineage AS
    -- Who has text from whom.
    SELECT c.title AS article, c.outlet, c.published, d.kind, d.direction, d.strength,
           p.title AS parent_article, ifnull(p.outlet, d.upstream) AS parent_outlet, p.published AS parent_published,
           (SELECT group_concat(text, '; ') FROM
               (SELECT text FROM derivation_reasons r WHERE r.derivation = d.number ORDER BY r.number)) AS why,
           m.family, d.child AS article_id, d.parent AS parent_id
    FROM derivations d
    JOIN articles c ON c.id = d.child
    LEFT JOIN articles p ON p.id = d.parent
    LEFT JOIN family_members m ON m.article = d.child;

CREATE VIEW answers AS
    -- Every answer to every question, with the claims behind it.
    SELECT q.text AS question, c.figure AS answer, c.source, c.via, a.title AS article, a.outlet,
           p.articles AS in_articles, p.families AS in_families, p.origins AS from_at_most_origins,
           c.sentence, q.id AS question_id, p.number AS position, c.id AS claim_id
    FROM questions q
    JOIN positions p ON p.question = q.id
    JOIN position_claims pc ON pc.question = q.id AND pc.position = p.number
    JOIN claims c ON c.id = pc.claim
    JOIN articles a ON a.id = c.article;
