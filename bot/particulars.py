"""Empty a past report's sentences: what belonged to that report becomes a visible blank."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from bot import particular_names as names
from bot import particular_numbers as numbers
from bot.draft import BLANK_PATTERN, Blank
from bot.texts import drafts as texts

_DATE = (
    r"(?i:ngày(?:\s+\d{1,2})?\s+tháng(?:\s+\d{1,2})?\s+năm(?:\s+\d{4})?"
    r"|ngày\s+\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?"
    r"|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}"
    r"|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4})"
)
_SYMBOL = rf"\d+[a-zđ]?(?:/\d{{4}})?\s*[/-]\s*[{names.UPPER}][\w/-]*"

# What is longer and more particular comes first; the first that fits at a place wins.
_RULES = {
    "blank": BLANK_PATTERN.pattern.replace("(", "(?:", 1),
    "document": rf"(?:số\s+)?{_SYMBOL}(?:,?\s+{_DATE})?",
    "date": rf"{_DATE}|{numbers.DAY}",
    "period": (
        r"\d+\s+tháng\s+(?:đầu|cuối)\s+năm(?:\s+\d{4})?"
        r"|(?:(?:giai\s+đoạn|nhiệm\s+kỳ)\s+)?\d{4}\s*[-–]\s*\d{4}"
        r"|(?i:quý)\s+(?:[IV]+\b|\d)(?:\s*[/-]\s*\d{4}|\s+năm\s+\d{4})?"
        rf"|{numbers.PERIOD}"
    ),
    "month": rf"(?i:tháng)\s+\d{{1,2}}(?:\s*[/-]\s*\d{{4}}|\s+năm\s+\d{{4}})?|{numbers.MONTH}",
    "year": r"(?i:năm)\s+\d{4}",
    "term": rf"(?:lần\s+thứ|[Kk]hóa|[Kk]hoá)\s+(?:[IVXLC]+\b|\d+)|{numbers.TERM}",
    "company": names.COMPANY,
    "person": names.PERSON,
    "claim": rf"(?i:\b(?:không|chưa)\s+(?:có|phát\s+hiện))(?=\s+(?:{numbers.COUNTED})\b)",
    "share": rf"\d[\d.,]*(?:\s*/\s*\d[\d.,]*)?\s*%|{numbers.SHARE}",
    "figure": rf"(?:\d+(?:\s*[.,/]\s*\d+)*)?{numbers.SIGN}|\d+(?:\s*[.,/]\s*\d+)*|{numbers.NUMBER}",
}
_IN_CONTEXT = frozenset({"claim", "share", "figure"})
_LEAD = re.compile(
    r"(?i:số|ngày|tháng|quý|năm|lần\s+thứ|khóa|khoá|giai\s+đoạn|nhiệm\s+kỳ)\s+"
    rf"|{names.COMPANY_LEAD}|{names.PERSON_LEAD}"
)
_LABEL = re.compile(r"(?:(?:[IVX]+|\d{1,2})\.(?:\d{1,2}\.)*|[a-zđ]\)|[-+])\s+")
_TYPE_BEFORE = re.compile(rf"({'|'.join(texts.DOCUMENT_TYPES)})\s*$")
_PHRASE_AFTER = re.compile(r"\s*((?:[^\W\d_]+\s*){1,2})")
_PHRASE_BEFORE = re.compile(r"((?:[^\W\d_]+\s*){1,8})$")
_EMPTY_WORDS = frozenset(texts.WORDS_THAT_NAME_NOTHING)


class Emptier:
    """Turns particulars into blanks, each with a name of its own within one draft.

    `persons` are those known from elsewhere, such as the signer of the old report.
    """

    def __init__(self, persons: Iterable[str] = ()) -> None:
        known = "|".join(re.escape(name) for name in persons if name)
        rules = {"known_person": known, **_RULES} if known else _RULES
        self._pattern = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in rules.items()))
        self._used: Counter[str] = Counter()

    def empty(self, line: str) -> str:
        """`line` without figures, dates, document numbers and names; its wording stays.

        Blanks that stand in it already, and the label it begins with, are left alone.
        """
        text = unicodedata.normalize("NFC", line)
        label = _LABEL.match(text)
        end = label.end() if label else 0
        found = [*self._pattern.finditer(text, end)]
        starts = [*(match.start() for match in found), len(text)]
        pieces = [text[:end]]
        for match, following in zip(found, starts[1:], strict=True):
            before, after = text[end : match.start()], text[match.end() : following]
            pieces += [before, self._blank(match, before, after)]
            end = match.end()
        return "".join([*pieces, text[end:]])

    def _blank(self, match: re.Match[str], before: str, after: str) -> str:
        """The blank for a particular, named in the words that lead to the next particulars."""
        rule = str(match.lastgroup)
        if rule == "blank":
            return match[0]
        lead = None if rule in _IN_CONTEXT else _LEAD.match(match[0])
        return (lead[0] if lead else "") + str(Blank(self._unused(_name(rule, before, after))))

    def _unused(self, name: str) -> str:
        self._used[name] += 1
        count = self._used[name]
        return name if count == 1 else f"{name} ({count})"


def _name(rule: str, before: str, after: str) -> str:
    """What is missing, in the words around the particular."""
    if rule == "document":
        type_name = _TYPE_BEFORE.search(before)
        return texts.blank_document(type_name[1] if type_name else "")
    base = texts.BLANK_PARTICULARS[rule]
    return _in_context(base, before, after) if rule in _IN_CONTEXT else base


def _in_context(base: str, before: str, after: str) -> str:
    """'số hồ sơ (đã giải quyết)': the words behind the figure, then those in front of it."""
    counted, said = _words(_PHRASE_AFTER.match(after)), _words(_PHRASE_BEFORE.search(before))
    name = f"{base} {counted.removeprefix(f'{base} ')}".rstrip()
    return f"{name} ({said})" if said else name


def _words(phrase: re.Match[str] | None) -> str:
    words = phrase[1].split() if phrase else []
    while words and words[-1].lower() in _EMPTY_WORDS:
        words.pop()
    while words and words[0].lower() in _EMPTY_WORDS:
        words.pop(0)
    return " ".join(words)
