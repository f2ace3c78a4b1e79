"""A file that an admin sends: into the library, and told what became of it."""

from __future__ import annotations

from pathlib import Path

from bot.access import Person
from bot.document_replies import archive_blocks, outcome_blocks
from bot.records import Action, Records
from bot.reply import Reply
from knowledge.library import Library
from knowledge.model import SCOPE_ALL


def take_in(path: Path, name: str, library: Library, records: Records, person: Person) -> Reply:
    """Put the file at `path` in, under the `name` its sender knows it by; a zip holds several."""
    outcomes = list(library.add_all([path], scope=SCOPE_ALL, name=name))
    documents = [library.document(one.key) if one.key else None for one in outcomes]
    for outcome, document in zip(outcomes, documents, strict=True):
        action = Action.UPLOADED if document else Action.REFUSED
        records.note(person.id, action, (outcome.key,) if outcome.key else ())
    if len(outcomes) == 1:
        return Reply(outcome_blocks(outcomes[0], documents[0]))
    return Reply(archive_blocks(name, outcomes, documents))
