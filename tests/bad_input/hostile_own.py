"""Hostile files that the code of the readers made one think of."""

from __future__ import annotations

import io
import warnings
import zipfile
from functools import partial
from hashlib import sha256
from pathlib import Path

import openpyxl

from tests.bad_input.hostile_archives import NOTICE, written, zip_of
from tests.bad_input.hostile_blind import HostileKind
from tests.knowledge.word_packages import (
    cell,
    level,
    lists,
    numbered,
    paragraph,
    related,
    run,
    table,
    word_file,
)

_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"


_NOISE = {"word/media/a.bin": b"".join(sha256(b"%d" % n).digest() for n in range(30_000))}
"""Lets a part that shrinks to nothing pass for one of a large document."""


def _tags(folder: Path, count: int) -> Path:
    """One MB that becomes millions of elements."""
    return word_file(folder / "the.docx", paragraph("Nội dung") + "<w:p/>" * count, _NOISE)


def _attributes(folder: Path) -> Path:
    names = "".join(f' a{number}="1"' for number in range(300_000))
    return word_file(folder / "thuoc_tinh.docx", f"<w:p{names}/>" + paragraph("Nội dung"))


def _long_run(folder: Path) -> Path:
    return word_file(folder / "dai.docx", paragraph("chữ " * 3_000_000), _NOISE)


def _numbers(folder: Path) -> Path:
    """Counters that begin at two billion, in Roman numerals and letters."""
    levels = [level(0, "%1.", "upperRoman"), level(1, "%1.%2.", "lowerLetter")]
    numbering = lists(*levels).replace('<w:start w:val="1"/>', '<w:start w:val="2000000000"/>')
    body = "".join(numbered("Mục", depth=number % 2) for number in range(2000))
    return word_file(folder / "so.docx", body, numbering=numbering)


def _styles(folder: Path) -> Path:
    """Styles based on each other in a circle, and names that are no names."""
    styles = "".join(
        f'<w:style w:styleId="s{number}"><w:basedOn w:val="s{(number + 1) % 500}"/></w:style>'
        for number in range(500)
    )
    body = paragraph("Nội dung", '<w:pStyle w:val="s1"/>')
    marked = table(cell("a") + cell("b")).replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="\']"/>')
    return word_file(folder / "kieu.docx", (body + marked) * 200, styles=styles)


def _documents_in_documents(folder: Path) -> Path:
    inner = word_file(folder / "trong.docx", paragraph("Lõi")).read_bytes()
    for depth in range(30):
        raw = related(a="a.docx") | {"word/a.docx": inner}
        body = paragraph(f"Lớp {depth}") + '<w:altChunk r:id="a"/>'
        inner = word_file(folder / "trong.docx", body, raw).read_bytes()
    return written(folder / "long_nhau.docx", inner)


def _boxes(folder: Path) -> Path:
    """Text boxes within text boxes."""
    content = run("Lõi")
    for _ in range(40):
        content = f"<w:r><w:pict><w:txbxContent>{paragraph(content)}</w:txbxContent></w:pict></w:r>"
    return word_file(folder / "khung.docx", paragraph(content))


