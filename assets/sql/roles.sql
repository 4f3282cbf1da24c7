-- What the program may do. Run by the tables' owner with `kiosk store prepare DSN`; repeatable.
-- Each terminal logs in as a member:
--     CREATE ROLE lab LOGIN PASSWORD '…' IN ROLE hedui_program;
-- Whoever runs `kiosk retention` is a member of both, and nobody else:
--     CREATE ROLE office LOGIN PASSWORD '…' IN ROLE hedui_program, hedui_retention;

DO $$
BEGIN
    CREATE ROLE hedui_program NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
    CREATE ROLE hedui_retention NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
    EXECUTE format(
        'GRANT USAGE ON SCHEMA %I TO hedui_program, hedui_retention', current_schema()
    );
END
$$;

REVOKE ALL ON schema_version, event, desk_event, summary, person, sheet, blob, miss, beat
    FROM PUBLIC, hedui_program, hedui_retention;

GRANT SELECT ON schema_version TO hedui_program;

-- Evidence is read and added to; nobody changes it.
GRANT SELECT, INSERT ON event, desk_event, person, sheet, blob TO hedui_program;
GRANT UPDATE (put) ON blob TO hedui_program;

-- What the school keeps no longer is removed; the desk's chain, which tells so, never.
GRANT SELECT, DELETE ON event, person, sheet, blob TO hedui_retention;

-- What is derived, and what is no evidence.
GRANT SELECT, INSERT, UPDATE ON summary TO hedui_program;
GRANT SELECT, INSERT, DELETE ON miss TO hedui_program;
GRANT SELECT, INSERT, UPDATE, DELETE ON beat TO hedui_program;
