"""Who signed a document, and in whose name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.identity.spelling import by_rule

_FARTHEST_NAME = 4  # lines below the office
_RECIPIENTS = re.compile(r"^Nơi nhận\s*:\s*")
_PREFIX = re.compile(r"(?:(TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\.?)\s*(?=[A-ZĐÀ-Ỹ])")
_OFFICE = re.compile(
    r"""(?:PHÓ\s|QUYỀN\s|Q\.\s?)?(?:GIÁM\ ĐỐC|TỔNG|CHỦ\ TỊCH|TRƯỞNG|BỘ\ TRƯỞNG|THỨ\ TRƯỞNG
    |THỦ\ TƯỚNG|CHÁNH|BÍ\ THƯ|HIỆU\ TRƯỞNG|CỤC\ TRƯỞNG|VỤ\ TRƯỞNG|CHỦ\ NHIỆM|THỐNG\ ĐỐC
    |VIỆN\ TRƯỞNG|ỦY\ VIÊN|THƯỜNG\ TRỰC)\b.{0,60}""",
    re.VERBOSE,
)
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ'’]+)(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ'’]*){1,5}")
_DEGREE = re.compile(r"^(?:ThS|Th\.s|TS|PGS|GS|BS|KS|LS|Thạc sĩ|Tiến sĩ)\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signer:
    """`prefix` is 'KT.', 'TM.', 'TL.', 'TUQ.' or ''; `title` is the signer's own office.

    'KT. TRƯỞNG BAN / PHÓ TRƯỞNG BAN / Nguyễn A' is KT., 'Phó Trưởng ban', 'Nguyễn A'
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.7).
    """

    prefix: str
    title: str
    name: str


def signer_of(text: str) -> Signer | None:
    """The first signature in a text (annexes may follow it), None if nobody signs."""
    prefix, title, distance = "", "", 0
    for raw in text.split("\n"):
        line = _RECIPIENTS.sub("", raw.strip(" *_|\t"))
        if not line:
            continue
        distance += 1
        match = _PREFIX.match(line)
        if match is not None:
            prefix, title, distance = match[1] + ("" if "/" in match[1] else "."), "", 0
            line = line[match.end() :].strip()
        if line.isupper() and _OFFICE.fullmatch(line):
            title, distance = line, 0
        elif distance > _FARTHEST_NAME:
            prefix, title = "", ""
        elif title and (name := _name(line)):
            return Signer(prefix, _office(title), name)
    return None


def _name(line: str) -> str | None:
    bare = _DEGREE.sub("", line)
    is_sample = re.search(r"\s[A-Z]$", bare) is not None  # 'Nguyễn Văn A' of a form
    return bare if _NAME.fullmatch(bare) and not is_sample else None


def _office(title: str) -> str:
    """'PHÓ TRƯỞNG BAN' -> 'Phó Trưởng ban': the head's office keeps its capital."""
    if title.startswith("PHÓ ") and not title.startswith("PHÓ THỦ"):
        return f"Phó {by_rule(title.removeprefix('PHÓ '))}"
    return by_rule(title)
