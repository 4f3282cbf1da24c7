from datetime import time
from pathlib import Path

import pytest

from kiosk.config import Config, Contact, ServeRules, VisitRules, load, read
from kiosk.errors import ConfigError, UnknownProvince

SPEC = """
school = "示例学院"
base_url = "https://xj.example.edu.cn/"
store = "tinydb:data"
printer = ["ipp://lab.example:631/ipp/print", "folder:spare"]
renew_at = "03:30"
identify.second = "name"
visit = { statement = "type", sign = ["name"], idle = 30, wipe = 10, lang = "en" }
print = { copies = 3, timeout = 30 }
guide = "guide.toml"
retention = { years_after_graduation = 5 }
serve = { host = "0.0.0.0", port = 80, trusted_proxies = ["127.0.0.1", "::1"] }

[contacts.default]
name = "张三"
room = "A1"
phone = "1"

[contacts."机械工程学院"]
name = "李四"
"""


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Config()
    assert read("") == Config()


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("\ufeff" + SPEC, encoding="utf-8")
    assert load(tmp_path) == Config(
        school="示例学院",
        base_url="https://xj.example.edu.cn",
        store="tinydb:data",
        printer=("ipp://lab.example:631/ipp/print", "folder:spare"),
        guide="guide.toml",
        second="name",
        visit=VisitRules("type", ("name",), 30, 10, "en"),
        renew_at=time(3, 30),
        copies=3,
        print_timeout=30,
        years_kept=5,
        serve=ServeRules("0.0.0.0", 80, ("127.0.0.1", "::1")),  # noqa: S104 - read, not used
        contacts={"default": Contact("张三", "A1", "1"), "机械工程学院": Contact("李四")},
    )


def test_a_college_without_a_contact_has_the_schools_office() -> None:
    config = read(SPEC)
    assert config.contact("机械工程学院").name == "李四"
    assert config.contact("信息工程学院").name == "张三"
    assert Config().contact("信息工程学院") == Contact()


def test_one_printer_may_stand_alone() -> None:
    assert read('printer = "folder:out"').printer == ("folder:out",)


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('school = "a"\ncolour = "red"', "2", "colour"),
        ("[visit]\nidle = 60\nidel = 5", "3", "visit.idel"),
        ("visit = { idle = 60, speed = 2 }", "1", "visit.speed"),
        ("\n[elsewhere]", "2", "elsewhere"),
        ("[visit]\nlang = 3", "2", "visit.lang"),
        ('[visit]\nlang = "fr"', "2", "visit.lang"),
        ("[visit]\nidle = true", "2", "visit.idle"),
        ("[visit]\nidle = 4", "2", "visit.idle"),
        ("visit = 3", "1", "visit"),
        ('school = "a"\nvisit.sign = []', "2", "visit.sign"),
        ('visit.sign = ["pad", "pad"]', "1", "visit.sign"),
        ('visit.sign = ["thumb"]', "1", "visit.sign"),
        ('base_url = "ftp://x"', "1", "base_url"),
        ('store = "sqlite:x"', "1", "store"),
        ('printer = ["lpt1"]', "1", "printer"),
        ("printer = [1]", "1", "printer"),
        ('printer = ["ipp://lab:secret@printer/ipp/print"]', "1", "printer"),
        ('printer = ["ipp://printer:port/ipp/print"]', "1", "printer"),
        ('printer = ["ipp://printer:65536/ipp/print"]', "1", "printer"),
        ("serve = { port = 65536 }", "1", "serve.port"),
        ('serve = { trusted_proxies = ["nginx"] }', "1", "serve.trusted_proxies"),
        ("print.timeout = 1", "1", "print.timeout"),
        ("print.copies = 0", "1", "print.copies"),
        ("retention.years_after_graduation = 0", "1", "retention.years_after_graduation"),
        ("[retention]\nyears = 3", "2", "retention.years"),
        ('# idle\nschool = "\\u001b[31m"', "2", "school"),
        ('school = "\u202e校学"', "1", "school"),
        ('printer = "folder:a\u009b2J"', "1", "printer"),
        ('[contacts.default]\nroom = "\u200b"', "2", "contacts.default.room"),
        ('[contacts."\\u001b[2J"]\nroom = "1"', "1", "contacts"),
        ('identify.second = "maybe"', "1", "identify.second"),
        ("contacts = 1", "1", "contacts"),
        ('[contacts]\ndefault = "x"', "2", "contacts.default"),
        ('[contacts.default]\nname = "x"\nfax = "y"', "3", "contacts.default.fax"),
        ("[contacts.default]\nphone = 5", "2", "contacts.default.phone"),
    ],
)
def test_what_nothing_reads_is_an_error_with_its_line(text: str, line: str, key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert caught.value.problem.values == {"line": line, "key": key}
    assert caught.value.exit_code == 2


def test_an_unknown_province_lists_those_that_are_there() -> None:
    with pytest.raises(UnknownProvince) as caught:
        read('school = "a"\nprovince = "atlantis"')
    values = caught.value.problem.values
    assert (values["line"], values["key"]) == ("2", "province")
    assert "shaanxi" in values["known"]
    assert read('province = "shaanxi"').province == "shaanxi"


def test_broken_toml_names_the_line() -> None:
    with pytest.raises(ConfigError) as caught:
        read('school = "a"\nbase_url = \n')
    assert caught.value.problem.values["line"] == "2"


def test_a_file_in_another_encoding_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_bytes('school = "示例"'.encode("gb18030"))
    with pytest.raises(ConfigError):
        load(tmp_path)
