"""Every refusal and warning of the library, in the words an official reads."""

EMPTY_FILE = "Tệp {name} không có nội dung."

CATALOG_UNREADABLE = (
    "Không mở được cơ sở dữ liệu của kho ({place}). "
    "Hãy kiểm tra đường dẫn, quyền truy cập và dung lượng đĩa."
)
CATALOG_NEWER = (
    "Kho này do phiên bản mới hơn của chương trình tạo ra. Hãy cập nhật chương trình rồi mở lại."
)
BROKEN_FILE = "Tệp {name} bị hỏng hoặc không đúng định dạng ghi ở phần mở rộng, không đọc được."
UNKNOWN_FORMAT = (
    "Tệp {name} có định dạng chưa được hỗ trợ; hãy dùng .docx, .doc, .odt, .rtf, .pdf, .xlsx, "
    ".xls, .ods, .html, .txt, .md, .png, .jpg, .tiff hoặc .zip."
)
TOO_LARGE = "Tệp {name} lớn quá {limit} MB, hãy tách thành các tệp nhỏ hơn."
TOO_LARGE_UNPACKED = "Tệp {name} bung ra quá lớn so với dung lượng của nó nên không được mở."
PASSWORD_PROTECTED = "Tệp {name} được bảo vệ bằng mật khẩu; hãy bỏ mật khẩu rồi gửi lại."
TOO_MANY_PAGES = (
    "Tệp {name} có {pages} trang, quá mức {limit} trang của một tệp; hãy tách thành các tệp nhỏ "
    "hơn."
)
NO_TESSERACT = (
    "Chưa đọc được tệp {name} vì là bản quét ảnh mà máy chủ thiếu Tesseract tiếng Việt; quản trị "
    "viên cài gói tesseract-ocr-vie (Debian) rồi nạp lại."
)
SCAN_UNREADABLE = (
    "Tệp {name} là ảnh quá mờ hoặc không có chữ, máy không nhận dạng được; hãy quét lại bản rõ, "
    "thẳng, từ 200 dpi trở lên."
)
IMAGE_TOO_LARGE = (
    "Ảnh {name} lớn quá 64 triệu điểm ảnh nên không được mở; hãy quét lại ở 200–300 dpi."
)
NO_OFFICE = (
    "Chưa đọc được tệp {name} vì máy chủ thiếu LibreOffice; quản trị viên cài gói "
    "libreoffice-writer-nogui (Debian) rồi nạp lại."
)
OFFICE_FAILED = "Tệp {name} không chuyển đổi được sang .docx, có thể tệp bị hỏng hoặc có mật khẩu."
EMPTY_ARCHIVE = "Tệp nén {name} không có văn bản nào."
TOO_MANY_FILES = "Tệp nén {name} có quá {limit} tệp, hãy tách thành các tệp nén nhỏ hơn."
NESTED_TOO_DEEP = "Tệp nén {name} nằm quá sâu trong các tệp nén khác, hãy gửi riêng tệp này."
OTHER_PACKER = "Tệp {name} là tệp nén chưa được hỗ trợ; hãy giải nén, hoặc nén lại thành .zip."
ARCHIVE = "Tệp {name} là tệp nén nhiều văn bản, hãy nạp vào kho hoặc giải nén để đọc từng văn bản."
MACROS_IGNORED = "Tệp có macro; macro không được chạy và không được đọc."
CHANGES_ACCEPTED = (
    "Tệp còn sửa đổi đang theo dõi (Track Changes); nội dung được đọc như đã chấp nhận mọi sửa đổi."
)
EMBEDDED_UNREAD = "Tệp nhúng một tài liệu khác không đọc được; hãy gửi riêng tài liệu đó."
TOO_MANY_CELLS = "Bảng tính {name} có hơn {limit} ô, hãy tách thành các tệp nhỏ hơn."
HIDDEN_SHEETS = "Bảng tính có trang ẩn ({names}); nội dung trang ẩn không được đưa vào."
UNCOMPUTED_CELLS = (
    "Có {count} ô công thức chưa có giá trị; hãy mở tệp bằng Excel, lưu lại rồi gửi lại."
)
SHEET_HEADING = "Trang tính: {name}"
CELL_PLACE = "trang tính {sheet}, ô {address}"
NOT_A_FILE = "Không tìm thấy tệp {name}."
UNREADABLE_FILE = "Không có quyền đọc tệp {name}."
PAGES_WITHOUT_TEXT = "Trang {pages} không có lớp chữ (ảnh quét), nội dung chưa được đọc."
SCANNED_PAGES = (
    "Trang {pages} do máy nhận dạng từ hình ảnh; hãy đối chiếu với bản gốc khi trích dẫn."
)
DOUBTFUL_PAGES = "Trang {pages} nhận dạng chưa rõ, có thể sai chữ, sai dấu; cần đối chiếu bản gốc."
LOST_PAGES = "Trang {pages} quá mờ, máy không nhận dạng được nên nội dung không được đưa vào."
BLANK_PAGES = "Trang {pages} là ảnh, không thấy chữ nào trong ảnh."
TOO_MANY_SCANS = (
    "Mỗi tệp chỉ nhận dạng {limit} trang quét; trang {pages} chưa được đọc, hãy tách tệp rồi gửi "
    "lại."
)
SCRAMBLED_TEXT = "Lớp chữ ở trang {pages} của tệp PDF bị lỗi phông, có thể sai ở một số chữ."
CONVERTED_ENCODING = "Đã chuyển từ bảng mã {encoding} sang Unicode."

