"""What surrounds the words of a Word file: styles, changes, boxes, embedded files, other parts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from knowledge import messages
from knowledge.readers import read
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

_DELETED = "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "van-ban.docx"


def lines_of(path: Path) -> list[str]:
    return read(path).text.split("\n")


def box(text: str) -> str:
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"


def test_tracked_changes_are_told_and_what_was_deleted_is_logged(path: Path) -> None:
    row_gone = "<w:trPr><w:del/></w:trPr>" + cell("Dòng bỏ") + cell("9")
    body = paragraph(run("Thời hạn") + _DELETED.format("20")) + table(
        cell("STT") + cell("Tên"), row_gone, cell("1") + cell("Sổ")
    )
    text = read(word_file(path, body))

    assert text.text == "Thời hạn\nSTT | Tên\n1 | Sổ"
    assert text.removed["deleted text"] == ("20", "Dòng bỏ9")
    assert text.warnings == (messages.CHANGES_ACCEPTED,)


def test_moved_text_is_read_once_where_it_went(path: Path) -> None:
    gone = "<w:rPr><w:moveFrom/></w:rPr>"
    body = (
        paragraph(f"<w:moveFrom>{run('Đoạn chuyển')}</w:moveFrom>", gone)
        + paragraph("Đoạn giữa")
        + paragraph(f"<w:moveTo>{run('Đoạn chuyển')}</w:moveTo>")
    )

    assert lines_of(word_file(path, body)) == ["Đoạn giữa", "Đoạn chuyển"]


def test_a_paragraph_that_runs_on_takes_the_number_of_its_end(path: Path) -> None:
    body = paragraph(run("Một câu "), "<w:rPr><w:del/></w:rPr>") + numbered("liền mạch")

    assert read(word_file(path, body, numbering=lists(level(0, "%1.")))).text == (
        "1. Một câu liền mạch"
    )


def test_a_heading_with_a_hidden_end_runs_on_into_its_text(path: Path) -> None:
    end = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/><w:specVanish/></w:rPr>'
    body = paragraph(run("Phạm vi. "), end) + paragraph("Quy định này nêu mẫu.")

    assert read(word_file(path, body, numbering=lists(level(0, "Điều %1.")))).text == (
        "Điều 1. Phạm vi. Quy định này nêu mẫu."
    )


def test_hiding_and_capitals_may_come_from_styles(path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Hoa"/></w:style>'
    )
    body = paragraph(run("Hiện") + run(" ẩn", '<w:rStyle w:val="An"/>')) + paragraph(
        run("kế hoạch") + run(" mẫu", '<w:caps w:val="0"/>'), '<w:pStyle w:val="Con"/>'
    )
    text = read(word_file(path, body, styles=styles))

    assert text.text == "Hiện\nKẾ HOẠCH mẫu"
    assert text.removed == {"hidden text": (" ẩn",)}


def test_styles_based_on_each_other_end_somewhere(path: Path) -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    style = '<w:tblPr><w:tblStyle w:val="A"/></w:tblPr>'
    body = paragraph("Một", '<w:pStyle w:val="A"/>') + table(cell("a") + cell("b")).replace(
        "<w:tblPr>", f"{style}<w:tblPr>"
    )

    assert lines_of(word_file(path, body, styles=styles))[0] == "Một"


def test_a_text_box_never_parts_a_sentence_or_a_number(path: Path) -> None:
    body = numbered(box("Khung trước") + run("Phạm vi")) + paragraph(
        run("Một câu ") + box("Khung giữa") + run("liền mạch.")
    )

    assert lines_of(word_file(path, body, numbering=lists(level(0, "Điều %1.")))) == [
        "Khung trước",
        "Điều 1. Phạm vi",
        "Một câu liền mạch.",
        "Khung giữa",
    ]


def test_the_words_of_a_diagram_are_read(path: Path) -> None:
    diagram = (
        '<d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="s1"/>'
    )
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    data = "".join(f"<a:p><a:t>{name}</a:t></a:p>" for name in ("Giám đốc", "Phòng Mẫu"))
    raw = related(s1="diagrams/data1.xml") | {
        "word/diagrams/data1.xml": f'<m xmlns:a="{drawn}">{data}</m>'.encode()
    }

    assert lines_of(word_file(path, paragraph(f"<w:r>{diagram}</w:r>{run('Sơ đồ')}"), raw)) == [
        "Giám đốc",
        "Phòng Mẫu",
        "Sơ đồ",
    ]


def test_comments_contents_lists_and_empty_fields_are_logged(path: Path) -> None:
    styles = '<w:style w:styleId="ML1"><w:name w:val="toc 1"/></w:style>'
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        paragraph("Điều 1. Mẫu 3", '<w:pStyle w:val="ML1"/>')
        + paragraph(run("Số: ") + prompt.format(run("Bấm để nhập")))
        + prompt.format(paragraph("Chọn ngày"))
    )
    comments = f'<w:comment w:id="1">{paragraph("Xem lại")}</w:comment>'
    text = read(word_file(path, body, styles=styles, comments=comments))

    assert text.text == "Số:"
    assert text.removed == {
        "table of contents": ("Điều 1. Mẫu 3",),
        "empty field": ("Bấm để nhập", "Chọn ngày"),
        "comment": ("Xem lại",),
    }


def test_a_letterhead_set_as_page_header_is_read_first(path: Path) -> None:
    head = table(cell("SỞ MẪU") + cell("Độc lập - Tự do - Hạnh phúc"), bordered=False)
    text = read(word_file(path, paragraph("Kính gửi:"), header1=head))

    assert text.text == "SỞ MẪU\nĐộc lập - Tự do - Hạnh phúc\nKính gửi:"
    assert not text.removed


def test_the_rows_of_a_nested_table_stay_apart(path: Path) -> None:
    inner = table(cell("STT") + cell("Tên"), cell("1") + cell("Sổ"))
    outer = f"<w:tc>{paragraph('Phần A')}{inner}{paragraph('')}</w:tc>" + cell("Ghi chú")

    assert lines_of(word_file(path, table(outer, *[cell("x") + cell("y")] * 6)))[:4] == [
        "Phần A",
        "STT | Tên",
        "1 | Sổ",
        "Ghi chú",
    ]


def test_a_strict_package_is_read_like_any_other(path: Path) -> None:
    word_file(path, numbered("Phạm vi"), numbering=lists(level(0, "Điều %1.")))
    strict = path.with_name("strict.docx")
    with zipfile.ZipFile(path) as usual, zipfile.ZipFile(strict, "w") as package:
        for name in usual.namelist():
            content = usual.read(name).replace(
                b"schemas.openxmlformats.org/wordprocessingml/2006",
                b"purl.oclc.org/ooxml/wordprocessingml",
            )
            package.writestr(name, content)

    assert read(strict).text == "Điều 1. Phạm vi"


def test_embedded_pages_and_documents_are_read_where_they_stand(path: Path) -> None:
    inner = word_file(path.with_name("trong.docx"), paragraph("Từ tệp nhúng")).read_bytes()
    page = "<html><body><p>Từ trang nhúng</p></body></html>".encode()
    raw = related(a="a.docx", b="b.html", c="c.bin") | {
        "word/a.docx": inner,
        "word/b.html": page,
        "word/c.bin": b"\x00",
    }
    body = "".join(f'<w:altChunk r:id="{name}"/>' for name in "abc") + paragraph("Hết")
    text = read(word_file(path, body, raw))

    assert text.text == "Từ tệp nhúng\nTừ trang nhúng\nHết"
    assert text.warnings == (messages.EMBEDDED_UNREAD,)


def test_macros_are_told_and_left_alone(tmp_path: Path) -> None:
    macros = {"word/vbaProject.bin": b"Sub AutoOpen()"}
    text = read(word_file(tmp_path / "macro.docm", paragraph("Nội dung"), macros))

    assert (text.text, text.warnings) == ("Nội dung", (messages.MACROS_IGNORED,))


@pytest.mark.parametrize(
    "hostile",
    [
        numbered("Một", depth=77),
        numbered("Một", list_id=9_999_999),
        table(cell("a")).replace("<w:tblPr>", "<w:tblPr><w:tblStyle w:val=\"a'] | //*['\"/>"),
        paragraph('<w:r><w:sym w:char="xyz"/></w:r>'),
    ],
)
def test_nonsense_in_attributes_is_passed_over(path: Path, hostile: str) -> None:
    levels = lists(level(77, "%1."), level(0, "%1.", "upperRoman").replace('"1"', '"2000000000"'))

    assert "Hai" in read(word_file(path, hostile + numbered("Hai"), numbering=levels)).text


def test_a_note_that_refers_to_itself_is_read_once(path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = f'<w:footnote w:id="1">{paragraph(run("Chú thích") + mark)}</w:footnote>'
    file = word_file(path, paragraph(run("Nội dung") + mark), footnotes=notes)

    assert lines_of(file) == ["Nội dung[1]", "[1] Chú thích[2]"]
