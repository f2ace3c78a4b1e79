"""Turn a .docx into a PDF with LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

LONGEST = 120
"""Seconds LibreOffice may take."""


def has_libreoffice() -> bool:
    return shutil.which("soffice") is not None


def export_pdf(source: Path, folder: Path) -> Path | None:
    """Write `source` as PDF into `folder`; None where LibreOffice fails or takes too long.

    Each call has a profile of its own, since LibreOffice locks a shared one.
    """
    target = folder / f"{source.stem}.pdf"
    with tempfile.TemporaryDirectory(prefix="tham-muu-") as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                   "--norestore", "--convert-to", "pdf", "--outdir", str(folder),
                   str(source)]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=LONGEST)
        except (subprocess.SubprocessError, OSError):
            return None
    return target if target.is_file() and target.stat().st_size else None
