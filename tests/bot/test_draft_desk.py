"""Drafts in a chat: written, filled in, exported; a wish to draft is told from a question."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from bot import texts
from bot.draft import Blank
from bot.draft_desk import facts_in
from bot.intent import wants_draft
from bot.reply import Style
from tests.fakes.office import (
    REQUEST,
    Office,
    button,
    labels,
    open_office,
)


def test_a_draft_shows_sources_blanks_and_what_is_still_to_be_given(office: Office) -> None:
    reply = office.say(REQUEST)

    assert "II. NGUYÊN NHÂN" in reply.text
    assert "Nguyên nhân <chính>. [1]" in reply.text
    assert re.search(r"\[1\] .*Báo cáo số 971/BC-SDVC", reply.text)
    assert "Tăng cường kiểm tra. (đề xuất)" in reply.text
    assert "• số vụ việc" in reply.text
    blanks = [run for block in reply.blocks for run in block.runs if "[cần bổ sung" in run.text]
    assert [run.style for run in blanks] == [Style.BOLD]
    assert labels(reply) == [["Xuất .docx"]]


def test_a_draft_fills_its_blanks_and_is_exported_also_after_a_restart(
    office: Office, filled: Path
) -> None:
    chat = 41
    office.say(REQUEST, chat=chat)

    reply = open_office(filled).say("số vụ việc: 07 vụ", chat=chat)

    assert "Đã xử lý 07 vụ." in reply.text
    assert "cần bổ sung" not in reply.text
    sent = open_office(filled).say("/xuat", chat=chat).attachment
    assert sent is not None
    assert sent.name.startswith("BC-")
    assert sent.name.endswith("_DU-THAO.docx")
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(sent.path)).paragraphs)
    assert "Đã xử lý 07 vụ." in words


def test_the_export_button_gives_its_own_draft_even_after_a_newer_one(office: Office) -> None:
    first = office.say(REQUEST)
    office.say("soạn công văn đôn đốc các phòng nộp báo cáo")

    sent = office.press(button(first, texts.EXPORT)).attachment

    assert sent is not None
    assert "muc-ii" in sent.name


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("số vụ việc: 07", {"số vụ việc": "07"}),
        ("So vu viec: 07\n\n• đơn vị: Văn phòng", {"số vụ việc": "07", "đơn vị": "Văn phòng"}),
        ("số vụ việc: 07\nchuyện khác: 1", {}),
        ("số vụ việc:", {}),
        ("số vụ việc là 07", {}),
        ("", {}),
    ],
)
def test_lines_that_name_a_blank_are_facts_and_nothing_else_is(
    text: str, facts: dict[str, str]
) -> None:
    assert facts_in(text, (Blank("số vụ việc"), Blank("đơn vị"))) == facts


@pytest.mark.parametrize(
    "text",
    [
        "Soạn mục II nguyên nhân cho báo cáo về né tránh, đùn đẩy trách nhiệm",
        "soan cong van don doc cac phong nop bao cao",
        "Viết mục “Nguyên nhân khách quan” cho báo cáo né tránh, đùn đẩy",
        "viet lai doan nay cho dung van phong",
        "Dự thảo tờ trình đề nghị khen thưởng",
        "hãy soạn giúp em một báo cáo 6 tháng",
        "giúp tôi viết mở đầu báo cáo thực hiện Công văn 1546/SNV-CCVC",
        "Xây dựng kế hoạch kiểm tra công vụ đột xuất quý IV/2026",
        "soạn thảo quyết định thành lập tổ kiểm tra",
    ],
)
def test_a_wish_to_draft_is_recognised(text: str) -> None:
    assert wants_draft(text)


@pytest.mark.parametrize(
    "text",
    [
        "viết tắt của quy định và quy chế",
        "viết hoa tên riêng thế nào",
        "soạn công văn như thế nào?",
        "Dự thảo nghị định gồm những gì",
        "soan thao van ban la gi",
        "tháng 6 viết 06 hay 6",
        "báo cáo có phải ghi Kính gửi không?",
        "lập biên bản vi phạm do ai",
        "ai viết báo cáo này",
        "",
    ],
)
def test_a_question_about_writing_is_a_question(text: str) -> None:
    assert not wants_draft(text)
