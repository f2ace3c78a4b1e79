"""Every sentence of an answer that is not quoted from a document."""

NOT_FOUND = "Chưa tìm thấy căn cứ trong kho văn bản đã nạp (đến ngày {date})."
NEAREST = "Văn bản gần nhất trong kho: {documents}."
NOT_SETTLED = "{document} trong kho không có nội dung trả lời câu hỏi này."
DOCUMENT_ABSENT = "{reference} chưa có trong kho văn bản đã nạp (đến ngày {date})."
UNIT_ABSENT = "{document} trong kho không có {locator}."
ARTICLES_COUNT = "Văn bản này có {count} Điều, từ Điều {first} đến Điều {last}."
SEE_CHANGES = "Cần đối chiếu {documents}: có nhắc đến việc sửa đổi, bổ sung văn bản này."
WHICH_DOCUMENT = "“{reference}” có thể là nhiều văn bản trong kho; hãy chọn một văn bản:"
EMPTY_QUESTION = "Hãy nhập câu hỏi bằng chữ."
TOO_LONG_QUESTION = (
    "Câu hỏi quá dài ({length} ký tự); hãy hỏi gọn trong {limit} ký tự, mỗi lần một vấn đề."
)
NOT_ON_A_NETWORK = (
    "Không xử lý nội dung bí mật nhà nước trên hệ thống có kết nối mạng; "
    "hãy liên hệ bộ phận văn thư, cơ yếu của cơ quan."
)
