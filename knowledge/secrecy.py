"""The gate in front of the library: files that carry a mark of state secrecy are not taken in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePath

from knowledge.diacritics import fold

_HEAD_LINES, _EDGE_LINES = 25, 60
"""Lines of the first page's header, and how far from both ends of a text a mark may stand."""

WITHDRAWN = "TÀI LIỆU THU HỒI"

_LEVELS = {
    "TUYỆT MẬT": ("tuyệt mật", "tuyöt mët", "tuyeät maät"),
    "TỐI MẬT": ("tối mật", "tèi mët", "toái maät"),
    "MẬT": ("mật", "mët", "maät"),
    WITHDRAWN: ("tài liệu thu hồi", "tµi liöu thu håi", "taøi lieäu thu hoài"),
}
"""Each mark in Unicode, TCVN3 and VNI, lower case: the capitals of TCVN3 are small letters."""
_FOLDED = {"tuyetmat": "TUYỆT MẬT", "toimat": "TỐI MẬT", "mat": "MẬT", "tailieuthuhoi": WITHDRAWN}
_OLD_LETTERS = {"a": "TUYỆT MẬT", "b": "TỐI MẬT", "c": "MẬT"}
"""'Độ mật: A' of the years before 2000."""

_SPELLINGS = {
    spelling.replace(" ", ""): mark for mark, all_ in _LEVELS.items() for spelling in all_
}
_LABEL = re.compile(
    r"^\W*(?:(?:dấu )?(?:chỉ )?(?:mức |cấp )?(?:độ )(?:bí )?mật|phân loại|[§®]é mët|ñoä maät)"
    r" ?[:\-–] ?(?P<level>[^\n]+)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn|bản số|số bản|bản)\b[ :.\d/]*"
    r"|^bí mật nhà nước độ |^dấu |^văn bản |^tài liệu (?=mật|tối|tuyệt)",
    re.IGNORECASE,
)
"""What stands beside a mark on its line: urgency, the number of the copy."""
_BOX = re.compile(r"^\W*[Il1](?=[MT])|(?<=T)[Il1]\W*$")
"""The sides of a stamp's box as OCR reads them."""

_NAME_LEVEL = re.compile(
    r"(?<![a-z])(?:tuyet|toi)[\W_]*mat(?![a-z])|(?<![a-z])do[\W_]*mat(?![a-z])"
)
_NAME_WITHDRAWN = re.compile(r"tai[\W_]*lieu[\W_]*thu[\W_]*hoi")
_NAME_MARK = re.compile(r"(?:^|[\W_])mat(?=[\W_]*$|[\W_]*[\])}\d]|[\W_]+\W)|^mat(?=[\W_])")
_NAME_WORDS = re.compile(
    r"(?:bao|bi|mat|co|vang|tien|be|ra mat|mat)[\W_]+mat(?![a-z])"
    r"|(?<![a-z])mat[\W_]+(?:do|tran|bang|troi|hang|khau|ma|ong|mat|nuoc|can|tien|nha)(?![a-z])"
)
"""Words with 'mat' that are no mark: bảo mật, bí mật, Mặt trận, mặt bằng, mật khẩu, ..."""


def secrecy_mark(text: str, file_name: str = "") -> str | None:
    """The mark of secrecy that a document carries, None if the text may be stored.

    A mark is a line of its own near the beginning or the end ('MẬT', 'Độ mật: Tối mật', 'Tài liệu
    thu hồi': Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 10a; Luật Bảo vệ bí mật nhà nước), also with
    spaced letters, in TCVN3 or VNI or as OCR reads a stamp, or it stands in the file's name. Words
    of running text ('bảo mật', 'mật độ', 'bí mật nhà nước') are none, nor are the sample stamps of
    a regulation, which shows all three levels.
    """
    found = list(_marks(unicodedata.normalize("NFC", text)))
    levels = {mark for mark in found if mark != WITHDRAWN}
    if len(levels) == len(_LEVELS) - 1 and "bí mật nhà nước" in text.lower():
        found = []
    return found[0] if found else _mark_in_name(PurePath(file_name).stem)


def _marks(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        in_header = number < _HEAD_LINES
        if number >= _EDGE_LINES and number < len(lines) - _EDGE_LINES:
            continue
        for cell in line.split(" | ") if in_header else [line]:
            if mark := _mark_of(cell, in_header=in_header):
                yield mark


def _mark_of(line: str, *, in_header: bool) -> str | None:
    """The mark that a line consists of; below the header only capitals count."""
    if labelled := _LABEL.match(line):
        level = re.split(r"[;,(]|\bSố\b", labelled["level"])[0]
        return _level(level) or _OLD_LETTERS.get(_letters(level))
    words = _BOX.sub("", _BESIDE.sub("", line))
    capitals = words == words.upper()
    exact = _level(words)
    if exact and (in_header or capitals or _is_legacy(words)):
        return exact
    return _FOLDED.get(fold(_letters(words))) if capitals and in_header else None


def _is_legacy(words: str) -> bool:
    """TCVN3 has no capitals: a stamp in .VnTimeH reads as small letters."""
    return re.search(r"më|mË|tµi", words) is not None


def _level(words: str) -> str | None:
    return _SPELLINGS.get(_letters(words).lower())


def _letters(words: str) -> str:
    """Only the letters: 'M Ậ T', '[MẬT]' and 'Tối  mật.' lose blanks, boxes and stops."""
    return re.sub(r"[^\wµ®§]|_", "", words).lower()


def _mark_in_name(stem: str) -> str | None:
    """A mark in a file's name, which is often written without diacritics."""
    name = fold(stem)
    if found := _NAME_LEVEL.search(name):
        return _FOLDED.get(re.sub(r"[\W_]|do", "", found[0]), "MẬT")
    if _NAME_WITHDRAWN.search(name):
        return WITHDRAWN
    return "MẬT" if _NAME_MARK.search(_NAME_WORDS.sub(" x", name)) else None
