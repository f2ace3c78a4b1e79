"""The sentences of the layout check, and the rule behind each of its tests."""

from __future__ import annotations

_ANNEX = "Nghị định số 30/2020/NĐ-CP, Phụ lục I, Phần I"

RULES = {
    "T1": f"{_ANNEX}, khoản 3 Mục I",
    "T2": f"{_ANNEX}, khoản 1, 2 Mục I",
    "T3": f"{_ANNEX}, khoản 4 Mục I",
    "T4": f"{_ANNEX}, Mục II và Mục V",
    "T5": f"{_ANNEX}, khoản 7 Mục I",
    "T6": f"{_ANNEX}, khoản 1 Mục II",
    "T7": f"{_ANNEX}, khoản 3, 4 Mục II",
    "T8": f"{_ANNEX}, điểm b khoản 7 Mục II",
    "T9": f"{_ANNEX}, điểm d khoản 9 Mục II",
    "T10": f"{_ANNEX}, điểm e khoản 6 Mục II",
    "T11": "Nghị định số 30/2020/NĐ-CP, Phụ lục III, các Mẫu 1.1 - 1.10",
    "T12": f"{_ANNEX}, điểm b, d khoản 9 Mục II",
    "T13": f"{_ANNEX}, điểm a khoản 2 Mục III",
    "T14": f"{_ANNEX}, điểm c khoản 3 Mục II",
    "T15": f"{_ANNEX}, điểm b khoản 4 Mục II",
    "T16": f"{_ANNEX}, khoản 4 Mục I",
    "T17": f"{_ANNEX}, khoản 4 Mục I",
    "T18": f"{_ANNEX}, Mục IV",
}
"""Test -> the provision it checks."""

WHOLE_DOCUMENT = "toàn văn bản"
PAGE_HEADER = "đầu trang"
HEADER_BLOCK = "khối đầu văn bản"
SIGNATURE_BLOCK = "khối chữ ký"
END_OF_BODY = "cuối nội dung"
FILE = "tệp"

OK = "Đạt"
CANNOT_OPEN = "Tệp không mở được như một văn bản .docx"
NOT_CONVERTED = "LibreOffice không chuyển được tệp sang PDF"
FONT_SUBSTITUTED = "Bảng phông của tệp thay Times New Roman bằng “{name}”"
MARGIN = "Lề {side} là {value} mm, phải từ {low} đến {high} mm"
SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
NOT_A4 = "Khổ giấy là {width} x {height} mm, phải là A4 (210 x 297 mm)"
FONT = "Phông chữ là “{font}”, phải là Times New Roman"
NO_FONT = "chưa đặt"
COLOR = "Màu chữ là {color}, phải là màu đen"
SIZE = "Cỡ chữ của {part} là {size}, phải từ {low} đến {high}"
SIZE_ONE = "Cỡ chữ của {part} là {size}, phải là {low}"
BOLD = {True: "{part} phải in đậm", False: "{part} không in đậm"}
ITALIC = {True: "{part} phải in nghiêng", False: "{part} phải là chữ đứng"}
CAPITALS = {True: "{part} phải viết bằng chữ in hoa", False: "{part} phải viết bằng chữ in thường"}
UNDERLINED = "{part} không gạch chân; đường kẻ ngang phải tách riêng"
MISSING_PART = "Không thấy {part}"
NO_PAGE_NUMBER = "Không có số trang trong phần lề trên"
PAGE_NUMBER_NOT_CENTRED = "Số trang chưa được canh giữa"
PAGE_NUMBER_SIZE = "Số trang phải là chữ số Ả Rập, kiểu chữ đứng, cỡ 13 đến 14"
PAGE_NUMBER_ON_FIRST = "Số trang hiển thị ở trang thứ nhất"
EXACT = "Phải viết đúng “{text}”"
NUMBER_FORM = "Số, ký hiệu phải có dạng “Số: 05/BC-…”, hoặc để trống phần số khi là dự thảo"
DATE_FORM = "Thời gian phải đủ ngày, tháng, năm, hoặc để trống cả ngày và tháng khi là dự thảo"
DEPUTY_WITHOUT_KT = "Cấp phó ký phải có dòng “KT. …” ở trên"
KT_WITHOUT_DEPUTY = "Dưới dòng “KT. …” phải là chức vụ của cấp phó"
PREFIX_FORM = "Quyền hạn ký phải viết “TM.”, “KT.”, “TL.”, “TUQ.” hoặc “Q.”, sau đó có dấu cách"
ARCHIVE_LINE = "Dòng cuối nơi nhận phải là “- Lưu: VT, <đơn vị soạn thảo>.”"
NOT_JUSTIFIED = "Nội dung phải canh đều cả hai lề"
FIRST_LINE = "Chữ đầu dòng phải lùi vào 1 cm hoặc 1,27 cm"
SPACING = "Khoảng cách giữa các đoạn phải từ 6 pt trở lên"
LINE_SPACING = "Khoảng cách dòng phải từ dòng đơn đến 1,5 lines"
END_MARK = "Nội dung phải kết thúc bằng “./.”"
WANTS_ADDRESSEES = "{kind} phải có “Kính gửi”"
NO_ADDRESSEES = "{kind} không có “Kính gửi”"
ADDRESSEE_FORM = "Mỗi nơi nhận sau “Kính gửi” ở một dòng “- …;”, dòng cuối kết thúc bằng dấu chấm"
LETTER = "Công văn"
SECRECY = "Văn bản mang dấu chỉ độ mật “{mark}”, không được xử lý trong hệ thống này"
BLANKS_IN_SYMBOL = "Ký hiệu “{symbol}” không được có dấu cách"
PADDING = "“{text}”: ngày nhỏ hơn 10 và tháng 1, 2 ghi thêm số 0; tháng 3 đến 9 không ghi số 0"
LEGACY_FONT = "Phông “{font}” thuộc bộ mã cũ, không phải Unicode"
LEGACY_TEXT = "Chữ “{text}” thuộc bộ mã cũ (TCVN3 hoặc VNI), không phải Unicode"
NO_HEADER_TABLE = "Khối đầu văn bản phải là bảng hai cột không có đường kẻ"
HEADER_BORDERS = "Bảng đầu văn bản có đường kẻ"


def place(part: str, text: str) -> str:
    """Where a fault lies: the element and the beginning of its words."""
    shown = text if len(text) <= 50 else text[:49] + "…"
    return f"{part}: “{shown}”"
