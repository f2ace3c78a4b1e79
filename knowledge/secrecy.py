"""The gate in front of the library: files that carry a mark of state secrecy are not taken in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import PurePath

from knowledge.diacritics import fold
from knowledge.model import ReadText

_HEAD_LINES, _EDGE_LINES = 25, 60
"""Lines of the first page's header, and how far from both ends of a text a mark may stand."""
_TOP_LINES = 3

TOP_SECRET, HIGHLY_SECRET, SECRET = "TUYỆT MẬT", "TỐI MẬT", "MẬT"
WITHDRAWN = "TÀI LIỆU THU HỒI"

_SPELLINGS = {
    "tuyệtmật": TOP_SECRET, "tuyötmët": TOP_SECRET, "tuyeätmaät": TOP_SECRET,
    "tốimật": HIGHLY_SECRET, "tèimët": HIGHLY_SECRET, "toáimaät": HIGHLY_SECRET,
    "mật": SECRET, "mët": SECRET, "maät": SECRET,
    "tàiliệuthuhồi": WITHDRAWN, "tµiliöuthuhåi": WITHDRAWN, "taøilieäuthuhoài": WITHDRAWN,
}  # fmt: skip
"""Each mark in Unicode, TCVN3 and VNI, lower case: the capitals of TCVN3 are small letters."""
_FOLDED = {
    "tuyetmat": TOP_SECRET, "toimat": HIGHLY_SECRET, "mat": SECRET, "tailieuthuhoi": WITHDRAWN,
}  # fmt: skip
_OLD_LETTERS = {"a": TOP_SECRET, "b": HIGHLY_SECRET, "c": SECRET}
"""'Độ mật: A' of the years before 2000."""

_LOOK_ALIKES = str.maketrans("АВСІМОТУΑΙΜΟΤΥасіоту", "ABCIMOTYAIMOTYacioty")
"""Cyrillic and Greek letters that look like the letters of a mark."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_LABEL = re.compile(
    r"^\W*(?:(?:dấu )?(?:chỉ )?(?:mức |cấp )?độ (?:bí |bảo )?mật|phân loại(?: mật)?|dấu"
    r"|(?:muc |cap )?do (?:bi |bao )?mat|[§®]é mët|ñoä maät) ?[:\-–] ?(?P<level>[^\n]+)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:hỏa tốc|hoả tốc|thượng khẩn|khẩn|bản số|số bản|bản|trang|số)\b[ :.\d/]*"
    r"|^[\s–-]*\d+\s*[–-]|^bí mật nhà nước độ |^(?:đóng )?dấu |^văn bản "
    r"|^tài liệu (?=mật|tối|tuyệt)",
    re.IGNORECASE,
)
"""What stands beside a mark on its line: urgency, the number of the copy or of the page."""
_NATIONAL = re.compile(
    r"cộng hò?a xã hội chủ nghĩa việt nam|cộng hoà xã hội chủ nghĩa việt nam|đảng cộng sản việt nam"
    r"|độc lập\s*[–-]\s*tự do\s*[–-]\s*hạnh phúc",
    re.IGNORECASE,
)
"""Quốc hiệu and tiêu ngữ: where two columns ran into one line, a stamp stands beside them."""
_AT_AN_EDGE = re.compile(
    r"(?:^|(?<!BẢO)(?<!BÍ)(?<!CƠ)\s)(TUYỆT MẬT|TỐI MẬT|MẬT)$|^(TUYỆT MẬT|TỐI MẬT|MẬT)(?=\s)"
)
_COLUMNS = re.compile(r" \| |\t|\s{3,}")
_WITHDRAWAL = re.compile(
    r"tài liệu (?:\w+ ){0,3}[–-]? ?thu hồi(?: (?:sau|khi|lại) .{1,40})?", re.IGNORECASE
)
_BOXED_LETTER = re.compile(r"[\[(|┌│]\s*([ABC])\s*[\])|┐│]")
_AS_OCR = str.maketrans("01|", "oii")
_OTHER_WORDS = ("mắt", "mặt")
"""Words that a lenient reading of a stamp must not take for 'mật'."""

_NAME_LEVEL = re.compile(
    r"(?<![a-z])(?:tuyet|toi)[\W_]*mat(?![a-z])|(?<![a-z])do[\W_]*mat(?![a-z])"
)
_NAME_WITHDRAWN = re.compile(r"tai[\W_]*lieu[\W_]*thu[\W_]*hoi(?![\W_]*dat)")
_NAME_MARK = re.compile(r"(?:^|[\W_])mat(?=[\W_]*$|[\W_]*[\])}\d]|[\W_]+\W)|^mat(?=[\W_])")
_UNLIKE_WORDS = re.compile(r"m[ấắặá]t")
_NAME_WORDS = re.compile(
    r"(?:bao|bi|mat|co|vang|tien|be|ra mat|lay|ong|tui|soi|mat)[\W_]+mat(?![a-z])"
    r"|(?<![a-z])mat[\W_]+(?:do|tran|bang|troi|hang|khau|ma|ong|mat|nuoc|can|tien|nha)(?![a-z])"
)
"""Words with 'mat' that are no mark: bảo mật, bí mật, Mặt trận, mặt bằng, mật khẩu, ..."""

_MARGINS = ("page header", "page footer", "page number")
_ASIDE = ("scan speck", "unreadable page", "hidden sheet", "hidden text", "deleted text", "comment")
"""Kinds of the readers' removal logs in which a mark can stand."""


