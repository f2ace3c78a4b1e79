"""From which day a document, and each unit of it, is in force: read from its own end clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.model import Document, Level, Locator, Provision, Span
from knowledge.references import Reference, find_references
from knowledge.references.reference import WHOLE_DOCUMENT
from knowledge.relations.moments import last_day_in, moment_in
from knowledge.relations.naming import is_own_place, names_document, own_locator
from knowledge.relations.places import holds
from knowledge.relations.relation import Moment
from knowledge.relations.statements import Statement, own_words, sentences, statements_of

_OWN = re.compile(
    r"(?:Hiến\s+pháp|Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+định|Nghị\s+quyết|Thông\s+tư(?:\s+liên\s+tịch)?"
    r"|Quyết\s+định|Quy\s+chế|Chỉ\s+thị)\s+này\s(?:[^.;]{0,160}?\svà\s+)?"
    r"có\s+hiệu\s+lực(?:\s+thi\s+hành|\s+pháp\s+luật)?(?=,?\s+(?:kể\s+)?(?:từ|sau|vào))",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:\b(?:ngày|khi|điểm|sau|trước|đến|hạn|mà|nếu|của|tại|thuộc)|\S\s+(?:Điều|Mục|Chương)\s+\w+"
    r"|^Điều\s+\w+)\s+$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:có\s+hiệu\s+lực(?:\s+thi\s+hành)?|được\s+(?:thực\s+hiện|áp\s+dụng)|áp\s+dụng|thực\s+hiện)"
    r"(?=\s+(?:kể\s+)?(?:từ|sau)\s)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\(Điều\s+\w+\s+[^(),;]{5,40}?\ssố\s+(?P<number>\S+?),?\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?"
    r"\s+kể\s+(?P<moment>từ\s+ngày\s+[\d/]{8,10})"
)
_LONGEST_PERIOD = 120
_NEAR = 40
_LONGEST_LIST = 1_500
_EXCEPT = re.compile(r"\btrừ\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Commencement:
    """When a document takes effect, with the units that do so on another day.

    `begins` None: the document does not say. `unread`: it names units that begin otherwise and
    the day could not be read. `until`: the last day, where it sets one itself.
    """

    document: str
    signed: date | None
    begins: Moment | None = None
    provision: str = ""
    span: Span | None = None
    locator: Locator = WHOLE_DOCUMENT
    parts: tuple[tuple[Locator, Moment], ...] = ()
    unread: tuple[Locator, ...] = ()
    until: date | None = None

    def day(self, locator: Locator = WHOLE_DOCUMENT) -> date | None:
        """The day a unit takes effect; None if the document does not let it be computed."""
        for part, moment in self.parts:
            if holds(part, locator):
                return moment.resolved(signed=self.signed, source=self.day())
        if any(holds(part, locator) for part in self.unread) or self.begins is None:
            return None
        return self.begins.resolved(signed=self.signed)


def effective_date(document: Document) -> Commencement:
    """When a document and its units take effect, from its end clause (domain.md §3.2)."""
    unsaid = Commencement(document.key, document.metadata.date)
    if document.metadata.consolidates:
        return unsaid
    statements = list(statements_of(document, own_words(document.text)))
    for statement in reversed(statements):
        if statement.unit.level in (Level.FRONT, Level.CHAPTER):
            continue
        for start, sentence in sentences(statement):
            if (clause := _own_clause(sentence)) is not None:
                stated = _stated(unsaid, statement, start, sentence, clause)
                return _with_parts(stated, document, statements, sentence[clause.end() :])
    return _noted(unsaid, document)


def _noted(unsaid: Commencement, document: Document) -> Commencement:
    """The note of a pháp điển, whose extracts have no end clause: '(Điều 32 Nghị định số …)'."""
    for note in _NOTE.finditer(document.text):
        moment = moment_in(note["moment"])
        if note["number"] == document.metadata.number and moment is not None:
            return replace(unsaid, begins=moment, span=Span(*note.span()))
    return unsaid


def _own_clause(sentence: str) -> re.Match[str] | None:
    """'Nghị định này có hiệu lực … từ'; not 'trước ngày Nghị định này có hiệu lực'."""
    for match in _OWN.finditer(sentence):
        if _SUBORDINATE.search(sentence[max(0, match.start() - _NEAR) : match.start()]) is None:
            return match
    return None


def _stated(
    unsaid: Commencement, statement: Statement, start: int, sentence: str, clause: re.Match[str]
) -> Commencement:
    behind = sentence[clause.end() :]
    exception = _EXCEPT.search(behind)
    main = behind[: exception.start()] if exception else behind
    begin = statement.span.start + start
    return replace(
        unsaid,
        begins=moment_in(main),
        provision=statement.unit.key,
        locator=statement.unit.locator,
        span=Span(begin, begin + len(sentence.rstrip())),
        until=last_day_in(main[:_LONGEST_PERIOD]),
    )


def _with_parts(
    stated: Commencement, document: Document, statements: Sequence[Statement], behind: str
) -> Commencement:
    """Adds the units that begin on another day: named beside the clause, or in its article."""
    exception = _EXCEPT.search(behind)
    article = stated.locator.article
    parts = [
        part
        for statement in statements
        if statement.unit.locator.article == article and article is not None
        for _, sentence in sentences(statement)
        for part in _parts_in(sentence, statement.unit.locator)
    ]
    spared: list[Locator] = []
    if exception is not None:
        spared = _own_places(behind[exception.start() :], stated.locator)
        parts += _parts_in(behind[exception.end() :], stated.locator)
    parts = [(unit, moment) for place, moment in parts for unit in _units(place, document)]
    told = {unit.locator for unit in document.provisions if unit.locator.article == article}
    unread = [place for place in spared if place not in told and not _is_told(place, parts)]
    return replace(stated, parts=tuple(dict(parts).items()), unread=tuple(unread))


def _is_told(place: Locator, parts: Sequence[tuple[Locator, Moment]]) -> bool:
    return any(holds(place, part) or holds(part, place) for part, _ in parts)


def _parts_in(sentence: str, here: Locator) -> Iterator[tuple[Locator, Moment]]:
    """'Khoản 2 Điều 14 có hiệu lực thi hành từ ngày …'; the document itself is no part."""
    for match in _PART.finditer(sentence):
        moment = moment_in(sentence[match.end() : match.end() + 120])
        if (
            moment is None
            or moment.on is None
            or _own_clause(sentence[max(0, match.start() - _LONGEST_LIST) : match.end() + 6])
            is not None
        ):
            continue
        before = sentence[max(0, match.start() - _LONGEST_LIST) : match.start()]
        cut = max((m.end() for m in _EXCEPT.finditer(before)), default=0)
        if not any(names_document(one) for one in find_references(before[cut:])):
            yield from ((place, moment) for place in _own_places(before[cut:], here))


def _own_places(words: str, here: Locator) -> list[Locator]:
    return [
        own_locator(reference, here)
        for reference in find_references(words)
        if reference.locator and _is_of_this_text(reference)
    ]


def _is_of_this_text(reference: Reference) -> bool:
    return is_own_place(reference) or reference.resolve == "needs_document"


def _units(place: Locator, document: Document) -> Iterator[Locator]:
    """A chương or mục stands for its articles, because articles are named without it."""
    if place.article or not place:
        if place:
            yield place
        return
    above = _enclosing(place, document)
    inside = [
        unit.locator
        for unit in document.provisions
        if above is not None and unit.level is Level.ARTICLE and above.span.holds(unit.span)
    ]
    yield from inside or [place]


def _enclosing(place: Locator, document: Document) -> Provision | None:
    wanted = place.as_dict().items()
    fitting = (u for u in document.provisions if wanted <= u.locator.as_dict().items())
    return next(fitting, None)
