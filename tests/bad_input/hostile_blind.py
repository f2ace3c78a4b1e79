"""Hostile and broken files, chosen from issue 3 alone before the readers met them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.bad_input import hostile_archives, hostile_office, hostile_pdfs
from tests.bad_input.hostile_archives import MEBIBYTE, NOTICE, written, zip_of

if TYPE_CHECKING:
    from collections.abc import Callable

Expectation = Literal["refused", "read", "either"]


@dataclass(frozen=True)
class HostileKind:
    """One hostile file and what a reader owes it, in bounded time and memory.

    `refused`: one clear sentence and nothing stored. `read`: its text is in the library.
    `either`: both are right; a crash, a hang or a stack trace is not.
    """

    name: str
    build: Callable[[Path], Path]
    expectation: Expectation


def _empty(folder: Path, name: str) -> Path:
    return written(folder / name, b"")


def _plain_zip() -> bytes:
    return zip_of([(f"thong_bao_{number}.txt", NOTICE * number) for number in range(1, 20)])


def _cut(folder: Path, *, sound: Callable[[], bytes], extension: str, percent: int) -> Path:
    """The first `percent` of a sound file."""
    content = sound()
    return written(folder / f"cat_{percent}.{extension}", content[: len(content) * percent // 100])


def _pdf_called_docx(folder: Path) -> Path:
    return written(folder / "thuc_ra_la_pdf.docx", hostile_pdfs.plain_pdf())


def _program_called_docx(folder: Path) -> Path:
    return written(folder / "thuc_ra_la_chuong_trinh.docx", b"MZ\x90\x00" + bytes(range(256)) * 64)


def _image_called_pdf(folder: Path) -> Path:
    return written(folder / "thuc_ra_la_anh.pdf", _png(64, 64))


def _nul_bytes(folder: Path) -> Path:
    """A sound text with NUL bytes strewn over it."""
    return written(folder / "ky_tu_rong.txt", NOTICE.replace(b"\n", b"\0\n\0") * 50)


def _right_to_left(folder: Path) -> Path:
    """A name that shows `.txt` last and a text whose number shows turned round."""
    text = "THÔNG BÁO số \u202e99/BT-ĐNBU\u202c\nNội dung \u2067giả định\u2069, số liệu 99.\n"
    return written(folder / "thong_bao_\u202ecod.txt", text.encode())


def _name_of_two_lines(folder: Path) -> Path:
    return written(folder / "thông\nbáo \x1b[31m<b>99.txt", NOTICE)


def _one_long_line(folder: Path) -> Path:
    words = "Nội dung giả định số 99, ".encode()
    return written(folder / "mot_dong.txt", words * (2 * MEBIBYTE // len(words)))


def _one_long_word(folder: Path) -> Path:
    return written(folder / "mot_tu.txt", b"a" * (2 * MEBIBYTE))


def _picture_bomb(folder: Path) -> Path:
    """Half a MB of PNG that unpack to 900 million pixels."""
    return written(folder / "anh_bom.png", _png(30_000, 30_000))


def _png(width: int, height: int) -> bytes:
    """A white picture of one bit a pixel."""
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    packer = zlib.compressobj(1)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def _cuts(
    extension: str, sound: Callable[[], bytes], expectation: Expectation
) -> tuple[HostileKind, ...]:
    return tuple(
        HostileKind(
            f"{extension} cut at {percent} %",
            partial(_cut, sound=sound, extension=extension, percent=percent),
            expectation,
        )
        for percent in range(10, 100, 10)
    )


HOSTILE: tuple[HostileKind, ...] = (
    HostileKind("zip bomb", hostile_archives.bomb, "refused"),
    HostileKind("zip bomb in a docx", hostile_office.bomb, "refused"),
    HostileKind("archives nested wide", hostile_archives.wide_nest, "refused"),
    HostileKind("archives nested deep", hostile_archives.deep_nest, "either"),
    HostileKind("zip with climbing names", hostile_archives.climbing_names, "either"),
    HostileKind("zip with a symbolic link", hostile_archives.symbolic_link, "either"),
    HostileKind("zip of 20,000 entries", hostile_archives.many_entries, "either"),
    HostileKind("zip with a lying size", hostile_archives.lying_size, "refused"),
    HostileKind("zip with a password", hostile_archives.password, "refused"),
    HostileKind("docx with a password", hostile_office.password_docx, "refused"),
    HostileKind("xlsx with a password", hostile_office.password_xlsx, "refused"),
    HostileKind("pdf with a password", hostile_pdfs.opened_by_password, "refused"),
    HostileKind("pdf locked against changes", hostile_pdfs.locked_against_changes, "read"),
    HostileKind("billion laughs", hostile_office.billion_laughs, "refused"),
    HostileKind("entity of an outside file", hostile_office.outside_entity, "either"),
    HostileKind("template on a server", hostile_office.remote_template, "read"),
    HostileKind("tables nested deep", hostile_office.nested_tables, "either"),
    HostileKind("two main parts", hostile_office.two_main_parts, "either"),
    HostileKind("document with a macro", hostile_office.macro_document, "either"),
    HostileKind("workbook with a macro", hostile_office.macro_workbook, "either"),
    HostileKind("sheet of a million empty rows", hostile_office.endless_sheet, "either"),
    HostileKind("rtf groups nested deep", hostile_office.nested_rtf, "either"),
    HostileKind("pdf of 10,000 pages", hostile_pdfs.ten_thousand_pages, "either"),
    HostileKind("pdf with a circular page tree", hostile_pdfs.circular_page_tree, "either"),
    HostileKind("pdf with circular tables", hostile_pdfs.circular_tables, "either"),
    HostileKind("pdf that draws itself", hostile_pdfs.endless_form, "either"),
    HostileKind("pdf page of a huge size", hostile_pdfs.huge_page, "either"),
    HostileKind("pdf font without a map", hostile_pdfs.font_without_map, "either"),
    HostileKind("empty docx", partial(_empty, name="rong.docx"), "refused"),
    HostileKind("empty pdf", partial(_empty, name="rong.pdf"), "refused"),
    HostileKind("empty text", partial(_empty, name="rong.txt"), "refused"),
    HostileKind("pdf called docx", _pdf_called_docx, "either"),
    HostileKind("program called docx", _program_called_docx, "refused"),
    HostileKind("image called pdf", _image_called_pdf, "either"),
    HostileKind("text with NUL bytes", _nul_bytes, "either"),
    HostileKind("right-to-left marks", _right_to_left, "either"),
    HostileKind("name of two lines", _name_of_two_lines, "either"),
    HostileKind("2 MB in one line", _one_long_line, "read"),
    HostileKind("2 MB in one word", _one_long_word, "either"),
    HostileKind("picture bomb", _picture_bomb, "refused"),
    *_cuts("docx", hostile_office.plain_docx, "refused"),
    *_cuts("pdf", hostile_pdfs.plain_pdf, "either"),
    *_cuts("zip", _plain_zip, "either"),
)
