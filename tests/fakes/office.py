"""A small office for tests: the real library over invented samples, the real conversation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.access import Person, Role
from bot.agency import Agency
from bot.answering import Answer
from bot.answering import answer as answer_question
from bot.conversation import Conversation, Incoming, ReceivedFile
from bot.docx_writer import write_docx
from bot.draft import Draft, DraftKind, DraftSection, Origin, Paragraph, Provenance
from bot.draft_desk import DraftDesk
from bot.records import Records
from bot.reply import Button, Reply
from knowledge.database import open_engine
from knowledge.diacritics import fold
from knowledge.library import Library
from knowledge.model import Level
from knowledge.settings import Settings
from tests.fakes.embedder import FakeEmbedder

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples" / "library"
DECREE_FILE = "nghi-dinh-903-2031.txt"
REPORT_FILE = "bao-cao-971-2033-ne-tranh.docx"
DECREE = "903/2031/NĐ-CP"
QUESTION = "công chức xếp loại hoàn thành xuất sắc không quá bao nhiêu phần trăm"
REQUEST = "soạn mục II nguyên nhân cho báo cáo về né tránh, đùn đẩy trách nhiệm"
TODAY = date(2034, 11, 22)

ADMIN = Person(1, "Quản trị", Role.ADMIN)
OFFICIAL = Person(2, "Chuyên viên", Role.OFFICIAL)
CHAT = 2

AnswerQuestion = Callable[[str, frozenset[str]], Answer]


@dataclass(frozen=True)
class Office:
    library: Library
    records: Records
    conversation: Conversation

    def say(self, text: str, person: Person = OFFICIAL, chat: int = CHAT) -> Reply:
        """The one reply to a message."""
        (reply,) = self.conversation.handle(person, Incoming(chat, text))
        return reply

    def press(self, button: Button, person: Person = OFFICIAL, chat: int = CHAT) -> Reply:
        (reply,) = self.conversation.handle(person, Incoming(chat, button=button.action))
        return reply

    def send(self, path: Path, person: Person, name: str = "") -> Reply:
        file = ReceivedFile(name or path.name, path)
        (reply,) = self.conversation.handle(person, Incoming(CHAT, file=file))
        return reply


def open_office(folder: Path, answer: AnswerQuestion | None = None) -> Office:
    """An office whose files lie in `folder`; it opens again what an earlier one left there."""
    settings = Settings(data_dir=folder)
    library = Library(settings, FakeEmbedder())
    records = Records(open_engine(settings.catalog_url))
    desk = DraftDesk(
        library,
        records,
        lambda request, facts, _scopes: invented_draft(library, request, facts),
        lambda draft, path: write_docx(draft, Agency(), path),
        folder / "exports",
        lambda: TODAY,
    )
    told = answer or (
        lambda question, scopes: answer_question(question, library, scopes=scopes, as_of=TODAY)
    )
    return Office(library, records, Conversation(library, records, told, desk, lambda: TODAY))


def invented_draft(library: Library, request: str, facts: Mapping[str, str]) -> Draft:
    """A draft with each kind of paragraph; what it quotes stands in the sample report."""
    quote = "nhập dữ liệu hai lần"
    number = facts.get("số vụ việc", "[cần bổ sung: số vụ việc]")
    passage = Provenance(Origin.PASSAGE, _report_section(library), quote)
    paragraphs = (
        Paragraph(f"Đã xử lý {number}.", (Provenance(Origin.SKELETON),)),
        Paragraph("Nguyên nhân <chính>.", (passage,)),
        Paragraph("Tăng cường kiểm tra.", (Provenance(Origin.PROPOSAL),)),
    )
    section = DraftSection(Level.SECTION, "II", "Nguyên nhân", paragraphs)
    return Draft(DraftKind.REPORT, fold(request)[:40], TODAY.year, sections=(section,))


def _report_section(library: Library) -> str:
    reports = [one for one in library.documents() if one.type_name == "Báo cáo"]
    return f"{reports[0].key}/sec_II" if reports else "khong-co/sec_II"


def button(reply: Reply, label: str) -> Button:
    """The button of a reply with that label."""
    return next(one for row in reply.buttons for one in row if one.label == label)


def labels(reply: Reply) -> list[list[str]]:
    return [[one.label for one in row] for row in reply.buttons]
