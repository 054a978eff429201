-- A catalogue as schema 1 kept it: two records, one with text, and a batch of three rows.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE texts (
            key INTEGER PRIMARY KEY,
            digest TEXT NOT NULL UNIQUE,
            units INTEGER NOT NULL
        ) STRICT;
INSERT INTO texts VALUES(1,'1784036849369a424f5d4816ac86e63713ca6264266be688dcd0cf69351460bf',2);
CREATE TABLE units (
            key INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            label TEXT NOT NULL,
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            body TEXT NOT NULL,
            notes TEXT NOT NULL
        ) STRICT;
INSERT INTO units VALUES(16777217,'section','','es','','La primera página.','');
INSERT INTO units VALUES(16777218,'section','','es','','La segunda página.','');
CREATE TABLE records (
            id TEXT PRIMARY KEY,
            collection TEXT NOT NULL,
            source_key TEXT NOT NULL,
            sequence INTEGER NOT NULL UNIQUE REFERENCES versions(sequence) DEFERRABLE INITIALLY DEFERRED,
            created TEXT NOT NULL,
            UNIQUE (collection, source_key)
        ) STRICT, WITHOUT ROWID;
INSERT INTO records VALUES('10fajz05th','local','b',2,'2026-11-24T08:56:52Z');
INSERT INTO records VALUES('t637tqv97q','local','a',1,'2026-11-24T08:56:52Z');
CREATE TABLE versions (
            sequence INTEGER PRIMARY KEY,
            record TEXT NOT NULL REFERENCES records(id) DEFERRABLE INITIALLY DEFERRED,
            version INTEGER NOT NULL,
            withdrawn INTEGER NOT NULL,
            text INTEGER REFERENCES texts(key),
            batch TEXT NOT NULL,
            created TEXT NOT NULL,
            json TEXT NOT NULL,
            UNIQUE (record, version)
        ) STRICT;
INSERT INTO versions VALUES(1,'t637tqv97q',1,0,1,'z3pjnwzn','2026-11-24T08:56:52Z','{"collection":"local","id":"t637tqv97q","kind":"paper","language":["es"],"rights":{"access":"open"},"source_key":"a","status":"submitted","title":{"es":"Gestión de residuos"}}');
INSERT INTO versions VALUES(2,'10fajz05th',1,0,NULL,'z3pjnwzn','2026-11-24T08:56:52Z','{"collection":"local","id":"10fajz05th","kind":"practice","language":["pt"],"rights":{"access":"open"},"source_key":"b","status":"submitted","title":{"pt":"Coleta seletiva"}}');
CREATE TABLE record_files (
            sha256 TEXT NOT NULL,
            record TEXT NOT NULL REFERENCES records(id),
            PRIMARY KEY (sha256, record)
        ) STRICT, WITHOUT ROWID;
CREATE TABLE originals (
            sha256 TEXT PRIMARY KEY,
            bytes INTEGER NOT NULL,
            media_type TEXT NOT NULL,
            added TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
CREATE TABLE extractions (
            sha256 TEXT PRIMARY KEY,
            extractor TEXT NOT NULL,
            json TEXT NOT NULL
        ) STRICT;
CREATE TABLE batches (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            state TEXT NOT NULL,
            options TEXT NOT NULL,
            started TEXT NOT NULL,
            finished TEXT NOT NULL
        ) STRICT;
INSERT INTO batches VALUES(1,'z3pjnwzn','first','applied','{"collection":"local","event":"","jobs":0,"kind":"","limits":{"cpu":60,"members":100000,"memory":1073741824,"output":268435456,"ratio":200,"unpacked":2147483648,"wall":90},"name":"first","on_error":"skip","paths":["/srv/in/m.jsonl"]}','2026-11-24T08:56:52Z','2026-11-24T08:56:52Z');
CREATE TABLE items (
            batch TEXT NOT NULL REFERENCES batches(id),
            number INTEGER NOT NULL,
            path TEXT NOT NULL,
            line INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            record TEXT NOT NULL,
            rule TEXT NOT NULL,
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            message TEXT NOT NULL,
            version_before INTEGER NOT NULL,
            version_after INTEGER NOT NULL,
            PRIMARY KEY (batch, number),
            UNIQUE (batch, path, line)
        ) STRICT, WITHOUT ROWID;
INSERT INTO items VALUES('z3pjnwzn',1,'m.jsonl',1,'created','t637tqv97q','','','','{}',0,1);
INSERT INTO items VALUES('z3pjnwzn',2,'m.jsonl',2,'created','10fajz05th','','','','{}',0,1);
INSERT INTO items VALUES('z3pjnwzn',3,'m.jsonl',3,'rejected','','vocabulary','kind','pap','{"en":"In line 3 of “m.jsonl”, “pap” is not a valid code for “kind”: use a code of the vocabulary. Line 3 of “m.jsonl” lacks the required field “title”: fill it in.","es":"En la línea 3 de «m.jsonl», «pap» no es un código válido de «kind»: use un código del vocabulario. En la línea 3 de «m.jsonl» falta el campo obligatorio «title»: complételo.","pt":"Na linha 3 de “m.jsonl”, “pap” não é um código válido de “kind”: use um código do vocabulário. Na linha 3 de “m.jsonl” falta o campo obrigatório “title”: preencha-o."}',0,0);
INSERT INTO items VALUES('z3pjnwzn',4,'m.jsonl',0,'skipped','','manifest','','3','{"en":"“m.jsonl” was read as a manifest: 3 rows, each with its own line in the report.","es":"«m.jsonl» se leyó como manifiesto: 3 filas, cada una con su línea en el informe.","pt":"“m.jsonl” foi lido como manifesto: 3 linhas, cada uma com seu item no relatório."}',0,0);
CREATE INDEX versions_text ON versions(text);
CREATE INDEX record_files_record ON record_files(record);
CREATE INDEX items_outcome ON items(batch, outcome);
COMMIT;
PRAGMA user_version=1; PRAGMA application_id=1097036406;
