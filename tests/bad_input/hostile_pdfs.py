"""Builders of hostile PDFs: trees that loop, fonts without a map, locks, ten thousand pages."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf
import reportlab
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.bad_input.hostile_archives import written

LINES = ("THONG BAO", "Ve viec thu tep hong", "Noi dung gia dinh, so lieu 99.")
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_BOX = "/MediaBox[0 0 595 842]"
_ONE_PAGE = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>"]


@cache
def plain_pdf() -> bytes:
    """Three sound pages of text, about 4 KB: what the broken ones are cut from."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in range(1, 4):
        canvas.setFont("Helvetica", 12)
        for number, line in enumerate(LINES):
            canvas.drawString(72, 770 - 20 * number, f"{line} Trang {page}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _from_objects(objects: list[str], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    content, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(content)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        content += f"{place:010} 00000 n \n".encode()
    extra = trailer.replace("SELF", str(start))
    content += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{extra}>>\n".encode()
    content += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(content)


def _stream(commands: str) -> str:
    return f"<</Length {len(commands)}>>\nstream\n{commands}\nendstream"


def ten_thousand_pages(folder: Path) -> Path:
    """10,000 pages that share one line of text."""
    kids = " ".join(f"{number} 0 R" for number in range(5, 10_005))
    page = f"<</Type/Page/Parent 2 0 R{_BOX}/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count 10000/Kids[{kids}]>>",
        _stream("BT /F1 12 Tf 72 770 Td (THONG BAO so 99) Tj ET"),
        _FONT,
        *[page] * 10_000,
    ]
    return written(folder / "muoi_nghin_trang.pdf", _from_objects(objects))


def circular_page_tree(folder: Path) -> Path:
    """Page nodes that are each other's children, and a count that promises a million."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1000000/Kids[3 0 R]>>",
        "<</Type/Pages/Count 1000000/Parent 2 0 R/Kids[2 0 R 3 0 R]>>",
    ]
    return written(folder / "vong_lap_trang.pdf", _from_objects(objects))


def circular_tables(folder: Path) -> Path:
    """A cross-reference table that names itself as its predecessor."""
    objects = [
        *_ONE_PAGE,
        f"<</Type/Page/Parent 2 0 R{_BOX}>>",
    ]
    return written(folder / "vong_lap_bang.pdf", _from_objects(objects, "/Prev SELF"))


def endless_form(folder: Path) -> Path:
    """A drawing that draws itself."""
    loop = "/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"
    objects = [
        *_ONE_PAGE,
        f"<</Type/Page/Parent 2 0 R{_BOX}/Contents 5 0 R/Resources<</XObject<</X 4 0 R>>>>>>",
        f"<</Type/XObject{loop}/Length 5>>\nstream\n/X Do\nendstream",
        _stream("/X Do"),
    ]
    return written(folder / "tu_ve_minh.pdf", _from_objects(objects))


def huge_page(folder: Path) -> Path:
    """One page of 14 million points a side: drawing it at 300 dpi would need petabytes."""
    objects = [
        *_ONE_PAGE,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 14000000 14000000]>>",
    ]
    return written(folder / "trang_khong_lo.pdf", _from_objects(objects))


def font_without_map(folder: Path) -> Path:
    """Text that looks right and extracts as other letters: the font's map to Unicode is gone."""
    source = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    registerFont(TTFont("VeraWithoutMap", str(source), asciiReadable=False))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.setFont("VeraWithoutMap", 14)
    for number, line in enumerate(LINES * 8):
        canvas.drawString(72, 770 - 24 * number, line)
    canvas.save()
    path = folder / "phong_khong_bang_ma.pdf"
    with pikepdf.open(io.BytesIO(buffer.getvalue())) as document:
        for font in document.pages[0].obj.Resources.Font.values():
            if "/ToUnicode" in font:
                del font["/ToUnicode"]
        document.save(path, deterministic_id=True)
    return path


def opened_by_password(folder: Path) -> Path:
    """Cannot be opened without the user's password."""
    return _locked(folder / "co_mat_khau.pdf", user="mat-khau-thu")


def locked_against_changes(folder: Path) -> Path:
    """Has an owner's password only: anybody may read it."""
    return _locked(folder / "khoa_sua.pdf", user="")


def _locked(path: Path, *, user: str) -> Path:
    with pikepdf.open(io.BytesIO(plain_pdf())) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="chu-so-huu", user=user))
    return path
