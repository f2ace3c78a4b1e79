"""Places in a document: their official wording and their keys."""

from __future__ import annotations

from knowledge.model import Level, Locator
from knowledge.tree import key_part

_WORDS = (
    ("point", "điểm"),
    ("clause", "khoản"),
    ("article", "Điều"),
    ("subsection", "Tiểu mục"),
    ("section", "Mục"),
    ("chapter", "Chương"),
    ("part", "Phần"),
    ("annex", "Phụ lục"),
)
_ABOVE_ARTICLE = ("part", "chapter", "section", "subsection")


def locator_text(locator: Locator) -> str:
    """'điểm a khoản 2 Điều 8', 'khoản 3 Mục I Phần I Phụ lục I'; '' for a whole document.

    Khoản and điểm in small letters, all above with a capital: Nghị định 30/2020/NĐ-CP, Phụ lục II.
    """
    levels = locator.as_dict()
    return " ".join(_step(word, levels[level]) for level, word in _WORDS if level in levels)


def provision_key(document_key: str, locator: Locator) -> str:
    """'30-2020-nd-cp/art_8/cl_2/pt_a': the key of the unit a locator names.

    An article hangs directly under its document or annex, because it is numbered through it.
    """
    levels = locator.as_dict()
    if "article" in levels:
        levels = {name: value for name, value in levels.items() if name not in _ABOVE_ARTICLE}
    parts = [key_part(Level(level), value) for level, value in levels.items()]
    if parts and document_key.endswith("/" + parts[0]):
        parts = parts[1:]
    return "/".join([document_key, *parts])


def _step(word: str, number: str) -> str:
    """'Phụ lục I'; an annex that is named instead of numbered ('Quy chế') stays as it is."""
    if (
        word == "Phụ lục"
        and len(number) > 3
        and number.replace(" ", "").isalpha()
        and not number.isupper()
    ):
        return number
    return f"{word} {number}".rstrip()