def _notes(folder: Path) -> Path:
    """A footnote that refers to itself."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{paragraph(run("Chú thích") + mark)}</w:footnote>'
    return word_file(folder / "chu_thich.docx", paragraph(run("Nội dung") + mark), footnotes=notes)


def _two_names(folder: Path) -> Path:
    """The same part twice; zip programs take the first or the last."""
    path = word_file(folder / "hai_ten.docx", paragraph("Bản thứ nhất"))
    with zipfile.ZipFile(word_file(folder / "khac.docx", paragraph("Bản thứ hai"))) as other:
        part = other.read("word/document.xml")
    whole = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(whole, "a") as package:
        package.writestr("word/documenT.xml", part)
    return written(path, whole.getvalue().replace(b"documenT", b"document"))


def _workbook(folder: Path, name: str, rows: str, behind: str = "") -> Path:
    """A workbook of one cell, with further rows and what stands behind the rows."""
    book, saved = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["A1"] = "Nội dung"
    book.save(saved)
    with zipfile.ZipFile(saved) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    new = f"{rows}</sheetData>{behind}".encode()
    parts[sheet] = parts[sheet].replace(b"</sheetData>", new)
    return written(folder / name, zip_of(list(parts.items())))


def _merged(folder: Path) -> Path:
    """17 billion merged cells in 5 kB."""
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _workbook(folder, "gop.xlsx", "", merged)


def _places(folder: Path) -> Path:
    """Cells at places that no sheet has, of strings that no list has."""
    cells = "".join(
        f'<row r="{row}"><c r="{place}" t="s" s="99999"><v>{value}</v></c></row>'
        for row, place, value in (
            ("99999999999", "ZZZZ1", "7"), ("-3", "A0", "-1"), ("x", "1A", "99999999999999"),
            ("5", "XFD1048576", "1e400"), ("6", "", ""),
        )
    )  # fmt: skip
    return _workbook(folder, "o_la.xlsx", cells)


def _many_cells(folder: Path) -> Path:
    row = "<row>" + "<c><v>1</v></c>" * 1000 + "</row>"
    return _workbook(folder, "nhieu_o.xlsx", row * 400)


def _many_merges(folder: Path) -> Path:
    """Thousands of merged ranges over thousands of rows."""
    rows = "".join(f'<row r="{row}"><c><v>{row}</v></c></row>' for row in range(2, 8000))
    areas = "".join(f'<mergeCell ref="{"A" if n else "B"}{n + 1}:XFD99999"/>' for n in range(8000))
    return _workbook(folder, "nhieu_gop.xlsx", rows, f"<mergeCells>{areas}</mergeCells>")


def _open_text(folder: Path, name: str, **parts: bytes) -> Path:
    files = [("mimetype", _OPEN_TEXT), ("content.xml", b"<a/>")]
    return written(folder / name, zip_of([*files, *parts.items()]))


def _open_bomb(folder: Path) -> Path:
    return _open_text(folder, "bom.odt", **{"Pictures/a.bmp": bytes(400_000_000)})


def _open_locked(folder: Path) -> Path:
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    return _open_text(folder, "khoa.odt", **{"META-INF/manifest.xml": manifest})


def _fat_type(folder: Path) -> Path:
    """A package whose statement of its type is the bomb."""
    return written(folder / "loai.odt", zip_of([("mimetype", _OPEN_TEXT + bytes(400_000_000))]))


def _control_names(folder: Path) -> Path:
    names = ("\x07\x1b[2J.txt", "\u202etxt.exe", "a" * 60_000 + ".txt", "CON.txt", ".txt", " ")
    return written(folder / "ten.zip", zip_of([(name, NOTICE) for name in names]))


def _same_names(folder: Path) -> Path:
    with warnings.catch_warnings(action="ignore"):  # zipfile doubts what is done on purpose
        return written(folder / "trung.zip", zip_of([("a.txt", NOTICE)] * 40))


def _two_formats(folder: Path) -> Path:
    """A file that is a PDF at its start and a zip at its end."""
    package = word_file(folder / "a.docx", paragraph("Nội dung")).read_bytes()
    return written(folder / "hai_dinh_dang.pdf", b"%PDF-1.7\n" + package)


def _half_characters(folder: Path) -> Path:
    return written(folder / "nua.txt", "Nội dung \ud83d số 99\n".encode("utf-16", "surrogatepass"))


def _bare_ole(folder: Path, stream: str, name: str) -> Path:
    """The sign and the stream name of an old Office file, and nothing behind them."""
    sign = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return written(folder / name, sign + bytes(504) + f"{stream}\0".encode("utf-16-le") * 99)


OWN: tuple[HostileKind, ...] = (
    HostileKind("docx of six million tags", partial(_tags, count=6_000_000), "refused"),
    HostileKind("docx of a million tags", partial(_tags, count=1_000_000), "either"),
    HostileKind("docx of one tag with 300,000 attributes", _attributes, "either"),
    HostileKind("docx of 12 MB in one run", _long_run, "either"),
    HostileKind("docx counting from two billion", _numbers, "read"),
    HostileKind("docx with styles in a circle", _styles, "read"),
    HostileKind("docx in docx in docx", _documents_in_documents, "read"),
    HostileKind("docx with boxes in boxes", _boxes, "read"),
    HostileKind("docx with a note on itself", _notes, "read"),
    HostileKind("docx with a part twice", _two_names, "either"),
    HostileKind("xlsx merged as a whole", _merged, "read"),
    HostileKind("xlsx with cells at no place", _places, "either"),
    HostileKind("xlsx of 400,000 cells", _many_cells, "refused"),
    HostileKind("xlsx of 8,000 merged ranges", _many_merges, "either"),
    HostileKind("odt bomb", _open_bomb, "refused"),
    HostileKind("odt with a password", _open_locked, "refused"),
    HostileKind("odt with an endless type", _fat_type, "refused"),
    HostileKind("zip with names that are none", _control_names, "either"),
    HostileKind("zip with forty files of one name", _same_names, "either"),
    HostileKind("pdf that is a docx too", _two_formats, "either"),
    HostileKind("text with half a character", _half_characters, "either"),
    HostileKind("doc that is a name alone", partial(_bare_ole, stream="WordDocument", name="v.doc"),
                "refused"),
    HostileKind("xls that is a name alone", partial(_bare_ole, stream="Workbook", name="v.xls"),
                "refused"),
)  # fmt: skip
