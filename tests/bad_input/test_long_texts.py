"""Long and monstrous texts are put in or refused in reasonable time."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

import ingest
from tests.bad_input.bad_files import GOOD


def long_decree(articles: int) -> str:
    head = (
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 977/2034/NĐ-CP\nBằng Lăng, ngày 01 tháng 02 năm 2034\nNGHỊ ĐỊNH\nVề sổ sách mẫu\n"
    )
    return head + "\n".join(_article(number) for number in range(1, articles + 1))


def _article(number: int) -> str:
    clauses = (
        f"{clause}. Sổ thứ {number} tờ {clause} được ghi bằng mực đen, " + "kẻ dòng đều nhau, " * 12
        for clause in range(1, 5)
    )
    return f"Điều {number}. Sổ thứ {number}\n" + "\n".join(f"{one}hết." for one in clauses)


@pytest.mark.check
def test_a_text_of_three_hundred_pages_is_put_in_and_its_last_article_found(
    tmp_path: Path, shell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dai.txt"
    path.write_text(long_decree(600), encoding="utf-8")
    assert len(path.read_text(encoding="utf-8")) > 300 * 2000
    begun = time.monotonic()

    assert ingest.main([str(path), str(GOOD), "--json"]) == ingest.OK

    long, good = json.loads(capsys.readouterr().out)
    assert (long["articles"], good["outcome"]) == (600, "added")
    assert ingest.main(["--check"]) == ingest.OK
    assert time.monotonic() - begun < 60


@pytest.mark.check
@pytest.mark.parametrize(
    "text",
    [
        "x" * 600_000,
        "Điều 1. " * 60_000,
        "“" * 100_000 + "a",
        "a) " * 100_000,
        "số 1/2031/NĐ-CP " * 20_000,
    ],
    ids=["one word", "articles on a line", "opening quotes", "points", "numbers"],
)
def test_a_monstrous_text_ends_in_reasonable_time(
    text: str, tmp_path: Path, shell: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "la.txt"
    path.write_text(text, encoding="utf-8")
    begun = time.monotonic()

    assert ingest.main([str(path), "--json"]) in (ingest.OK, ingest.INPUT_FAULT)
    assert time.monotonic() - begun < 45
    assert ingest.main(["--check"]) == ingest.OK
