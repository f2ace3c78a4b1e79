"""What reads documents here: this code and the programs it calls. Another edition reads anew."""

from __future__ import annotations

import hashlib
import shutil
from functools import cache
from pathlib import Path

PROGRAMS = ("soffice", "tesseract")
"""Where one of them is installed later, files that were half read can be read whole."""


@cache
def edition() -> str:
    """16 hexadecimal digits that change with any line of the library's code."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for program in PROGRAMS:
        digest.update(f"{program} {shutil.which(program) is not None}".encode())
    return digest.hexdigest()[:16]
