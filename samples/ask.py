"""Ask a library the sample questions and count the right answers: `python -m samples.ask`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.answering import Answer, AnswerKind, answer
from knowledge.library import Library
from knowledge.model import SCOPE_ALL
from knowledge.settings import settings_from
from samples.build import SAMPLES

AS_OF = date(2034, 10, 1)
"""The day on which a question is asked that names no other; by then the whole library is issued."""


def questions() -> Iterator[dict[str, Any]]:
    """The rows of `questions.jsonl`, described in README.md."""
    with (SAMPLES / "questions.jsonl").open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def is_right(question: Mapping[str, Any], given: Answer) -> bool:
    """Whether a quote holds the words of a gold place, or, without gold, the kind is expected."""
    if question["gold"] is None:
        return given.kind.value in question["expect"]
    return given.kind is AnswerKind.ANSWERED and any(
        gold["words"] in citation.quote for gold in question["gold"] for citation in given.citations
    )


def main() -> int:
    """Ask the library in `DATA_DIR`, list what was answered wrongly; 0 if nothing was."""
    library = Library(settings_from(os.environ))
    asked = wrong = 0
    for question in questions():
        day = date.fromisoformat(question.get("as_of", AS_OF.isoformat()))
        given = answer(question["question"], library, scopes=frozenset({SCOPE_ALL}), as_of=day)
        asked += 1
        if not is_right(question, given):
            wrong += 1
            places = ", ".join(citation.key for citation in given.citations)
            sys.stdout.write(f"{question['id']}  {question['question']}\n")
            sys.stdout.write(f"           {given.kind.value}  {places}\n")
    sys.stdout.write(f"{asked - wrong} of {asked} right\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
