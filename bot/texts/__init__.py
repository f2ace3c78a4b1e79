"""Every sentence the bot says: conversation here; `answers`, `drafts`, `layout` beside."""

from __future__ import annotations

from knowledge.model import DocumentKind, Validity

# Settings

BAD_ADMIN_IDS = (
    "ADMIN_IDS phải là các mã số Telegram cách nhau bằng dấu phẩy; “{value}” không phải là mã số."
)
NO_AGENCY_FILE = "Không tìm thấy tệp thông tin cơ quan “{value}” ghi ở AGENCY_FILE."
BOT_REFUSED = "Telegram không chấp nhận TELEGRAM_BOT_TOKEN; hãy lấy lại mã từ @BotFather."
BAD_PROXY = "TELEGRAM_PROXY phải có dạng http://, https:// hoặc socks5:// kèm địa chỉ máy chủ."

# Greeting and help

START = (
    "Tham Mưu tra cứu và soạn thảo từ kho văn bản của cơ quan: trả lời bằng nguyên văn kèm điều, "
    "khoản, điểm và tình trạng hiệu lực; soạn dự thảo và xuất .docx theo thể thức của Nghị định "
    "30/2020/NĐ-CP."
)
PRIVACY = (
    "Nội dung nhập tại Telegram đi qua máy chủ của Telegram. Không nhập, không gửi thông tin, "
    "tài liệu thuộc bí mật nhà nước."
)
TRY = "Ví dụ: “lề trái văn bản hành chính là bao nhiêu?” (gõ không dấu cũng được)."
HELP = (
    "Nhập câu hỏi là được trả lời; yêu cầu bắt đầu bằng “soạn”, “viết”, “dự thảo” là được soạn.",
    "/tracuu 30/2020/NĐ-CP: mở văn bản; /tracuu Điều 5 Nghị định 30/2020/NĐ-CP: mở điều khoản.",
    "/soan mục II nguyên nhân cho báo cáo về…: soạn dự thảo; /xuat: nhận tệp .docx.",
    "Điền chỗ trống của dự thảo: mỗi dòng một mục theo mẫu “tên mục: nội dung”.",
    "/tailieu: danh mục văn bản; /moi: quên câu chuyện đang nói.",
)
HELP_ADMIN = (
    "Quản trị: gửi tệp văn bản vào đây để nạp vào kho; /nguoidung để cấp quyền cho người dùng."
)

COMMANDS = (
    ("hoi", "Hỏi về quy định"),
    ("tracuu", "Mở văn bản hoặc điều khoản theo số"),
    ("soan", "Soạn dự thảo"),
    ("xuat", "Xuất dự thảo ra .docx"),
    ("tailieu", "Danh mục văn bản trong kho"),
    ("nap", "Nạp văn bản (quản trị)"),
    ("nguoidung", "Cấp quyền cho người dùng (quản trị)"),
    ("moi", "Bắt đầu lại"),
    ("huongdan", "Hướng dẫn"),
)
"""The command menu: name and what it does."""

# People

PEOPLE_TITLE = "Người được cấp quyền ({count})"
PEOPLE_HOW = (
    "Cấp quyền: /nguoidung MÃ_SỐ chuyên viên (hoặc lãnh đạo, quản trị) HỌ TÊN; "
    "thôi quyền: /nguoidung MÃ_SỐ xóa."
)
ADMINS_ONLY = "Chỉ quản trị viên dùng được lệnh này."
ADMITTED = "Đã cấp quyền: {person}."
DISMISSED = "Đã thôi quyền của người có mã số {number}."
NOBODY = "Không có người nào mang mã số {number} trong danh sách."
NOBODY_YET = "Chưa có ai ngoài các quản trị viên ghi ở ADMIN_IDS."

# Refusals

STRANGER = (
    "Trợ lý chỉ phục vụ người được cấp quyền; hãy gửi mã số Telegram {number} "
    "cho quản trị viên của cơ quan để được cấp quyền."
)
UNKNOWN_COMMAND = "Không có lệnh {command}; gõ /huongdan để xem các lệnh."
TOO_LONG = "Nội dung dài {length} ký tự, vượt quá {limit} ký tự; hãy rút gọn thành câu hỏi cụ thể."
NOT_YOUR_FILE = "Chỉ quản trị viên được nạp văn bản vào kho; tệp không được lưu."
FILE_TOO_LARGE = (
    "Tệp lớn hơn {limit} MB nên Telegram không cho tải về; hãy nạp tệp trên máy chủ bằng ingest.py."
)
ONLY_TEXT_AND_FILES = "Trợ lý chỉ đọc được chữ và tệp văn bản."
OLD_BUTTON = "Nút này không còn dùng được; hãy hỏi lại."
FAILED = "Yêu cầu chưa thực hiện được do lỗi của hệ thống; sự cố đã được ghi lại."

# Questions

ASK_WHAT = "Hãy nhập câu hỏi, ví dụ: /hoi lề trái văn bản hành chính là bao nhiêu"
QUOTE = "Nguyên văn"
ORIGINAL = "Tải văn bản"
GO_ON = "Hỏi tiếp"
RIGHT = "Đúng"
WRONG = "Chưa đúng"
ASK_NEXT = "Câu hỏi tiếp theo sẽ được hiểu là về {document}."
NO_ORIGINAL = "Kho không giữ tệp gốc của văn bản này."
PROVISION_GONE = "Điều khoản này không còn trong kho."
RATED = "Đã ghi nhận đánh giá."
FRESH = "Đã bắt đầu lại; câu hỏi sau không gắn với văn bản nào trước đó."

