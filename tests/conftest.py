"""Fixtures and skips that every test file shares."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parent.parent

hypothesis_settings.register_profile("project", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("project")


def shared_data_dir() -> Path:
    """Where the real material lies: `$SHARED_DATA`, else `../shared/data` beside the repository."""
    return Path(os.environ.get("SHARED_DATA") or ROOT.parent / "shared" / "data")


def has_vietnamese_tesseract() -> bool:
    """Whether tesseract is installed with the language `vie`."""
    if not shutil.which("tesseract"):
        return False
    listing = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True)
    return "vie" in listing.stdout.split()


def skip_reasons() -> dict[str, str]:
    """Marker -> why its tests cannot run on this machine; only markers that must skip."""
    reasons = {}
    if not shutil.which("soffice"):
        reasons["needs_libreoffice"] = "LibreOffice is not installed (Debian: libreoffice-nogui)"
    if not has_vietnamese_tesseract():
        reasons["needs_tesseract"] = "tesseract with 'vie' is missing (Debian: tesseract-ocr-vie)"
    if not shared_data_dir().is_dir():
        reasons["needs_shared_data"] = "the real material ($SHARED_DATA) is not on this machine"
    return reasons


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run, saying what is missing."""
    reasons = skip_reasons()
    for item in items:
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real material; skips the test where it is absent."""
    folder = shared_data_dir()
    if not folder.is_dir():
        pytest.skip("the real material ($SHARED_DATA) is not on this machine")
    return folder
