"""An admin lets people in, changes their role and puts them out, with one command."""

from __future__ import annotations

from dataclasses import dataclass

from bot import texts
from bot.access import Person, Role
from bot.records import Action, Records
from bot.reply import Reply, paragraph, say, title
from knowledge.diacritics import fold
from knowledge.model import KnowledgeError

_WORDS = {"chuyen vien": Role.OFFICIAL, "lanh dao": Role.HEAD, "quan tri": Role.ADMIN}
_OUT = ("xoa", "thoi")
_NAMES = {Role.OFFICIAL: "chuyên viên", Role.HEAD: "lãnh đạo", Role.ADMIN: "quản trị"}


@dataclass(frozen=True, slots=True)
class Admission:
    """'/nguoidung': the list; with a number and a role: let in; with a number and 'xóa': out."""

    records: Records

    def handle(self, person: Person, order: str) -> Reply:
        """Do what `order` says; only for admins."""
        if person.role is not Role.ADMIN:
            raise KnowledgeError(texts.ADMINS_ONLY)
        if not order:
            return self._list()
        number, _, wish = order.partition(" ")
        if not (number.isascii() and number.isdigit() and len(number) <= 15):
            raise KnowledgeError(texts.PEOPLE_HOW)
        return self._change(person, int(number), wish.strip())

    def _change(self, admin: Person, number: int, wish: str) -> Reply:
        if fold(wish) in _OUT:
            if not self.records.dismiss(number):
                raise KnowledgeError(texts.NOBODY.format(number=number))
            self.records.note(admin.id, Action.DISMISSED, (str(number),))
            return say(texts.DISMISSED.format(number=number))
        admitted = _person(number, wish)
        self.records.admit(admitted)
        self.records.note(admin.id, Action.ADMITTED, (str(number),))
        return say(texts.ADMITTED.format(person=_told(admitted)))

    def _list(self) -> Reply:
        people = self.records.people()
        lines = "\n".join(f"• {_told(one)}" for one in people) or texts.NOBODY_YET
        heading = title(texts.PEOPLE_TITLE.format(count=len(people)))
        return Reply((heading, paragraph(lines), paragraph(texts.PEOPLE_HOW)))


def _person(number: int, wish: str) -> Person:
    """'chuyên viên Nguyễn Văn A': two words of the role, then the name."""
    words = wish.split()
    role = _WORDS.get(fold(" ".join(words[:2])))
    if role is None:
        raise KnowledgeError(texts.PEOPLE_HOW)
    return Person(number, " ".join(words[2:]), role)


def _told(person: Person) -> str:
    return ", ".join(part for part in (str(person.id), _NAMES[person.role], person.name) if part)