def carries_mark(read: ReadText, file_name: str) -> bool:
    """Whether a mark of secrecy stands in a file's text, its name, or what its reader left out."""
    margins = [read.title, *_left_out(read, _MARGINS)]
    return (
        secrecy_mark(read.text, file_name, margins=margins) is not None
        or next(_capital_marks(_left_out(read, _ASIDE)), None) is not None
    )


def _left_out(read: ReadText, kinds: Iterable[str]) -> Iterator[str]:
    return (line for kind in kinds for part in read.removed.get(kind, ())
            for line in part.splitlines())  # fmt: skip


def _capital_marks(lines: Iterable[str]) -> Iterator[str]:
    """Marks among fragments, where 'mật' in small letters is a piece of 'bảo mật'."""
    for cell in (cell for line in lines for cell in _cells(_plain(line.strip()))):
        if cell == cell.upper() or _LABEL.match(cell):
            yield from filter(None, [_mark_of(cell, in_header=True)])


def secrecy_mark(text: str, file_name: str = "", *, margins: Sequence[str] = ()) -> str | None:
    """The mark of secrecy that a document carries, None if the text may be stored.

    A mark is a line of its own near the beginning or the end ('MẬT', 'Độ mật: Tối mật', 'Tài liệu
    thu hồi': Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 10a; Luật Bảo vệ bí mật nhà nước), also with
    spaced letters, in TCVN3 or VNI or as OCR reads a stamp, or it stands in the file's name or in
    its `margins`, the running headers and footers. Words of running text ('bảo mật', 'mật độ', 'bí
    mật nhà nước') are none, nor are the sample stamps of a regulation, which shows all levels.
    """
    found = list(_marks(text))
    shows_all = {TOP_SECRET, HIGHLY_SECRET, SECRET} <= set(found)
    if shows_all and "bí mật nhà nước" in _plain(text).lower():
        found = []
    beside = (_mark_of(_plain(line), in_header=True) for line in dict.fromkeys(margins))
    found += [mark for mark in beside if mark]
    return found[0] if found else _mark_in_name(_plain(PurePath(file_name).stem))


def _plain(text: str) -> str:
    """One spelling for what looks the same."""
    decomposed = unicodedata.normalize("NFD", text.translate(_INVISIBLE))
    return unicodedata.normalize("NFC", decomposed.translate(_LOOK_ALIKES))


