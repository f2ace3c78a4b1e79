"""Why a provision has its status, in official Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knowledge import messages
from knowledge.locators import locator_text
from knowledge.model import Locator
from knowledge.references import format_date
from knowledge.relations import Commencement, NamedDocument, Relation, RelationKind

_VERBS = {
    RelationKind.AMENDS: "sửa đổi, bổ sung",
    RelationKind.AMENDS_TEXT: "thay cụm từ",
    RelationKind.CORRECTS: "đính chính",
    RelationKind.REPLACES: "thay thế",
    RelationKind.REPEALS: "bãi bỏ",
    RelationKind.ENDS: "quy định hết hiệu lực",
    RelationKind.SUSPENDS: "ngưng hiệu lực",
    RelationKind.BASED_ON: "lấy làm căn cứ ban hành",
    RelationKind.DETAILS: "quy định chi tiết",
}
_MOST_NAMED = 5


def mention(document: NamedDocument) -> str:
    """'Nghị định số 30/2020/NĐ-CP', 'Luật Đầu tư số 61/2020/QH14'; by name where no number is."""
    number = f"số {document.number}" if document.number else ""
    is_law = document.type_name in ("Luật", "Bộ luật", "Pháp lệnh")
    name = document.name if is_law or not number else ""
    parts = (document.type_name or "Văn bản", name, number)
    return " ".join(part for part in parts if part)


def confirmed(stated: date) -> str:
    return messages.STATUS_CONFIRMED.format(date=format_date(stated))


def not_yet(own: Commencement, begins: date) -> str:
    return messages.STATUS_NOT_YET.format(date=format_date(begins), place=_clause(own))


def begins(own: Commencement, day: date) -> str:
    return messages.STATUS_BEGINS.format(date=format_date(day), place=_clause(own))


def expired(own: Commencement, until: date) -> str:
    return messages.STATUS_EXPIRED.format(date=format_date(until), place=_clause(own))


def ended(relation: Relation, day: date) -> str:
    """'khoản 2 Điều 25 của Nghị định số … quy định hết hiệu lực từ ngày …', with what is spared."""
    reason = told(relation, day)
    spared = "; ".join(locator_text(place) for place in relation.exceptions)
    if spared:
        reason += messages.STATUS_SPARED.format(places=spared)
    reserved = "; ".join(locator_text(place) for place in relation.reserved)
    if reserved:
        document = mention(relation.source.document)
        reason += messages.STATUS_RESERVED.format(places=reserved, document=document)
    return reason


def suspended(relation: Relation, day: date | None) -> str:
    until = messages.STATUS_UNTIL.format(date=format_date(relation.until)) if relation.until else ""
    return told(relation, day) + until


def changed(changes: Sequence[tuple[Relation, date | None]]) -> str:
    reasons = list(dict.fromkeys(told(relation, day) for relation, day in changes))
    return "; ".join(reasons[:_MOST_NAMED]) + (", …" if len(reasons) > _MOST_NAMED else "")


def doubtful(relations: Sequence[Relation], coverage: date | None) -> str:
    """What is known to have changed the document, though not from when or which unit."""
    names = list(dict.fromkeys(told(relation, None) for relation in relations))
    changes = "; ".join(names[:_MOST_NAMED])
    return messages.STATUS_DOUBTFUL.format(changes=changes) + _coverage(coverage)


def proved(relation: Relation, day: date | None, begun: date | None) -> str:
    since = messages.STATUS_SINCE.format(date=format_date(begun)) if begun else ""
    return since + told(relation, day)


def unknown(own: Commencement | None, begun: date | None, coverage: date | None) -> str:
    since = messages.STATUS_SINCE.format(date=format_date(begun)) if own and begun else ""
    return since + messages.STATUS_NO_ENDING_SEEN + _coverage(coverage)


def told(relation: Relation, day: date | None) -> str:
    """'khoản 3 Điều 11 của Nghị định số … bãi bỏ khoản 1 Điều 22 từ ngày 01/7/2034'."""
    parts = [_of(relation.source.locator, mention(relation.source.document))]
    parts.append(_VERBS[relation.kind])
    if relation.target.locator:
        parts.append(locator_text(relation.target.locator))
    if day is not None:
        parts.append(f"từ ngày {format_date(day)}")
    return " ".join(parts)


def _of(locator: Locator, document: str) -> str:
    return f"{locator_text(locator)} của {document}" if locator else document


def _clause(own: Commencement) -> str:
    return locator_text(own.locator) or messages.STATUS_OWN_CLAUSE


def _coverage(coverage: date | None) -> str:
    if coverage is None:
        return messages.STATUS_NO_COVERAGE
    return messages.STATUS_COVERAGE.format(date=format_date(coverage))