MODEL_DOWNLOADING = "Đang tải mô hình nhúng {name} (khoảng 91 MB, chỉ một lần)…"
MODEL_CONVERTING = "Đang chuyển mô hình sang dạng dùng được (dưới một phút)…"
MODEL_READY = "Mô hình nhúng đã sẵn sàng sau {seconds} giây."
MODEL_NOT_DOWNLOADED = (
    "Không tải được mô hình nhúng {name}; hãy kiểm tra kết nối tới kho gói Python "
    "rồi chạy lại “make setup”."
)
MODEL_NOT_GENUINE = "Tệp mô hình {name} tải về không đúng bản đã kiểm tra nên không được dùng."
MODEL_NOT_PREPARED = "Chưa có mô hình nhúng {name}; hãy chạy “make setup” một lần rồi thử lại."
RERANKER_NOT_LOADED = (
    "Không nạp được mô hình xếp hạng lại {name}; hãy kiểm tra RERANKER là thư mục hoặc tên mô hình "
    "CrossEncoder có một đầu ra, hoặc để trống."
)
MODEL_NOT_LOADED = (
    "Không nạp được mô hình nhúng {name}; hãy kiểm tra EMBEDDING_MODEL là thư mục hoặc tên mô hình "
    "đúng và máy tải được mô hình đó."
)
NOTHING_TO_EMBED = "Nội dung gửi vào không có chữ nào để tìm kiếm."
UNIT_NOT_FOUND = "Kho văn bản không có đơn vị {key}."
QUOTE_NOT_FOUND = "Không tìm thấy nguyên văn đoạn trích trong văn bản đã lưu."
LIBRARY_BUSY = (
    "Kho đang được cập nhật bởi một tiến trình khác. Hãy đợi việc đó xong rồi thực hiện lại."
)
VECTOR_SERVER_SILENT = (
    "Máy chủ Chroma tại {url} không trả lời. Hãy kiểm tra CHROMA_URL và máy chủ đó."
)
NOT_IN_LIBRARY = "Kho văn bản không có văn bản này."
NO_TEXT = "Tệp {name} không có chữ nào đọc được."
SECRET_FILE = (
    "Tệp mang dấu chỉ độ mật nên không được tiếp nhận; không có nội dung nào được lưu. "
    "Văn bản mật chỉ được xử lý theo quy định về bảo vệ bí mật nhà nước."
)
INTERNAL_FAULT = "Không đọc được tệp {name} do lỗi của chương trình; lỗi đã được ghi nhật ký."

# ingest.py

