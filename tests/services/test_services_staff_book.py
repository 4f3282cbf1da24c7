"""The book of the staff: names, scopes and keys."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from kiosk.keys.ssh import BadSshKey, parse_ssh_key
from kiosk.model.staff import Role, Staff
from kiosk.rules.access import directory
from kiosk.services.staff.members import (
    BadStaffName,
    NoSuchStaff,
    ScopeNeeded,
    SshKeyTaken,
    StaffBook,
    StaffNameTaken,
)
from tests.school import School
from tests.services.ssh_keys import KEY, public


def test_staff_come_and_go(school: School) -> None:
    book = StaffBook(school.store, school.clock)
    staff = Staff("fen", Role.REGISTRAR, f"{KEY} fen@laptop\n", colleges=("机械工程学院",))
    added = book.add(staff, "staff:xiao")
    assert added.key == KEY
    assert book.all() == {"fen": added}
    assert directory(school.store.desk()) == book.all()
    with pytest.raises(StaffNameTaken):
        book.add(staff, "staff:xiao")
    with pytest.raises(SshKeyTaken):
        book.add(Staff("other", Role.SCHOOL, KEY), "staff:xiao")
    book.remove("fen", "staff:xiao")
    assert book.all() == {}
    with pytest.raises(NoSuchStaff):
        book.remove("fen", "staff:xiao")


@pytest.mark.parametrize("name", ["", "Fu", "1fu", "fu;id", "fu\n", "-fu", "a" * 33, "辅"])
def test_names_that_no_shell_can_misread(school: School, name: str) -> None:
    with pytest.raises(BadStaffName):
        StaffBook(school.store, school.clock).add(Staff(name, Role.SCHOOL, KEY), "staff:xiao")


@pytest.mark.parametrize(
    ("role", "colleges", "classes"),
    [
        (Role.COUNSELOR, (), ()),
        (Role.COUNSELOR, ("某院",), ()),
        (Role.REGISTRAR, (), ()),
        (Role.REGISTRAR, (), ("某班",)),
        (Role.SCHOOL, ("某院",), ()),
        (Role.LAB, (), ("某班",)),
    ],
)
def test_scopes_that_do_not_fit(
    school: School, role: Role, colleges: tuple[str, ...], classes: tuple[str, ...]
) -> None:
    with pytest.raises(ScopeNeeded):
        StaffBook(school.store, school.clock).add(
            Staff("fu", role, KEY, colleges, classes), "staff:xiao"
        )


def test_rsa_keys_of_today() -> None:
    strong = public(rsa.generate_private_key(65537, 3072))
    assert parse_ssh_key(strong) == strong


def test_rsa_keys_that_are_too_short() -> None:
    with pytest.raises(BadSshKey):
        parse_ssh_key(public(rsa.generate_private_key(65537, 2048)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{type}",
        "{type} AAAA",
        "{type} {body}\n{type} {body}",
        'command="sh" {type} {body}',
        "ssh-rsa {body}",
        "ssh-dss {body}",
        "{type} {body} a\rb",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
    ],
)
def test_what_is_no_key(text: str) -> None:
    kind, body = KEY.split()
    with pytest.raises(BadSshKey):
        parse_ssh_key(text.format(type=kind, body=body))
