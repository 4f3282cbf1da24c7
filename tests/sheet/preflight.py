"""An independent checker of PDF/A-1b: Apache PDFBox's preflight, as Debian packages it."""

import shutil
import subprocess
from pathlib import Path

import pytest

_JARS = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
)
_PLACES = [Path("/usr/share/java", f"{name}.jar") for name in _JARS]
_CURE = (
    "PDFBox's preflight is not installed: apt-get install default-jre-headless libpdfbox2-java "
    "libactivation-java libjaxb-api-java"
)

SHORT_LIVED = ("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java compiles little for a second's work."""

needs_preflight = pytest.mark.skipif(
    shutil.which("java") is None or not all(path.exists() for path in _PLACES), reason=_CURE
)


def faults(path: Path) -> str:
    """Return what is wrong with a file as PDF/A-1b; empty if nothing is."""
    main = "org.apache.pdfbox.preflight.Validator_A1b"
    command = ["java", *SHORT_LIVED, "-cp", ":".join(map(str, _PLACES)), main, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    valid = "is a valid PDF/A-1b file" in answer.stdout
    return "" if valid else answer.stdout + answer.stderr
