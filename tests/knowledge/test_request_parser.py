"""Requests of incoming letters: what, by when, in which outline, sent where (all invented)."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Level
from knowledge.readers import read
from knowledge.request_parser import IncomingRequest, Stated, parse_request

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "incoming"

HEAD = """UBND TỈNH HOA BAN
SỞ CÔNG VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 945/SCV-CCVC
V/v báo cáo công tác văn thư
Hoa Ban, ngày 04 tháng 12 năm 2034
Kính gửi: Các sở, ban, ngành thuộc tỉnh.
"""
END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nTòng Thị Giả Tỷ\n"


def asked(body: str) -> IncomingRequest:
    return parse_request(f"{HEAD}{body}{END}")


def words(stated: Stated | None) -> str:
    return stated.text if stated else ""


def test_a_letter_with_its_outline_in_an_annex_is_read_whole() -> None:
    text = read(SAMPLES / "cong-van-945-2034-ne-tranh.docx").text
    request = parse_request(text)

    assert (request.letter.number, request.letter.date) == ("945/SCV-CCVC", date(2034, 9, 4))
    assert request.letter.issuer == "Sở Công vụ tỉnh Hoa Ban"
    assert (words(request.wanted), request.wanted_type) == ("báo cáo chuyên đề", "Báo cáo")
    assert words(request.subject).startswith("thực trạng và giải pháp khắc phục")
    assert words(request.covers) == "năm 2034"
    assert request.period is not None
    assert (request.period.start, request.period.end) == (date(2033, 12, 18), date(2034, 8, 17))
    assert request.deadline is not None
    assert (request.deadline.day, request.deadline.hour) == (date(2034, 9, 19), time(16))
    assert words(request.destination.unit) == "Phòng Công chức, viên chức, Sở Công vụ"
    assert words(request.destination.email) == "ccvc@scv.hoaban.example"
    assert words(request.destination.contact) == "Hà Văn Thí Dụ"
    sections = [item.title for item in request.outline if item.level is Level.SECTION]
    assert [item.number for item in request.outline][:6] == ["I", "1", "2", "a", "b", "c"]
    assert sections == [
        "TÌNH HÌNH THỰC HIỆN",
        "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "NHIỆM VỤ, GIẢI PHÁP",
        "ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    told = request.outline[1].span.of(text)
    assert told.endswith("Nêu văn bản đã ban hành, số hội nghị, số người tham dự.")


def test_a_letter_with_its_outline_in_its_text_is_read_over_broken_lines() -> None:
    text = read(SAMPLES / "cong-van-953-2035-cchc.pdf").text
    request = parse_request(text)

    assert words(request.covers) == "6 tháng đầu năm 2035"
    assert [item.number for item in request.outline] == ["I", "1", "2", "3", "II", "III", "IV"]
    assert request.outline[-1].span.of(text) == "IV. ĐỀ XUẤT, KIẾN NGHỊ"
    assert request.deadline is not None
    assert request.deadline.day == date(2035, 6, 20)
    assert words(request.destination.unit) == "Sở Công vụ (Phòng Cải cách hành chính)"
    assert words(request.destination.channels[0]) == "trục liên thông văn bản"


DEADLINES = [
    ("gửi về Sở trước ngày 20/12/2034 (Thứ Tư).", date(2034, 12, 20), None),
    ("gửi về Sở trước 16 giờ 30 phút ngày 20 tháng 12 năm 2034.", date(2034, 12, 20), time(16, 30)),
    ("gửi về Sở trước 17h00 ngày 20/12/2034.", date(2034, 12, 20), time(17)),
    ("gửi về Sở chậm nhất là ngày 20.12.2034.", date(2034, 12, 20), None),
    ("gửi về Sở trước ngày 15/12.", date(2034, 12, 15), None),
    ("gửi về Sở trước ngày 15/6.", date(2035, 6, 15), None),
    ("gửi về Sở trước ngày 31/02.", None, None),
    ("Thời hạn gửi: 20/12/2034.", date(2034, 12, 20), None),
    ("gửi về Sở trong thời hạn 05 ngày làm việc kể từ ngày nhận được Công văn này.", None, None),
]


@pytest.mark.parametrize(("sentence", "day", "hour"), DEADLINES)
def test_deadlines_are_read_in_every_form(
    sentence: str, day: date | None, hour: time | None
) -> None:
    deadline = asked(f"Sở Công vụ đề nghị các sở báo cáo kết quả, {sentence}").deadline

    assert deadline is not None
    assert (deadline.day, deadline.hour) == (day, hour)


@pytest.mark.parametrize(
    "sentence",
    [
        "Luật số 905/2032/QH99 áp dụng cho hồ sơ lập trước ngày 01 tháng 01 năm 2033.",
        "Thực hiện Công văn số 12/SM-VP ngày 20/10/2034 của Sở Mẫu.",
    ],
)
def test_days_of_other_matters_are_no_deadline(sentence: str) -> None:
    assert asked(sentence).deadline is None


PERIODS = [
    ("Số liệu tính từ ngày 15/12/2033 đến hết ngày 14/12/2034.",
     (date(2033, 12, 15), date(2034, 12, 14))),
    ("Số liệu chốt đến ngày 14 tháng 12 năm 2034.", (None, date(2034, 12, 14))),
    ("Thời điểm chốt số liệu: ngày 14/12/2034.", (None, date(2034, 12, 14))),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "ends"), PERIODS)
def test_closing_days_of_figures_are_read(
    sentence: str, ends: tuple[date | None, date | None]
) -> None:
    period = asked(f"Đề nghị các sở báo cáo. {sentence}").period

    assert period is not None
    assert (period.start, period.end) == ends


WANTED = [
    ("Sở Công vụ đề nghị các sở báo cáo kết quả công tác quý III năm 2034 theo mẫu.",
     "báo cáo", "Báo cáo", "kết quả công tác quý III năm 2034"),
    ("Đề nghị quý cơ quan cho ý kiến góp ý đối với dự thảo Quyết định, gửi về Sở.",
     "cho ý kiến góp ý", "", "dự thảo Quyết định"),
    ("Yêu cầu các đơn vị lập danh sách công chức dự thi gửi Sở.",
     "danh sách", "", "công chức dự thi gửi Sở"),
    ("Giao các sở, ban, ngành xây dựng Kế hoạch rà soát thủ tục.",
     "Kế hoạch", "Kế hoạch", "rà soát thủ tục"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted", "type_name", "subject"), WANTED)
def test_what_is_wanted_is_named_in_the_letters_own_words(
    sentence: str, wanted: str, type_name: str, subject: str
) -> None:
    request = asked(sentence)

    assert (words(request.wanted), request.wanted_type) == (wanted, type_name)
    assert words(request.subject) == subject


def test_address_mailbox_contact_and_telephones_are_read() -> None:
    destination = asked(
        "Đề nghị các sở báo cáo. Báo cáo gửi về Văn phòng Sở bằng hình thức văn bản (theo địa chỉ: "
        "số 58 - 60 đường Mẫu, Hoa Ban) và bản điện tử (hộp thư: vt@mau.example). Chi tiết liên hệ "
        "đồng chí Hà Thị Mẫu - Văn phòng Sở, số điện thoại: 0200.3123456, 0912000000."
    ).destination

    assert words(destination.unit) == "Văn phòng Sở"
    assert words(destination.address) == "số 58 - 60 đường Mẫu, Hoa Ban"
    assert words(destination.email) == "vt@mau.example"
    assert words(destination.contact) == "Hà Thị Mẫu"
    assert [words(phone) for phone in destination.phones] == ["0200.3123456", "0912000000"]


def test_items_about_sending_are_no_outline() -> None:
    request = asked(
        "Sở đề nghị các sở báo cáo công tác năm 2034, cụ thể như sau:\n1. Kết quả đạt được\n"
        "2. Kiến nghị\n3. Thời hạn gửi: trước ngày 20/12/2034.\n4. Đầu mối: ông Hà Văn Mẫu."
    )

    assert [item.title for item in request.outline] == ["Kết quả đạt được", "Kiến nghị"]


def test_the_outline_below_an_item_about_contents_is_taken() -> None:
    request = asked(
        "Sở đề nghị các sở báo cáo công tác năm 2034 theo hướng dẫn sau:\n1. Nội dung báo cáo\n"
        "a) Kết quả đạt được;\nb) Kiến nghị.\n2. Thời gian gửi: trước ngày 20/12/2034."
    )

    assert [(item.number, item.title) for item in request.outline] == [
        ("a", "Kết quả đạt được"),
        ("b", "Kiến nghị"),
    ]


def test_a_letter_that_asks_nothing_gives_nothing() -> None:
    request = asked("Sở Công vụ thông báo lịch nghỉ Tết để các sở biết./.")

    assert (request.sentence, request.wanted, request.subject) == (None, None, None)
    assert (request.outline, request.period, request.deadline) == ((), None, None)
    assert request.letter.number == "945/SCV-CCVC"


PIECES = st.sampled_from(
    ["Kính gửi: Sở A.", "Đề nghị các sở báo cáo", "theo đề cương sau:", "I. MỘT", "1. Hai", "a) Ba",
     "gửi về Sở B (Phòng C)", "trước ngày 15/6", "trước 25 giờ 70 ngày 20/12/2034", "\n", ". ", "(",
     "Số liệu từ ngày 01/01/2034 đến ngày", "30/6/2034", "Nơi nhận:", "ĐỀ CƯƠNG BÁO CÁO", "a@b.vn",
     "liên hệ ông Hà Mẫu, điện thoại 0912 000 000", "năm 2034"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25))
def test_every_part_is_cut_from_the_place_it_names(pieces: list[str]) -> None:
    text = " ".join(pieces)
    request = parse_request(text)
    place = request.destination
    parts = [
        *(request.number, request.issued, request.sentence, request.wanted, request.subject),
        *(request.covers, place.unit, place.address, place.email, place.contact),
        *(*place.channels, *place.phones),
        *(timed.stated for timed in (request.period, request.deadline) if timed),
    ]

    assert all(part.text == " ".join(part.span.of(text).split()) for part in parts if part)
    assert all(item.span.of(text) for item in request.outline)
