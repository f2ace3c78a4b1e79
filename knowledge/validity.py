"""What is known of a document's validity: unknown is said as unknown, with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.diacritics import fold
from knowledge.messages import NOT_LEGAL_BASIS, STATUS_TO_COMPARE, STATUS_UNKNOWN
from knowledge.model import DocumentKind, Metadata, Status, Validity
from knowledge.references import later_mention

_CHANGES = re.compile(r"het hieu luc|thay the|bai bo|huy bo|sua doi|dinh chi|ngung hieu luc")
_BORDERS = ("\ndieu ", "\ncan cu ")
"""Where the stretch begins and ends in which the words of a change are looked for."""


def status_of(metadata: Metadata, changing: Sequence[Metadata], as_of: date) -> Status:
    """`Không xác định` with its reason: relations between provisions are not computed yet.

    `changing` are the documents of the library that speak of changing this one; they are named,
    so that nobody takes ended words for words in force.
    """
    if metadata.kind is not DocumentKind.LEGAL:
        return Status(Validity.UNKNOWN, as_of, NOT_LEGAL_BASIS)
    if changing:
        names = "; ".join(later_mention(document) for document in changing)
        return Status(Validity.UNKNOWN, as_of, STATUS_TO_COMPARE.format(documents=names))
    return Status(Validity.UNKNOWN, as_of, STATUS_UNKNOWN)


def speaks_of_changing(text: str, number: str) -> bool:
    """Whether a text names a document's number next to words that amend, replace or end."""
    folded, wanted = fold(text), fold(number)
    found = folded.find(wanted)
    while found >= 0:
        start = max(folded.rfind(border, 0, found) for border in _BORDERS)
        end = min((e for b in _BORDERS if (e := folded.find(b, found)) > 0), default=len(folded))
        if _CHANGES.search(folded, max(0, start), end):
            return True
        found = folded.find(wanted, found + 1)
    return False
