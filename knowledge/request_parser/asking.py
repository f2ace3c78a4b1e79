"""The sentence that asks: what is wanted, and about what."""

from __future__ import annotations

import re

from knowledge.model import Span
from knowledge.references import find_dates
from knowledge.references.codes import codes
from knowledge.references.folding import fold_in_place
from knowledge.request_parser.letter import Letter
from knowledge.request_parser.request import Stated

_SO = r"so(?! (?:lieu|luong|\d))"  # sở, not số
_BO = r"bo(?! (?:tri|sung|nhiem|phieu|phan))"  # bộ, not bố, bổ, bỏ
_ASKED = (
    rf"(?=:? (?:(?:quy|cac|thu truong|dong chi|toan the) )?(?:co quan|don vi|{_SO}|ban|nganh|{_BO}"
    r"|ubnd|uy ban|cuc|chi cuc|phong|van phong|trung tam|truong|thanh tra|cong an|hoi|dia phuong"
    r"|giam doc|chu tich|thanh vien|huyen|xa|phuong|dac khu|ong|ba)\b)"
)
"""Whom something is asked of; without them 'yêu cầu' and 'giao' are often nouns or passive."""
_VERB = re.compile(
    r"\b(?:(?<!xet )(?<!theo )(?<!voi )(?<!cua )de nghi(?! (?:cua|tai)\b)|kinh moi|kinh mong"
    rf"|(?<!theo )yeu cau{_ASKED}|(?<!duoc )(?<!da )giao{_ASKED})"
)
_WANTED = re.compile(
    r"\b(?P<report>bao cao(?: (?:chuyen de|nhanh|dinh ky|dot xuat|tong ket|so ket|tong hop"
    r"|giai trinh))?|(?:cho |co )?y kien (?:gop y|tham gia)|gop y|tham gia y kien)\b"
    r"|\b(?:gui|nop|xay dung|lap|cung cap|cu|trinh|tong hop|ban hanh|ra soat)\b[^.;:]{0,40}?"
    r"\b(?P<thing>to trinh|ke hoach|phuong an|de an|danh sach|so lieu|thong tin|ho so"
    r"|can bo|cong chuc|nhan su|van ban)\b"
)
"""A report or an opinion is asked for by its own verb, anything else by 'gửi', 'lập', …"""
_ABOUT_ENDS = re.compile(
    r",? (?:theo (?:de cuong|huong dan|noi dung|cac noi dung|mau|bieu mau|quy dinh tai|phu luc)"
    r"|cu the|nhu sau|gui (?:ve|den|cho|toi)|truoc (?:ngay|\d)|cham nhat|voi (?:cac )?noi dung"
    r"|de (?:tong hop|so|bo|ubnd|uy ban))\b|[.;:(]"
)
_RECEIVER = re.compile(
    rf"(?:len |cho |voi )?(?:thu tuong|chinh phu|{_BO}|ubnd|uy ban nhan dan|chu tich|{_SO}|tinh uy"
    r"|lanh dao)\b"
)
"""'báo cáo Ủy ban nhân dân tỉnh' names who is told, not what about."""
_ABOUT_BEGINS = re.compile(r"\s*(?:ve viec|ve|doi voi|cho|:)?\s*")
_REPORTING_PERIOD = re.compile(r"-(?:Q\d|H\d|9M)$|^\d{4}-\d\d$")
_YEAR = re.compile(r"\bnam (?:19|20)\d\d\b")


def asking_sentence(letter: Letter) -> Span | None:
    """The first sentence of the body that requests something to be sent or written."""
    for verb in _VERB.finditer(letter.flat, letter.start, letter.end):
        sentence = letter.sentence(verb.start())
        if _WANTED.search(letter.flat, verb.end(), sentence.end):
            return sentence
    return None


def wanted_in(letter: Letter, sentence: Span) -> Stated | None:
    """'báo cáo chuyên đề' in 'Sở Công vụ đề nghị các sở báo cáo chuyên đề thực trạng …'."""
    for verb in _VERB.finditer(letter.flat, sentence.start, sentence.end):
        found = _WANTED.search(letter.flat, verb.end(), sentence.end)
        if found is not None:
            return letter.stated(*found.span("report" if found["report"] else "thing"))
    return None


def type_of(wanted: Stated) -> str:
    """The official type: 'Báo cáo' for 'báo cáo chuyên đề', '' for 'số liệu'."""
    words = fold_in_place(wanted.text).split()
    kind = codes().type_of_words(" ".join(words[:2]))
    return kind.name if kind is not None else ""


def subject_of(letter: Letter, wanted: Stated, sentence: Span) -> Stated | None:
    """What follows the thing wanted, up to how, when and where to send it."""
    begins = _ABOUT_BEGINS.match(letter.flat, wanted.span.end)
    start = begins.end() if begins else wanted.span.end
    ends = _ABOUT_ENDS.search(letter.flat, start - 1, sentence.end)
    about = letter.stated(start, ends.start() if ends else sentence.end)
    is_receiver = _RECEIVER.match(letter.flat, about.span.start) is not None
    return about if about.text and not is_receiver else None


def reporting_period(letter: Letter, subject: Stated, title: str) -> Stated | None:
    """The quarter, half-year, month or only year that the subject names, else the title."""
    bare = fold_in_place(title.removeprefix("về việc "))
    heading = letter.flat.find(bare) if bare else -1
    places = [subject.span, *([Span(heading, heading + len(bare))] if heading >= 0 else [])]
    found = (_period_in(place.of(letter.text)) for place in places)
    for place, span in zip(places, found, strict=True):
        if span is not None:
            return letter.stated(place.start + span.start, place.start + span.end)
    return None


def _period_in(words: str) -> Span | None:
    named = [day.span for day in find_dates(words) if _REPORTING_PERIOD.search(day.value)]
    years = [Span(*match.span()) for match in _YEAR.finditer(fold_in_place(words))]
    is_one_year = len({span.of(words) for span in years}) == 1
    return next(iter(named), years[0] if is_one_year else None)
