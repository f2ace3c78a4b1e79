"""A real library of all samples, and a conversation about it, as an official has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.access import Person, Role
from bot.agency import Agency
from bot.answering import answer
from bot.conversation import Conversation, Incoming
from bot.docx_writer import write_docx
from bot.draft_desk import DraftDesk
from bot.drafting import draft
from bot.records import Records
from bot.reply import Button, Reply
from knowledge.database import open_engine
from knowledge.library import Library
from knowledge.model import Document, Metadata

AS_OF = date(2034, 10, 1)
OFFICIAL = Person(2, "Chuyên viên", Role.OFFICIAL)
CHAT = 2


@dataclass(frozen=True)
class Shelf:
    """The library, and the file that each of its documents was read from."""

    library: Library
    files: dict[str, Path]

    def document_of(self, key: str) -> Document:
        parts = key.split("/")
        names = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
        document = self.library.document(next(name for name in names if name in self.files))
        assert document is not None
        return document

    def mentioned(self, metadata: Metadata) -> Metadata:
        host = self.library.document(metadata.host) if metadata.host else None
        return host.metadata if host else metadata

    def documents(self) -> Iterator[Document]:
        for key in self.files:
            yield self.document_of(key)


class Talk:
    """A conversation as an official has it, with real answers and real drafts."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        library = shelf.library
        self.shelf = shelf
        self.records = Records(open_engine(library.settings.catalog_url))
        desk = DraftDesk(
            library,
            self.records,
            lambda request, facts, scopes: draft(
                request, library, Agency(), scopes=scopes, as_of=AS_OF, facts=facts
            ),
            lambda made, path: write_docx(made, Agency(), path),
            folder,
            lambda: AS_OF,
        )
        self._conversation = Conversation(
            library,
            self.records,
            lambda question, scopes: answer(question, library, scopes=scopes, as_of=AS_OF),
            desk,
            lambda: AS_OF,
        )

    def say(self, text: str) -> Reply:
        (reply,) = self._conversation.handle(OFFICIAL, Incoming(CHAT, text))
        return reply

    def press(self, button: Button) -> Reply:
        (reply,) = self._conversation.handle(OFFICIAL, Incoming(CHAT, button=button.action))
        return reply
