"""What we stand on: pinned whole, from no address, under licences that a school may use."""

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
OURS = "hedui-kiosk"
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+")


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [line for line in lines if line and not line.startswith("#")]
    assert all(PIN.fullmatch(line) for line in found)
    return {canonicalize_name(name): version for name, version in (p.split("==") for p in found)}


def closure(extras: frozenset[str], name: str = OURS) -> dict[str, Distribution]:
    """Return everything that a distribution needs here, itself left out."""
    found: dict[str, Distribution] = {}
    waiting = [(name, extras)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        found[name] = distribution(name)
        for text in found[name].requires or ():
            needed = Requirement(text)
            wanted = ({"extra": extra} for extra in extras or {""})
            if needed.marker is None or any(map(needed.marker.evaluate, wanted)):
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    del found[OURS]
    found.pop("pip", None)  # whoever needs it gets the environment's own
    return found


def test_everything_that_is_needed_is_pinned_to_what_is_installed() -> None:
    needed = closure(frozenset({"dev"}))
    assert {name: one.version for name, one in needed.items()} == {
        name: version for name, version in pins().items() if name in needed
    }


def test_nothing_is_pinned_that_nobody_needs() -> None:
    """Such as what another Python or system would need: none of it does."""
    assert set(pins()) == set(closure(frozenset({"dev"})))


def test_the_lowest_versions_are_not_above_the_pins() -> None:
    pinned = pins()
    for text in distribution(OURS).requires or ():
        needed = Requirement(text)
        assert needed.specifier.contains(pinned[canonicalize_name(needed.name)]), text
        assert [one.operator for one in needed.specifier] == [">="], text


def test_no_file_names_where_packages_come_from() -> None:
    settings = ("constraints.txt", "pyproject.toml", "Makefile", ".ci/run", "README.md")
    for name in settings:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"--(?:extra-)?index-url|--find-links|/simple\b|pypi\.", text), name


FREE = re.compile(
    r"\b(?:MIT|BSD|Apache|MPL|PSF|HPND|ISC|Unlicense|Zlib|LGPL|0BSD|Python Software Foundation"
    r"|Mozilla Public License|GNU Lesser General Public License|Apache Software License)\b",
    re.IGNORECASE,
)


def licence(one: Distribution) -> str:
    """Return what a distribution says of its licence: an expression, classifiers, or a text."""
    metadata = one.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classifiers = metadata.get_all("Classifier") or []
    named = [text for text in classifiers if text.startswith("License ::")]
    return " ".join(named) or (metadata["License"] or "").partition("\n")[0]


@pytest.mark.parametrize("name", sorted(closure(frozenset())))
def test_what_is_shipped_may_be_used_by_a_school(name: str) -> None:
    assert FREE.search(licence(distribution(name))), licence(distribution(name))
