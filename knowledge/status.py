"""The validity of a provision on a date, from what the library's texts say of each other.

`Còn hiệu lực` needs positive proof: a text that treats the document as in force on that date or
later, or an admin's confirmation. What cannot be proved is `Không xác định`, with what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from knowledge import status_wording as say
from knowledge.model import Locator, Status, Validity
from knowledge.references.reference import WHOLE_DOCUMENT
from knowledge.relations import Commencement, NamedDocument, Relation, RelationKind
from knowledge.relations.places import holds, may_hold, meets
from knowledge.relations.relation import AMENDING, ENDING

_TREATING_AS_IN_FORCE = (RelationKind.BASED_ON, RelationKind.DETAILS, *AMENDING)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What an admin states by hand of a unit; it wins over what is computed.

    It holds from `since`. That something is in force is only known up to the day it was `stated`.
    """

    document: str
    validity: Validity
    stated: date
    since: date | None = None
    locator: Locator = WHOLE_DOCUMENT

    def tells(self, document: str, locator: Locator, as_of: date) -> bool:
        begun = self.since is None or self.since <= as_of
        lasts = self.validity is Validity.ENDED or as_of <= self.stated
        return self.document == document and holds(self.locator, locator) and begun and lasts


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the library knows of validity; documents are in it by their commencements."""

    relations: tuple[Relation, ...] = ()
    commencements: Mapping[str, Commencement] = field(default_factory=dict)
    confirmations: tuple[Confirmation, ...] = ()
    coverage: date | None = None
    """The day up to which the library is complete, as an admin states it."""

    def day_of(self, relation: Relation) -> date | None:
        """The day a relation takes effect, None if the library cannot tell."""
        source = relation.source
        commencement = self.commencements.get(source.document.key)
        begins = commencement.day(source.locator) if commencement else None
        signed = commencement.signed if commencement else None
        return relation.begins.resolved(signed=signed or source.document.date, source=begins)

    def is_before(self, relation: Relation, as_of: date) -> bool:
        """Whether a relation may have taken effect by a date, as far as anything is known."""
        day = self.day_of(relation) or relation.source.document.date
        year = relation.source.document.year
        return day <= as_of if day else year is None or year <= as_of.year


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with what has to be shown beside it."""

    status: Status
    amendments: tuple[Relation, ...] = ()
    """What changed the unit's words by then, each followed by what changed it in turn."""
    successors: tuple[NamedDocument, ...] = ()
    """What took the place of an ended document, in the library or not."""


def status(document: str, locator: Locator, as_of: date, evidence: Evidence) -> Standing:
    """The validity of a unit of `document` on a date; an empty locator asks for the whole.

    A văn bản hợp nhất has the status of the document it consolidates (domain.md §3.2, §3.3).
    """
    document = _original(document, evidence)
    for confirmation in evidence.confirmations:
        if confirmation.tells(document, locator, as_of):
            reason = say.confirmed(confirmation.stated)
            return Standing(Status(confirmation.validity, as_of, reason))
    return _Inquiry(document, locator, as_of, evidence).standing()


def _original(document: str, evidence: Evidence) -> str:
    for relation in evidence.relations:
        if relation.kind is RelationKind.CONSOLIDATES and relation.told_in == document:
            return relation.target.document.key
    return document


