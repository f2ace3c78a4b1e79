"""Older office files (.doc, .rtf, .odt, .ods): LibreOffice turns them into .docx or .xlsx first."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from knowledge import messages
from knowledge.model import KnowledgeError, ReadText
from knowledge.readers.packages import check_expansion
from knowledge.readers.word.word_file import read_word

LONGEST_CONVERSION = 120
"""Seconds LibreOffice may take for one file."""
LARGEST_MEMORY = 6_000_000
"""Kilobytes of address space; LibreOffice reserves 2 GB of it before it reads anything."""

_WORD_MAGIC, _ENCRYPTED_FLAG = b"\xec\xa5", 0x01
_FIRST_SECTOR = 512
_MACROS = "_VBA_PROJECT".encode("utf-16-le")

_CHARACTER_SET = re.compile(
    rb"\\fcharset\d{1,3}"
    rb"(?=[^;{}]{0,80}(?:\{[^{}]{0,80}\}[^;{}]{0,80}){0,3}(?:\.vn|vni)[^;{}]{0,80}[;{])",
    re.IGNORECASE,
)
"""Of a font before whose name stand at most its other properties and a group or two."""

_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "1"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links followed, and a proxy that nobody answers at."""


def read_office(data: bytes, name: str, suffix: str) -> ReadText:
    """The text of an older Word file; `suffix` ('.doc', '.rtf', '.odt') tells LibreOffice which.

    KnowledgeError when LibreOffice is missing, or cannot convert the file in time.
    """
    source = with_western_letters(data) if suffix == ".rtf" else data
    text = read_word(converted(source, name, suffix, ".docx"), name)
    if _MACROS not in data:
        return text
    return replace(text, warnings=(messages.MACROS_IGNORED, *text.warnings))


def converted(data: bytes, name: str, suffix: str, target: str) -> bytes:
    """A file of the kind `suffix` as one of the kind `target` ('.docx', '.xlsx').

    KnowledgeError when LibreOffice is missing, or cannot convert the file in time.
    """
    if _has_password(data):
        raise KnowledgeError(messages.PASSWORD_PROTECTED.format(name=name))
    if data.startswith(b"PK"):
        check_expansion(data, name)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise KnowledgeError(messages.NO_OFFICE.format(name=name))
    with tempfile.TemporaryDirectory(prefix="tham-muu-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        try:
            _run(program, source, target)
            return source.with_suffix(target).read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise KnowledgeError(messages.OFFICE_FAILED.format(name=name)) from error


def with_western_letters(rich_text: bytes) -> bytes:
    """An .rtf whose TCVN3 and VNI fonts have the Western character set.

    With another one LibreOffice reads their bytes as letters of another language, or drops them.
    """
    return _CHARACTER_SET.sub(rb"\\fcharset0", rich_text)


def _has_password(data: bytes) -> bool:
    """The encryption flag in the header of a .doc, where that header is the first sector."""
    header = data[_FIRST_SECTOR : _FIRST_SECTOR + 12]
    return header.startswith(_WORD_MAGIC) and bool(header[11] & _ENCRYPTED_FLAG)


def _run(program: str, source: Path, target: str) -> None:
    """Convert beside the source; the program and what it started are gone afterwards.

    Each run has a profile of its own, since LibreOffice locks a shared one.
    """
    profile = _profile(source.parent / "profile")
    command = ["sh", "-c", f'ulimit -v {LARGEST_MEMORY}; exec "$0" "$@"', program,
               f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
               "--convert-to", _FILTERS.get(target, target[1:]), "--outdir", str(source.parent),
               str(source)]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(LONGEST_CONVERSION)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _profile(folder: Path) -> Path:
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, name, value in _SETTINGS
    )
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
    return folder
