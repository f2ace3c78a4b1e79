"""Pictures of invented official pages, for the tests of OCR."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

FONT = "LiberationSerif-Regular.ttf"
WIDTH, HEIGHT, DPI = 1654, 1100, 200
"""The upper half of a sheet A4 at 200 dpi."""
_LEFT, _LETTERS, _LINE = 230, 38, 56

PARAGRAPH = (
    "Thực hiện kế hoạch công tác năm 2031 của Ủy ban nhân dân tỉnh,",
    "Sở Mẫu báo cáo kết quả thực hiện nhiệm vụ sáu tháng đầu năm như sau:",
    "1. Công tác chỉ đạo, điều hành được triển khai kịp thời, đúng quy định.",
    "2. Tổng số hồ sơ đã tiếp nhận là 1.250, giải quyết đúng hạn 98,5%.",
)

Placed = tuple[int, int, str]
"""Left, top and words."""


def page(*placed: Placed, colour: str = "black") -> Image.Image:
    """A white page with words at their places, in pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, _LETTERS)
    for left, top, words in placed:
        draw.text((left, top), words, fill=colour, font=font)
    return image


def lines(texts: Iterable[str], *, left: int = _LEFT, top: int = 150) -> list[Placed]:
    return [(left, top + _LINE * number, text) for number, text in enumerate(texts)]


def with_seal(image: Image.Image, centre: tuple[int, int], colour: str) -> Image.Image:
    """`image` with a round seal stamped on it: ink on ink stays dark."""
    seal = Image.new("RGB", image.size, "white")
    draw, (x, y) = ImageDraw.Draw(seal), centre
    for radius in (150, 140, 90):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=5)
    draw.regular_polygon((x, y, 40), 5, outline=colour, width=4)
    return ImageChops.darker(image, seal)


def saved(image: Image.Image, path: Path) -> Path:
    image.save(path, dpi=(DPI, DPI))
    return path


def scanned_pdf(path: Path, pages: Sequence[Image.Image | str]) -> Path:
    """A PDF whose pages are pictures, or text where a page is a string."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for content in pages:
        if isinstance(content, str):
            for number, printed in enumerate(content.split("\n")):
                canvas.drawString(85, 750 - 20 * number, printed)
        else:
            picture = io.BytesIO()
            content.save(picture, "PNG")
            picture.seek(0)
            height = 595 * content.height / content.width
            canvas.drawImage(ImageReader(picture), 0, 842 - height, 595, height)
        canvas.showPage()
    canvas.save()
    return path
