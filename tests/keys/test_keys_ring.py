import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kiosk.keys import KeyRing, KeysUnusable, new_sheet_id
from kiosk.rules.code import CONTEXT, SHEET_ID_BYTES, SheetCode, decode, parse

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.open(tmp_path / "keys")


def code(sheet_id: str = "7K3M9Q2WABCDEFG") -> SheetCode:
    return SheetCode(b"\0\0", sheet_id[:14] + "0", date(2020, 9, 1), bytes(10))


def test_the_first_use_makes_keys_and_the_next_finds_them(ring: KeyRing) -> None:
    again = KeyRing.open(ring.pairs.folder)
    assert again == ring
    assert again.id_hash("x") == ring.id_hash("x")
    names = {path.name for path in ring.pairs.folder.iterdir()}
    assert names == {"secret", "signing", f"{ring.pairs.today().id.hex()}.pub"}


@pytest.mark.parametrize(("folder", "file"), [(0o700, 0o600), (0o2770, 0o640)])
def test_who_may_read_the_keys(tmp_path: Path, folder: int, file: int) -> None:
    tmp_path.chmod(folder)
    ring = KeyRing.open(tmp_path / "keys")
    assert ring.pairs.folder.stat().st_mode & 0o7777 == folder
    assert {path.stat().st_mode & 0o7777 for path in ring.pairs.folder.iterdir()} == {file}


def test_whoever_starts_at_once_has_the_same_keys(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from kiosk.keys import KeyRing;"
        "sys.stdin.read(1); ring = KeyRing.open(pathlib.Path(sys.argv[1]));"
        "print(ring.pairs.today().id.hex(), ring.id_hash('x'))"
    )
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "keys")],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    with ThreadPoolExecutor(3) as pool:
        said = set(pool.map(lambda one: one.communicate("x")[0], starting))
    ring = KeyRing.open(tmp_path / "keys")
    assert said == {f"{ring.pairs.today().id.hex()} {ring.id_hash('x')}\n"}
    assert len(list(ring.pairs.folder.iterdir())) == 3


def test_threads_that_start_at_once_have_the_same_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(KeyRing.open, [tmp_path / "keys"] * 8))
    assert len({ring.id_hash("x") for ring in rings}) == 1
    assert len({ring.pairs.today().id for ring in rings}) == 1


def test_a_signed_code_is_genuine_and_survives_its_spelling(ring: KeyRing) -> None:
    signed = ring.sign(code())
    assert signed.key_id == ring.pairs.today().id
    assert ring.genuine(parse(signed.text))
    public = bytes.fromhex((ring.pairs.folder / f"{ring.pairs.today().id.hex()}.pub").read_text())
    Ed25519PublicKey.from_public_bytes(public).verify(signed.signature, CONTEXT + signed.payload)


def test_a_code_that_was_altered_or_is_of_another_home_is_not(
    ring: KeyRing, tmp_path: Path
) -> None:
    signed = ring.sign(code())
    other = KeyRing.open(tmp_path / "other")
    for false in (
        code(),
        replace(signed, day=date(2020, 9, 2)),
        replace(signed, digest=b"x" * 10),
        replace(signed, signature=bytes(64)),
        replace(signed, key_id=bytes(b ^ 255 for b in ring.pairs.today().id)),
        other.sign(code()),
        replace(other.sign(code()), key_id=ring.pairs.today().id),
    ):
        assert not ring.genuine(false)


def test_a_sheet_of_an_old_key_stays_genuine(ring: KeyRing) -> None:
    running = KeyRing.open(ring.pairs.folder)
    signed = ring.sign(code())
    ring.pairs.rotate()
    newer = running.sign(code())
    assert newer.key_id == ring.pairs.today().id != signed.key_id
    assert set(ring.pairs.publics()) == {newer.key_id, signed.key_id}
    for keys in (ring, running, KeyRing.open(ring.pairs.folder)):
        assert keys.genuine(signed)
        assert keys.genuine(newer)
    names = {path.name for path in ring.pairs.folder.iterdir()}
    assert names == {"secret", "signing", *(f"{one.key_id.hex()}.pub" for one in (signed, newer))}


def test_a_key_id_is_given_once(ring: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    old = ring.pairs.today().id
    ids = iter([old, old, b"\1\2"])
    monkeypatch.setattr("kiosk.keys.pairs.key_id", lambda _: next(ids, b"\1\2"))
    ring.pairs.rotate()
    assert ring.sign(code()).key_id == b"\1\2"


def test_hashes_are_keyed_and_kept_apart_by_purpose(ring: KeyRing, tmp_path: Path) -> None:
    other = KeyRing.open(tmp_path / "other")
    found = [
        one
        for keys in (ring, other)
        for one in (
            keys.id_hash("12"),
            keys.attempt_key("12"),
            keys.pin_hash("1", "2"),
            keys.pin_hash("", "12"),
            keys.pin_hash("12", ""),
            keys.digest_key.hex(),
        )
    ]
    assert len(set(found)) == len(found)
    assert {len(one) for one in found} == {64}


def test_sheet_ids_are_never_the_same() -> None:
    ids = {new_sheet_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(decode(one, SHEET_ID_BYTES)) for one in ids} == {SHEET_ID_BYTES}


@pytest.mark.parametrize("name", ["secret", "signing", "pub"])
@pytest.mark.parametrize("data", ["", "zz", "00" * 31, "𬭎", "00" * 64 + "00"])
def test_damaged_keys_are_told_and_never_replaced(ring: KeyRing, name: str, data: str) -> None:
    path = ring.pairs.folder / (f"{ring.pairs.today().id.hex()}.pub" if name == "pub" else name)
    path.write_text(data, encoding="utf-8")
    with pytest.raises(KeysUnusable) as told:
        KeyRing.open(ring.pairs.folder)
    assert told.value.problem.values == {"file": path.name}
    assert path.read_text(encoding="utf-8") == data


def test_keys_that_do_not_belong_together_are_told(ring: KeyRing) -> None:
    signed = ring.sign(code())
    (ring.pairs.folder / f"{ring.pairs.today().id.hex()}.pub").write_text("00" * 32)
    with pytest.raises(KeysUnusable):
        ring.genuine(signed)
    signing = ring.pairs.folder / "signing"
    signing.write_text("00" * 32 + signing.read_text()[64:])
    with pytest.raises(KeysUnusable):
        ring.sign(code())
    signing.unlink()
    with pytest.raises(KeysUnusable):
        ring.sign(code())


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "no" / "keys", tmp_path / "file"):
        with pytest.raises(KeysUnusable):
            KeyRing.open(folder)


def test_no_secret_in_its_words(ring: KeyRing) -> None:
    secret = (ring.pairs.folder / "secret").read_text().strip()
    assert secret not in repr(ring)
    assert repr(bytes.fromhex(secret)) not in repr(ring)


def test_opening_keys_does_not_load_cryptography(ring: KeyRing) -> None:
    script = (
        "import sys, pathlib; from kiosk.keys import KeyRing;"
        "KeyRing.open(pathlib.Path(sys.argv[1])); print('cryptography' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(ring.pairs.folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
