"""Numbers and times in words, as regular expressions: 'ba trăm triệu', '½', 'quý một'.

A word that is also something else counts as a number only beside what can be counted: 'năm' is a
year and five, 'một' an article, 'tư' a fourth and private. In doubt it is a number.
"""

from __future__ import annotations

_CASES = (
    "người|trường hợp|hệ thống|lĩnh vực|nhiệm vụ|hồ sơ|vụ|lượt|đơn vị|phòng|ngành|cơ quan|xã|phường"
    "|huyện|thôn|cuộc|văn bản|buổi|đợt|lớp|đồng chí|công chức|viên chức|cán bộ|đảng viên|đơn"
    "|cá nhân|tập thể|tổ chức|doanh nghiệp|hộ|dự án|công trình|tỉnh|thành phố|lao động|đồng"
)
COUNTED = f"{_CASES}|lần|tháng|năm|ngày"
"""What figures are given of in reports."""
_MORE_COUNTED = (
    f"{COUNTED}|tuần|giờ|phút|quý|nhóm|tổ|đoàn|sở|nội dung|chỉ tiêu|tiêu chí|thủ tục|dịch vụ"
    "|báo cáo|công văn|kế hoạch|quyết định|phiếu|ý kiến|kiến nghị|điểm|bản|chiếc|cái|con|xe|máy"
    "|nhà|hội nghị|giải pháp|mô hình|sáng kiến"
)
_ONE = r"một(?!\s+(?:số|bộ phận|phần|vài|cách|cửa|mặt|lần|trong|khi)\b)"
_FOURTH = r"tư(?!\s+(?:tưởng|liệu|vấn|duy|pháp|nhân|thế|cách|lệnh|thục|lợi)\b)"
_FIVE = r"năm(?!\s*\d|\s+(?:nay|qua|trước|sau|học|tới|công tác)\b)"
_BILLION = r"t[ỷỉ](?!\s+(?:lệ|trọng|suất|giá)\b)"
_NOT_YEAR = "".join(
    f"(?<!{word} )"
    for word in ("đầu", "cuối", "giữa", "hàng", "hằng", "mỗi", "từng", "nhiều", "các", "những")
)
_PLAIN = "hai|ba|bốn|sáu|bảy|bẩy|tám|chín|mười"
_DIGIT = f"(?:một|năm|{_PLAIN})"
_SIZE = f"(?:mươi|chục|trăm|nghìn|ngàn|vạn|triệu|{_BILLION})"
_ORDINAL = f"(?:{_ONE}|{_FOURTH}|{_FIVE}|{_PLAIN}|nhất|nhì)"
_REST = (
    rf"(?:\s+(?:{_ONE}|{_FOURTH}|{_FIVE}|{_PLAIN}|{_SIZE}|mốt|lăm|linh|lẻ|rưỡi"
    r"|không(?=\s+trăm))\b)*"
)
_LARGE = (
    rf"(?:{_DIGIT}|vài|mấy|hàng)\s+{_SIZE}\b{_REST}"
    rf"|mười\s+(?:một|hai|ba|bốn|{_FOURTH}|lăm|sáu|bảy|bẩy|tám|chín)\b{_REST}"
)
_SMALL = (
    rf"(?:{_DIGIT}\s+)?(?:{_PLAIN}|dăm)(?=\s+(?:{_MORE_COUNTED})\b)"
    rf"|{_NOT_YEAR}năm(?=\s+(?:{_CASES}|năm|ngày)\b)"
    rf"|một(?=\s+(?:{_CASES})\b)"
)
_PART = (
    rf"{_DIGIT}\s+phần\s+(?:{_FOURTH}|{_FIVE}|{_PLAIN})\b"
    r"|(?:một|quá|hơn|gần|phân)\s+nửa\b|nửa(?=\s+số\b)"
    rf"|{_DIGIT}\s+phẩy\s+(?:không|{_DIGIT})\b{_REST}"
    rf"|(?<=gấp )(?:đôi|rưỡi|{_DIGIT})\b"
)
_IN_YEAR = r"(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"

NUMBER = rf"(?i:\b(?:{_LARGE}|{_PART}|{_SMALL}))"
SIGN = "[¼-¾⅐-↉①-⓿]"
"""Characters that are numbers but no digits."""
SHARE = rf"(?i:\b(?:{_LARGE}|{_DIGIT})\s+phần\s+trăm\b)"
PERIOD = (
    r"(?i:\b(?:ba|sáu|chín)\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?"
    rf"|\bquý\s+{_ORDINAL}\b(?!\s+lần){_IN_YEAR})"
)
MONTH = (
    r"(?i:(?<!ngày )\btháng\s+(?:giêng|chạp|mười\s+(?:một|hai)"
    rf"|{_ORDINAL})\b(?!\s+lần){_IN_YEAR})"
)
DAY = rf"(?i:\b(?:ngày\s+)?(?:mồng|mùng)\s+(?:{_DIGIT}|\d+)\b)"
TERM = rf"(?i:\b(?:lần\s+thứ|kh[óo]a|khoá)\s+(?:{_LARGE}|{_ORDINAL})\b)"
