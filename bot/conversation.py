"""Message in, replies out: the one conversation that every channel carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot import texts
from bot.access import Person, scopes_of
from bot.admission import Admission
from bot.answer_reply import answer_reply
from bot.answering import Answer
from bot.document_replies import document_list
from bot.draft_desk import DraftDesk
from bot.intake import take_in
from bot.intent import wants_draft
from bot.lookup import LookUp
from bot.records import Action, Rating, Records, ShownAnswer
from bot.reply import Reply, paragraph, say
from knowledge.library import Library
from knowledge.model import KnowledgeError
from knowledge.references import find_references

MAX_CHARACTERS = 10_000
"""A message may hold a few pasted pages; beyond that it is a file's worth of text."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    name: str
    """As the sender knows it."""
    path: Path | None = None
    """Where it lies now; None where the channel did not fetch it, its sender not being allowed."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message: a text, a pressed button, or a file with perhaps a text beside it."""

    chat: int
    text: str = ""
    button: str = ""
    """The action of the button."""
    file: ReceivedFile | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button of an answer that was really shown in this chat."""

    person: Person
    chat: int
    name: str
    number: int
    """Of the answer, in the records."""
    which: int
    """Of its citations or choices."""
    shown: ShownAnswer

    @property
    def key(self) -> str:
        """Of the provision that the button stands for."""
        return self._of(self.shown.keys)

    @property
    def choice(self) -> str:
        """The question that the button stands for."""
        return self._of(self.shown.choices)

    def _of(self, values: tuple[str, ...]) -> str:
        if self.which >= len(values):
            raise KnowledgeError(texts.OLD_BUTTON)
        return values[self.which]


Command = Callable[[Person, int, str], Reply]
"""Who, in which chat, with what after the command."""


class Conversation:
    """Keeps no state of its own: what must be remembered stands in the records."""

    def __init__(
        self,
        library: Library,
        records: Records,
        answer: Callable[[str, frozenset[str]], Answer],
        drafts: DraftDesk,
        today: Callable[[], date],
    ) -> None:
        self._library = library
        self._records = records
        self._answer = answer
        self._drafts = drafts
        self._today = today
        self._commands = self._known_commands()
        self._buttons = self._known_buttons()

    def handle(self, person: Person, message: Incoming) -> tuple[Reply, ...]:
        """The replies to one message; a refusal is a reply, only faults of ours are raised."""
        try:
            return (self._dispatch(person, message),)
        except KnowledgeError as refusal:
            return (say(str(refusal)),)

    def stranger(self, number: int) -> Reply:
        """What somebody without a role is told, whatever they sent."""
        self._records.note(number, Action.REFUSED)
        return say(texts.STRANGER.format(number=number))

    def _dispatch(self, person: Person, message: Incoming) -> Reply:
        text = message.text.strip()
        if message.button:
            return self._press(person, message)
        if message.file:
            return self._file(person, message.file)
        if len(text) > MAX_CHARACTERS:
            raise KnowledgeError(texts.TOO_LONG.format(length=len(text), limit=MAX_CHARACTERS))
        if text.startswith("/"):
            return self._command(person, message.chat, text)
        return self._free_text(person, message.chat, text)

    def _free_text(self, person: Person, chat: int, text: str) -> Reply:
        if filled := self._drafts.fill_in(person, chat, text):
            return filled
        return (self._draft if wants_draft(text) else self._ask)(person, chat, text)

    # Commands

    def _known_commands(self) -> dict[str, Command]:
        return {
            "start": self._start,
            "huongdan": self._help,
            "help": self._help,
            "hoi": self._ask,
            "tracuu": self._find,
            "soan": self._draft,
            "xuat": self._export,
            "tailieu": self._list,
            "nap": self._expect_file,
            "moi": self._forget,
            "nguoidung": self._admit,
        }

    def _command(self, person: Person, chat: int, text: str) -> Reply:
        word, *rest = text.split(maxsplit=1)
        name = word[1:].partition("@")[0].lower()
        if name not in self._commands:
            raise KnowledgeError(texts.UNKNOWN_COMMAND.format(command=word[:40]))
        return self._commands[name](person, chat, "".join(rest))

    def _start(self, person: Person, _chat: int, _argument: str) -> Reply:
        lines = [texts.START, texts.TRY, texts.PRIVACY]
        if person.may_add_documents:
            lines.append(texts.HELP_ADMIN)
        return Reply(tuple(paragraph(line) for line in lines))

    def _help(self, person: Person, _chat: int, _argument: str) -> Reply:
        lines = [*texts.HELP, *([texts.HELP_ADMIN] if person.may_add_documents else [])]
        return Reply(tuple(paragraph(line) for line in lines))

    def _ask(self, person: Person, chat: int, question: str) -> Reply:
        if not question:
            raise KnowledgeError(texts.ASK_WHAT)
        answer = self._answer(self._in_focus(chat, question), scopes_of(person))
        keys = tuple(citation.key for citation in answer.citations)
        self._records.note(person.id, Action.ASKED, keys)
        number = self._records.keep_answer(chat, ShownAnswer(question, keys, answer.choices))
        return answer_reply(answer, number)

    def _in_focus(self, chat: int, question: str) -> str:
        """The question with the document that was chosen for it, if it names none itself."""
        focus = self._records.focus(chat)
        if not focus:
            return question
        self._records.set_focus(chat, "")
        named = any(one.canonical or one.name for one in find_references(question))
        return question if named else f"{question} ({focus})"

    def _find(self, person: Person, chat: int, wanted: str) -> Reply:
        if not wanted:
            raise KnowledgeError(texts.LOOK_UP_WHAT)
        return self._look_up(person, chat).find(wanted)

    def _look_up(self, person: Person, chat: int) -> LookUp:
        return LookUp(self._library, self._records, person, chat, self._today())

    def _draft(self, person: Person, chat: int, request: str) -> Reply:
        return self._drafts.write(person, chat, request)

    def _export(self, person: Person, chat: int, _argument: str) -> Reply:
        return self._drafts.export_last(person, chat)

    def _list(self, person: Person, _chat: int, _argument: str) -> Reply:
        return document_list(self._library.documents(scopes_of(person)))

    def _expect_file(self, person: Person, _chat: int, _argument: str) -> Reply:
        return say(texts.SEND_FILE if person.may_add_documents else texts.NOT_YOUR_FILE)

    def _admit(self, person: Person, _chat: int, order: str) -> Reply:
        return Admission(self._records).handle(person, order)

    def _forget(self, _person: Person, chat: int, _argument: str) -> Reply:
        self._records.set_focus(chat, "")
        return say(texts.FRESH)

    # Files

    def _file(self, person: Person, file: ReceivedFile) -> Reply:
        if not person.may_add_documents or file.path is None:
            self._records.note(person.id, Action.REFUSED)
            raise KnowledgeError(texts.NOT_YOUR_FILE)
        return take_in(file.path, file.name, self._library, self._records, person)

    # Buttons

    def _known_buttons(self) -> dict[str, Callable[[Press], Reply]]:
        return {
            "quote": lambda press: self._sought(press).around(press.key),
            "original": lambda press: self._sought(press).original(press.key),
            "card": lambda press: self._sought(press).card(press.key),
            "choice": lambda press: self._ask(press.person, press.chat, press.choice),
            "next": self._go_on,
            "right": self._rate,
            "wrong": self._rate,
        }

    def _sought(self, press: Press) -> LookUp:
        return self._look_up(press.person, press.chat)

    def _press(self, person: Person, message: Incoming) -> Reply:
        """An action is the button's name, the number of its answer or draft, and which source."""
        name, *numbers = message.button.split(":")
        if not 1 <= len(numbers) <= 2 or not all(map(_is_number, numbers)):
            raise KnowledgeError(texts.OLD_BUTTON)
        number, which = int(numbers[0]), int(numbers[-1]) if len(numbers) == 2 else 0
        if name == "export":
            return self._drafts.export(person, message.chat, number)
        shown = self._records.answer(number, message.chat)
        if shown is None or name not in self._buttons:
            raise KnowledgeError(texts.OLD_BUTTON)
        return self._buttons[name](Press(person, message.chat, name, number, which, shown))

    def _go_on(self, press: Press) -> Reply:
        focus = self._sought(press).document_name(press.key)
        self._records.set_focus(press.chat, focus)
        return say(texts.ASK_NEXT.format(document=focus))

    def _rate(self, press: Press) -> Reply:
        self._records.rate(Rating(press.number, press.person.id, press.name == "right"))
        return say(texts.RATED)


def _is_number(text: str) -> bool:
    """A row's number as we write it; longer ones do not fit the database's integers."""
    return text.isascii() and text.isdigit() and len(text) <= 9
