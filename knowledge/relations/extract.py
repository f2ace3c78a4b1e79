"""The relations that a document's own clauses tell (domain.md §3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.model import Document, Level, Locator, Metadata, Span
from knowledge.references import Reference, find_references
from knowledge.references.reference import WHOLE_DOCUMENT
from knowledge.relations.bases import bases_in, details_in
from knowledge.relations.clauses import Operation, operations_in, targets_in
from knowledge.relations.consolidation import told_by_consolidation
from knowledge.relations.moments import last_day_in, moment_in
from knowledge.relations.naming import (
    is_own_place,
    named_document,
    names_document,
    own_locator,
    own_name,
    with_numbers,
)
from knowledge.relations.relation import (
    WITH_SOURCE,
    Moment,
    NamedDocument,
    Place,
    Relation,
    RelationKind,
)
from knowledge.relations.statements import Statement, own_words, sentences, statements_of
from knowledge.relations.tellings import Telling, tellings_in, told_relations

_WORTH_READING = re.compile(
    r"sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|bỏ\s+cụm|h(?:ủy|uỷ)\s+bỏ|thay\s+(?:thế|cụm)|hiệu\s+lực|đính\s+chính",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\bmột\s+số\s+(?:điều|khoản|điểm|nội\s+dung|quy\s+định|cụm\s+từ)", re.IGNORECASE
)
_ANCHOR = re.compile(r"\b(?:trước|sau|giữa|cuối)\s+$", re.IGNORECASE)
_EXCEPT = re.compile(r"\btrừ\s", re.IGNORECASE)
_AMENDING_TITLE = re.compile(r"\b(?:sửa\s+đổi|bổ\s+sung|đính\s+chính)\b", re.IGNORECASE)
_CONCERNING = re.compile(r"(?:Đối\s+với|Tại)\s", re.IGNORECASE)
_NEAR_BEGINNING = 20
_PARTIAL = (RelationKind.REPLACES, RelationKind.AMENDS)


@dataclass(frozen=True, slots=True)
class _Context:
    """What the units above have said: the document and the unit that is amended, and how."""

    document: NamedDocument | None = None
    locator: Locator = WHOLE_DOCUMENT
    kind: RelationKind | None = None
    begins: Moment = WITH_SOURCE


def relations_in(document: Document) -> tuple[Relation, ...]:
    """Every relation that `document` tells, each with the words that say it.

    A văn bản hợp nhất amends nothing: its clauses are those of the documents it joins, so only
    what it tells of those is taken.
    """
    words = own_words(document.text)
    if document.metadata.consolidates:
        found: Iterable[Relation] = told_by_consolidation(document, words)
    else:
        found = _Reader(document, words).relations()
    return tuple(_distinct(found))


def _distinct(relations: Iterable[Relation]) -> Iterator[Relation]:
    """The heading of an article and the sentence below it may say the same."""
    seen = set()
    for relation in relations:
        same = (relation.kind, relation.source, relation.target, relation.until)
        if same not in seen:
            seen.add(same)
            yield relation


class _Reader:
    """Reads the statements of one document in order; what a unit says holds for those below."""

    def __init__(self, document: Document, words: str) -> None:
        self._document = document
        self._metadata: Metadata = document.metadata
        self._own = own_name(document.metadata)
        self._statements = list(statements_of(document, words))
        self._parents = {unit.parent for unit in document.provisions}
        self._contexts: dict[str | None, _Context] = {}
        self._root = _Context(self._named_in_title())

    def relations(self) -> Iterator[Relation]:
        for statement in self._statements:
            if statement.unit.level is Level.FRONT:
                yield from bases_in(statement, self._document)
            else:
                yield from self._operative(statement)
            yield from details_in(statement, self._document)

    def _named_in_title(self) -> NamedDocument | None:
        title = self._metadata.title
        named = [one for one in find_references(title) if names_document(one)]
        if len(named) == 1 and _AMENDING_TITLE.search(title):
            return named_document(named[0], self._metadata)
        return None

    def _operative(self, statement: Statement) -> Iterator[Relation]:
        above = self._contexts.get(statement.unit.parent, self._root)
        context = replace(above, kind=None) if above.kind is None else above
        self._contexts[statement.unit.key] = context
        if above.kind is None and not _is_worth_reading(statement):
            return
        for start, sentence in sentences(statement):
            references = with_numbers(sentence, find_references(sentence))
            tellings = tellings_in(sentence, references)
            yield from told_relations(
                statement, start, sentence, references, tellings, self._document
            )
            yield from self._acts(statement, start, sentence, _outside(references, tellings))

    def _acts(
        self, statement: Statement, start: int, sentence: str, references: list[Reference]
    ) -> Iterator[Relation]:
        context = self._contexts[statement.unit.key]
        operations = operations_in(sentence)
        if not operations and context.kind is not None:
            operations = (Operation(context.kind, 0, 0, 0, len(sentence)),)
        if not operations and statement.announces:
            self._contexts[statement.unit.key] = self._spoken_of(context, sentence, references)
        for operation in operations:
            begins = moment_in(_moment_words(sentence, operation)) or context.begins
            places = self._places(statement, sentence, operation, references)
            partial = _SOME.search(sentence[operation.end : operation.last]) is not None
            for place in places:
                if not (partial and place.locator and statement.unit.key in self._parents):
                    yield self._relation(statement, start, sentence, operation, place, begins)
            self._contexts[statement.unit.key] = _below(
                context, operation, places, begins, statement
            )

    def _spoken_of(self, context: _Context, sentence: str, references: list[Reference]) -> _Context:
        """'Đối với Thông tư số …:' says what the verbs of the units below apply to."""
        named = next((one for one in references if names_document(one)), None)
        if named is None or not _CONCERNING.match(sentence[: named.span.start].lstrip()):
            return context
        return replace(context, document=named_document(named, self._metadata))

    def _relation(
        self,
        statement: Statement,
        start: int,
        sentence: str,
        operation: Operation,
        place: Place,
        begins: Moment,
    ) -> Relation:
        offset = statement.span.start + start
        begin, end = min(operation.first, operation.start), max(operation.last, operation.end)
        kind = operation.kind
        if place.locator and kind in _PARTIAL:
            kind = RelationKind.AMENDS
        spared, reserved = self._exceptions(statement, sentence, operation)
        return Relation(
            kind=kind,
            source=Place(self._own, statement.unit.locator),
            target=place,
            begins=begins,
            told_in=self._document.key,
            provision=statement.unit.key,
            span=Span(offset + begin, offset + max(end, len(sentence[:end].rstrip()))),
            until=last_day_in(sentence) if kind is RelationKind.SUSPENDS else None,
            exceptions=spared,
            reserved=reserved,
        )

    def _places(
        self,
        statement: Statement,
        sentence: str,
        operation: Operation,
        references: list[Reference],
    ) -> list[Place]:
        """The targets with their documents; a place alone belongs to the document named next."""
        context = self._contexts[statement.unit.key]
        exception = _EXCEPT.search(sentence, operation.first)
        limit = exception.start() if exception else len(sentence)
        targets = [
            one for one in targets_in(sentence, operation, references) if one.span.start < limit
        ]
        behind = [one for one in references if operation.last <= one.span.start < limit]
        places: list[Place] = []
        document, near = context.document, context.locator
        for one in reversed([*targets, *(behind if operation.first >= operation.end else [])]):
            if is_own_place(one) and not names_document(one):
                continue
            if names_document(one):
                document, near = named_document(one, self._metadata), WHOLE_DOCUMENT
            near = _within(near, one.locator)
            anchors = (
                _ANCHOR.search(sentence[max(0, one.span.start - _NEAR_BEGINNING) : one.span.start])
                is not None
            )
            if document is not None and one in targets and not anchors:
                places.append(Place(document, near))
        if not targets and operation.kind is RelationKind.SUSPENDS and document is not None:
            return [Place(document, context.locator)]
        return places[::-1]

    def _exceptions(
        self, statement: Statement, sentence: str, operation: Operation
    ) -> tuple[tuple[Locator, ...], tuple[Locator, ...]]:
        """Units of the target that are spared, and own units that keep something alive."""
        match = _EXCEPT.search(sentence, operation.first)
        if match is None:
            return (), ()
        named = [one for one in find_references(sentence[match.end() :]) if one.locator]
        own = [own_locator(one, statement.unit.locator) for one in named if is_own_place(one)]
        return tuple(one.locator for one in named if not is_own_place(one)), tuple(own)


def _is_worth_reading(statement: Statement) -> bool:
    """Most statements change nothing, and reading references is what costs."""
    if _WORTH_READING.search(statement.words):
        return True
    concerning = _CONCERNING.search(statement.words[:_NEAR_BEGINNING])
    return concerning is not None and statement.announces


def _outside(references: Iterable[Reference], tellings: Iterable[Telling]) -> list[Reference]:
    spans = [(telling.start, telling.end) for telling in tellings]
    return [
        one for one in references if not any(start <= one.span.start < end for start, end in spans)
    ]


def _moment_words(sentence: str, operation: Operation) -> str:
    """An ending tells its moment behind the verb, or at the beginning of the sentence."""
    if operation.kind is RelationKind.ENDS and moment_in(sentence[operation.end :]):
        return sentence[operation.end :]
    return sentence


def _within(near: Locator, said: Locator) -> Locator:
    """A khoản or điểm alone lies in the article, or the khoản, of the place named next to it."""
    if said.article or not (said.clause or said.point):
        return said
    clause = said.clause or near.clause
    return replace(said, article=near.article, clause=clause)


def _below(
    context: _Context,
    operation: Operation,
    places: list[Place],
    begins: Moment,
    statement: Statement,
) -> _Context:
    """What holds for the units below: the one document, the one unit, a verb without targets."""
    documents = {place.document for place in places}
    document = documents.pop() if len(documents) == 1 else context.document
    locator = places[0].locator if len(places) == 1 else WHOLE_DOCUMENT
    carries_on = statement.announces and (not places or operation.kind is RelationKind.ENDS)
    return _Context(document, locator, operation.kind if carries_on else None, begins)
