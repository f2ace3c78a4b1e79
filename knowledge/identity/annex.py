"""Annexes in a file of their own: '(Kèm theo Nghị định số …)' names the document they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.identity.header import Header, is_national_line
from knowledge.identity.keys import slug
from knowledge.references import Reference, find_references
from knowledge.references.codes import codes
from knowledge.references.folding import fold_in_place

_WINDOW = 3_000  # characters
_LATEST_NOTE = 14
"""The note stands among the first lines, under the annex's title."""
_NOTE = re.compile(r"(?:^|\()\s*(?:(?:duoc )?ban hanh )?kem theo\s+(?P<host>[^()]{5,400})\)?")
_BLANK_NUMBER = re.compile(r"[….]\s*/\s*\d{4}\s*/")
"""'số ……/2006/QĐ-UBND' of a draft."""
_ANNEX = re.compile(
    r"Phụ lục(?:\s+số)?\s*:?\s*([IVXLC]+|\d+[A-Za-z]?)?\s*[.:]?\s*(.*)", re.IGNORECASE
)
_ISSUER = re.compile(r"\bcủa\s+((?:(?!\s(?:về|quy định|ban hành)\s)[^()\n;])+)")


@dataclass(frozen=True, slots=True)
class Annex:
    """`label` is the annex's number ('I') or the kind of text it is ('Quy chế')."""

    label: str
    title: str
    host: Reference
    host_issuer: str


def find_annex(text: str, header: Header) -> Annex | None:
    """What a text says of the document it was issued with; None if it is a document by itself."""
    lines = [line.strip() for line in text[:_WINDOW].split("\n") if line.strip()]
    for index in range(min(len(lines), _LATEST_NOTE)):
        note = " ".join(lines[index : index + 3])
        match = _NOTE.search(fold_in_place(note))
        if match is None or match.start() > len(lines[index]):
            continue
        written = note[match.start("host") : match.end("host")]
        host = next((r for r in find_references(written) if r.canonical), None)
        if host is None or _BLANK_NUMBER.search(written):
            return None
        label, title = _label([*lines[:index], note[: match.start()].strip()], header)
        title = title or _title_below(lines[index + 1 :])
        issuer = _ISSUER.search(written)
        return Annex(label, title, host, " ".join(issuer[1].split()).strip(" .,") if issuer else "")
    return None


def _label(lines: list[str], header: Header) -> tuple[str, str]:
    """The annex's own number and title, from what stands above the note."""
    for index, line in enumerate(lines):
        match = _ANNEX.fullmatch(line)
        if match is not None:
            title = " ".join(part for part in (match[2], *lines[index + 1 :]) if part)
            return match[1] or "", title
    if header.type is not None:
        return header.type.name, header.title
    return slug(lines[0]), " ".join(line for line in lines[1:] if line)


def _title_below(lines: list[str]) -> str:
    """The first words in capitals under the note: 'TỜ KHAI …' of a form."""
    heads = (line for line in lines[:_LATEST_NOTE] if line.isupper() and not is_national_line(line))
    return next(heads, "")


def host_issuer(annex: Annex) -> str:
    """The host's issuer: as the note names it, else as its number does."""
    named = codes().issuer_of_code(annex.host.issuer_code or "", annex.host.system or "")
    if named is not None and not named.local:
        return named.name
    return annex.host_issuer or (named.name if named else "")
