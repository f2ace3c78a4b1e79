"""Drafts in a chat: write one, fill its blanks, export it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot import texts
from bot.access import Person, scopes_of
from bot.draft import Blank, Draft
from bot.draft_reply import Cite, draft_reply
from bot.records import Action, KeptDraft, Records
from bot.reply import Attachment, Reply
from knowledge.diacritics import fold
from knowledge.library import Library
from knowledge.model import Citation, KnowledgeError

WriteDraft = Callable[[str, Mapping[str, str], frozenset[str]], Draft]
"""Request, facts by the blank they fill, scopes of the person -> draft."""

ExportDraft = Callable[[Draft, Path], None]
MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class DraftDesk:
    library: Library
    records: Records
    write_draft: WriteDraft
    export_draft: ExportDraft
    exports_dir: Path
    today: Callable[[], date]

    def write(
        self, person: Person, chat: int, request: str, facts: Mapping[str, str] | None = None
    ) -> Reply:
        """Draft what `request` asks for, keep the draft and show it."""
        if not request:
            raise KnowledgeError(texts.DRAFT_WHAT)
        draft = self.write_draft(request, facts or {}, scopes_of(person))
        number = self.records.keep_draft(chat, person.id, KeptDraft(request, facts or {}, draft))
        self.records.note(person.id, Action.DRAFTED, source_keys(draft))
        return draft_reply(draft, number, self._cite_for(person))

    def fill_in(self, person: Person, chat: int, text: str) -> Reply | None:
        """The chat's last draft again with the facts in `text`; None if it gives none."""
        number = self.records.last_draft(chat)
        kept = self.records.draft(number, chat) if number and ":" in text else None
        facts = facts_in(text, kept.draft.blanks) if kept else {}
        if not kept or not facts:
            return None
        return self.write(person, chat, kept.request, {**kept.facts, **facts})

    def export_last(self, person: Person, chat: int) -> Reply:
        """The chat's last draft as a .docx."""
        number = self.records.last_draft(chat)
        if number is None:
            raise KnowledgeError(texts.NO_DRAFT)
        return self.export(person, chat, number)

    def export(self, person: Person, chat: int, number: int) -> Reply:
        """The draft with that number as a .docx."""
        kept = self.records.draft(number, chat)
        if kept is None:
            raise KnowledgeError(texts.OLD_BUTTON)
        self.exports_dir.mkdir(parents=True, exist_ok=True)
        path = self.exports_dir / f"{number}.docx"
        self.export_draft(kept.draft, path)
        self.records.note(person.id, Action.EXPORTED, source_keys(kept.draft))
        left = len(kept.draft.blanks)
        caption = texts.EXPORTED.format(blanks=left) if left else texts.EXPORTED_WHOLE
        return Reply(attachment=Attachment(path, file_name(kept.draft), caption))

    def _cite_for(self, person: Person) -> Cite:
        def cite(key: str, quote: str) -> Citation | None:
            try:
                return self.library.cite(key, quote, scopes=scopes_of(person), as_of=self.today())
            except KnowledgeError:
                return None

        return cite


def facts_in(text: str, blanks: tuple[Blank, ...]) -> dict[str, str]:
    """The facts of 'tên mục: nội dung' lines; none unless every line names a blank."""
    names = {fold(blank.what): blank.what for blank in blanks}
    facts: dict[str, str] = {}
    for line in filter(str.strip, text.splitlines()):
        name, _, value = line.partition(":")
        blank = names.get(fold(name).strip(" •-[]"))
        if blank is None or not value.strip():
            return {}
        facts[blank] = value.strip()
    return facts


def source_keys(draft: Draft) -> tuple[str, ...]:
    """The provisions that the draft rests on."""
    keys = [source.key for one in draft.paragraphs() for source in one.provenance if source.key]
    return tuple(dict.fromkeys(keys))


def file_name(draft: Draft) -> str:
    """'BC-nguyen-nhan-ne-tranh_DU-THAO.docx': only letters that every system can store."""
    words = "".join(c if c.isalnum() else " " for c in fold(draft.title)).split()
    slug = "-".join(words)[:MAX_NAME].strip("-")
    return f"{'-'.join(filter(None, (draft.kind.symbol or 'CV', slug)))}_DU-THAO.docx"
