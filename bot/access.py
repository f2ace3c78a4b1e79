"""Who may do what: roles, people and the scopes of documents that they see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from knowledge.model import SCOPE_ALL

TERMINAL_PERSON = 0
"""The number of whoever sits at the machine itself; Telegram numbers are positive."""


class Role(StrEnum):
    OFFICIAL = "official"
    """Chuyên viên: asks and drafts."""
    HEAD = "head"
    """Lãnh đạo đơn vị: also approves."""
    ADMIN = "admin"
    """Quản trị: also puts documents in and decides who may use the bot."""


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    """Telegram number, or `TERMINAL_PERSON`."""
    name: str
    role: Role
    unit: str = ""

    @property
    def may_add_documents(self) -> bool:
        return self.role is Role.ADMIN


class People(Protocol):
    """Where people with a role are recorded (`bot.records.Records`)."""

    def person(self, person_id: int) -> Person | None: ...


@dataclass(frozen=True, slots=True)
class Access:
    """The one gate: closed to everybody but the first admins and the recorded people."""

    admin_ids: frozenset[int]
    people: People

    def person(self, person_id: int, name: str = "") -> Person | None:
        """The person with that number, None for a stranger. `name` is what the channel knows."""
        if person_id in self.admin_ids:
            return Person(person_id, name, Role.ADMIN)
        return self.people.person(person_id)


def terminal_person(name: str) -> Person:
    """Whoever sits at the machine holds the library's files anyway, hence an admin."""
    return Person(TERMINAL_PERSON, name, Role.ADMIN)


def scopes_of(person: Person) -> frozenset[str]:
    """The scopes of documents that `person` may see: those for all, and their own unit's."""
    return frozenset({SCOPE_ALL, f"unit:{person.unit}"} if person.unit else {SCOPE_ALL})