INGEST_HELP = "Nạp văn bản vào kho, xem danh mục, xoá, dựng lại và kiểm tra chỉ mục."
PATHS_HELP = "tệp hoặc thư mục cần nạp"
SCOPE_HELP = "phạm vi được xem: all (mọi người), unit:<mã đơn vị>, restricted"
JSON_HELP = "in kết quả dạng JSON"
LIST_HELP = "danh mục văn bản trong kho"
REMOVE_HELP = "xoá một văn bản khỏi kho"
REBUILD_HELP = "dựng lại chỉ mục từ kho, không nhúng lại"
CHECK_HELP = "đối chiếu kho, chỉ mục ngữ nghĩa và chỉ mục từ"
RESULTS = {
    "added": "đã thêm",
    "replaced": "đã thay",
    "unchanged": "không đổi",
    "refused": "từ chối",
    "failed": "lỗi",
}
COUNTS = "{articles} điều, {passages} đoạn"
READING = "Đọc"
RECOGNISING = "Nhận dạng"
PAGE_UNIT = " trang"
FILE_UNIT = " tệp"
EMBEDDING = "Nhúng"
PASSAGE_UNIT = " đoạn"
NO_FILES = "Không có tệp nào để nạp."
LISTED = "Tổng số: {count} văn bản."
REMOVED = "Đã xoá {key} khỏi kho."
NOTHING_TO_REMOVE = "Kho không có văn bản {key}."
DISCREPANCY = (
    "Phạm vi {scope}: chỉ mục ngữ nghĩa thiếu {missing}, thừa {stale}; "
    "chỉ mục từ thiếu {missing_entries}, thừa {stale_entries}."
)
CHECK_PASSED = "Kho, chỉ mục ngữ nghĩa và chỉ mục từ khớp nhau."
CHECK_FAILED = "Chỉ mục chưa khớp với kho; chạy lại lệnh nạp hoặc --rebuild để hoàn tất."
INTERRUPTED = "Đã dừng; phần đã nạp được giữ, chạy lại lệnh để hoàn tất."

# Validity

STATUS_UNKNOWN = "Không xác định hiệu lực: trong kho chưa thấy văn bản làm hết hiệu lực"
STATUS_TO_COMPARE = (
    "Không xác định hiệu lực: cần đối chiếu {documents} "
    "(nhắc đến việc sửa đổi, thay thế hoặc bãi bỏ văn bản này)"
)
STATUS_CONFIRMED = "theo xác nhận của quản trị ngày {date}"
STATUS_NOT_YET = "có hiệu lực từ ngày {date} theo {place}"
STATUS_BEGINS = "bắt đầu có hiệu lực từ ngày {date} theo {place}"
STATUS_EXPIRED = "chỉ có hiệu lực đến hết ngày {date} theo {place}"
STATUS_OWN_CLAUSE = "điều khoản thi hành của chính văn bản"
STATUS_SPARED = ", trừ {places}"
STATUS_RESERVED = ", trừ trường hợp quy định tại {places} của {document}"
STATUS_UNTIL = " đến hết ngày {date}"
STATUS_SINCE = "có hiệu lực từ ngày {date}; "
STATUS_DOUBTFUL = "chưa rõ phạm vi hoặc ngày áp dụng của việc thay đổi: {changes}"
STATUS_NO_ENDING_SEEN = "trong kho chưa thấy văn bản làm hết hiệu lực"
STATUS_COVERAGE = "; kho phủ đến ngày {date} theo khai báo của quản trị"
STATUS_NO_COVERAGE = "; quản trị chưa khai báo kho phủ đến ngày nào"
NOT_LEGAL_BASIS = "Không phải văn bản quy phạm pháp luật, không dùng làm căn cứ pháp lý"
NUMBERING_GAP = "Số thứ tự không liên tục: sau {word} {before} là {word} {after}."
NUMBERING_REPEATED = "Số thứ tự bị lặp lại: {place}."
ARTICLES_SKIPPED = "Thiếu số thứ tự của điều: {place}."
CLAUSES_SKIPPED = "Thiếu số thứ tự của khoản: {place}."
GAP_BEFORE = "sau {word} là {place}"
GAP_AT_START = "trước {place}"
FOREIGN_ARTICLE = (
    "Có dòng ghi “Điều ...” không theo thứ tự, được coi là nội dung chứ không phải điều riêng: "
    "{place}."
)
UNCLOSED_QUOTE = "Dấu ngoặc kép mở mà không đóng: {place}."
UNNAMED_ATTACHMENT = "Số điều đánh lại từ đầu, được coi là văn bản kèm theo: {place}."
AND_MORE_PLACES = "{places} và {count} chỗ khác"
PLACES = {"front": "phần mở đầu", "tail": "phần cuối", "annex": "văn bản kèm theo"}
SAME_CONTENT = "Tệp có cùng nội dung với tệp {name} đã nạp, nên không nạp thêm."
OTHER_DOCUMENT = (
    "Kho đã có một văn bản khác mang cùng số, ký hiệu và ngày ({key}: {name}) nên tệp này chưa "
    "được nạp; hãy bổ sung cơ quan ban hành cho văn bản đó (--set {key} issuer=…) rồi nạp lại, "
    "hoặc xoá văn bản đó (--remove {key})."
)
OTHER_TITLE = "Đã thay văn bản cùng số trong kho, trước đây có trích yếu: {title}"
NO_DATA_FOLDER = "Không tạo được thư mục dữ liệu {folder}; hãy kiểm tra DATA_DIR."
UNIDENTIFIED = "văn bản chưa rõ tên, số, ký hiệu"
BAD_SCOPE = "Phạm vi “{scope}” không hợp lệ; dùng all, restricted hoặc unit:<mã đơn vị>."
FILE = "Tệp"

