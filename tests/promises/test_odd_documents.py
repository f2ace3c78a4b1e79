"""Odd documents: ended by a long list, without a name, with the number of another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering import AnswerKind, answer
from bot.reply import plain_text
from knowledge.ingestion import Outcome
from knowledge.library import EVERYBODY, Library
from knowledge.settings import Settings
from tests.fakes.embedder import FakeEmbedder
from tests.promises.shelf import AS_OF

_HEAD = (
    "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: {number}\nBằng Lăng, ngày 05 tháng 3 năm {year}\nNGHỊ ĐỊNH\n{title}\n"
)
TURTLES = _HEAD.format(number="970/2031/NĐ-CP", year=2031, title="Về việc giữ rùa biển mẫu") + (
    "Điều 1. Rùa biển\nRùa biển được giữ tối đa 45 ngày trong bể lạnh.\n"
    "Điều 2. Hiệu lực\nNghị định này có hiệu lực từ ngày 05 tháng 4 năm 2031.\n"
)
ENDED = "".join(
    f"{letter}) Nghị định số {number}/2030/NĐ-CP ngày 05 tháng 3 năm 2030 về loài thủy sản mẫu;\n"
    for letter, number in zip("abcdđ", range(950, 955), strict=True)
)
FISH = _HEAD.format(number="971/2033/NĐ-CP", year=2033, title="Quy định về thủy sản mẫu") + (
    "Điều 1. Phạm vi\nNghị định này quy định về thủy sản mẫu.\nĐiều 2. Điều khoản thi hành\n"
    "1. Các văn bản sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực:\n"
    f"{ENDED}e) Nghị định số 970/2031/NĐ-CP ngày 05 tháng 3 năm 2031 về việc giữ rùa biển mẫu.\n"
)
STARFISH = TURTLES.replace("giữ rùa biển mẫu", "nuôi sao biển mẫu").replace("Rùa biển", "Sao biển")
NAMELESS = "a) Chuồn chuồn bay thấp thì mưa.\nb) Bay cao thì nắng, bay vừa thì râm.\n"


@pytest.fixture
def empty(tmp_path: Path) -> Library:
    return Library(Settings(data_dir=tmp_path / "data"), FakeEmbedder())


def put(library: Library, folder: Path, name: str, text: str) -> Outcome:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return library.add(path)


def test_a_document_ended_by_a_long_list_is_not_said_to_be_unchallenged(
    empty: Library, tmp_path: Path
) -> None:
    put(empty, tmp_path, "a.txt", TURTLES)
    put(empty, tmp_path, "b.txt", FISH)
    given = answer("rùa biển giữ tối đa bao nhiêu ngày", empty, scopes=EVERYBODY, as_of=AS_OF)

    assert given.kind is AnswerKind.ANSWERED
    assert "971/2033/NĐ-CP" in given.citations[0].status.reason


def test_a_quote_from_a_text_without_a_name_still_names_its_source(
    empty: Library, tmp_path: Path
) -> None:
    put(empty, tmp_path, "ghi-chep.txt", NAMELESS)
    given = answer("chuồn chuồn bay thấp thì sao", empty, scopes=EVERYBODY, as_of=AS_OF)

    assert given.kind is AnswerKind.ANSWERED
    assert given.citations[0].document.strip()
    assert "ghi-chep" in plain_text(given.blocks)


def test_another_text_with_the_same_number_does_not_replace_the_first_one_unseen(
    empty: Library, tmp_path: Path
) -> None:
    put(empty, tmp_path, "a.txt", TURTLES)
    outcome = put(empty, tmp_path, "b.txt", STARFISH)

    assert outcome.outcome != "replaced" or outcome.warnings
