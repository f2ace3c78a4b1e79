"""What reads documents is known by its code and its programs."""

from __future__ import annotations

import shutil

import pytest

from knowledge.edition import edition


def test_a_program_that_appears_or_goes_makes_another_edition(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = edition()
    missing = shutil.which("tesseract") is None
    monkeypatch.setattr(shutil, "which", lambda name: name if missing else None)
    edition.cache_clear()

    try:
        assert edition() != first
    finally:
        edition.cache_clear()
