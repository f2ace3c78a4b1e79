"""Empty a past report's sentences: what belonged to that report becomes a visible blank."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from bot.draft import BLANK_PATTERN, Blank
from bot.texts import drafts as texts

_UPPER = "A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_SYLLABLE = rf"[{_UPPER}][^\W\d_{_UPPER}]*"
_DATE = (
    r"(?i:ngày(?:\s+\d{1,2})?\s+tháng(?:\s+\d{1,2})?\s+năm(?:\s+\d{4})?"
    r"|ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?"
    r"|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}"
    r"|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4})"
)
_SYMBOL = rf"\d+[a-zđ]?(?:/\d{{4}})?\s*[/-]\s*[{_UPPER}][\w/-]*"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Mai|Trịnh|Tạ|Cao"
    "|Lương|Đoàn|Tô|Tống|Châu|Nông|Triệu|Giàng|Sùng|Thào|Bạc|Lò|Quàng|Cầm|Hứa|Lâm|Trương|Đào|Hà"
)
_NUMERALS = "hai|ba|bốn|sáu|bảy|tám|chín|mười"
_NUMERAL_ENDS = f"{_NUMERALS}|mươi|trăm|nghìn|triệu|tỷ|một|mốt|năm|lăm|linh"
_COUNTED = (
    "người|trường hợp|hệ thống|lĩnh vực|nhiệm vụ|hồ sơ|vụ|lượt|đơn vị|phòng|ngành|cơ quan|xã|phường"
    "|huyện|thôn|cuộc|văn bản|buổi|đợt|lớp|đồng chí|công chức|viên chức|cán bộ|lần|tháng|năm|ngày"
)

# What is longer and more particular comes first; the first that fits at a place wins.
_RULES = {
    "blank": BLANK_PATTERN.pattern.replace("(", "(?:", 1),
    "document": rf"(?:số\s+)?{_SYMBOL}(?:,?\s+{_DATE})?",
    "date": _DATE,
    "period": (
        r"\d+\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?"
        r"|(?:(?:giai\s+đoạn|nhiệm\s+kỳ)\s+)?\d{4}\s*[-–]\s*\d{4}"
        r"|(?i:quý)\s+(?:[IV]+\b|\d)(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
    ),
    "month": r"(?i:tháng)\s+\d{1,2}(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?",
    "year": r"(?i:năm)\s+\d{4}",
    "term": r"(?:lần\s+thứ|[Kk]hóa|[Kk]hoá)\s+(?:[IVXLC]+\b|\d+)",
    "person": (
        rf"(?:(?<=ông )|(?<=bà )|(?<=đồng chí )){_SYLLABLE}(?:\s+{_SYLLABLE})+"
        rf"|\b(?!Hồ Chí Minh)(?:{_SURNAMES})(?:\s+{_SYLLABLE}){{2,4}}"
    ),
    "claim": rf"(?i:\b(?:không|chưa)\s+(?:có|phát\s+hiện))(?=\s+(?:{_COUNTED})\b)",
    "share": r"\d[\d.,]*(?:\s*/\s*\d[\d.,]*)?\s*%",
    "figure": (
        r"\d+(?:\s*[.,/]\s*\d+)*"
        rf"|(?i:\b(?:{_NUMERALS})(?:\s+(?:{_NUMERAL_ENDS}))*)(?=\s+(?:{_COUNTED})\b)"
    ),
}
_LEAD = re.compile(r"(?:số|ngày|tháng|quý|năm|lần\s+thứ|khóa|khoá|giai\s+đoạn|nhiệm\s+kỳ)\s+", re.I)
_LABEL = re.compile(r"(?:(?:[IVX]+|\d{1,2})\.(?:\d{1,2}\.)*|[a-zđ]\)|[-+])\s+")
_TYPE_BEFORE = re.compile(rf"({'|'.join(texts.DOCUMENT_TYPES)})\s*$")
_PHRASE_AFTER = re.compile(r"\s*((?:[^\W\d_]+\s*){1,2})")
_PHRASE_BEFORE = re.compile(r"((?:[^\W\d_]+\s*){1,8})$")
_EMPTY_WORDS = frozenset(texts.WORDS_THAT_NAME_NOTHING)


class Emptier:
    """Turns particulars into blanks, each with a name of its own within one draft.

    `names` are persons known from elsewhere, such as the signer of the old report.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        known = "|".join(re.escape(name) for name in names if name)
        rules = {"known_person": known, **_RULES} if known else _RULES
        self._pattern = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in rules.items()))
        self._used: Counter[str] = Counter()

    def empty(self, line: str) -> str:
        """`line` without figures, dates, document numbers and names; its wording stays.

        Blanks that stand in it already, and the label it begins with, are left alone.
        """
        text = unicodedata.normalize("NFC", line)
        label = _LABEL.match(text)
        start = label.end() if label else 0
        return text[:start] + self._pattern.sub(self._blank, text[start:])

    def _blank(self, match: re.Match[str]) -> str:
        if match.lastgroup == "blank":
            return match[0]
        lead = _LEAD.match(match[0])
        return (lead[0] if lead else "") + str(Blank(self._unused(_name(match))))

    def _unused(self, name: str) -> str:
        self._used[name] += 1
        count = self._used[name]
        return name if count == 1 else f"{name} ({count})"


def _name(match: re.Match[str]) -> str:
    """What is missing, in the words around the particular."""
    rule = str(match.lastgroup)
    before, after = match.string[: match.start()], match.string[match.end() :]
    if rule == "document":
        type_name = _TYPE_BEFORE.search(before)
        return texts.blank_document(type_name[1] if type_name else "")
    base = texts.BLANK_PARTICULARS[rule]
    return _in_context(base, before, after) if rule in ("claim", "share", "figure") else base


def _in_context(base: str, before: str, after: str) -> str:
    """'số hồ sơ (đã giải quyết)': the words behind the figure, then those in front of it."""
    counted, said = _words(_PHRASE_AFTER.match(after)), _words(_PHRASE_BEFORE.search(before))
    name = f"{base} {counted}".rstrip()
    return f"{name} ({said})" if said else name


def _words(phrase: re.Match[str] | None) -> str:
    words = phrase[1].split() if phrase else []
    while words and words[-1].lower() in _EMPTY_WORDS:
        words.pop()
    while words and words[0].lower() in _EMPTY_WORDS:
        words.pop(0)
    return " ".join(words)
