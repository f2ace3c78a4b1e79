"""The office that tests of the conversation share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.office import DECREE_FILE, REPORT_FILE, SAMPLES, Office, open_office


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an office that holds a decree and a past report."""
    folder = tmp_path_factory.mktemp("office")
    office = open_office(folder)
    for name in (DECREE_FILE, REPORT_FILE):
        assert office.library.add(SAMPLES / name).outcome == "added"
    return folder


@pytest.fixture
def office(filled: Path) -> Office:
    """That office, opened anew."""
    return open_office(filled)
