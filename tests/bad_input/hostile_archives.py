"""Builders of hostile archives: bombs, nests, names that climb out, headers that lie."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from pathlib import Path

NOTICE = "THÔNG BÁO\nVề việc thử tệp hỏng\n\nNội dung giả định, số liệu 99.\n".encode()
MEBIBYTE = 1024 * 1024
_FIXED_TIME = (2099, 1, 1, 0, 0, 0)
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"


def zip_of(entries: list[tuple[str, bytes]]) -> bytes:
    """A zip with these names and contents, the same bytes at every call."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(_entry(name), content)
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _FIXED_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def written(path: Path, content: bytes) -> Path:
    """`path`, now holding `content`."""
    path.write_bytes(content)
    return path


def bomb(folder: Path) -> Path:
    """200 KB that unpack to 200 MiB of one text."""
    path = folder / "bom.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(_entry("bao_cao.txt"), "w", force_zip64=True) as stream,
    ):
        for _ in range(200):
            stream.write(b" " * MEBIBYTE)
    return path


def wide_nest(folder: Path) -> Path:
    """Five levels of ten archives each: 100,000 leaves of one MiB in a few KB."""
    content = zip_of([("la.txt", b"0" * MEBIBYTE)])
    for level in range(5):
        content = zip_of([(f"tang{level}_{number}.zip", content) for number in range(10)])
    return written(folder / "to_long_rong.zip", content)


def deep_nest(folder: Path) -> Path:
    """An archive in an archive, two hundred times, around one harmless text."""
    content = zip_of([("thong_bao.txt", NOTICE)])
    for level in range(200):
        content = zip_of([(f"tang{level}.zip", content)])
    return written(folder / "to_long_sau.zip", content)


def climbing_names(folder: Path) -> Path:
    """Entries whose names lead out of the folder they are unpacked into."""
    names = [
        "../../thoat_ra.txt",
        "/tmp/thoat_ra_tuyet_doi.txt",  # noqa: S108 - the name is the attack
        "..\\..\\thoat_ra_windows.txt",
        "C:\\Windows\\thoat_ra.txt",
        "a/../../../thoat_ra_giua.txt",
    ]
    return written(folder / "duong_dan.zip", zip_of([(name, NOTICE) for name in names]))


def symbolic_link(folder: Path) -> Path:
    """An entry that is a link to a file of the machine."""
    path = folder / "lien_ket.zip"
    link = _entry("thong_bao.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return path


def many_entries(folder: Path) -> Path:
    """Twenty thousand entries of a few bytes."""
    entries = [(f"thu_muc/{number:05}.txt", b"99") for number in range(20_000)]
    return written(folder / "nhieu_tep.zip", zip_of(entries))


def password(folder: Path) -> Path:
    """An archive whose only entry asks for a password."""
    content = bytearray(zip_of([("thong_bao.txt", NOTICE)]))
    _set_bits(content, _LOCAL, offset=6, mask=1)
    _set_bits(content, _CENTRAL, offset=8, mask=1)
    return written(folder / "co_mat_khau.zip", bytes(content))


def _set_bits(content: bytearray, signature: bytes, *, offset: int, mask: int) -> None:
    place = content.index(signature) + offset
    (flags,) = struct.unpack_from("<H", content, place)
    struct.pack_into("<H", content, place, flags | mask)


def lying_size(folder: Path) -> Path:
    """An entry that says it holds 100 bytes and unpacks to 64 MiB."""
    content = bytearray(zip_of([("bao_cao.txt", b" " * (64 * MEBIBYTE))]))
    struct.pack_into("<I", content, content.index(_LOCAL) + 22, 100)
    struct.pack_into("<I", content, content.index(_CENTRAL) + 24, 100)
    return written(folder / "noi_doi_kich_thuoc.zip", bytes(content))
