"""Short forms of chat and office, written out as laws write them. For retrieval only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from knowledge.diacritics import fold

_WORD = re.compile(r"(?<![\w/-])\w+(?![\w/]|-\w)")
"""A word by itself: what stands in '30/2020/NĐ-CP' is part of a symbol."""
_NAMED_BY_LETTER = re.compile(r"(?:điểm|diem|mục|muc|lục|luc|mẫu|mau|hạng|hang) {1,2}$", re.I)
"""In front of a letter that is a name: 'điểm k', 'hạng đ'."""
_NUMBER_BEHIND = re.compile(r"\.?\s{0,2}(?:số\s{0,2})?\d")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    words: Mapping[str, str]
    before_a_number: Mapping[str, str]


def written_out(text: str) -> str:
    """`text` (NFC) with its abbreviations in full: 'ubnd xã' gives 'Ủy ban nhân dân xã'."""
    known = _abbreviations()

    def in_full(found: re.Match[str]) -> str:
        word = found.group().lower()
        if len(word) == 1 and _NAMED_BY_LETTER.search(text, 0, found.start()):
            return found.group()
        if _NUMBER_BEHIND.match(text, found.end()) and word in known.before_a_number:
            return known.before_a_number[word]
        return known.words.get(word, found.group())

    return _WORD.sub(in_full, text)


@cache
def _abbreviations() -> _Abbreviations:
    tables = tomllib.loads(files("knowledge").joinpath("abbreviations.toml").read_text("utf-8"))
    return _Abbreviations(**{name: _also_unmarked(table) for name, table in tables.items()})


def _also_unmarked(table: Mapping[str, str]) -> dict[str, str]:
    """'nđ' is typed 'nd' as well."""
    return {fold(short): full for short, full in table.items()} | dict(table)
