"""Văn bản hợp nhất: which document such a text joins with its amendments."""

from __future__ import annotations

import re

from knowledge.references import Reference, find_references

_HEAD = 6_000  # characters
_SENTENCE = 1_500
_BEGINNING = re.compile(
    r"^\W{0,3}(?=(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\s)",
    re.MULTILINE,
)
_AMENDED_BY = re.compile(
    r"\scó hiệu lực\s[^:]{5,300}?\s(?:được\s)?(?:sửa đổi|bổ sung|thay thế|đính chính|bãi bỏ)"
    r"[^:]{0,200}?\s(?:bởi|theo|tại)\b"
)
_ENDED = re.compile(r"hết hiệu lực|\bnày có hiệu lực")
"""'Thông tư số … hết hiệu lực kể từ ngày Thông tư này có hiệu lực': an end clause."""


def consolidated_document(text: str) -> Reference | None:
    """What a văn bản hợp nhất consolidates; None if the text is no such document.

    Its first sentence names the original with its amendments: 'Luật … số 25/2008/QH12 ngày … của
    Quốc hội, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:' (Pháp lệnh 01/2012/UBTVQH13).
    """
    head = text[:_HEAD]
    for beginning in _BEGINNING.finditer(head):
        sentence = " ".join(text[beginning.end() : beginning.end() + _SENTENCE].split())
        amended = _AMENDED_BY.search(sentence)
        if amended is None or _ENDED.search(sentence[: amended.end()]):
            continue
        named = find_references(sentence[: amended.start()])
        numbered = next((one for one in named if one.canonical), None)
        if numbered is not None and not named[0].span.start:
            return numbered
    return None
