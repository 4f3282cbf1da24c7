-- The first schema. Forward only: what changes later is a script with the next number.
-- PostgreSQL 14 or newer, encoding UTF8.

CREATE TABLE schema_version (
    version integer PRIMARY KEY,
    applied timestamptz NOT NULL DEFAULT now()
);

-- A link of a student's chain, spelled as it was hashed: jsonb would change numbers and text.
-- Two writers of the same link meet in the primary key.
CREATE TABLE event (
    student_no text COLLATE "C" NOT NULL,
    seq integer NOT NULL CHECK (seq > 0),
    event text NOT NULL,
    PRIMARY KEY (student_no, seq)
);

-- The desk's own chain.
CREATE TABLE desk_event (
    seq integer PRIMARY KEY CHECK (seq > 0),
    event text NOT NULL
);

-- What lists show of a student; derived from the chain in the same transaction.
-- "changed" is the transaction that wrote last: a reader asks for what began after its last look.
CREATE TABLE summary (
    student_no text COLLATE "C" PRIMARY KEY,
    changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
    format integer NOT NULL,
    summary text NOT NULL
);
CREATE INDEX summary_changed ON summary (changed);

-- Who has an ID number, by keyed hash; "place" is the order of writing.
CREATE TABLE person (
    id_hash text COLLATE "C" NOT NULL,
    student_no text COLLATE "C" NOT NULL,
    place bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (id_hash, student_no)
);

-- Whose a sheet or a request is.
CREATE TABLE sheet (
    sheet_id text COLLATE "C" PRIMARY KEY,
    student_no text COLLATE "C" NOT NULL,
    place bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX sheet_short ON sheet (left(sheet_id, 8));

-- Photos and signatures under their SHA-256; "put" is when somebody last brought these bytes.
CREATE TABLE blob (
    digest text COLLATE "C" PRIMARY KEY,
    data bytea NOT NULL,
    put timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE blob ALTER COLUMN data SET STORAGE EXTERNAL;

-- Wrong answers, for lock-outs; "told" keeps the zone that a day is counted in.
CREATE TABLE miss (
    key text COLLATE "C" NOT NULL,
    place bigint GENERATED ALWAYS AS IDENTITY,
    terminal text NOT NULL,
    at timestamptz NOT NULL,
    told text NOT NULL
);
CREATE INDEX miss_key ON miss (key, place);
CREATE INDEX miss_at ON miss (at);

-- The last sign of life of each terminal; "told" keeps its zone.
CREATE TABLE beat (
    terminal text COLLATE "C" PRIMARY KEY,
    at timestamptz NOT NULL,
    told text NOT NULL,
    condition text NOT NULL,
    version text NOT NULL
);