# Look-up

LOOK_UP_WHAT = (
    "Hãy ghi số, ký hiệu văn bản hoặc điều khoản, ví dụ: /tracuu Điều 5 Nghị định 30/2020/NĐ-CP"
)
NOT_IN_LIBRARY = "Kho chưa có văn bản {number}."
NO_SUCH_PROVISION = "{document} trong kho không có {locator}."
SEVERAL = "Có {count} văn bản phù hợp; hãy chọn:"
PARTS = "Phần này dài {length} ký tự; hãy tra từng phần:"
LIST_TITLE = "Văn bản trong kho ({count})"
LIST_ANNEXES = " (kèm {count} phụ lục riêng)"
LIST_ANNEX = "Phụ lục kèm theo {document}"
LIST_EMPTY = "Kho chưa có văn bản nào."
LIST_LIMIT = 60
LIST_CUT = "Còn {count} văn bản khác; dùng /tracuu kèm số, ký hiệu."

KINDS = {
    DocumentKind.LEGAL: "Văn bản quy phạm pháp luật",
    DocumentKind.ADMINISTRATIVE: "Văn bản hành chính",
    DocumentKind.REPORT: "Báo cáo",
    DocumentKind.PARTY: "Văn bản của Đảng",
    DocumentKind.OTHER: "Văn bản chưa rõ loại",
}
NUMBER = "Số, ký hiệu"
DATE = "Ngày ban hành"
ISSUER = "Cơ quan ban hành"
KIND = "Loại"
CONTENTS = "Nội dung"

# Status

STATUS_MARKS = {
    Validity.NOT_YET: "🔵",
    Validity.IN_FORCE: "🟢",
    Validity.PARTLY_ENDED: "🟡",
    Validity.ENDED: "🔴",
    Validity.SUSPENDED: "🟠",
    Validity.PARTLY_SUSPENDED: "🟠",
    Validity.UNKNOWN: "⚪",
}
STATUS = "{validity} (tính đến ngày {as_of})"

# Drafts

DRAFT_WHAT = (
    "Hãy ghi điều cần soạn, ví dụ: /soan mục II nguyên nhân cho báo cáo về né tránh, "
    "đùn đẩy trách nhiệm"
)
DRAFT_TITLE = "Dự thảo {kind}: {title}"
PROPOSAL = " (đề xuất)"
LOST_SOURCE = " [nguồn không còn trong kho]"
SOURCES = "Nguồn"
BLANKS = "Cần bổ sung"
FILL_IN = "Gửi các mục trên theo mẫu “tên mục: nội dung”, mỗi mục một dòng, để điền vào dự thảo."
EXPORT = "Xuất .docx"
EXPORTED = "Phần nội dung còn {blanks} chỗ trống."
EXPORTED_WHOLE = "Phần nội dung không còn chỗ trống."
NO_DRAFT = "Chưa có dự thảo nào; gõ /soan kèm nội dung cần soạn."
DRAFT_UNREADABLE = "Dự thảo này do phiên bản khác của chương trình lưu; hãy soạn lại."

# Documents put in

SEND_FILE = "Hãy gửi tệp văn bản (.docx, .pdf, .html, .txt, .md) vào đây để nạp vào kho."
OUTCOMES = {
    "added": "Đã nạp vào kho",
    "replaced": "Đã thay bản cũ trong kho",
    "unchanged": "Kho đã có đúng văn bản này",
    "refused": "Không nạp",
    "failed": "Không nạp được",
}
PASSAGES = "{passages} đoạn tra cứu"
WARNING = "Lưu ý: {warning}"

# Terminal

TERMINAL_NAME = "Người dùng tại máy"
TERMINAL_WELCOME = (
    "Gõ câu hỏi rồi Enter; gõ số để chọn nút; /nap TỆP để nạp văn bản; Ctrl-D để thoát."
)
TERMINAL_PROMPT = "❯ "
TERMINAL_SAVED = "Đã lưu tệp {name} trong thư mục hiện tại."

# Command line

PROGRAM_HELP = (
    "Trợ lý tra cứu và soạn thảo: không có tham số thì mở Telegram (khi có TELEGRAM_BOT_TOKEN) "
    "hoặc hội thoại tại cửa sổ lệnh."
)
ASK_HELP = "trả lời một câu hỏi; “-” đọc mỗi dòng một câu hỏi"
DRAFT_HELP = "soạn dự thảo theo yêu cầu"
REVIEW_HELP = "kiểm tra thể thức một tệp .docx"
FACTS_HELP = "tệp JSON: tên mục và nội dung điền vào dự thảo"
INCOMING_HELP = "văn bản yêu cầu báo cáo"
OUT_HELP = "nơi ghi tệp .docx"
JSON_HELP = "in kết quả dạng JSON"
BAD_FACTS = "Tệp {name} phải là tệp JSON gồm các cặp tên mục và nội dung."
PASSED = "đạt"
NOT_PASSED = "chưa đạt"

# First run

LOADING_SAMPLES = "Kho còn trống: nạp các văn bản mẫu để chạy thử…"
SAMPLES_LOADED = "Đã nạp {added}/{total} văn bản mẫu."
SAMPLE_QUESTION = "Lề trái của văn bản là bao nhiêu?"
EMBEDDING = "Tạo chỉ mục"
PASSAGE_UNIT = "đoạn"
NOT_WRITTEN = "Không ghi được tệp {path}; hãy kiểm tra thư mục và quyền ghi."
