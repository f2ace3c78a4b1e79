"""One made-up draft of each kind, for the tests of the file and of its layout."""

from __future__ import annotations

from bot.agency import Agency, Signer, Unit
from bot.draft import Draft, DraftKind, DraftSection, Origin, Paragraph, Provenance
from knowledge.model import Level

AGENCY = Agency(
    name="Sở Mẫu biểu",
    superior="UBND tỉnh Thanh Sơn",
    place="Thanh Sơn",
    code="SMB",
    head="Giám đốc",
    units=(Unit("Văn phòng", "VP"),),
    signers=(
        Signer("Giám đốc", "Lê Văn Mẫu", words=("giám đốc",)),
        Signer("Phó Giám đốc", "Trần Thị Thử", ("KT. GIÁM ĐỐC",), ("phó giám đốc",)),
    ),
    recipients=("Lãnh đạo Sở",),
)

SENTENCE = Paragraph(
    "Trong kỳ có [cần bổ sung: số trường hợp] trường hợp; việc đôn đốc, kiểm tra thực thi nhiệm vụ "
    "được thực hiện thường xuyên và kết quả được công khai trong toàn cơ quan.",
    (Provenance(Origin.SKELETON),),
)
BASES = (
    Paragraph("Căn cứ Luật Mẫu biểu năm 2031;"),
    Paragraph("Theo đề nghị của Chánh Văn phòng Sở."),
)
SECTIONS = (
    DraftSection(Level.SECTION, "I", "Tình hình thực hiện", (SENTENCE,)),
    DraftSection(Level.SECTION, "II", "Tồn tại, hạn chế và nguyên nhân"),
    DraftSection(Level.CLAUSE, "1", "Nguyên nhân khách quan", (SENTENCE,)),
    DraftSection(Level.POINT, "a", "Về cơ chế", (SENTENCE, SENTENCE)),
)
ARTICLES = (
    DraftSection(Level.ARTICLE, "1", "Thành lập Tổ kiểm tra", (SENTENCE,)),
    DraftSection(Level.ARTICLE, "2", "", (SENTENCE,)),
)
CLOSING = (Paragraph("Trên đây là nội dung của Sở Mẫu biểu, kính đề nghị xem xét."),)


def _draft(kind: DraftKind, title: str, **parts: object) -> Draft:
    defaults: dict[str, object] = {
        "sections": SECTIONS,
        "closing": CLOSING,
        "recipients": AGENCY.recipients,
        "signer": AGENCY.signers[1],
        "unit_code": "VP",
    }
    return Draft(kind, title, 2031, **{**defaults, **parts})  # type: ignore[arg-type]


DRAFTS = {
    DraftKind.REPORT: _draft(
        DraftKind.REPORT, "Kết quả thực hiện nhiệm vụ quý I năm 2031", addressees=("Sở Nội vụ",)
    ),
    DraftKind.SUBMISSION: _draft(
        DraftKind.SUBMISSION, "Về việc khen thưởng", addressees=("UBND tỉnh Thanh Sơn",)
    ),
    DraftKind.PLAN: _draft(DraftKind.PLAN, "Kiểm tra công vụ năm 2031", legal_bases=BASES),
    DraftKind.LETTER: _draft(
        DraftKind.LETTER,
        "đôn đốc nộp báo cáo",
        sections=(),
        opening=(SENTENCE,),
        addressees=("Văn phòng Sở", "Các phòng thuộc Sở"),
        recipients=("Như trên",),
    ),
    DraftKind.NOTICE: _draft(DraftKind.NOTICE, "Về việc đổi giờ làm việc"),
    DraftKind.DECISION: _draft(
        DraftKind.DECISION,
        "Về việc thành lập Tổ kiểm tra công vụ",
        legal_bases=BASES,
        sections=ARTICLES,
        closing=(),
        signer=AGENCY.signers[0],
    ),
}
