"""Zip files of documents: each document inside is put in by itself, under 'kho.zip/thư mục/tệp'."""

from __future__ import annotations

import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unicodedata import normalize

from knowledge import messages
from knowledge.catalog import Catalog
from knowledge.ingestion import Outcome, Result, printable, put_in
from knowledge.model import SCOPE_ALL, KnowledgeError
from knowledge.readers import LARGEST_FILE, Progress
from knowledge.readers.formats import Format, format_of
from knowledge.readers.packages import LARGEST_EXPANSION, LARGEST_UNPACKED, open_zip
from knowledge.settings import Settings

MOST_DOCUMENTS = 500
"""Files in a zip, those of zips inside it included."""
DEEPEST = 3
"""Zips within zips; nobody packs documents deeper."""

_SIGNS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED, _NAMES_IN_UTF8 = 0x1, 0x800
_SMALL = 1024 * 1024
"""Bytes that may unpack from next to nothing: a page of blanks is no attack."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
           ValueError)  # fmt: skip
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|~\$|(?:Thumbs\.db|desktop\.ini)$)", re.I)
_LONGEST_PART = 120


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a zip: where it was unpacked to, or why it was not."""

    name: str
    """As it is shown: 'kho.zip/thư mục/tệp.docx'. Never a place to write to."""
    path: Path | None
    refusal: str = ""


def put_in_each(
    path: Path,
    settings: Settings,
    catalog: Catalog,
    *,
    scope: str = SCOPE_ALL,
    name: str = "",
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Store the document in `path`, or each document of the zip in `path`: an outcome each.

    A zip beyond bounds is refused whole, before anything of it is stored. `progress` is that of
    `put_in`.
    """
    shown = name or path.name
    store = partial(put_in, settings=settings, catalog=catalog, scope=scope, progress=progress)
    if not is_archive(path, shown):
        yield store(path, name=name)
        return
    with tempfile.TemporaryDirectory(prefix="tham-muu-") as folder:
        try:
            members = unpack(path, printable(shown), Path(folder))
        except KnowledgeError as refusal:
            yield Outcome(printable(str(path)), Result.REFUSED, reason=str(refusal))
            return
        for member in members:
            if member.path is None:
                yield Outcome(member.name, Result.REFUSED, reason=member.refusal)
            else:
                stored = store(member.path, name=member.name)
                member.path.unlink()
                yield replace(stored, path=member.name)


def is_archive(path: Path, name: str) -> bool:
    """Whether a file is a zip of documents; office packages, damaged and foreign files are not."""
    try:
        with path.open("rb") as file:
            if file.read(4) not in _SIGNS or path.stat().st_size > LARGEST_FILE:
                return False
        return format_of(path.read_bytes(), name) is Format.ARCHIVE
    except (KnowledgeError, *_DAMAGE):
        return False


def unpack(path: Path, name: str, folder: Path) -> tuple[Member, ...]:
    """The files of a zip, unpacked into `folder` under names of our own.

    KnowledgeError when it holds too many files, unpacks beyond bounds, is locked as a whole or
    holds nothing.
    """
    unpacker = _Unpacker(name, folder)
    members = tuple(unpacker.members(path.read_bytes(), name, depth=1))
    if not members:
        raise KnowledgeError(messages.EMPTY_ARCHIVE.format(name=name))
    if all(member.refusal == _locked(member.name) for member in members):
        raise KnowledgeError(_locked(name))
    return members


def _locked(name: str) -> str:
    return messages.PASSWORD_PROTECTED.format(name=name)


class _Unpacker:
    """Counts what all zips within one zip unpack to."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name = name
        self._folder = folder
        self._files = 0
        self._bytes = 0

    def members(self, data: bytes, shown: str, depth: int) -> Iterator[Member]:
        with open_zip(data, self._name) as archive:
            for entry in archive.infolist():
                path = _readable_name(entry)
                if not entry.is_dir() and not _is_link(entry) and not _JUNK.search(path):
                    yield from self._member(archive, entry, f"{shown}/{_tame(path)}", depth)

    def _member(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, depth: int
    ) -> Iterator[Member]:
        self._count(entry)
        if entry.flag_bits & _ENCRYPTED:
            yield Member(shown, None, _locked(shown))
            return
        try:
            data = archive.read(entry)
        except _DAMAGE:
            yield Member(shown, None, messages.BROKEN_FILE.format(name=shown))
            return
        path = self._folder / f"{self._files:04d}"
        path.write_bytes(data)
        if not is_archive(path, shown):
            yield Member(shown, path)
            return
        path.unlink()
        if depth >= DEEPEST:
            yield Member(shown, None, messages.NESTED_TOO_DEEP.format(name=shown))
        else:
            yield from self.members(data, shown, depth + 1)

    def _count(self, entry: zipfile.ZipInfo) -> None:
        """KnowledgeError before an entry is unpacked that would go beyond bounds."""
        self._files += 1
        self._bytes += entry.file_size
        swells = entry.file_size > max(_SMALL, entry.compress_size * LARGEST_EXPANSION)
        if self._files > MOST_DOCUMENTS:
            limit = MOST_DOCUMENTS
            raise KnowledgeError(messages.TOO_MANY_FILES.format(name=self._name, limit=limit))
        if swells or self._bytes > LARGEST_UNPACKED:
            raise KnowledgeError(messages.TOO_LARGE_UNPACKED.format(name=self._name))


def _readable_name(entry: zipfile.ZipInfo) -> str:
    """The name in Unicode; programs that do not say so write UTF-8 or the Vietnamese code page."""
    name = entry.filename
    if not entry.flag_bits & _NAMES_IN_UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = name.encode("utf-8", "replace")
        for encoding in ("utf-8", "cp1258"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return normalize("NFC", name.replace("\\", "/"))


def _tame(name: str) -> str:
    """A name to show: no drive, no way up, no root, no endless parts."""
    parts = (re.sub(r"^[A-Za-z]:", "", part).strip() for part in name.split("/"))
    kept = [part[-_LONGEST_PART:] for part in parts if part not in ("", ".", "..")]
    return printable("/".join(kept)) or "?"


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)
