"""Stable keys of documents: '30-2020-nd-cp', '14-kl-tw-2021-09-22'."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from knowledge.references import Reference, find_references
from knowledge.references.codes import STATE, codes
from knowledge.references.folding import fold_in_place

_LONGEST_SLUG = 60
_HASH_LENGTH = 8
_DIGEST_OF = 100_000  # characters


def document_key(
    number: str,
    *,
    issued: date | None = None,
    type_name: str = "",
    title: str = "",
    text: str = "",
    place: str = "",
) -> str:
    """The key of a document, the same whoever computes it.

    A legal number names its document ('30-2020-nd-cp'). All other numbers begin again each year or
    term, so the date follows, else the year, else a hash of the text. The numbers of local bodies
    repeat in every province, so a place that is known follows ('05-2022-nq-hdnd-tinh-x').
    """
    if not number:
        return "-".join(p for p in (slug(f"{type_name} {title}"), _stamp(issued, None, text)) if p)
    found = next(iter(find_references(number)), None)
    parts = [slug(re.sub(r"^(\d)(?=\D)", r"0\1", number))]
    if found is None or found.year_from != "symbol":
        parts.append(_stamp(issued, found.year if found else None, text))
    if place and not _is_national(found):
        parts.append(slug(place))
    return "-".join(parts)


def _is_national(number: Reference | None) -> bool:
    """Whether the number names a body that there is only one of."""
    if number is None or not number.issuer_code:
        return False
    issuer = codes().issuer_of_code(number.issuer_code, number.system or STATE)
    return issuer is not None and not issuer.local


def slug(words: str) -> str:
    """Folded words joined by hyphens, at most 60 characters, cut between words."""
    whole = "-".join(re.findall(r"[a-z0-9]+", fold_in_place(words)))
    if len(whole) <= _LONGEST_SLUG:
        return whole
    return whole[: _LONGEST_SLUG + 1].rpartition("-")[0] or whole[:_LONGEST_SLUG]


def _stamp(issued: date | None, year: int | None, text: str) -> str:
    if issued is not None:
        return issued.isoformat()
    if year is not None:
        return str(year)
    return hashlib.sha256(text[:_DIGEST_OF].encode()).hexdigest()[:_HASH_LENGTH]
