"""Drafts: words come from past reports, figures and names never do."""

from __future__ import annotations

import re

import pytest

from bot.agency import Agency
from bot.draft import BLANK_PATTERN, Draft, Origin, Paragraph
from bot.drafting import draft
from bot.particulars import Emptier
from bot.reply import BlockKind
from knowledge.library import EVERYBODY
from knowledge.references import first_mention
from tests.promises.shelf import AS_OF, CHAT, Shelf, Talk
from tests.promises.verification import assert_true, numbers_in, squeezed

REQUESTS = (
    "soạn báo cáo về né tránh, đùn đẩy trách nhiệm",
    "soạn mục II nguyên nhân cho báo cáo về né tránh, đùn đẩy trách nhiệm",
    "soan bao cao cai cach hanh chinh 6 thang dau nam 2035",
    "viết báo cáo tổng kết công tác cải cách hành chính năm 2034",
    "soạn báo cáo kết quả công tác tiếp công dân, xử lý đơn năm 2034",
    "soạn báo cáo kết quả đánh giá, xếp loại công chức năm 2034",
    "soạn công văn đôn đốc thực hiện công tác văn thư",
    "soạn kế hoạch cải cách hành chính năm 2035",
    "soạn tờ trình về công tác văn thư",
    "soạn quyết định ban hành quy chế tiếp công dân",
    "soạn báo cáo về nuôi cá tra <b>xuất khẩu</b> {agency}",
)


_KEPT_LABEL = re.compile(r"^(?:[IVX]+\.|\d{1,2}\.(?:\d+\.)*|[a-zđ]\)|[-+])\s+")


@pytest.mark.parametrize("request_text", REQUESTS)
def test_a_draft_takes_words_from_its_sources_and_no_figure_from_past_reports(
    request_text: str, shelf: Shelf
) -> None:
    made = draft(request_text, shelf.library, Agency(), scopes=EVERYBODY, as_of=AS_OF)

    for paragraph in made.paragraphs():
        assert_sources_are_true(paragraph, shelf)
        if paragraph not in made.legal_bases:
            assert_no_figure_is_taken_over(paragraph, request_text)
    assert_words_are_taken_over(made, shelf)


def assert_sources_are_true(paragraph: Paragraph, shelf: Shelf) -> None:
    assert paragraph.provenance
    for source in paragraph.provenance:
        if source.kind is Origin.PASSAGE:
            cited = shelf.library.cite(source.key, source.quote, scopes=EVERYBODY, as_of=AS_OF)
            assert_true(cited, shelf)


def assert_no_figure_is_taken_over(paragraph: Paragraph, request_text: str) -> None:
    said = BLANK_PATTERN.sub("", _KEPT_LABEL.sub("", paragraph.text))
    passages = [one.quote for one in paragraph.provenance if one.kind is Origin.PASSAGE]
    assert not (numbers_in([said]) & numbers_in(passages)) - numbers_in([request_text])


def assert_words_are_taken_over(made: Draft, shelf: Shelf) -> None:
    """What a past report gave to a section stands in it, around the blanks and in order."""
    for section in made.sections:
        for paragraph in section.paragraphs:
            passages = [one for one in paragraph.provenance if one.kind is Origin.PASSAGE]
            stored = squeezed(" ".join(one.quote for one in passages))
            position = 0
            pieces = BLANK_PATTERN.split(_KEPT_LABEL.sub("", paragraph.text))[::2]
            for piece in pieces if passages else []:
                position = stored.find(squeezed(piece), position)
                assert position >= 0, piece


PARTICULARS = (
    "Có năm trường hợp bị xử lý kỷ luật.",
    "Hơn một nghìn hồ sơ quá hạn.",
    "Thu hồi ba trăm triệu đồng.",
    "Đã thu hồi ½ số tiền.",
    "Hai phần ba số đơn đúng hạn.",
    "Bà Y Nhung bị khiển trách.",
    "Giám đốc Vi Văn Thụ chủ trì.",
    "Đồng chí H'Hen Niê phụ trách.",
    "Ông Tám được khen.",
    "Vào tháng Ba, quý một.",
    "Công ty TNHH Hoa Sen nợ thuế.",
)


@pytest.mark.parametrize("line", PARTICULARS)
def test_what_is_particular_to_a_past_report_becomes_a_blank(line: str) -> None:
    assert BLANK_PATTERN.search(Emptier().empty(line))


def test_a_draft_in_a_chat_names_true_sources_also_after_blanks_are_filled(talk: Talk) -> None:
    reply = talk.say("soạn báo cáo về né tránh, đùn đẩy trách nhiệm")
    blanks = [one.what for one in _last_draft(talk).blanks]
    filled = talk.say(f"{blanks[0]}: <b>777</b> {{agency}} [cần bổ sung: bẫy]")

    for shown in (reply, filled):
        for block in shown.blocks:
            if block.kind is BlockKind.SOURCE:
                assert any(
                    block.text.endswith(first_mention(shelf_document.metadata))
                    for shelf_document in talk.shelf.documents()
                )
    assert "<b>777</b> {agency}" in filled.text


def _last_draft(talk: Talk) -> Draft:
    kept = talk.records.draft(talk.records.last_draft(CHAT) or 0, CHAT)
    assert kept is not None
    return kept.draft
