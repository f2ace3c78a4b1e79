"""Words that a machine read from a picture never reach the user as if they were the paper's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.answering import answer
from bot.quotes import doubt_blocks
from bot.reply import plain_text
from knowledge import messages
from knowledge.library import EVERYBODY, Library
from knowledge.model import Document, DocumentKind, Metadata
from knowledge.settings import Settings
from tests.fakes.embedder import FakeEmbedder
from tests.knowledge.scanned_pages import lines, page, scanned_pdf

WORDS = ["Điều 1. Lề trái", "Lề trái của văn bản mẫu là 41 mm."]


@pytest.mark.needs_tesseract
def test_an_answer_from_a_scan_says_that_its_words_were_recognised(tmp_path: Path) -> None:
    library = Library(Settings(data_dir=tmp_path / "kho"), FakeEmbedder())
    library.add(scanned_pdf(tmp_path / "quet.pdf", [page(*lines(WORDS))]))
    found = answer(
        "lề trái của văn bản mẫu là bao nhiêu",
        library,
        scopes=EVERYBODY,
        as_of=date(2026, 11, 23),
    )

    assert "41 mm" in plain_text(found.blocks)
    assert messages.SCANNED_PAGES.format(pages="1") in plain_text(found.blocks)


@pytest.mark.parametrize(
    "warning",
    [
        messages.SCANNED_PAGES.format(pages="1–3, 7"),
        messages.DOUBTFUL_PAGES.format(pages="2"),
        messages.SCRAMBLED_TEXT.format(pages="4"),
    ],
)
def test_what_the_reader_doubts_of_the_words_stands_under_a_quote(warning: str) -> None:
    assert plain_text(tuple(doubt_blocks(document_with(warning)))) == warning


@pytest.mark.parametrize(
    "warning",
    [
        messages.BLANK_PAGES.format(pages="5"),
        messages.CONVERTED_ENCODING.format(encoding="TCVN3"),
    ],
)
def test_other_warnings_stay_with_the_ingest(warning: str) -> None:
    assert list(doubt_blocks(document_with(warning))) == []


def document_with(warning: str) -> Document:
    return Document(Metadata("mau", DocumentKind.OTHER), "Mẫu", (), (warning,))
