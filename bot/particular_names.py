"""Names of persons and companies, as regular expressions; offices and public bodies stay."""

from __future__ import annotations

UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_LETTERS = r"[^\W\d_]*"
_JOINED = rf"(?:['’ʼ`-]{_LETTERS}){{0,3}}(?!\w)"
_SYLLABLE = rf"[{UPPER}][^\W\d_{UPPER}]*{_JOINED}"
_CAPITAL = rf"[{UPPER}]{_LETTERS}{_JOINED}"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Mai|Trịnh|Tạ|Cao"
    "|Lương|Đoàn|Tô|Tống|Châu|Nông|Triệu|Giàng|Sùng|Thào|Bạc|Lò|Quàng|Cầm|Hứa|Lâm|Trương|Đào|Hà|Vi"
    "|Kha|Quách|Lường|Lục|Vàng|Vừ|Lầu|Chảo|Tẩn|Phùng|Thân|Tăng|Kiều|Lưu|Nghiêm|Phí|Vương|Ksor|Siu"
    "|Rmah|Kpă|Niê|Điểu|Bế|Đàm|Khổng|Khuất|Thạch|Chu|Bạch|Mạc|Giáp|Doãn|Hầu|Hạng|Mã|Lù|Thèn|Tòng"
    "|Lèo|Đèo|Hờ|Pờ|Cháng|Chẩu|Thái"
)
_ONLY_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Đinh|Trịnh|Tạ|Tống|Giàng|Sùng|Thào|Lò|Quàng"
    "|Kha|Quách|Lường|Vừ|Phùng|Kiều|Lưu|Nghiêm|Vương|Ksor|Rmah|Niê|Đàm|Khuất"
)
"""Those that seldom begin the name of a place, so that one more syllable is enough."""
_NOBODY = (
    r"(?!Hồ\s+Chí\s+Minh|(?:Thái\s+Bình|Việt\s+Nam|Vũ\s+(?:Thư|Quang)"
    r"|Võ\s+Nhai|Lê\s+Chân|Rịa|Mẹ)\b)"
)
_TITLE = (
    r"\b(?i:ông|bà|đồng\s+chí|đ/c|chị|thầy|cô|chú|cháu|(?:cụ|bác)(?!\s+Hồ\b)"
    r"|(?<!tiếng )(?<!nước )anh)"
)
_OFFICES = (
    "Phó|Bí thư|Chủ tịch|Giám đốc|Chủ nhiệm|Trưởng (?:ban|phòng|đoàn|thôn|bản)|Chánh Văn phòng"
    "|Chánh Thanh tra|(?:Viện|Cục|Vụ|Bộ|Thứ|Hiệu|Chi cục|Tổ|Đội) trưởng|Uỷ viên|Ủy viên|Thường trực"
    "|Chuyên viên|Kế toán|Văn thư|Thanh tra viên|Công chức|Viên chức|Cán bộ|Trưởng|Chánh|Tổng"
)
_OFFICE = rf"\b(?i:{_OFFICES})(?:\s+(?i:{_OFFICES})){{0,3}}"
_BODIES = (
    "Sở|Ban|Bộ|Ủy|Uỷ|Hội|Văn phòng|Trung|Chi|Công|Đài|Cục|Tổng|Phòng|Trường|Viện|Bệnh|Đảng|Tỉnh"
    "|Thành|Huyện|Quỹ|Đoàn|Liên|Mặt|Nhà|Chính|Thường|Học|Ngân|Kho|Tòa|Toà|Vụ|Thanh|Quốc|Xã|Phường"
    "|Tổ|Khu|Đội|Hạt|Lãnh|Cơ|Kiểm|Nội|Tư pháp|Y tế"
)
_NO_OFFICE = rf"(?!(?:{_BODIES}|(?i:{_OFFICES}))\b)"
_PEOPLES = r"(?!H['’ʼ][Mm]ông|K['’ʼ][Hh]o\b|H['’ʼ][Rr]ê\b)"
_NO_HEALTH = r"(?!\s+(?i:tế|học|dược|khoa|sĩ|sỹ|bác|tá|đức|án|lệnh)\b)"

PERSON_LEAD = rf"{_TITLE}(?:\s+{_OFFICE})?\s+|{_OFFICE}\s+"
"""What stands before a name and stays."""
PERSON = (
    rf"{_TITLE}(?:\s+{_OFFICE})?\s+{_NOBODY}{_NO_OFFICE}{_CAPITAL}(?:\s+{_CAPITAL}){{0,7}}"
    rf"|{_OFFICE}\s+{_NOBODY}{_NO_OFFICE}{_SYLLABLE}(?:\s+{_SYLLABLE}){{1,7}}"
    rf"|\b{_NOBODY}(?:{_SURNAMES})(?:\s+{_SYLLABLE}){{2,4}}"
    rf"|\b{_NOBODY}(?:{_ONLY_SURNAMES})\s+{_SYLLABLE}"
    rf"|\b(?:{_ONLY_SURNAMES.upper()})(?:\s+[{UPPER}]+\b){{2,4}}"
    rf"|\bA\s+{_NO_OFFICE}{_SYLLABLE}"
    rf"|\b{_NO_OFFICE}{_SYLLABLE}(?:\s+{_SYLLABLE})?\s+(?:Văn|Thị)(?:\s+{_SYLLABLE}){{1,2}}"
    rf"|\b{_PEOPLES}[HKY]['’ʼ]\s?[^\W\d_]+(?:\s+{_SYLLABLE}){{0,7}}"
    rf"|\bY\b(?!['/]){_NO_HEALTH}(?:\s+{_SYLLABLE}){{0,7}}"
)

_LEGAL_FORM = (
    r"(?i:TNHH|MTV|CP|TM|DV|XD|cổ\s+phần|trách\s+nhiệm\s+hữu\s+hạn|tư\s+nhân|hợp\s+danh"
    r"|(?:một|hai)\s+thành\s+viên|liên\s+doanh)\b"
)
_WORD = rf"[{UPPER}\d][\w&.'’-]*(?<!\.)"
_INSIDE = (
    r"(?!(?:tại|của|ở|do|với|cho|được|bị|đã|nợ|có|không|chưa|theo|là|đến|từ|về|trên|thuộc|để)\b)"
    rf"[^\W\d_{UPPER}]+"
)
_NO_BODY = r"(?!(?:Sở|Ban|Bộ|UBND|Ủy|Uỷ|Cục|Chi)\b)"

COMPANY_LEAD = (
    r"\b(?i:(?:tổng\s+)?công\s+ty|cty|tập\s+đoàn|hợp\s+tác\s+xã|HTX|DNTN|nhà\s+máy|khách\s+sạn"
    r"|doanh\s+nghiệp(?:\s+tư\s+nhân)?(?!\s+(?:nhà\s+nước|Việt\s+Nam|FDI))"
    r"|ngân\s+hàng\s+(?:TMCP|thương\s+mại\s+cổ\s+phần))\s+"
)
"""What stands before the name of a company and stays."""
COMPANY = (
    rf"{COMPANY_LEAD}(?:{_LEGAL_FORM}\s+)*[“\"]?{_WORD}"
    rf"(?:(?:\s+{_INSIDE})?(?:\s+(?:và|&))?\s+{_NO_BODY}{_WORD})*[”\"]?"
)
