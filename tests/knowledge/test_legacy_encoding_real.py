"""Real material: legacy files are read as their transcripts say, Unicode files stay untouched."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from statistics import fmean

import pytest

from bench.encodings import results
from knowledge.legacy_encoding import convert_by_content
from knowledge.readers import read

pytestmark = [pytest.mark.needs_shared_data, pytest.mark.timeout(3000)]
_EVERY = 20
"""One law of so many is looked at."""


@pytest.mark.check
@pytest.mark.needs_libreoffice
def test_letters_of_legacy_files_agree_with_the_transcripts(shared_data: Path) -> None:
    found = list(results(shared_data / "files" / "legacy-encodings"))

    assert [result.file for result in found if result.error] == []
    for name in ("public-domain documents", "synthetic"):
        letters = [result.letters for result in found if result.set == name]
        assert fmean(accuracy.characters for accuracy in letters) >= 0.995, name
        assert fmean(accuracy.marks for accuracy in letters) >= 0.99, name
    assert fmean(result.letters.found for result in found) >= 0.995


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["laws-docx", "nd30", "congbao-pdf"])
def test_no_unicode_file_is_taken_for_a_legacy_one(shared_data: Path, folder: str) -> None:
    files = sorted((shared_data / "files" / folder).glob("*.[dp][od][cf]*"))

    notes = [note for path in files if path.suffix != ".doc" for note in read(path).warnings]

    assert files
    assert [note for note in notes if "bảng mã" in note] == []


@pytest.mark.slow
def test_no_law_of_the_corpus_is_changed(shared_data: Path) -> None:
    with gzip.open(shared_data / "corpus" / "laws.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [
            json.loads(line)["text"] for number, line in enumerate(lines) if number % _EVERY == 0
        ]

    assert [text[:80] for text in texts if convert_by_content(text) != (text, None)] == []
