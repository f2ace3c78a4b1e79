"""What the bot itself remembers: people, audit trail, answers shown, ratings, drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Engine, Table, delete, insert, select, update

from bot import texts
from bot.access import Person, Role
from bot.draft import Draft
from bot.record_tables import answers, audit, chats, drafts, people, ratings
from bot.stored_values import from_json, storable, to_json
from knowledge.database import writing
from knowledge.model import KnowledgeError


class Action(StrEnum):
    """What the audit trail tells apart."""

    ASKED = "asked"
    LOOKED_UP = "looked up"
    OPENED = "opened"
    DOWNLOADED = "downloaded"
    DRAFTED = "drafted"
    EXPORTED = "exported"
    UPLOADED = "uploaded"
    ADMITTED = "admitted"
    DISMISSED = "dismissed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`at` is in UTC; `keys` are those of the documents or provisions that were shown or taken."""

    at: datetime
    person: int
    action: Action
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What the buttons under an answer need, also after a restart."""

    question: str
    keys: tuple[str, ...]
    """Keys of the provisions that were cited, in order."""
    choices: tuple[str, ...] = ()
    """Questions that were offered instead of an answer."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with what it was made from, so that it can be made again with more facts."""

    request: str
    facts: Mapping[str, str]
    draft: Draft


@dataclass(frozen=True, slots=True)
class Rating:
    answer: int
    person: int
    right: bool


class Records:
    """Every call is one transaction, so that several threads and processes may share it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # People

    def person(self, person_id: int) -> Person | None:
        """The recorded person with that number, None if there is none."""
        return next((one for one in self.people() if one.id == person_id), None)

    def people(self) -> tuple[Person, ...]:
        """Everybody with a recorded role, by number."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(people).order_by(people.c.id)).all()
        return tuple(Person(row.id, row.name, Role(row.role), row.unit) for row in rows)

    def admit(self, person: Person) -> None:
        """Record a person; one already recorded gets the new name, role and unit."""
        values = {"name": person.name, "role": str(person.role), "unit": person.unit}
        self._put(people, person.id, values)

    def dismiss(self, person_id: int) -> bool:
        """Take a person's role away; False if nobody has that number."""
        with writing(self._engine) as connection:
            return connection.execute(delete(people).where(people.c.id == person_id)).rowcount > 0

    # The audit trail

    def note(self, person_id: int, action: Action, keys: Sequence[str] = ()) -> None:
        """Add to the audit trail."""
        self._add(audit, person=person_id, action=str(action), keys=list(keys))

    def trail(self) -> tuple[AuditEntry, ...]:
        """The whole audit trail, oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(audit).order_by(audit.c.id)).all()
        return tuple(
            AuditEntry(row.at, row.person, Action(row.action), tuple(row.keys)) for row in rows
        )

    # Answers and ratings

    def keep_answer(self, chat: int, shown: ShownAnswer) -> int:
        """Remember an answer shown in `chat`; gives the number its buttons carry."""
        keys, choices = list(shown.keys), list(shown.choices)
        return self._add(answers, chat=chat, question=shown.question, keys=keys, choices=choices)

    def answer(self, answer_id: int, chat: int) -> ShownAnswer | None:
        """The answer with that number, if it was shown in that chat."""
        asked = select(answers).where(answers.c.id == answer_id, answers.c.chat == chat)
        with self._engine.connect() as connection:
            row = connection.execute(asked).one_or_none()
        return ShownAnswer(row.question, tuple(row.keys), tuple(row.choices)) if row else None

    def rate(self, rating: Rating) -> None:
        """Keep a person's verdict on an answer; a later verdict replaces the earlier one."""
        same = (ratings.c.answer == rating.answer) & (ratings.c.person == rating.person)
        values = {"answer": rating.answer, "person": rating.person, "right": rating.right}
        with writing(self._engine) as connection:
            connection.execute(delete(ratings).where(same))
            connection.execute(insert(ratings).values(at=_now(), **values))

    def ratings(self) -> tuple[Rating, ...]:
        """Every verdict, by answer and person."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(ratings).order_by(*ratings.primary_key)).all()
        return tuple(Rating(row.answer, row.person, row.right) for row in rows)

    # Drafts

    def keep_draft(self, chat: int, person_id: int, kept: KeptDraft) -> int:
        """Keep a draft for its chat; gives its number."""
        content = to_json(kept.draft)
        origin = {"request": kept.request, "facts": dict(kept.facts)}
        return self._add(drafts, chat=chat, person=person_id, content=content, **origin)

    def draft(self, draft_id: int, chat: int) -> KeptDraft | None:
        """The draft with that number, if it belongs to that chat.

        Raises `KnowledgeError` if another version of the program kept it in a shape unknown here.
        """
        asked = select(drafts).where(drafts.c.id == draft_id, drafts.c.chat == chat)
        with self._engine.connect() as connection:
            row = connection.execute(asked).one_or_none()
        if row is None:
            return None
        try:
            draft = from_json(Draft, row.content)
        except ValueError as error:
            raise KnowledgeError(texts.DRAFT_UNREADABLE) from error
        return KeptDraft(row.request, row.facts, draft)

    def last_draft(self, chat: int) -> int | None:
        """The number of the newest draft of a chat."""
        of_chat = select(drafts.c.id).where(drafts.c.chat == chat)
        with self._engine.connect() as connection:
            return connection.scalar(of_chat.order_by(drafts.c.id.desc()).limit(1))

    # What a chat is about

    def focus(self, chat: int) -> str:
        """The document that the next question of a chat is about, '' if none was chosen."""
        with self._engine.connect() as connection:
            return connection.scalar(select(chats.c.focus).where(chats.c.id == chat)) or ""

    def set_focus(self, chat: int, focus: str) -> None:
        """Let the next question of a chat be about a document; '' forgets it."""
        self._put(chats, chat, {"focus": focus})

    def _add(self, table: Table, **values: object) -> int:
        """A new row, dated where the table has a date; gives its number."""
        with writing(self._engine) as connection:
            result = connection.execute(insert(table).values(at=_now(), **storable(values)))
        (number,) = result.inserted_primary_key or (0,)
        return int(number)

    def _put(self, table: Table, row_id: int, values: dict[str, str]) -> None:
        """The row with that id gets `values`, whether it was there or not."""
        row = storable(values)
        with writing(self._engine) as connection:
            changed = connection.execute(update(table).where(table.c.id == row_id).values(row))
            if not changed.rowcount:
                connection.execute(insert(table).values(id=row_id, **row))


def _now() -> datetime:
    """UTC without a zone: SQLite keeps none."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
