"""LibreOffice as a converter between files, held to bounds: no links, no macros, no survivors."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

LONGEST_CONVERSION = 120
"""Seconds LibreOffice may take for one file."""
LARGEST_MEMORY = 6_000_000
"""Kilobytes of address space; LibreOffice reserves 2 GB of it before it reads anything."""

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


def libreoffice() -> str | None:
    """The program's place, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, suffix: str, target: str) -> bytes | None:
    """A file of the kind `suffix` ('.doc') as one of the kind `target` ('.docx', '.xlsx', '.pdf').

    None where LibreOffice is missing, fails or takes too long.
    """
    program = libreoffice()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="tham-muu-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        try:
            _run(program, source, target)
            return source.with_suffix(target).read_bytes() or None
        except (subprocess.SubprocessError, OSError):
            return None


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
