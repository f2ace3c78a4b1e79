"""Names of files that come from outside, made safe to show and to store."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

MAX_STEM = 100
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
)


def safe_name(name: str) -> str:
    """The last part of `name` without control, direction and reserved characters.

    '../../etc/passwd' -> 'passwd', 'a<b>.docx' -> 'a_b_.docx', '' -> 'tệp'.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = Path(_UNSAFE.sub("_", last).strip(" ."))
    stem, suffix = clean.stem[:MAX_STEM].rstrip(), clean.suffix[:MAX_STEM]
    return f"{stem}{suffix}" or "tệp"


def free_path(folder: Path, name: str) -> Path:
    """A path in `folder` that no file has yet: 'a.docx', 'a (2).docx', ..."""
    wanted = folder / safe_name(name)
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_stem(f"{wanted.stem} ({number})")
    return path
