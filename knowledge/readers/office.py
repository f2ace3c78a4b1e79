"""Older Word files (.doc, .rtf, .odt): LibreOffice turns them into .docx first."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from knowledge import messages
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.word import read_word

LONGEST_CONVERSION = 120
"""Seconds LibreOffice may take for one file."""

_WORD_MAGIC, _ENCRYPTED_FLAG = b"\xec\xa5", 0x01
_FIRST_SECTOR = 512


def read_office(data: bytes, name: str, suffix: str) -> ReadText:
    """The text of an older Word file; `suffix` ('.doc', '.rtf', '.odt') tells LibreOffice which.

    KnowledgeError when LibreOffice is missing, or cannot convert the file in time.
    """
    if _has_password(data):
        raise KnowledgeError(messages.PASSWORD_PROTECTED.format(name=name))
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise KnowledgeError(messages.NO_OFFICE.format(name=name))
    with tempfile.TemporaryDirectory(prefix="tham-muu-") as folder:
        return read_word(_converted(program, Path(folder), data, name, suffix), name)


def _has_password(data: bytes) -> bool:
    """The encryption flag in the header of a .doc, where that header is the first sector."""
    header = data[_FIRST_SECTOR : _FIRST_SECTOR + 12]
    return header.startswith(_WORD_MAGIC) and bool(header[11] & _ENCRYPTED_FLAG)


def _converted(program: str, folder: Path, data: bytes, name: str, suffix: str) -> bytes:
    """The .docx; each run has a profile of its own, since LibreOffice locks a shared one."""
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore",
               "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"),
               str(source)]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=LONGEST_CONVERSION)
        return (folder / "out" / "source.docx").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise KnowledgeError(messages.OFFICE_FAILED.format(name=name)) from error
