"""A real browser: Debian's Chromium without a window, as wide as a phone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

needs_chromium = pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("chromedriver")),
    reason="chromium or its driver is missing: apt-get install chromium chromium-driver",
)
WIDTH, HEIGHT = 320, 640
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
_BLOCK = 2
_PATIENCE = 30


@contextmanager
def chromium(profile: Path, *, javascript: bool) -> Iterator[Chrome]:
    """Open a browser that nobody used before, and close it in the end."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    settings: dict[str, object] = {"intl.accept_languages": "zh-CN,zh"}
    if not javascript:
        settings["profile.managed_default_content_settings.javascript"] = _BLOCK
    options.add_experimental_option("prefs", settings)
    browser = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        browser.set_page_load_timeout(_PATIENCE)
        phone = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
        yield browser
    finally:
        browser.quit()
