"""From the text of an incoming letter to what it asks for; nothing is added to what it says."""

from __future__ import annotations

import re

from knowledge.identity import Formalities, read_formalities
from knowledge.references import find_dates, find_references
from knowledge.request_parser.asking import (
    asking_sentence,
    reporting_period,
    subject_of,
    type_of,
    wanted_in,
)
from knowledge.request_parser.letter import Letter, letter_of
from knowledge.request_parser.outline import outline_of
from knowledge.request_parser.request import IncomingRequest, Stated
from knowledge.request_parser.sending import destination_in
from knowledge.request_parser.times import deadline_in, period_in

_HEAD = 3_000  # characters
_NUMBER_WORD = re.compile(r"số\s*:?\s*", re.IGNORECASE)


def parse_request(text: str) -> IncomingRequest:
    """What a công văn asks for: which document, about what, by when, in which outline, sent where.

    Each part keeps the span of the words that state it. A text that asks nothing gives a request
    whose parts are None or (); it is never refused.
    """
    letter = letter_of(text)
    formalities = read_formalities(text)
    sentence = asking_sentence(letter)
    wanted = wanted_in(letter, sentence) if sentence else None
    subject = subject_of(letter, wanted, sentence) if wanted and sentence else None
    return IncomingRequest(
        letter=formalities,
        number=_number(letter, formalities),
        issued=_issued(letter, formalities),
        sentence=letter.stated(sentence.start, sentence.end) if sentence else None,
        wanted=wanted,
        wanted_type=type_of(wanted) if wanted else "",
        subject=subject,
        covers=reporting_period(letter, subject, formalities.title) if subject else None,
        outline=outline_of(letter, sentence),
        period=period_in(letter),
        deadline=deadline_in(letter, formalities.date),
        destination=destination_in(letter),
    )


def _number(letter: Letter, formalities: Formalities) -> Stated | None:
    """Where the letter prints its own number."""
    if not formalities.number:
        return None
    printed = (r for r in find_references(letter.text[:_HEAD]))
    own = next((r for r in printed if r.canonical == formalities.number), None)
    if own is None:
        return None
    word = _NUMBER_WORD.match(own.span.of(letter.text))
    return letter.stated(own.span.start + (word.end() if word else 0), own.span.end)


def _issued(letter: Letter, formalities: Formalities) -> Stated | None:
    """Where the letter prints its own date."""
    if formalities.date is None:
        return None
    day = formalities.date.isoformat()
    own = next((d for d in find_dates(letter.text[:_HEAD]) if d.value == day), None)
    return letter.stated(own.span.start, own.span.end) if own else None
