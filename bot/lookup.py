"""Look documents and provisions up by their number: the words, the card, the stored file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from bot import texts
from bot.access import Person, scopes_of
from bot.document_replies import card_blocks, outline_blocks, short_name, whole_provision
from bot.quotes import doubt_blocks, quote_block, source_block, status_block
from bot.records import Action, Records, ShownAnswer
from bot.reply import Attachment, Button, Reply, say
from knowledge.diacritics import fold
from knowledge.library import Library
from knowledge.locators import locator_text
from knowledge.model import Document, KnowledgeError, Metadata, Provision
from knowledge.references import Reference, find_references

MAX_CHOICES = 8
LONGEST_OPENED = 12_000
"""Characters: three messages. A longer unit is shown by its parts."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """What one person may look up, and the chat that the buttons will belong to."""

    library: Library
    records: Records
    person: Person
    chat: int
    today: date

    def find(self, wanted: str) -> Reply:
        """The document or provision that `wanted` names; buttons where several fit."""
        references = find_references(wanted)
        if not references:
            return self._one_of(self._titled(wanted), f"“{wanted[:100]}”")
        resolved = self.library.resolve(references[0], self._scopes)
        if resolved.provision is not None:
            return self.provision(resolved.provision.key)
        if resolved.unit_is_missing and not resolved.is_ambiguous:
            place = locator_text(references[0].locator)
            named = short_name(resolved.documents[0])
            raise KnowledgeError(texts.NO_SUCH_PROVISION.format(document=named, locator=place))
        return self._one_of(resolved.documents, _as_written(references[0], wanted))

    def provision(self, key: str) -> Reply:
        """The words at `key`, verified and cited; the parts of a unit too long for a chat."""
        document, unit = self._unit(key)
        self.records.note(self.person.id, Action.OPENED, (key,))
        quote = unit.span.of(document.text).strip()
        if len(quote) > LONGEST_OPENED:
            return Reply(outline_blocks(document, unit), self._buttons(key))
        citation = self.library.cite(key, quote, scopes=self._scopes, as_of=self.today)
        cited = (quote_block(citation), source_block(citation, 1), status_block(citation.status))
        return Reply((*cited, *doubt_blocks(document)), self._buttons(key))

    def around(self, key: str) -> Reply:
        """The whole provision that the words at `key` stand in."""
        return self.provision(whole_provision(*self._unit(key)).key)

    def card(self, key: str) -> Reply:
        """What the document with that key is."""
        document = self.library.document(key, self._scopes)
        if document is None:
            raise KnowledgeError(texts.PROVISION_GONE)
        self.records.note(self.person.id, Action.LOOKED_UP, (key,))
        status = status_block(self.library.status(document.metadata, self.today))
        return Reply((*card_blocks(document), status), self._buttons(key))

    def original(self, key: str) -> Reply:
        """The stored file of the document that `key` is, or stands in."""
        found = self.library.provision(key, self._scopes)
        document_key = found[0].key if found else key
        stored = self.library.original(document_key, self._scopes)
        if stored is None:
            raise KnowledgeError(texts.NO_ORIGINAL)
        self.records.note(self.person.id, Action.DOWNLOADED, (document_key,))
        path, name = stored
        return Reply(attachment=Attachment(path, PurePosixPath(name).name))

    def document_name(self, key: str) -> str:
        """How the document that `key` is, or stands in, is called for short."""
        found = self.library.provision(key, self._scopes)
        document = found[0] if found else self.library.document(key, self._scopes)
        if document is None:
            raise KnowledgeError(texts.PROVISION_GONE)
        return short_name(self.library.mentioned(document.metadata))

    def _unit(self, key: str) -> tuple[Document, Provision]:
        found = self.library.provision(key, self._scopes)
        if found is None:
            raise KnowledgeError(texts.PROVISION_GONE)
        return found

    @property
    def _scopes(self) -> frozenset[str]:
        return scopes_of(self.person)

    def _titled(self, wanted: str) -> Sequence[Metadata]:
        documents = self.library.documents(self._scopes)
        return [one for one in documents if fold(wanted) in fold(f"{one.type_name} {one.title}")]

    def _one_of(self, documents: Sequence[Metadata], named: str) -> Reply:
        """The only document's card, or a button for each of several."""
        if not documents:
            raise KnowledgeError(texts.NOT_IN_LIBRARY.format(number=named))
        if len(documents) == 1:
            return self.card(documents[0].key)
        keys = tuple(metadata.key for metadata in documents[:MAX_CHOICES])
        number = self.records.keep_answer(self.chat, ShownAnswer(named, keys))
        rows = [
            (Button(short_name(metadata), f"card:{number}:{which}"),)
            for which, metadata in enumerate(documents[:MAX_CHOICES])
        ]
        return say(texts.SEVERAL.format(count=len(documents)), *rows)

    def _buttons(self, key: str) -> tuple[tuple[Button, ...], ...]:
        number = self.records.keep_answer(self.chat, ShownAnswer("", (key,)))
        return (
            (Button(texts.ORIGINAL, f"original:{number}:0"), Button(texts.GO_ON, f"next:{number}")),
        )


def _as_written(reference: Reference, wanted: str) -> str:
    return reference.canonical or f"“{wanted[:100]}”"
