"""Stable keys of documents: '30-2020-nd-cp', '14-kl-tw-2021-09-22'."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from knowledge.references import find_references
from knowledge.references.codes import codes
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

    A legal number names its document ('30-2020-nd-cp'); those of local bodies repeat in every
    province, so a place that is known follows ('05-2022-nq-hdnd-tinh-x'). All other numbers begin
    again each year or term, so the date follows, else the year, else a hash of the text.
    """
    if not number:
        return "-".join(p for p in (slug(f"{type_name} {title}"), _stamp(issued, None, text)) if p)
    found = next(iter(find_references(number)), None)
    body = slug(re.sub(r"^(\d)(?=\D)", r"0\1", number))
    if found is None or found.year_from != "symbol":
        return f"{body}-{_stamp(issued, found.year if found else None, text)}"
    issuer = codes().issuer_of_code(found.issuer_code or "")
    return f"{body}-{slug(place)}" if place and issuer and issuer.local else body


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
