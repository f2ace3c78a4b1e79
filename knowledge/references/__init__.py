"""References to documents and provisions: find them in text, and write them officially."""

from knowledge.references.dates import DateMention, find_dates, format_date
from knowledge.references.find import find_references
from knowledge.references.reference import Reference, ReferenceKind
from knowledge.references.wording import first_mention, later_mention

__all__ = [
    "DateMention",
    "Reference",
    "ReferenceKind",
    "find_dates",
    "find_references",
    "first_mention",
    "format_date",
    "later_mention",
]
