"""A home whose store is a real database."""

import json

import psycopg
import pytest

from tests.cli.conftest import Kiosk

CORRECT = ("declare", "2019000001", "--verdict", "correct", "--as", "李助")
HUSH = "hush-hush"


def settings(kiosk: Kiosk, store: str) -> None:
    kiosk.home.mkdir(exist_ok=True)
    kiosk.home.chmod(0o700)
    file = kiosk.home / "kiosk.toml"
    file.write_text(f"store = '{store}'\n", encoding="utf-8")
    file.chmod(0o600)


def test_a_college_moves_into_a_database_and_out_again(school: Kiosk, database: str) -> None:
    assert school(*CORRECT).code == 0
    before = school("student", "2019000001", "--json").json
    moved = school("store", "move", "tinydb:data", database)
    assert moved.code == 0
    assert database not in moved.out + moved.err

    settings(school, database)
    assert school("student", "2019000001", "--json").json == before
    assert school(*CORRECT).code == 0
    after = school("student", "2019000001", "--json").json
    assert len(after["declarations"]) == 2
    assert school("verify", after["declarations"][1]["code"]).code == 0

    assert school("store", "move", database, "tinydb:back").code == 0
    behind = school("store", "move", "tinydb:data", "tinydb:back")
    assert (behind.code, behind.out) == (1, "")
    settings(school, "tinydb:back")
    assert school("student", "2019000001", "--json").json == after


def test_a_new_college_begins_in_a_database(kiosk: Kiosk, database: str) -> None:
    settings(kiosk, database)
    assert [one["round"][5:] for one in kiosk("round", "list", "--json").json] == ["initial"]
    assert not (kiosk.home / "data").exists()


def test_a_demo_that_was_broken_off_takes_nothing_out_of_a_database(
    school: Kiosk, database: str
) -> None:
    assert school("store", "move", "tinydb:data", database).code == 0
    settings(school, database)
    begun = {"students": 9, "seed": 1, "day": "2020-09-15"}
    (school.home / "demo.json").write_text(json.dumps(begun), encoding="utf-8")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DELETE FROM desk_event")
    assert school("demo").code == 1
    assert school("student", "2019000001").code == 0


def test_the_doctor_looks_at_the_database(kiosk: Kiosk, database: str) -> None:
    def told() -> tuple[bool, str]:
        (found,) = (o for o in kiosk("doctor", "--json").json if o["check"] == "database")
        return found["ok"], found["detail"]

    assert told() == (True, "没有用数据库，数据在文件里。")
    settings(kiosk, database)
    owner = "本程序的数据库角色能改动存证：event, desk_event, person, sheet, blob"
    assert told() == (False, owner)
    assert kiosk("store", "prepare", database).code == 0


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("tinydb:data", "data"), 2),
        (("data", "tinydb:data"), 2),
        (("tinydb:data", "tinydb:data"), 2),
        (("tinydb:nothing", "tinydb:data"), 3),
        (("tinydb:data", f"postgresql://lab:{HUSH}@127.0.0.1:1/x"), 3),
        (("tinydb:data", f"mysql://lab:{HUSH}@127.0.0.1/x"), 2),
    ],
)
def test_what_cannot_be_moved_is_refused_in_words(
    school: Kiosk, args: tuple[str, str], code: int
) -> None:
    ran = school("store", "move", *args)
    assert (ran.code, ran.out) == (code, "")
    assert 1 <= len(ran.err.splitlines()) <= 2
    assert HUSH not in ran.err
    assert not (school.home / "nothing").exists()


@pytest.mark.parametrize(
    "args",
    [("round", "list"), ("student", "1"), ("doctor",), ("store", "prepare")],
)
def test_a_password_is_never_shown(kiosk: Kiosk, args: tuple[str, ...]) -> None:
    dsn = f"postgresql://lab:{HUSH}@127.0.0.1:1/hedui"
    settings(kiosk, dsn)
    ran = kiosk(*args, *([dsn] if args[0] == "store" else []))
    assert ran.code == (0 if args == ("doctor",) else 3)
    logs = [one.read_text(encoding="utf-8") for one in kiosk.home.rglob("*.log")]
    assert HUSH not in "".join((ran.out, ran.err, *logs))
