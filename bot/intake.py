"""A file that an admin sends: into the library, and told what became of it."""

from __future__ import annotations

from pathlib import Path

from bot.access import Person
from bot.document_replies import outcome_blocks
from bot.records import Action, Records
from bot.reply import Reply
from knowledge.library import Library
from knowledge.model import SCOPE_ALL


def take_in(path: Path, name: str, library: Library, records: Records, person: Person) -> Reply:
    """Put the file at `path` in, under the `name` its sender knows it by."""
    outcome = library.add(path, scope=SCOPE_ALL, name=name)
    document = library.document(outcome.key) if outcome.key else None
    records.note(
        person.id,
        Action.UPLOADED if document else Action.REFUSED,
        (outcome.key,) if outcome.key else (),
    )
    return Reply(outcome_blocks(outcome, document))
