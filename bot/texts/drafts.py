"""Every Vietnamese sentence of drafts, of the agency file and of the layout check."""

from __future__ import annotations

from datetime import date

from knowledge.model import Status

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
    *("tại", "theo", "so", "gồm", "bằng", "do", "để", "trước", "sau", "khi", "như", "thì", "đối"),
)
BLANK_PARTICULARS = {
    "date": "ngày, tháng, năm",
    "period": "kỳ báo cáo",
    "month": "tháng, năm",
    "year": "năm",
    "term": "khóa, nhiệm kỳ",
    "company": "tên doanh nghiệp",
    "person": "họ và tên",
    "known_person": "họ và tên",
    "claim": "có hay không có",
    "share": "tỷ lệ %",
    "figure": "số",
}

KIND_NOT_DRAFTED = (
    "Loại văn bản này chưa soạn được. Các loại soạn được: báo cáo, tờ trình, kế hoạch, công văn, "
    "thông báo, quyết định."
)
WISH_UNCLEAR = (
    "Chưa rõ cần soạn văn bản nào. Ví dụ: “Soạn báo cáo về cải cách hành chính” hoặc “Soạn mục II "
    "nguyên nhân cho báo cáo về né tránh, đùn đẩy trách nhiệm”."
)
PARTY_REFUSED = (
    "Đây là văn bản của Đảng: thể thức theo Quy định 399-QĐ/TW và Hướng dẫn 05-HD/VPTW, không theo "
    "Nghị định số 30/2020/NĐ-CP, nên không soạn theo mẫu văn bản hành chính được."
)
CLASSIFIED_REFUSED = (
    "Yêu cầu có nội dung bí mật nhà nước: không soạn và không lưu trên hệ thống này. Hãy soạn trên "
    "máy dành riêng theo quy định về bảo vệ bí mật nhà nước."
)

ABBREVIATIONS = {
    "cchc": "cải cách hành chính",
    "cbcc": "cán bộ, công chức",
    "cbccvc": "cán bộ, công chức, viên chức",
    "tthc": "thủ tục hành chính",
    "pctn": "phòng, chống tham nhũng",
    "kntc": "khiếu nại, tố cáo",
}
"""Read out in full when the library is searched, never in what the user wrote."""

BLANK_MANDATE = "văn bản yêu cầu (tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu)"
BLANK_SUBJECT = "trích yếu nội dung"
BLANK_TITLE = "tên mục"
BLANK_CONTENT = "nội dung mục"
BLANK_ARTICLE = "số điều"
BLANK_ISSUER = "cơ quan ban hành {document}"
BLANK_ABSTRACT = "trích yếu {document}"
FACT_NUMBER = "số văn bản"
FACT_DATE = "ngày ban hành"
FROM_REQUEST = "yêu cầu của người dùng"
ABOUT = "về"
ABOUT_DOING = "về việc"
RANKS = (
    *("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Lệnh", "Nghị định"),
    *("Quyết định", "Thông tư", "Thông tư liên tịch"),
)
"""Kinds of legal document, the higher first (Luật Ban hành văn bản quy phạm pháp luật)."""
CONSOLIDATED = "Văn bản hợp nhất"
LEGAL_BASIS = "Căn cứ {document}"
AS_ARTICLE = "Như Điều {number}"

NO_PAST_REPORT = (
    "Chưa tìm thấy nội dung phù hợp trong các báo cáo trước đã nạp: dự thảo theo sườn chung, cần "
    "bổ sung."
)
FROM_PAST_REPORT = (
    "Lời văn lấy từ {document}: số liệu, thời gian, số văn bản, tên người đã để trống; hãy kiểm "
    "tra các nhận định còn đúng với kỳ này."
)
OTHER_ISSUER = (
    "{document} do {issuer} ban hành: hãy kiểm tra tên cơ quan, đơn vị trong lời văn dẫn lại."
)
ENDED_BASIS = "Không dùng làm căn cứ: {document} ({validity})."
FUTURE_BASIS = "Không dùng làm căn cứ: {document} (ban hành sau ngày {day})."
NO_LEGAL_BASIS = "Chưa tìm thấy căn cứ pháp lý phù hợp trong kho văn bản đã nạp."
OTHER_SECTION = "Sườn {form} không có mục “{words}”: dự thảo có mục này theo yêu cầu."
MARKS_RESTORED = (
    "Yêu cầu viết không dấu; nội dung được ghi lại có dấu là “{subject}”, hãy kiểm tra."
)
UNUSED_FACTS = "Thông tin đã cho nhưng chưa có chỗ dùng trong dự thảo: {facts}."
BAD_DATE = "Ngày ban hành “{value}” không đọc được; hãy ghi dạng ngày/tháng/năm, ví dụ 05/3/2031."


def blank_document(type_name: str) -> str:
    return f"số, ký hiệu, ngày của {type_name or 'văn bản'}"


def status_of_basis(document: str, status: Status) -> str:
    return f"{document} (tại ngày {short_date(status.as_of)}): {validity_with_reason(status)}."


def validity_with_reason(status: Status) -> str:
    """'Hết hiệu lực: …'; the library's reasons of unknown validity begin with it themselves."""
    reason = status.reason.rstrip(".")
    if reason.startswith(status.validity):
        return reason
    return f"{status.validity}: {reason}" if reason else str(status.validity)


def renamed(old: str, new: str, since: date | None) -> str:
    day = f" (từ ngày {short_date(since)})" if since else ""
    return f"Đã đổi tên “{old}” thành “{new}”{day} trong dự thảo."


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


def short_date(day: date) -> str:
    """'05/01/2026', '14/6/2026', padded like the long form."""
    return f"{day.day:02d}/{padded_month(day.month)}/{day.year}"


def blank_date(year: int) -> str:
    return f"ngày      tháng      năm {year}"


def padded_month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