# Corrections

NO_SUCH_DOCUMENT = "Kho không có văn bản {key}; xem danh mục bằng --list."
KEY_TAKEN = "Kho đã có văn bản {key}, trùng với thông tin vừa đính chính; không có gì thay đổi."
UNKNOWN_FIELD = "Không đính chính được mục “{field}”; các mục đính chính được: {fields}."
BAD_ASSIGNMENT = "“{text}” chưa đúng mẫu; hãy viết mục=giá trị, ví dụ date=05/3/2020."
BAD_VALUES = {
    "number": "Số, ký hiệu “{value}” chưa đúng; hãy viết như 30/2020/NĐ-CP hoặc 1546/SNV-CCVC.",
    "date": "Ngày “{value}” chưa đúng; hãy viết ngày/tháng/năm, ví dụ 05/3/2020.",
    "kind": (
        "Nhóm văn bản “{value}” chưa đúng; hãy chọn legal (quy phạm pháp luật), administrative "
        "(hành chính), report (báo cáo), party (văn bản của Đảng) hoặc other (khác)."
    ),
    "type": "Không rõ loại văn bản “{value}”; hãy viết tên loại đầy đủ, ví dụ Nghị định, Báo cáo.",
    "issuer": "Tên cơ quan ban hành dài quá hoặc có ký tự không in được.",
    "title": "Trích yếu dài quá hoặc có ký tự không in được.",
}
KINDS = {
    "legal": "Văn bản quy phạm pháp luật",
    "administrative": "Văn bản hành chính",
    "report": "Báo cáo",
    "party": "Văn bản của Đảng",
    "other": "Khác",
}
FIELD_NAMES = {
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "kind": "Nhóm văn bản",
    "type": "Loại văn bản",
    "title": "Trích yếu",
}
SET_HELP = (
    "đính chính thông tin của một văn bản: number=… date=… issuer=… kind=… type=… title=…; "
    "để trống giá trị là bỏ đính chính; chỉ có KEY thì in thông tin hiện có"
)
CORRECTED_AT = "đính chính ngày {date} lúc {time} UTC; máy đọc: {value}"
NOTHING_READ = "không có"
CORRECTED = "Đã ghi đính chính cho văn bản {key}."
CORRECTED_KEY = "Đã ghi đính chính; mã văn bản {old} nay là {key}."
NOTHING_CORRECTED = "Không có gì thay đổi ở văn bản {key}."
CONSOLIDATES = "hợp nhất {key}"
