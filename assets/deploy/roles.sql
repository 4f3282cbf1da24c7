-- Who may write what: the terminal what students do, the page their requests, the desk all, seals
-- and staff among it. Everybody reads all: a chain of which links are hidden holds no more.
-- After `kiosk store prepare`, by the tables' owner with psql; repeatable. A password for each:
--     ALTER ROLE "@@terminal" PASSWORD '…';
-- Members of hedui_program alone read from now on, and write nothing.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['hedui_terminal', 'hedui_page', 'hedui_desk'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['@@terminal', '@@page', '@@desk'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', name);
        END IF;
    END LOOP;
END
$$;

GRANT hedui_program TO hedui_terminal, hedui_page, hedui_desk;
GRANT hedui_retention TO hedui_desk;
GRANT hedui_terminal TO "@@terminal";
GRANT hedui_page TO "@@page";
GRANT hedui_desk TO "@@desk";

ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk_event ENABLE ROW LEVEL SECURITY;

DROP POLICY IF EXISTS reading ON event;
DROP POLICY IF EXISTS terminal ON event;
DROP POLICY IF EXISTS page ON event;
DROP POLICY IF EXISTS desk ON event;
DROP POLICY IF EXISTS retention ON event;
CREATE POLICY reading ON event FOR SELECT TO hedui_program, hedui_retention USING (true);
CREATE POLICY terminal ON event FOR INSERT TO hedui_terminal WITH CHECK (
    event::json ->> 'kind' IN (
        'declared', 'change_confirmed', 'request_opened', 'request_moved', 'printed', 'seen',
        'dropped', 'second_way_used'
    )
);
CREATE POLICY page ON event FOR INSERT TO hedui_page WITH CHECK (
    event::json ->> 'kind' IN ('request_opened', 'request_moved')
);
CREATE POLICY desk ON event FOR INSERT TO hedui_desk WITH CHECK (true);
CREATE POLICY retention ON event FOR DELETE TO hedui_retention USING (true);

DROP POLICY IF EXISTS reading ON desk_event;
DROP POLICY IF EXISTS terminal ON desk_event;
DROP POLICY IF EXISTS desk ON desk_event;
CREATE POLICY reading ON desk_event FOR SELECT TO hedui_program USING (true);
CREATE POLICY terminal ON desk_event FOR INSERT TO hedui_terminal WITH CHECK (
    event::json ->> 'kind' IN ('admitted', 'number_locked')
);
CREATE POLICY desk ON desk_event FOR INSERT TO hedui_desk WITH CHECK (true);
