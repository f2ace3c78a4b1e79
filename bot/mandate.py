"""The document that asks for the draft: 'Thực hiện Công văn số … ngày … của … về …'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.draft import Blank, Origin, Provenance
from bot.draft_request import DraftRequest
from bot.texts import drafts as texts
from knowledge.identity import identify
from knowledge.library import Library
from knowledge.references import first_mention

_CITED = re.compile(
    rf"(?:thực hiện|theo)\s+(?P<type>{'|'.join(texts.DOCUMENT_TYPES)})\s+(?:số\s+)?"
    r"(?P<number>\d+[^\s,;]*[/-][^\s,;]+)(?:\s*,?\s+ngày\s+(?P<day>\d{1,2}/\d{1,2}/\d{4}))?"
    r"(?:\s+của\s+(?P<issuer>.+?))?(?:\s+về\s+(?:việc\s+)?(?P<title>.+))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mandate:
    """How the asking document is mentioned the first time, who issued it, what it is about."""

    mention: str
    issuer: str
    title: str
    provenance: Provenance
    cited: str = ""
    """The words of the request that name it."""


def find_mandate(request: DraftRequest, library: Library, scopes: frozenset[str]) -> Mandate | None:
    """From the incoming text, else from the request; full as Phụ lục I, Mục II.6.b of Nghị định
    30/2020/NĐ-CP wants it, with a blank for each part that nobody gave."""
    if request.incoming.strip():
        metadata = identify(request.incoming)
        if metadata.number:
            source = Provenance(Origin.FACT, texts.FROM_REQUEST, metadata.number)
            return Mandate(first_mention(metadata), metadata.issuer, metadata.title, source)
    found = _CITED.search(request.subject)
    return _cited(found, library, scopes) if found else None


def _cited(found: re.Match[str], library: Library, scopes: frozenset[str]) -> Mandate:
    source = Provenance(Origin.FACT, texts.FROM_REQUEST, found[0])
    number = found["number"]
    for metadata in library.documents(scopes):
        if metadata.number == number:
            mention = first_mention(metadata)
            return Mandate(mention, metadata.issuer, metadata.title, source, found[0])
    short = f"{found['type']} số {number}"
    issuer, title = found["issuer"] or "", found["title"] or ""
    parts = [
        short,
        f"ngày {found['day']}" if found["day"] else "",
        f"của {issuer or Blank(texts.BLANK_ISSUER.format(document=short))}",
        f"về việc {title or Blank(texts.BLANK_ABSTRACT.format(document=short))}",
    ]
    return Mandate(" ".join(filter(None, parts)), issuer, title, source, found[0])
