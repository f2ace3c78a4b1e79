"""What an admin corrects where the reader took a document for something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from knowledge import messages
from knowledge.identity import document_key, kind_of
from knowledge.identity.issuing_body import place_of
from knowledge.model import DocumentKind, KnowledgeError, Metadata
from knowledge.references import find_dates, find_references
from knowledge.references.codes import codes
from knowledge.references.folding import fold_in_place

FIELDS = {
    "number": "number",
    "date": "date",
    "issuer": "issuer",
    "kind": "kind",
    "type": "type_name",
    "title": "title",
}
"""What can be corrected, and which of the metadata it is."""

_NUMBER = re.compile(r"\d{1,6}[a-zđ]?(?:[./-][\w&.]+)+", re.IGNORECASE)
_LONGEST = 1_000  # characters


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that was said at a time (UTC); a date as '2031-03-05'."""

    value: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """All that was corrected of one document.

    `key` is the document's key today; `as_read` is what the reader made of it, and comes back
    where a correction is undone; `content_hash` is that of the text when it was corrected.
    """

    key: str
    as_read: Metadata
    content_hash: str
    values: Mapping[str, Corrected] = field(default_factory=dict)

    def changed(self, changes: Mapping[str, str]) -> Correction:
        """With further values; an empty one undoes. KnowledgeError for what cannot be right."""
        values = dict(self.values)
        for name, written in changes.items():
            value = checked(name, written)
            if not value:
                values.pop(name, None)
            elif name not in values or values[name].value != value:
                values[name] = Corrected(value, datetime.now(UTC).replace(microsecond=0))
        return replace(self, values=values)

    def applied(self, text: str) -> Metadata:
        """The metadata as read with every correction on them, and the key that follows."""
        said = {name: corrected.value for name, corrected in self.values.items()}
        changes = {FIELDS[name]: _typed(name, value) for name, value in said.items()}
        metadata = replace(self.as_read, **changes)  # type: ignore[arg-type]
        own = next(iter(find_references(metadata.number)), None)
        if own is not None and own.type_name and not metadata.type_name:
            metadata = replace(metadata, type_name=own.type_name)
        if "kind" not in said and {"number", "type"} & said.keys():
            metadata = replace(metadata, kind=kind_of(metadata.type_name, own, text))
        return _with_key(metadata, self.as_read, text)


def _with_key(metadata: Metadata, as_read: Metadata, text: str) -> Metadata:
    """What the key is made of may have changed; an annex stands below its document's key."""
    key = _key(metadata, text)
    if key == _key(as_read, text):
        return metadata
    if as_read.host is None:
        return replace(metadata, key=key)
    return replace(metadata, key=f"{key}{as_read.key.removeprefix(as_read.host)}", host=key)


def _key(metadata: Metadata, text: str) -> str:
    return document_key(
        metadata.number,
        issued=metadata.date,
        type_name=metadata.type_name,
        title=metadata.title,
        text=text,
        place=place_of(metadata.issuer),
    )


def checked(name: str, written: str) -> str:
    """A value as it is kept, '' if none is given; KnowledgeError if it cannot be right."""
    if name not in FIELDS:
        fields = ", ".join(FIELDS)
        raise KnowledgeError(messages.UNKNOWN_FIELD.format(field=name, fields=fields))
    value = " ".join(unicodedata.normalize("NFC", written).split())
    if not value:
        return ""
    checks: Mapping[str, Callable[[str], str | None]] = {
        "number": _number, "date": _date, "kind": _kind, "type": _type,
    }  # fmt: skip
    found = checks.get(name, _words)(value)
    if found is None:
        raise KnowledgeError(messages.BAD_VALUES[name].format(value=value))
    return found


def _typed(name: str, value: str) -> object:
    if name == "date":
        return date.fromisoformat(value)
    return DocumentKind(value) if name == "kind" else value


def _number(value: str) -> str | None:
    """As it is cited: 'số 30/2020/nđ-cp' is '30/2020/NĐ-CP'; old forms like '70-CP' stay."""
    found = next((r for r in find_references(value) if r.canonical), None)
    if found is not None and found.span.end == len(value):
        return found.canonical
    bare = re.sub(r"^số\s*:?\s*", "", value, flags=re.IGNORECASE)
    return bare if _NUMBER.fullmatch(bare) else None


def _date(value: str) -> str | None:
    """'5/3/2020' and 'ngày 05 tháng 3 năm 2020', day first, or '2020-03-05'."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        found = [mention.value for mention in find_dates(value)]
        return found[0] if len(found) == 1 and len(found[0]) == len("2020-03-05") else None


def _kind(value: str) -> str | None:
    """One of the kinds, also by its Vietnamese name."""
    folded = fold_in_place(value)
    named = {fold_in_place(name): kind for kind, name in messages.KINDS.items()}
    return named.get(folded) or (folded if folded in messages.KINDS else None)


def _type(value: str) -> str | None:
    kind = codes().type_of_words(fold_in_place(value))
    return kind.name if kind is not None else None


def _words(value: str) -> str | None:
    return value if value.isprintable() and len(value) <= _LONGEST else None
