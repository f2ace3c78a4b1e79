"""Operative words: 'sửa đổi', 'thay thế', 'bãi bỏ', 'hết hiệu lực' and what they apply to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.references import Reference
from knowledge.relations.naming import names_document
from knowledge.relations.relation import RelationKind

_VERB = re.compile(
    r"""\b(?:
        (?P<text>(?:thay(?:\s+thế)?|bãi\s+bỏ|bỏ|bổ\s+sung|sửa\s+đổi(?:\s*,\s*bổ\s+sung)?)\s+
            (?:một\s+số\s+|các\s+)?(?:cụm\s+từ|từ\s\s))
      | (?P<amends>sửa\s+đổi(?:\s*(?:,|và)\s*bổ\s+sung)?|bổ\s+sung(?:\s*,\s*sửa\s+đổi)?)
      | (?P<repeals>bãi\s+bỏ|h(?:ủy|uỷ)\s+bỏ)
      | (?P<replaces>thay\s+thế(?:\s+cho)?)
      | (?P<suspends>(?:tạm\s+)?ngưng\s+hiệu\s+lực(?:\s+thi\s+hành)?)
      | (?P<corrects>đính\s+chính)
      | (?P<ends>hết\s+hiệu\s+lực(?:\s+thi\s+hành)?)
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = {
    "text": RelationKind.AMENDS_TEXT,
    "amends": RelationKind.AMENDS,
    "repeals": RelationKind.REPEALS,
    "replaces": RelationKind.REPLACES,
    "suspends": RelationKind.SUSPENDS,
    "corrects": RelationKind.CORRECTS,
    "ends": RelationKind.ENDS,
}
_BY_THIS_DOCUMENT = re.compile(
    r"\bnày\s+(?:có\s+hiệu\s+lực\b.{0,160}?(?:,|;|\bvà)\s+)?(?:sẽ\s+)?$", re.IGNORECASE
)
_AND = re.compile(r"(?:,|;|\bvà|\bhoặc)\s+$")
_NOT_ENDING = re.compile(
    r"\b(?:(?:trước|sau|đã|bị|còn|chưa|hoặc|và|ngày|điểm|là|đến|do|không)\s+"
    r"|(?:khi|nếu|mà|trường\s+hợp)\s[^,;]{0,60})$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\s*(?:kể\s+)?từ\s+ngày\b", re.IGNORECASE)
_REACH = 220
"""So many characters before a verb tell whether it acts."""
_LIST_JOINT = re.compile(r"(?:[,;:)-]|\bvà|\bhoặc|\bcác|\btại|\d[.)]|[a-zđ]\))\s*$", re.IGNORECASE)
_TITLE_VERB = re.compile(
    r"sửa\s+đổi|bổ\s+sung|quy\s+định|hướng\s+dẫn|chi\s+tiết|thi\s+hành|ban\s+hành|bãi\s+bỏ|về\s"
    r"|đính\s+chính|thay\s+thế|biện\s+pháp|thực\s+hiện",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """Operative words at [start, end) of a sentence; their targets stand in [first, last)."""

    kind: RelationKind
    start: int
    end: int
    first: int
    last: int


def operations_in(sentence: str) -> tuple[Operation, ...]:
    """The operative verbs of a sentence, each with the stretch that holds its targets."""
    verbs = list(_operative(sentence))
    found: list[Operation] = []
    for position, (kind, start, end) in enumerate(verbs):
        following = verbs[position + 1][1] if position + 1 < len(verbs) else len(sentence)
        previous = found[-1].end if found else 0
        looks_back = kind is RelationKind.ENDS or _is_suspended(sentence, kind, end)
        if looks_back and _has_words(sentence[previous:start]):
            found.append(Operation(kind, start, end, previous, start))
        else:
            found.append(Operation(kind, start, end, end, following))
    return tuple(found)


def _has_words(stretch: str) -> bool:
    return len(stretch.strip(" ,;:")) > len("Luật A")


def _operative(sentence: str) -> Iterator[tuple[RelationKind, int, int]]:
    """Verbs that act: at the beginning, behind 'Nghị định này', or joined to one that acts."""
    previous_end: int | None = None
    for match in _VERB.finditer(sentence):
        kind = _KINDS[match.lastgroup or ""]
        before = sentence[max(0, match.start() - _REACH) : match.start()]
        if kind is RelationKind.ENDS or _is_suspended(sentence, kind, match.end()):
            acts = _NOT_ENDING.search(before) is None
        else:
            acts = (
                match.group()[0].isupper()
                or _BY_THIS_DOCUMENT.search(before) is not None
                or (previous_end is not None and _AND.search(before) is not None)
            )
        if acts:
            previous_end = match.end()
            yield kind, match.start(), match.end()


def _is_suspended(sentence: str, kind: RelationKind, end: int) -> bool:
    """'Thông tư số …, ngưng hiệu lực thi hành từ ngày …': the target stands before the verb."""
    return kind is RelationKind.SUSPENDS and _SINCE.match(sentence, end) is not None


def targets_in(
    sentence: str, operation: Operation, references: Sequence[Reference]
) -> list[Reference]:
    """What an operation applies to; documents named in the title of a target are left out."""
    inside = [one for one in references if operation.first <= one.span.start < operation.last]
    targets: list[Reference] = []
    in_title: Reference | None = None
    end = operation.first
    for one in inside:
        gap = sentence[end : one.span.start] if one.span.start >= end else " và "
        if targets and names_document(one) and _is_in_title(gap, one, in_title, targets[0]):
            in_title = one
        else:
            in_title = None
            targets.append(one)
        end = max(end, one.span.end)
    return targets


def _is_in_title(gap: str, one: Reference, in_title: Reference | None, first: Reference) -> bool:
    """'Thông tư … hướng dẫn Luật A, Luật B và Thông tư …': the laws stand in the first's title."""
    listed = _LIST_JOINT.search(gap.rstrip() + " ") is not None and gap.strip() != "của"
    if in_title is not None and listed and one.type == in_title.type != first.type:
        return True
    return not listed and _TITLE_VERB.search(gap) is not None
