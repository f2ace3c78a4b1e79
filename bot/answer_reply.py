"""An answer with the buttons under it; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot import texts
from bot.answering import Answer
from bot.reply import Button, Reply
from knowledge.model import Citation

Rows = Iterator[tuple[Button, ...]]
BUTTONS_IN_A_ROW = 3


def answer_reply(answer: Answer, number: int) -> Reply:
    """The answer with its buttons; `number` is what the records know it by."""
    return Reply(answer.blocks, (*_choices(answer, number), *_sources(answer.citations, number)))


def _choices(answer: Answer, number: int) -> Rows:
    for which, choice in enumerate(answer.choices):
        yield (Button(choice, f"choice:{number}:{which}"),)


def _sources(citations: Sequence[Citation], number: int) -> Rows:
    if not citations:
        return
    quotes = _numbered(texts.QUOTE, "quote", range(len(citations)), number)
    originals = _numbered(texts.ORIGINAL, "original", _first_of_each_document(citations), number)
    if len(quotes) + len(originals) <= BUTTONS_IN_A_ROW:
        yield (*quotes, *originals)
    else:
        yield from _rows(quotes)
        yield from _rows(originals)
    verdicts = (Button(texts.RIGHT, f"right:{number}"), Button(texts.WRONG, f"wrong:{number}"))
    yield (Button(texts.GO_ON, f"next:{number}"), *verdicts)


def _numbered(label: str, action: str, places: Sequence[int], number: int) -> list[Button]:
    """One button for each place; the mark of the citation in the label if there are several."""
    return [
        Button(
            label if len(places) == 1 else f"{label} [{which + 1}]", f"{action}:{number}:{which}"
        )
        for which in places
    ]


def _first_of_each_document(citations: Sequence[Citation]) -> list[int]:
    first: dict[str, int] = {}
    for which, citation in enumerate(citations):
        first.setdefault(citation.document, which)
    return list(first.values())


def _rows(buttons: Sequence[Button]) -> Rows:
    for start in range(0, len(buttons), BUTTONS_IN_A_ROW):
        yield tuple(buttons[start : start + BUTTONS_IN_A_ROW])
