"""Files that cannot be put in, and the good one beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import docx
import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.fakes.office import SAMPLES

GOOD = SAMPLES / "nghi-dinh-903-2031.txt"
GOOD_KEY = "903-2031-nd-cp"


@dataclass(frozen=True)
class Bad:
    """A file that cannot be put in: its name, what it holds, and words of the refusal."""

    name: str
    make: Callable[[], bytes]
    told: str


def _docx() -> bytes:
    file = BytesIO()
    document = docx.Document()
    document.add_paragraph("Điều 1. Mẫu")
    document.save(file)
    return file.getvalue()


def _pdf(*, password: str = "") -> bytes:
    drawn, locked = BytesIO(), BytesIO()
    canvas = Canvas(drawn)
    canvas.drawString(72, 720, "Dieu 1. Mau")
    canvas.save()
    if not password:
        return drawn.getvalue()
    with pikepdf.open(drawn) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="chủ", user=password, R=6))
    return locked.getvalue()


BAD = (
    Bad("rong.txt", lambda: b"", "không có nội dung"),
    Bad("rong.docx", lambda: b"", "không có nội dung"),
    Bad("trang.txt", lambda: b" \n\t \r\n" * 50, "không có nội dung"),
    Bad("chi-dau.txt", lambda: "…  --- ***\n".encode() * 20, "không có nội dung"),
    Bad("an.txt", lambda: "\u200b\u202e\ufeff\u200f".encode() * 20, "không có nội dung"),
    Bad("cong-van.docx", lambda: _docx()[:-400], "bị hỏng"),
    Bad("nua.docx", lambda: _docx()[: len(_docx()) // 2], "bị hỏng"),
    Bad("chu.docx", lambda: "Điều 1. Chữ trong tệp .docx".encode(), "bị hỏng"),
    Bad("chu.pdf", lambda: "Điều 1. Chữ trong tệp .pdf".encode(), "bị hỏng"),
    Bad("nua.pdf", lambda: _pdf()[:200], "bị hỏng"),
    Bad("khoa.pdf", lambda: _pdf(password="mở"), "mật khẩu"),
    Bad("bang.xlsx", lambda: b"PK\x03\x04" + b"x" * 300, "bị hỏng"),
    Bad("bang.csv", lambda: b"a;b;c\n1;2;3", "định dạng chưa được hỗ trợ"),
    Bad("anh.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "bị hỏng"),
    Bad("khong-duoi", lambda: bytes(range(256)) * 20, "bị hỏng"),
    Bad("nul.txt", lambda: b"Dieu 1. Mau\x00\x00" * 40, "bị hỏng"),
    Bad("nhi-phan.txt", lambda: bytes(range(256)) * 40, "bị hỏng"),
    Bad("ten\n\x1b[31mđỏ\u202e.txt", lambda: b"", "không có nội dung"),
    Bad("<b>đậm<b>{0}%s.txt", lambda: b"", "không có nội dung"),
)