class _Inquiry:
    """One question: the first answer in the order of `standing` that can be proved."""

    def __init__(self, document: str, locator: Locator, as_of: date, evidence: Evidence) -> None:
        self._locator, self._as_of, self._evidence = locator, as_of, evidence
        self._own = evidence.commencements.get(document)
        self._on_document = [
            relation for relation in evidence.relations if relation.target.document.key == document
        ]
        moved = self._own is not None and self._is_moved(self._own)
        self._begins = self._own.day(locator) if self._own and not moved else None

    def _is_moved(self, own: Commencement) -> bool:
        """Whether the clause that tells the unit's beginning was itself given other words."""
        is_part = any(holds(place, self._locator) for place, _ in own.parts)
        article = own.locator.article
        return article is not None and any(
            one.kind in AMENDING
            and one.target.locator.article == article
            and is_part != meets(one.target.locator, own.locator)
            for one in self._on_document
        )

    def standing(self) -> Standing:
        if self._begins is not None and self._as_of < self._begins and self._own is not None:
            return self._found(Validity.NOT_YET, say.not_yet(self._own, self._begins))
        ended = self._ended() or self._expired() or self._suspended()
        if ended is not None:
            return ended
        amendments = tuple(self._amendments())
        parts = [one for one in self._on_document if self._changes_a_part(one)]
        if amendments or parts:
            changes = [*parts, *(one for one in amendments if one in self._on_document)]
            reason = say.changed([(one, self._evidence.day_of(one)) for one in changes])
            return self._found(Validity.PARTLY_ENDED, reason, amendments)
        return self._unproved() or self._proved() or self._unknown()

    def _found(
        self,
        validity: Validity,
        reason: str,
        amendments: tuple[Relation, ...] = (),
        successors: Iterable[NamedDocument] = (),
    ) -> Standing:
        return Standing(Status(validity, self._as_of, reason), amendments, tuple(successors))

    def _begun(self, relation: Relation) -> bool:
        day = self._evidence.day_of(relation)
        return day is not None and day <= self._as_of

    def _ends_here(self, relation: Relation) -> bool:
        """Whether a relation ends the whole unit; what others tell is only that a part ended."""
        target = relation.target.locator
        told_of_a_part = not relation.is_own and not target
        spared = any(holds(place, self._locator) for place in relation.exceptions)
        return (
            relation.kind in ENDING
            and holds(target, self._locator)
            and not (told_of_a_part or spared)
        )

    def _ended(self) -> Standing | None:
        endings = [
            (day, one)
            for one in self._on_document
            if self._ends_here(one) and (day := self._evidence.day_of(one)) and day <= self._as_of
        ]
        if not endings:
            return None
        day, first = min(endings, key=lambda ending: ending[0])
        inside = any(holds(self._locator, place) for place in first.exceptions)
        validity = Validity.PARTLY_ENDED if inside else Validity.ENDED
        successors = {one.source.document for on, one in endings if on == day}
        return self._found(validity, say.ended(first, day), successors=successors)

    def _expired(self) -> Standing | None:
        until = self._own.until if self._own else None
        if self._own is None or until is None or self._as_of <= until:
            return None
        return self._found(Validity.ENDED, say.expired(self._own, until))

    def _suspended(self) -> Standing | None:
        for one in self._on_document:
            over = one.until is not None and one.until < self._as_of
            spared = any(holds(place, self._locator) for place in one.exceptions if place)
            if one.kind is not RelationKind.SUSPENDS or over or spared or not self._begun(one):
                continue
            if meets(one.target.locator, self._locator):
                whole = holds(one.target.locator, self._locator)
                validity = Validity.SUSPENDED if whole else Validity.PARTLY_SUSPENDED
                return self._found(validity, say.suspended(one, self._evidence.day_of(one)))
        return None

    def _amendments(self) -> Iterator[Relation]:
        """Amendments of the unit by the date, and what changed those amendments in turn."""
        waiting = [one for one in self._on_document if self._amends_here(one)]
        seen: set[Relation] = set()
        while waiting:
            relation = waiting.pop(0)
            if relation in seen:
                continue
            seen.add(relation)
            yield relation
            waiting[:0] = [one for one in self._evidence.relations if self._follows(one, relation)]

    def _amends_here(self, relation: Relation) -> bool:
        named = bool(relation.target.locator) or not self._locator
        return (
            relation.kind in AMENDING
            and named
            and meets(relation.target.locator, self._locator)
            and self._is_effective(relation)
        )

    def _is_effective(self, relation: Relation) -> bool:
        """Begun; what others tell without a day had begun when they told it."""
        if relation.is_own or self._evidence.day_of(relation) is not None:
            return self._begun(relation)
        teller = self._evidence.commencements.get(relation.told_in)
        told = teller.signed if teller else None
        return told is not None and told <= self._as_of

    def _follows(self, relation: Relation, amendment: Relation) -> bool:
        place = relation.target
        return (
            relation.kind in (*AMENDING, *ENDING)
            and bool(place.locator)
            and place.document.key == amendment.source.document.key
            and meets(place.locator, amendment.source.locator)
            and self._begun(relation)
        )

    def _changes_a_part(self, relation: Relation) -> bool:
        """A partial repeal inside the unit."""
        told_of_a_part = not relation.is_own and not relation.target.locator and not self._locator
        inside = holds(self._locator, relation.target.locator) and not self._ends_here(relation)
        return (
            relation.kind in ENDING
            and (inside or told_of_a_part)
            and not relation.exceptions
            and self._is_effective(relation)
        )

    def _unproved(self) -> Standing | None:
        """Changes that may concern the unit, of unknown reach or day: nothing can be proved."""
        doubtful = [one for one in self._on_document if self._may_change(one)]
        if not doubtful:
            return None
        return self._found(Validity.UNKNOWN, say.doubtful(doubtful, self._evidence.coverage))

    def _may_change(self, relation: Relation) -> bool:
        if relation.kind not in (*AMENDING, *ENDING) or not self._might_have_begun(relation):
            return False
        target = relation.target.locator
        if target or (relation.is_own and relation.kind in ENDING):
            spared = any(holds(place, self._locator) for place in relation.exceptions)
            return not spared and (meets(target, self._locator) or may_hold(target, self._locator))
        return relation.source.document.key not in self._evidence.commencements

    def _might_have_begun(self, relation: Relation) -> bool:
        if self._evidence.day_of(relation) is not None:
            return self._begun(relation)
        return self._evidence.is_before(relation, self._as_of)

    def _proved(self) -> Standing | None:
        """In force: begun by the date, and treated as in force on that day or later."""
        if self._begins == self._as_of and self._own is not None:
            return self._found(Validity.IN_FORCE, say.begins(self._own, self._begins))
        witnesses = sorted(self._witnesses(), key=lambda witness: witness[0])
        begun = self._begins is not None or any(
            day <= self._as_of and one.kind in _TREATING_AS_IN_FORCE for day, one in witnesses
        )
        later = next((witness for witness in witnesses if witness[0] >= self._as_of), None)
        if later is None or not begun:
            return None
        day = self._evidence.day_of(later[1])
        reason = say.proved(later[1], day, self._begins)
        return self._found(Validity.IN_FORCE, reason)

    def _witnesses(self) -> Iterator[tuple[date, Relation]]:
        """The last day on which each text that rests on, changes or ends it treats it as valid."""
        for one in self._on_document:
            day = self._evidence.day_of(one)
            if day is None or not one.is_own:
                continue
            if one.kind in _TREATING_AS_IN_FORCE:
                yield day, one
            elif one.kind in ENDING or one.kind is RelationKind.SUSPENDS:
                ends_all = not one.target.locator
                yield (day - timedelta(days=1) if ends_all else day), one

    def _unknown(self) -> Standing:
        return self._found(
            Validity.UNKNOWN, say.unknown(self._own, self._begins, self._evidence.coverage)
        )
