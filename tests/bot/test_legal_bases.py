"""What a draft says of its legal bases: their status, and why it is what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.legal_bases import find_bases
from bot.texts import drafts as texts
from knowledge.library import Library
from knowledge.model import Status, Validity
from knowledge.settings import Settings
from tests.bot.sample_reports import DECREE, EVERYBODY, TODAY
from tests.fakes.embedder import FakeEmbedder

CHANGING = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 977/2034/NĐ-CP
Hà Nội, ngày 02 tháng 4 năm 2034
NGHỊ ĐỊNH
Về nuôi cá cảnh
Điều 1. Hiệu lực thi hành
Nghị định này thay thế Nghị định số 901/2031/NĐ-CP.
"""
REASONS = [
    (Validity.UNKNOWN, "", "Không xác định"),
    (Validity.UNKNOWN, "Không xác định hiệu lực: cần đối chiếu", None),
    (
        Validity.ENDED,
        "bị thay thế bởi Nghị định mẫu.",
        "Hết hiệu lực toàn bộ: bị thay thế bởi Nghị định mẫu",
    ),
]


@pytest.mark.parametrize(("validity", "reason", "said"), REASONS)
def test_a_status_is_said_once_and_with_its_reason(
    validity: Validity, reason: str, said: str | None
) -> None:
    assert texts.validity_with_reason(Status(validity, TODAY, reason)) == (said or reason)


def test_the_warning_of_a_basis_names_the_document_to_compare_it_with(tmp_path: Path) -> None:
    library = Library(Settings(data_dir=tmp_path / "data"), FakeEmbedder())
    for name, text in (("goc.txt", DECREE), ("thay-the.txt", CHANGING)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert library.add(tmp_path / name).outcome == "added"
    bases = find_bases("khắc phục né tránh, đùn đẩy trách nhiệm", library, EVERYBODY, TODAY)
    library.close()

    (warning,) = bases.warnings
    assert "901/2031/NĐ-CP" in warning.split("(tại ngày 10/01/2035): ")[0]
    assert "cần đối chiếu Nghị định số 977/2034/NĐ-CP" in warning
