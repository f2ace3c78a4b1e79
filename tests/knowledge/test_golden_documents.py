"""What 88 real files say of themselves, against the table written by hand from their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.identity import Row, misses, rows
from knowledge.readers import read


@pytest.mark.slow
@pytest.mark.needs_shared_data
@pytest.mark.needs_libreoffice
@pytest.mark.needs_tesseract
@pytest.mark.parametrize("row", rows(), ids=lambda row: row["file"])
def test_a_real_file_is_who_its_pages_say_it_is(shared_data: Path, row: Row) -> None:
    assert misses(row, read(shared_data / "files" / row["file"])) == ()
