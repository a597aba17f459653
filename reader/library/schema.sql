-- The library: one SQLite file. Offsets are code points of doc_text.body, `end` exclusive. Dates are ISO 8601 with the
-- precision found ('2017-11'), '' where there is none: text order is then date order, undated first.
-- Machine tables can be rebuilt from the sources; user tables (at the end) refer to documents by content hash only.

CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('version', 1), ('run', 0), ('unlinked', 0), ('extractor', '');

-- Kept exact by the triggers below, so that opening a million documents reads six rows.
CREATE TABLE counter(name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES ('documents', 0), ('mentions', 0), ('entities', 0), ('partial', 0), ('waiting', 0), ('failed', 0);

-- A document. `id` is the order of arrival and the row of the full-text index; `uid` is what people and commands say.
-- listed = 0: no file has this content any more (kept for bookmarks, or until the file comes back).
CREATE TABLE doc(
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT NOT NULL DEFAULT '',
    place TEXT, agency TEXT, source TEXT, language TEXT,
    format TEXT NOT NULL, encoding TEXT NOT NULL,
    chars INTEGER NOT NULL, words INTEGER NOT NULL, names INTEGER NOT NULL, mentions INTEGER NOT NULL,
    state TEXT NOT NULL,
    listed INTEGER NOT NULL DEFAULT 1,
    added TEXT NOT NULL,
    extractor TEXT NOT NULL
);
CREATE INDEX doc_date ON doc(listed, date, id);
CREATE INDEX doc_title ON doc(listed, title COLLATE NOCASE, id);
CREATE INDEX doc_path ON doc(path);

CREATE TABLE doc_text(
    doc_id INTEGER PRIMARY KEY REFERENCES doc(id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    blocks TEXT NOT NULL,
    sentences TEXT NOT NULL,
    metadata TEXT NOT NULL,
    warnings TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '[]'
);
-- What lists of duplicates, learned furniture and the report are made from, beside the long texts. `sketch`: likeness.py; `lines`: the keys of
-- the lines that may be furniture, with their blocks; `repeated`: the blocks (by number) that are, as the collection shows; `dropped`: {label: blocks}.
CREATE TABLE trait(
    doc_id INTEGER PRIMARY KEY REFERENCES doc(id) ON DELETE CASCADE,
    sketch BLOB,
    lines BLOB,
    dropped TEXT NOT NULL DEFAULT '{}',
    repeated TEXT NOT NULL DEFAULT '[]'
);
-- Documents that say (nearly) what another one says: `head_id` is the one that lists show. kind: same (the same words), near.
CREATE TABLE twin(doc_id INTEGER PRIMARY KEY, head_id INTEGER NOT NULL, score REAL NOT NULL, kind TEXT NOT NULL);
CREATE INDEX twin_head ON twin(head_id);
CREATE VIRTUAL TABLE fts USING fts5(title, body, content='doc_text', content_rowid='doc_id',
                                    tokenize='unicode61 remove_diacritics 2');
INSERT INTO fts(fts, rank) VALUES ('rank', 'bm25(4.0, 1.0)');
-- What the documents list is filtered by while typing: title, source, place, agency, file name.
CREATE VIRTUAL TABLE label USING fts5(text, content='', contentless_delete=1, tokenize='trigram remove_diacritics 1');

-- One entity within one document: linking the collection anew rewrites `machine_id`, `entity_id`, `reason`, `score` here and nothing else.
-- `machine_id` is the machine's answer, `entity_id` what decisions make of it (NULL: ignored, or nothing left of it).
-- `n` counts its mentions, `aside` those of them in learned furniture (kept exact by triggers), which nothing that counts names counts.
-- Numbers from 1,000,000 are made by decisions: passages that belong to somebody else, were added, or (`machine_id` '') name nobody.
CREATE TABLE local(
    doc_id INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    entity_id TEXT,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    strength TEXT NOT NULL,
    acronym TEXT,
    titles TEXT NOT NULL,
    hints TEXT NOT NULL,
    forms TEXT NOT NULL,
    n INTEGER NOT NULL,
    date TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    score REAL NOT NULL DEFAULT 1.0,
    machine_id TEXT,
    aside INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(doc_id, number)
) WITHOUT ROWID;
CREATE INDEX local_entity ON local(entity_id, date, doc_id, number, n);
CREATE INDEX local_machine ON local(machine_id);
CREATE INDEX local_made ON local(machine_id) WHERE number >= 1000000;

-- A mention; number is NULL for dates. `boilerplate`: 1 in furniture by its own document, 2 by the collection. `item` is its index in Recognised.mentions (-1: added by a decision), `word` the number of
-- words before it, `words` how many it has.
CREATE TABLE mention(
    doc_id INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    number INTEGER,
    sentence INTEGER NOT NULL,
    boilerplate INTEGER NOT NULL,
    word INTEGER NOT NULL,
    words INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    item INTEGER NOT NULL,
    type TEXT NOT NULL,
    score REAL NOT NULL,
    link REAL NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY(doc_id, start, "end")
) WITHOUT ROWID;

-- A title, rank or post as the text puts it beside a person's mention.
CREATE TABLE title(
    doc_id INTEGER NOT NULL REFERENCES doc(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    honorific INTEGER NOT NULL,
    PRIMARY KEY(doc_id, start, "end")
) WITHOUT ROWID;

-- `docs` and `mentions` count what stands outside learned furniture, `aside` the mentions in it.
CREATE TABLE entity(
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'machine',
    docs INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    first_date TEXT NOT NULL DEFAULT '',
    last_date TEXT NOT NULL DEFAULT '',
    pinned INTEGER NOT NULL DEFAULT 0,
    aside INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX entity_mentions ON entity(mentions, id);
CREATE INDEX entity_docs ON entity(docs, id);
CREATE INDEX entity_name ON entity(name COLLATE NOCASE, id);
CREATE INDEX entity_last ON entity(last_date, id);

-- `folded` is the text as names are looked up (folding.plain); the trigrams of ename are made of it.
CREATE TABLE alias(
    id INTEGER PRIMARY KEY,
    entity_id TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    n INTEGER NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE(entity_id, text)
);
CREATE INDEX alias_folded ON alias(folded);
CREATE VIRTUAL TABLE ename USING fts5(folded, content='', contentless_delete=1, tokenize='trigram');

-- What decisions make of the machine's answers; all of it follows from the log, and is made anew from it. `ruled`: the entity that one
-- is shown as ('': ignored); `never`: who stays apart; `ruled_doc`: documents of which single passages were decided, what was applied to
-- them, and passages that are no longer there. The machine's own answer is kept where another is shown: aliases as [[text, n, reason], …].
CREATE TABLE ruled(entity_id TEXT PRIMARY KEY, head TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE never("left" TEXT NOT NULL, "right" TEXT NOT NULL, PRIMARY KEY("left", "right")) WITHOUT ROWID;
CREATE TABLE ruled_doc(doc_id INTEGER PRIMARY KEY, signature TEXT NOT NULL, missing TEXT NOT NULL);
-- Grades of sources and documents (kind: source, document; key: its name or content hash), as the log says.
CREATE TABLE grade(kind TEXT NOT NULL, key TEXT NOT NULL, grade TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY(kind, key)) WITHOUT ROWID;
CREATE TABLE machine_entity(id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, aliases TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE machine_mention(doc_id INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, number INTEGER,
                             score REAL NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL,
                             PRIMARY KEY(doc_id, start, "end")) WITHOUT ROWID;

CREATE TABLE name_key(key TEXT PRIMARY KEY, entity_id TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE suggestion(
    "left" TEXT NOT NULL, "right" TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL, evidence TEXT NOT NULL,
    PRIMARY KEY("left", "right")
) WITHOUT ROWID;
CREATE INDEX suggestion_score ON suggestion(score DESC, "left", "right");

-- Who stands beside a much-named entity in a sentence: valid while `version` is the library's.
CREATE TABLE cooc_cache(entity_id TEXT PRIMARY KEY, version INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID;

-- The queue and the memory of what was read: one row a file, and one for each document in it (`parent` is the file's row; these never wait).
-- state: waiting, ok, partial, failed, gone. `extractor` is what read it last, however that ended.
-- `tries` counts failures, and beginnings of work that could end the program; `run` and `taken` are the numbers of the index run that saw and took it.
CREATE TABLE source(
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT,
    state TEXT NOT NULL DEFAULT 'waiting',
    tries INTEGER NOT NULL DEFAULT 0,
    run INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0,
    doc_id INTEGER,
    what TEXT NOT NULL DEFAULT '', "where" TEXT NOT NULL DEFAULT '', remedy TEXT NOT NULL DEFAULT '',
    warnings TEXT NOT NULL DEFAULT '[]',
    seconds REAL NOT NULL DEFAULT 0,
    parent INTEGER,
    extractor TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX source_parent ON source(parent) WHERE parent IS NOT NULL;
CREATE INDEX source_queue ON source(state, tries, id);
CREATE INDEX source_doc ON source(doc_id);

CREATE TRIGGER doc_counted AFTER INSERT ON doc WHEN NEW.listed BEGIN
    UPDATE counter SET n = n + 1 WHERE name = 'documents';
    UPDATE counter SET n = n + NEW.mentions WHERE name = 'mentions';
END;
CREATE TRIGGER doc_uncounted AFTER DELETE ON doc WHEN OLD.listed BEGIN
    UPDATE counter SET n = n - 1 WHERE name = 'documents';
    UPDATE counter SET n = n - OLD.mentions WHERE name = 'mentions';
END;
CREATE TRIGGER doc_recounted AFTER UPDATE OF listed, mentions ON doc
WHEN OLD.listed <> NEW.listed OR OLD.mentions <> NEW.mentions BEGIN
    UPDATE counter SET n = n + NEW.listed - OLD.listed WHERE name = 'documents';
    UPDATE counter SET n = n + NEW.listed * NEW.mentions - OLD.listed * OLD.mentions WHERE name = 'mentions';
END;
CREATE TRIGGER entity_counted AFTER INSERT ON entity BEGIN
    UPDATE counter SET n = n + 1 WHERE name = 'entities';
END;
CREATE TRIGGER entity_uncounted AFTER DELETE ON entity BEGIN
    UPDATE counter SET n = n - 1 WHERE name = 'entities';
END;
CREATE TRIGGER source_counted AFTER INSERT ON source BEGIN
    UPDATE counter SET n = n + 1 WHERE name = NEW.state;
END;
CREATE TRIGGER source_uncounted AFTER DELETE ON source BEGIN
    UPDATE counter SET n = n - 1 WHERE name = OLD.state;
END;
CREATE TRIGGER source_recounted AFTER UPDATE OF state ON source WHEN OLD.state <> NEW.state BEGIN
    UPDATE counter SET n = n - 1 WHERE name = OLD.state;
    UPDATE counter SET n = n + 1 WHERE name = NEW.state;
END;

CREATE TRIGGER mention_came AFTER INSERT ON mention WHEN NEW.boilerplate = 2 AND NEW.number IS NOT NULL BEGIN
    UPDATE local SET aside = aside + 1 WHERE doc_id = NEW.doc_id AND number = NEW.number;
END;
CREATE TRIGGER mention_went AFTER DELETE ON mention WHEN OLD.boilerplate = 2 AND OLD.number IS NOT NULL BEGIN
    UPDATE local SET aside = aside - 1 WHERE doc_id = OLD.doc_id AND number = OLD.number;
END;
CREATE TRIGGER mention_moved AFTER UPDATE OF number, boilerplate ON mention
WHEN OLD.number IS NOT NEW.number OR OLD.boilerplate <> NEW.boilerplate BEGIN
    UPDATE local SET aside = aside - (OLD.boilerplate = 2) WHERE doc_id = OLD.doc_id AND number = OLD.number;
    UPDATE local SET aside = aside + (NEW.boilerplate = 2) WHERE doc_id = NEW.doc_id AND number = NEW.number;
END;

-- What people decided, marked and read. Never rewritten by indexing; backed up before every migration.
CREATE TABLE decision(id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL,
                      args TEXT NOT NULL, undone_at TEXT);
CREATE TABLE bookmark(id INTEGER PRIMARY KEY, who TEXT NOT NULL, sha256 TEXT NOT NULL, start INTEGER NOT NULL,
                      "end" INTEGER NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL, deleted_at TEXT);
CREATE INDEX bookmark_sha256 ON bookmark(sha256);
CREATE TABLE visit(who TEXT NOT NULL, sha256 TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
                   start INTEGER NOT NULL, PRIMARY KEY(who, sha256)) WITHOUT ROWID;
CREATE TABLE saved_search(id INTEGER PRIMARY KEY, who TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
                          at TEXT NOT NULL, seen_version INTEGER NOT NULL);
