"""Every Vietnamese sentence of drafts, of the agency file and of the layout check."""

from __future__ import annotations

from datetime import date

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ADDRESSEES = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
AS_ABOVE = "Như trên"
ARCHIVE = "Lưu: VT"
DECIDES = "QUYẾT ĐỊNH:"
SUBJECT = "V/v"
END_MARK = "./."

REVIEWER_NOTE = (
    "Dự thảo do máy hỗ trợ, người ký chịu trách nhiệm (khoản 5 Điều 13 Nghị định số "
    "30/2020/NĐ-CP). Rà soát các chỗ trống được tô màu trước khi trình ký."
)
REVIEWER = "Tham Mưu"

BLANK_AGENCY = "tên cơ quan ban hành"
BLANK_SUPERIOR = "tên cơ quan chủ quản"
BLANK_PLACE = "địa danh"
BLANK_CODE = "ký hiệu cơ quan"
BLANK_HEAD = "chức vụ người đứng đầu"
BLANK_POST = "chức vụ người ký"
BLANK_NAME = "họ và tên người ký"
BLANK_UNIT = "đơn vị soạn thảo"
BLANK_ADDRESSEE = "cơ quan nhận"

DOCUMENT_TYPES = (
    *("Chương trình hành động", "Chương trình", "Kế hoạch", "Công văn", "Quyết định", "Nghị quyết"),
    *("Nghị định", "Thông tư", "Chỉ thị", "Kết luận", "Quy định", "Quy chế", "Hướng dẫn", "Luật"),
    *("Thông báo", "Báo cáo", "Tờ trình", "Công điện", "Đề án"),
)
WORDS_THAT_NAME_NOTHING = (
    *(
        "và",
        "đến",
        "từ",
        "của",
        "trong",
        "với",
        "là",
        "có",
        "được",
        "đã",
        "còn",
        "cho",
        "hoặc",
        "ở",
    ),
    *("tại", "theo", "so", "đạt", "gồm", "bằng", "do", "để", "trước", "sau", "khi", "như", "thì"),
)
BLANK_PARTICULARS = {
    "date": "ngày, tháng, năm",
    "period": "kỳ báo cáo",
    "month": "tháng, năm",
    "year": "năm",
    "term": "khóa, nhiệm kỳ",
    "person": "họ và tên",
    "known_person": "họ và tên",
    "claim": "có hay không có",
    "share": "tỷ lệ %",
    "figure": "số",
}


def blank_document(type_name: str) -> str:
    return f"số, ký hiệu, ngày của {type_name or 'văn bản'}"


def agency_broken(name: str, reason: str) -> str:
    return f"Tệp {name} không đọc được, hãy sửa lại theo tệp mẫu agency.example.toml: {reason}"


def agency_wants_text(key: str) -> str:
    return f"mục “{key}” phải là một chuỗi chữ trong dấu nháy kép"


def agency_wants_list(key: str) -> str:
    return f'mục “{key}” phải là danh sách chuỗi chữ, ví dụ ["Lãnh đạo Sở"]'


def agency_wants_tables(key: str) -> str:
    return f"mục “{key}” phải gồm các bảng [[{key}]]"


def agency_wants_date(key: str) -> str:
    return f"mục “{key}” phải là ngày dạng NĂM-THÁNG-NGÀY, ví dụ 2031-03-01"


def long_date(day: date) -> str:
    """'ngày 05 tháng 01 năm 2026', 'ngày 14 tháng 6 năm 2026': days under 10 and months 1, 2 get a
    leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.b)."""
    return f"ngày {day.day:02d} tháng {padded_month(day.month)} năm {day.year}"


def blank_date(year: int) -> str:
    return f"ngày      tháng      năm {year}"


def padded_month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
