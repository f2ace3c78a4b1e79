"""Changes to a whole draft: fill blanks with facts, give renamed bodies their new names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.agency import RenamedBody
from bot.draft import BLANK_PATTERN, Draft, Fact, Origin, Paragraph, Provenance
from bot.texts import drafts as texts
from knowledge.diacritics import fold
from knowledge.model import KnowledgeError

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

ChangeText = Callable[[str], str]
ChangeParagraph = Callable[[Paragraph], Paragraph]


def with_facts(draft: Draft, facts: Mapping[str, str]) -> Draft:
    """The draft with each blank that a fact is named for filled with its value, word for word.

    A fact that fills nothing is told in a warning, so that nothing given is lost unseen.
    """
    known = {
        fold(what): Fact(what, " ".join(value.split())) for what, value in facts.items() if value
    }
    used: set[str] = set()

    def fill(match: re.Match[str]) -> str:
        fact = known.get(fold(match[1]))
        if fact is None:
            return match[0]
        used.add(fold(match[1]))
        return fact.value

    def change(paragraph: Paragraph) -> Paragraph:
        named = [fact for blank in paragraph.blanks if (fact := known.get(fold(blank.what)))]
        sources = (Provenance(Origin.FACT, fact.what, fact.value) for fact in named)
        text = BLANK_PATTERN.sub(fill, paragraph.text)
        return Paragraph(text, (*paragraph.provenance, *sources)) if named else paragraph

    filled = _changed(draft, lambda text: BLANK_PATTERN.sub(fill, text), change)
    number, day = known.get(fold(texts.FACT_NUMBER)), known.get(fold(texts.FACT_DATE))
    used |= {fold(texts.FACT_NUMBER), fold(texts.FACT_DATE)}
    left = [fact.what for name, fact in known.items() if name not in used]
    warnings = [texts.UNUSED_FACTS.format(facts="; ".join(left))] if left else []
    return replace(
        filled,
        number=number.value if number else draft.number,
        date=parse_day(day.value) if day else draft.date,
        warnings=(*draft.warnings, *warnings),
    )


def parse_day(value: str) -> date:
    """'05/3/2031' -> a date; KnowledgeError for anything else."""
    found = _DAY.fullmatch(value.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise KnowledgeError(texts.BAD_DATE.format(value=value))


def with_new_names(draft: Draft, renamed: tuple[RenamedBody, ...], as_of: date) -> Draft:
    """The draft with bodies renamed by `as_of` under their new names, each told in a warning.

    Legal bases keep the names they were issued under.
    """
    valid = {body.old: body for body in renamed if body.since is None or body.since <= as_of}
    names = sorted({*valid, *(body.new for body in valid.values())}, key=len, reverse=True)
    if not names:
        return draft
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    met: dict[str, RenamedBody] = {}

    def rename(match: re.Match[str]) -> str:
        body = valid.get(match[0])
        if body is None:
            return match[0]
        met[body.old] = body
        return body.new

    def change(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, text=pattern.sub(rename, paragraph.text))

    changed = _changed(draft, lambda text: pattern.sub(rename, text), change)
    warnings = (texts.renamed(body.old, body.new, body.since) for body in met.values())
    return replace(changed, legal_bases=draft.legal_bases, warnings=(*draft.warnings, *warnings))


def _changed(draft: Draft, text: ChangeText, paragraph: ChangeParagraph) -> Draft:
    """The draft with `text` applied to its titles and names, `paragraph` to its paragraphs."""
    sections = (
        replace(part, title=text(part.title), paragraphs=tuple(map(paragraph, part.paragraphs)))
        for part in draft.sections
    )
    return replace(
        draft,
        title=text(draft.title),
        legal_bases=tuple(map(paragraph, draft.legal_bases)),
        opening=tuple(map(paragraph, draft.opening)),
        sections=tuple(sections),
        closing=tuple(map(paragraph, draft.closing)),
        addressees=tuple(map(text, draft.addressees)),
        recipients=tuple(map(text, draft.recipients)),
    )
