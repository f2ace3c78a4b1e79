"""An invented past report and decree, and drafts made from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.agency import Agency
from bot.draft import Draft, Origin, Paragraph
from bot.drafting import draft
from knowledge.library import Library
from tests.bot.sample_drafts import AGENCY
from tests.fakes.library import library_of

EVERYBODY = frozenset({"all"})
TODAY = date(2035, 1, 10)
WISH = "Soạn mục II nguyên nhân cho báo cáo về né tránh, đùn đẩy trách nhiệm"

HEADER = """UBND TỈNH THANH SƠN
SỞ MẪU BIỂU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
"""
PAST_REPORT = f"""{HEADER}Số: 71/BC-SMB
Thanh Sơn, ngày 14 tháng 9 năm 2033
BÁO CÁO
Thực trạng và giải pháp khắc phục tình trạng né tránh, đùn đẩy trách nhiệm năm 2033
Thực hiện Công văn số 38/SNV-CCVC ngày 22/8/2033 của Sở Nội vụ, Sở Mẫu biểu báo cáo như sau:
I. TÌNH HÌNH THỰC HIỆN
Đã giải quyết 4.103/4.318 văn bản, đạt 95,0%; chưa có trường hợp đùn đẩy trách nhiệm.
II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN
1. Nguyên nhân khách quan
- Một số quy định còn chồng chéo, theo Quyết định số 12/QĐ-UBND ngày 03/02/2032 của tỉnh.
- Biên chế giảm 05 người so với năm 2032 do đồng chí Nguyễn Thị Thử báo cáo.
2. Nguyên nhân chủ quan
- Một bộ phận công chức còn tâm lý sợ sai, chờ ý kiến Ban Biểu mẫu.
III. NHIỆM VỤ, GIẢI PHÁP
1. Văn phòng Sở kiểm tra đột xuất 02 lần trong quý IV/2033.
IV. ĐỀ XUẤT, KIẾN NGHỊ
Đề nghị Sở Nội vụ hướng dẫn cách tính điểm nhiệm vụ phối hợp.
Trên đây là báo cáo của Sở Mẫu biểu, kính gửi Sở Nội vụ tổng hợp./.
Nơi nhận:
- Lưu: VT, VP.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Thị Thử
"""
DECREE = """CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 901/2031/NĐ-CP
Hà Nội, ngày 12 tháng 3 năm 2031
NGHỊ ĐỊNH
Về khắc phục né tránh, đùn đẩy trách nhiệm
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc khắc phục né tránh, đùn đẩy trách nhiệm trong công vụ.
"""
LIBRARY = library_of(PAST_REPORT, DECREE)


def made(
    request: str,
    library: Library = LIBRARY,
    agency: Agency = AGENCY,
    facts: Mapping[str, str] | None = None,
    as_of: date = TODAY,
) -> Draft:
    return draft(request, library, agency, scopes=EVERYBODY, as_of=as_of, facts=facts or {})


def text_of(document: Draft) -> str:
    headings = [section.heading for section in document.sections]
    return "\n".join([*headings, *(paragraph.text for paragraph in document.paragraphs())])


def passages(document: Draft) -> list[Paragraph]:
    """The paragraphs of the sections that rest on a past report."""
    return [
        paragraph
        for section in document.sections
        for paragraph in section.paragraphs
        if any(source.kind is Origin.PASSAGE for source in paragraph.provenance)
    ]