def _marks(text: str) -> Iterator[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head = [_plain(line) for line in lines[:_EDGE_LINES]]
    tail = [_plain(line) for line in lines[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]]
    yield from _boxed_letter(head)
    header, below = head[:_HEAD_LINES], [*head[_HEAD_LINES:], *tail]
    cells = [cell for line in header for cell in _cells(line)]
    yield from filter(None, (_mark_of(cell, in_header=True) for cell in _upright(header)))
    yield from filter(None, (_mark_of(cell, in_header=True) for cell in cells))
    yield from filter(None, (_mark_of(line, in_header=False) for line in below))


def _boxed_letter(head: Sequence[str]) -> Iterator[str]:
    """'[ A ]' above the header; several letters are the answers of a form."""
    boxed = [m[1] for line in head if (m := _BOXED_LETTER.fullmatch(line))]
    on_top = any(_BOXED_LETTER.fullmatch(line) for line in head[:_TOP_LINES])
    if on_top and len(boxed) == 1:
        yield _OLD_LETTERS[boxed[0].lower()]


def _upright(head: Sequence[str]) -> Iterator[str]:
    """What a narrow box breaks: one letter a line, one word a line, a label above its value."""
    for single, group in groupby(head, key=lambda line: len(line) == 1):
        if single:
            yield "".join(group)
    for line, following in pairwise(head):
        if len(line) + len(following) <= len("Mức độ bảo mật: Tuyệt mật"):
            yield f"{line} {following}"
            yield f"{line.rstrip(':')}: {following}"


def _cells(line: str) -> Iterator[str]:
    """A line as it stands, and its columns where several ran into one."""
    yield line
    if any(len(word) > 1 for word in line.split()):  # else its letters are spaced
        yield from _COLUMNS.split(line)
    beside = _NATIONAL.split(line)
    for piece in beside if len(beside) > 1 else ():
        edge = _AT_AN_EDGE.search(piece.strip())
        yield (edge[1] or edge[2]) if edge else piece.strip()


def _mark_of(line: str, *, in_header: bool) -> str | None:
    """The mark that a line consists of; below the header only capitals count."""
    if labelled := _LABEL.match(line):
        level = _letters(re.split(r"[;,(]|\bSố\b", labelled["level"])[0])
        return _SPELLINGS.get(level) or _FOLDED.get(fold(level)) or _OLD_LETTERS.get(level)
    words = _BESIDE.sub("", line)
    exact = _SPELLINGS.get(_letters(words))
    if exact and (in_header or words == words.upper() or _is_legacy(words)):
        return exact
    if in_header and _WITHDRAWAL.fullmatch(words.strip()):
        return WITHDRAWN
    return _read_by_ocr(words) if in_header else None


def _read_by_ocr(words: str) -> str | None:
    """A stamp that lost its marks, with noughts for O and the sides of its box read as letters."""
    sides_apart = words.replace("l", "I")
    if sides_apart != sides_apart.upper() or _letters(words) in _OTHER_WORDS:
        return None
    letters = fold(_letters(sides_apart)).translate(_AS_OCR)
    return _FOLDED.get(letters) or _FOLDED.get(letters.strip("i"))


def _is_legacy(words: str) -> bool:
    """TCVN3 has no capitals: a stamp in .VnTimeH reads as small letters."""
    return re.search(r"më|mË|tµi", words) is not None


def _letters(words: str) -> str:
    """Only the letters: 'M Ậ T', '[MẬT]' and 'Tối  mật.' lose blanks, boxes and stops."""
    return re.sub(r"[^\wµ®§]|_", "", words).lower()


def _mark_in_name(stem: str) -> str | None:
    """A mark in a file's name, which is often written without diacritics."""
    name = fold(_UNLIKE_WORDS.sub("x", stem.lower()))
    if found := _NAME_LEVEL.search(name):
        return _FOLDED.get(re.sub(r"[\W_]|do", "", found[0]), SECRET)
    if _NAME_WITHDRAWN.search(name):
        return WITHDRAWN
    return SECRET if _NAME_MARK.search(_NAME_WORDS.sub(" x", name)) else None
