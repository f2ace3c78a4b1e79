"""Documents are looked up by number and put in by admins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import texts
from bot.access import Person, Role
from bot.document_replies import document_list
from knowledge.model import DocumentKind, Metadata
from tests.fakes.office import (
    ADMIN,
    DECREE,
    DECREE_FILE,
    QUESTION,
    SAMPLES,
    Office,
    button,
    open_office,
)


def test_a_document_is_looked_up_by_its_number_and_shown_as_a_card(office: Office) -> None:
    reply = office.say(f"/tracuu {DECREE}")

    assert "Về đánh giá, xếp loại công chức mẫu".lower() in reply.text.lower()
    assert f"Số, ký hiệu: {DECREE}" in reply.text
    assert "20/6/2031" in reply.text
    assert "7 điều" in reply.text
    assert office.press(button(reply, texts.ORIGINAL)).attachment is not None


def test_a_provision_is_looked_up_with_its_document(office: Office) -> None:
    reply = office.say(f"/tracuu Điều 5 Nghị định {DECREE}")

    assert "hoàn thành trước ngày 25 tháng 12" in reply.text
    assert f"[1] Điều 5 Nghị định số {DECREE}" in reply.text


def test_a_clause_is_looked_up_alone_and_cited_as_such(office: Office) -> None:
    reply = office.say(f"/tracuu khoản 2 Điều 2 Nghị định {DECREE}")

    assert "2. Nhiệm vụ theo vị trí việc làm" in reply.text
    assert "1. Cam kết" not in reply.text
    assert f"[1] khoản 2 Điều 2 Nghị định số {DECREE}" in reply.text


def test_a_unit_too_long_for_a_chat_is_shown_by_its_parts(tmp_path: Path) -> None:
    articles = "".join(f"Điều {one}. Việc {one}\n{'Nội dung. ' * 150}\n" for one in range(1, 13))
    path = tmp_path / "dai.txt"
    path.write_text(
        f"CHÍNH PHỦ\nSố: 7/2031/NĐ-CP\nNGHỊ ĐỊNH\nVề mẫu\nChương I\nCHUNG\n{articles}", "utf-8"
    )
    office = open_office(tmp_path / "data")
    office.send(path, ADMIN)

    told = office.say("/tracuu Chương I Nghị định 7/2031/NĐ-CP").text

    assert told.startswith("Chương I CHUNG")
    assert "• Điều 12: Việc 12" in told
    assert len(told) < 1000


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (f"Điều 50 Nghị định {DECREE}", "không có Điều 50"),
        ("30/1999/NĐ-CP", "Kho chưa có văn bản 30/1999/NĐ-CP."),
        ("chuyện không đâu", "Kho chưa có văn bản “chuyện không đâu”."),
    ],
)
def test_what_is_not_in_the_library_is_said_so(office: Office, wanted: str, told: str) -> None:
    assert told in office.say(f"/tracuu {wanted}").text


def test_words_of_a_title_find_the_document_with_or_without_diacritics(office: Office) -> None:
    assert DECREE in office.say("/tracuu danh gia, xep loai cong chuc").text


def test_the_list_names_the_documents_by_kind(office: Office) -> None:
    told = office.say("/tailieu").text

    assert "Văn bản trong kho (2)" in told
    assert f"• Nghị định số {DECREE} ngày 20/6/2031" in told


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    assert open_office(tmp_path).say("/tailieu").text == texts.LIST_EMPTY


def test_an_admins_file_is_added_described_and_found_by_the_next_question(tmp_path: Path) -> None:
    office = open_office(tmp_path)

    told = office.send(SAMPLES / DECREE_FILE, ADMIN).text

    assert told.startswith(texts.OUTCOMES["added"])
    assert f"Nghị định số {DECREE} ngày 20/6/2031" in told
    assert "7 điều" in told
    assert "16%" in office.say(QUESTION).text
    assert texts.OUTCOMES["unchanged"] in office.send(SAMPLES / DECREE_FILE, ADMIN).text


@pytest.mark.parametrize("role", [Role.OFFICIAL, Role.HEAD])
def test_a_file_of_others_is_refused_in_one_sentence_and_not_kept(
    tmp_path: Path, role: Role
) -> None:
    office = open_office(tmp_path)

    assert office.send(SAMPLES / DECREE_FILE, Person(3, "", role)).text == texts.NOT_YOUR_FILE
    assert office.library.documents() == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rong.txt", b""),
        ("la.xyz", b"abc"),
        ("hong.docx", b"PK\x03\x04 broken"),
        ("mat.txt", "TỐI MẬT\nCHÍNH PHỦ\nKế hoạch phòng thủ".encode()),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: bytes
) -> None:
    office = open_office(tmp_path / "data")
    path = tmp_path / name
    path.write_bytes(content)

    told = office.send(path, ADMIN).text

    assert told.startswith(texts.OUTCOMES["refused"])
    assert "phòng thủ" not in told
    assert office.library.documents() == ()


def test_annexes_in_files_of_their_own_are_counted_with_their_document() -> None:
    decree = Metadata("1", DocumentKind.LEGAL, "Nghị định", "1/2031/NĐ-CP", title="Về mẫu")
    annexes = [replace(decree, key=f"1/anx_{one}", host="1") for one in ("I", "II")]
    orphan = replace(decree, key="2/anx_I", number="2/2031/NĐ-CP", host="2")

    told = document_list([decree, *annexes, orphan]).text

    assert "Văn bản trong kho (2)" in told
    assert "• Nghị định số 1/2031/NĐ-CP: Về mẫu (kèm 2 phụ lục riêng)" in told
    assert "• Phụ lục kèm theo Nghị định số 2/2031/NĐ-CP" in told


def test_a_long_list_says_how_many_documents_it_leaves_out() -> None:
    many = [Metadata(str(one), DocumentKind.REPORT, "Báo cáo", f"{one}/BC-X") for one in range(70)]

    assert "Còn 10 văn bản khác" in document_list(many).text
