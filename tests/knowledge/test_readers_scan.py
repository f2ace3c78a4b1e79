"""OCR: seals, columns, tables and stamps of scanned pages, photos, doubts, progress, bounds."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from knowledge import messages
from knowledge.library import Library
from knowledge.model import KnowledgeError
from knowledge.readers import Cancelled, read
from knowledge.readers.scan import image_file, pages
from knowledge.settings import Settings
from tests.fakes.embedder import FakeEmbedder
from tests.knowledge.scanned_pages import (
    PARAGRAPH,
    lines,
    page,
    saved,
    scanned_pdf,
    with_seal,
)

pytestmark = pytest.mark.needs_tesseract


def test_a_scanned_page_is_read_with_its_marks_and_says_so(tmp_path: Path) -> None:
    text = read(scanned_pdf(tmp_path / "quet.pdf", [page(*lines(PARAGRAPH))]))

    assert text.text.split("\n")[-1] == PARAGRAPH[-1]
    assert text.pages == (0,)
    assert text.warnings == (messages.SCANNED_PAGES.format(pages="1"),)


def test_a_red_seal_over_the_signature_is_dropped_and_the_letters_below_are_read(
    tmp_path: Path,
) -> None:
    signature = [(900, 560, "CHÁNH VĂN PHÒNG"), (930, 800, "Nguyễn Văn Mẫu")]
    sealed = with_seal(page(*lines(PARAGRAPH), *signature), (880, 710), "#e02020")
    text = read(saved(sealed, tmp_path / "dau.png")).text

    assert "CHÁNH VĂN PHÒNG" in text
    assert "Nguyễn Văn Mẫu" in text


@pytest.mark.slow
def test_beside_a_black_seal_the_name_is_read(tmp_path: Path) -> None:
    signature = [(1000, 560, "CHÁNH VĂN PHÒNG"), (1040, 800, "Nguyễn Văn Mẫu")]
    sealed = with_seal(page(*lines(PARAGRAPH), *signature), (840, 690), "black")
    text = read(saved(sealed, tmp_path / "dau.png")).text

    assert "CHÁNH VĂN PHÒNG" in text
    assert "Nguyễn Văn Mẫu" in text


def test_a_stamp_in_red_letters_is_read_as_well(tmp_path: Path) -> None:
    image = page(*lines(PARAGRAPH, top=300))
    ImageDraw.Draw(image).rectangle((200, 90, 420, 190), outline="#d01818", width=5)
    image.paste(
        page((240, 115, "HỎA TỐC"), colour="#d01818").crop((230, 100, 410, 180)), (230, 100)
    )
    text = read(saved(image, tmp_path / "dau-do.png")).text

    assert text.startswith("HỎA TỐC")


def test_header_and_signature_are_read_column_by_column(tmp_path: Path) -> None:
    header = [
        *lines(["ỦY BAN NHÂN DÂN", "SỞ MẪU", "Số: 12/BC-SM"], left=150, top=60),
        *lines(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], left=720, top=60),
        *lines(["Độc lập - Tự do - Hạnh phúc"], left=850, top=116),
        *lines(["Mẫu, ngày 05 tháng 6 năm 2031"], left=880, top=172),
    ]
    signature = [
        *lines(["Nơi nhận:", "- Như trên;", "- Lưu: VT."], top=640),
        *lines(["GIÁM ĐỐC", "", "Trần Thị Mẫu"], left=1000, top=640),
    ]
    image = page(*header, *lines(PARAGRAPH, top=330), *signature)
    read_lines = read(saved(image, tmp_path / "hai-cot.png")).text.split("\n")

    assert read_lines[:6] == [
        "ỦY BAN NHÂN DÂN",
        "SỞ MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/BC-SM",
        "Mẫu, ngày 05 tháng 6 năm 2031",
    ]
    assert read_lines[-5:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "GIÁM ĐỐC",
        "Trần Thị Mẫu",
    ]


def test_cells_of_a_ruled_table_stay_in_their_row_though_they_wrap(tmp_path: Path) -> None:
    image = page(
        (220, 215, "STT"), (400, 215, "Nội dung công việc"), (1100, 215, "Cơ quan chủ trì"),
        (230, 350, "3.1"), (400, 325, "Xây dựng kế hoạch"), (400, 381, "kiểm tra năm 2031"),
        (1100, 350, "Văn phòng Sở"),
    )  # fmt: skip
    draw = ImageDraw.Draw(image)
    for y in (190, 300, 460):
        draw.line((180, y, 1480, y), fill="black", width=3)
    for x in (180, 360, 1060, 1480):
        draw.line((x, 190, x, 460), fill="black", width=3)
    rows = read(saved(image, tmp_path / "bang.png")).text.split("\n")

    assert rows[0] == "STT | Nội dung công việc | Cơ quan chủ trì"
    assert rows[1] == "3.1 | Xây dựng kế hoạch kiểm tra năm 2031 | Văn phòng Sở"


@pytest.mark.slow
@pytest.mark.parametrize("turn", [2.0, 90, 180])
def test_a_page_that_lies_askew_is_turned_upright(tmp_path: Path, turn: float) -> None:
    image = page(*lines(PARAGRAPH * 2)).rotate(turn, expand=True, fillcolor="white")

    assert PARAGRAPH[0] in read(saved(image, tmp_path / "nghieng.png")).text


def test_a_photo_is_turned_as_the_camera_was_held(tmp_path: Path) -> None:
    image = page(*lines(PARAGRAPH)).rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: show it a quarter turn clockwise
    image.save(tmp_path / "anh.jpg", exif=exif)

    assert PARAGRAPH[1] in read(tmp_path / "anh.jpg").text.replace("\n", " ")


@pytest.mark.slow
def test_every_page_of_a_tiff_is_read(tmp_path: Path) -> None:
    first, second = page(*lines(PARAGRAPH[:1])), page(*lines(PARAGRAPH[2:3]))
    first.save(tmp_path / "fax.tiff", save_all=True, append_images=[second], dpi=(200, 200))
    text = read(tmp_path / "fax.tiff")

    assert text.text[text.pages[1] :].strip() == PARAGRAPH[2]


@pytest.mark.slow
def test_a_page_whose_marks_are_lost_is_not_taken_over(tmp_path: Path) -> None:
    sharp = page(*lines(PARAGRAPH))
    blurred = sharp.filter(ImageFilter.GaussianBlur(4))
    text = read(scanned_pdf(tmp_path / "mo.pdf", [sharp, blurred]))

    assert messages.LOST_PAGES.format(pages="2") in text.warnings
    assert text.text[text.pages[1] :] == ""
    with pytest.raises(KnowledgeError, match="quá mờ"):
        read(saved(blurred, tmp_path / "mo.png"))


@pytest.mark.slow
def test_text_pages_and_scanned_pages_of_one_file_are_read_each_in_its_way(tmp_path: Path) -> None:
    words = "Noi dung cua mot trang co lop chu day du va dai hon nam muoi chu cai Latinh"
    text = read(scanned_pdf(tmp_path / "lan.pdf", [words, page(*lines(PARAGRAPH)), words]))

    assert text.text[: text.pages[1]].strip() == words
    assert text.text[text.pages[1] :].startswith(PARAGRAPH[0])
    assert text.warnings == (messages.SCANNED_PAGES.format(pages="2"),)


def test_progress_is_told_by_page_and_a_cancelled_reading_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    path = scanned_pdf(tmp_path / "quet.pdf", [page(*lines(PARAGRAPH[:1]))] * 3)
    told: list[tuple[int, int]] = []

    def progress(number: int, pages: int) -> None:
        told.append((number, pages))
        if number == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(path, progress=progress)
    children = subprocess.run(["ps", "-eo", "ppid,comm"], capture_output=True, text=True).stdout
    own = [line for line in children.splitlines() if line.split()[0] == str(os.getpid())]

    assert told == [(1, 3), (2, 3)]
    assert not any("tesseract" in line for line in own)
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.slow
def test_of_a_long_scan_the_pages_beyond_the_limit_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 1)
    text = read(scanned_pdf(tmp_path / "dai.pdf", [page(*lines(PARAGRAPH))] * 3))

    assert messages.TOO_MANY_SCANS.format(limit=1, pages="2–3") in text.warnings


def test_an_image_that_unpacks_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_file, "MOST_PIXELS", 1000)
    with pytest.raises(KnowledgeError, match="triệu điểm ảnh"):
        read(saved(page(), tmp_path / "lon.png"))


def test_without_tesseract_a_scan_is_refused_and_pages_of_a_mixed_file_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = page(*lines(PARAGRAPH))
    words = "Noi dung cua mot trang co lop chu day du va dai hon nam muoi chu cai Latinh"
    monkeypatch.setenv("PATH", str(tmp_path))
    mixed = read(scanned_pdf(tmp_path / "lan.pdf", [words, picture]))

    assert mixed.warnings == (messages.PAGES_WITHOUT_TEXT.format(pages="2"),)
    for path in (
        saved(picture, tmp_path / "anh.png"),
        scanned_pdf(tmp_path / "quet.pdf", [picture]),
    ):
        with pytest.raises(KnowledgeError, match="thiếu Tesseract tiếng Việt"):
            read(path)


def test_a_page_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.readers.scan.words.LONGEST_PAGE", 0.05)
    with pytest.raises(KnowledgeError, match="không nhận dạng được"):
        read(saved(page(*lines(PARAGRAPH)), tmp_path / "lau.png"))


@pytest.mark.parametrize("tenths", [1, 5, 9])
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tiff"])
def test_an_image_that_is_cut_off_is_called_broken(
    tmp_path: Path, suffix: str, tenths: int
) -> None:
    path = tmp_path / f"cut{suffix}"
    page((200, 100, PARAGRAPH[0])).crop((0, 0, 800, 200)).save(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * tenths // 10])

    with pytest.raises(KnowledgeError, match="bị hỏng"):
        read(path)


def test_putting_in_a_scan_tells_its_pages_and_stops_when_told_with_nothing_stored(
    tmp_path: Path,
) -> None:
    path = scanned_pdf(tmp_path / "quet.pdf", [page(*lines(PARAGRAPH[:1]))] * 2)
    library = Library(Settings(tmp_path / "data"), FakeEmbedder())

    def stop(number: int, pages: int) -> None:
        assert (number, pages) == (1, 2)
        raise Cancelled

    with pytest.raises(Cancelled):
        list(library.add_all([path], scanned=stop))

    assert library.documents() == ()
    assert not any(library.check())
    library.close()
