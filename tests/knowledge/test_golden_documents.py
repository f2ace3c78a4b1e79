"""What 88 real files say of themselves, against the table written by hand from their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.identity import Miss, Row, misses, rows
from knowledge.readers import read

UNDER_THE_SEAL = ("signer", "signer_authority")


@pytest.mark.slow
@pytest.mark.needs_shared_data
@pytest.mark.needs_libreoffice
@pytest.mark.needs_tesseract
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_a_real_file_is_who_its_pages_say_it_is(shared_data: Path, row: Row) -> None:
    missed = misses(row, read(shared_data / "files" / row["file"]))

    assert [miss for miss in missed if not _cannot_be_read(row, miss)] == []


def _cannot_be_read(row: Row, miss: Miss) -> bool:
    """On a scan: what a pen wrote or a seal covers stays unknown, never wrong; letters of a title
    may be misread (their accuracy is measured with the OCR)."""
    if not row["file"].startswith("scans/"):
        return False
    unreadable = (*row.get("handwritten", ()), *UNDER_THE_SEAL)
    return miss.field == "title" or (miss.field in unreadable and not miss.found)
