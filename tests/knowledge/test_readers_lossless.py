"""Nothing is lost: every letter and digit of a source is in the text or in the removal log.

The source is read a second time here, without the project's readers: `w:t` of the document part,
the text layer page by page, the decoded file.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from unicodedata import normalize

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from knowledge.model import ReadText
from knowledge.readers import read

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SAMPLE_FILES = sorted(
    path
    for folder in ("library", "incoming")
    for path in (SAMPLES / folder).glob("*")
    if path.suffix in {".docx", ".pdf", ".txt", ".md", ".html"}
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREAD = {f"{_WORD}del", f"{_WORD}moveFrom"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def letters(text: str) -> str:
    """The letters and digits of a text, with look-alikes of Đ as Đ."""
    kept = "".join(re.findall(r"[^\W_]", normalize("NFC", text)))
    return kept.translate(str.maketrans("ÐƉðɖ", "ĐĐđđ"))


def in_order(part: str, whole: str) -> bool:
    """Whether `part` is what is left of `whole` after leaving letters out."""
    following = iter(whole)
    return all(letter in following for letter in part)


def word_letters(path: Path) -> str:
    """The `w:t` of the body in order, without deleted text and second copies of drawings."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return letters("".join(_texts(root)))


def _texts(node: etree._Element) -> Iterable[str]:
    for child in node:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag not in _UNREAD and child.tag != _FALLBACK:
            yield from _texts(child)


def missing(source: str, text: ReadText) -> Counter[str]:
    """Letters of the source that are neither in the text nor in the removal log."""
    logged = "".join(piece for pieces in text.removed.values() for piece in pieces)
    return Counter(source) - Counter(letters(text.text)) - Counter(letters(logged))


def assert_lossless(path: Path) -> None:
    text = read(path)
    match path.suffix.lower():
        case ".docx":
            source = word_letters(path)
            assert in_order(source, letters(text.text)), "letters missing or out of order"
        case ".pdf":
            source = _assert_pages_apart(path, text)
        case ".html":
            page = BeautifulSoup(path.read_bytes(), "lxml")
            source = letters(page.body.get_text() if page.body else "")
        case _:
            source = letters(path.read_text(encoding="utf-8-sig"))
            assert in_order(letters(text.text), source), "letters out of order"
    assert not missing(source, text)
    _print_counts(path, source, text)


def _assert_pages_apart(path: Path, text: ReadText) -> str:
    """Each page holds letters of its own text layer alone; tables are read by their rows."""
    with pypdfium2.PdfDocument(path) as document:
        layers = [letters(page.get_textpage().get_text_range()) for page in document]
    ends = [*text.pages[1:], len(text.text)]
    assert len(layers) == len(text.pages)
    for layer, start, end in zip(layers, text.pages, ends, strict=True):
        strange = Counter(letters(text.text[start:end])) - Counter(layer)
        assert not strange, f"page at {start} holds letters of another"
    return "".join(layers)


def _print_counts(path: Path, source: str, text: ReadText) -> None:
    removed = {kind: sum(map(len, map(letters, all_))) for kind, all_ in text.removed.items()}
    counts = f"{len(source)} letters, {len(letters(text.text))} read, log {removed}"
    sys.stdout.write(f"{path.name}: {counts}\n")


@pytest.mark.skipif(not SAMPLE_FILES, reason="samples/ holds no files yet")
@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.name)
def test_no_letter_of_a_sample_is_lost(path: Path) -> None:
    assert_lossless(path)


def test_no_letter_of_the_seed_report_is_lost(shared_data: Path) -> None:
    assert_lossless(shared_data / "seed-report.txt")


@pytest.mark.parametrize(
    "name",
    [
        "nd30/30_2020_ND_CP.docx",
        "nd30/Phuluc1.docx",
        "nd30/Phuluc3.docx",
        "laws-docx/VBPL_13639.docx",
        "congbao-pdf/nghi-dinh-so-161-2026-nd-cp-469550.pdf",
        "congbao-pdf/thong-tu-so-03-2025-tt-bldtbxh-44170.pdf",
    ],
)
def test_no_letter_of_a_real_file_is_lost(shared_data: Path, name: str) -> None:
    assert_lossless(shared_data / "files" / name)


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ["nd30/*.docx", "laws-docx/*.docx", "congbao-pdf/*.pdf"])
def test_no_letter_of_any_real_file_is_lost(shared_data: Path, pattern: str) -> None:
    paths = sorted((shared_data / "files").glob(pattern))
    assert paths
    for path in paths:
        assert_lossless(path)
