"""Draft a document from a wish: skeleton, past reports and legal bases; no language model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from bot.agency import Agency
from bot.draft import Draft, DraftKind, Paragraph
from bot.draft_changes import parse_day, with_facts, with_new_names
from bot.draft_frame import Frame
from bot.draft_request import DraftRequest, understand
from bot.draft_sections import SectionBuilder, Wording, wanted_sections
from bot.legal_bases import LegalBases, find_bases
from bot.mandate import Mandate, find_mandate
from bot.particulars import Emptier
from bot.past_reports import find_reports
from bot.skeletons import Skeleton, choose_skeleton
from bot.texts import drafts as texts
from knowledge.diacritics import Restorer, fold, language_of
from knowledge.identity import signer_of
from knowledge.library import Library
from knowledge.model import Document, Metadata
from knowledge.references import first_mention, later_mention

_AS_ASKED = re.compile(
    r"theo\s+(?:nội dung\s+)?(?:công văn|văn bản|đề cương|yêu cầu)\b", re.IGNORECASE
)
_REPORT_ON = re.compile(
    r"^(?:(?:v/v|về việc|về)\s+)?(?:báo cáo\s+)?(?:chuyên đề\s+)?(?:về\s+)?", re.I
)
_NO_FACTS: Mapping[str, str] = MappingProxyType({})


def draft(
    request: str,
    library: Library,
    agency: Agency,
    *,
    scopes: frozenset[str],
    as_of: date,
    facts: Mapping[str, str] = _NO_FACTS,
) -> Draft:
    """Draft what `request` asks for; its lines after the first are the document that asks for it.

    `facts` fill the blanks they are named for, and the number ('số văn bản') and date ('ngày ban
    hành') of the draft. What nobody gave stays blank; nothing particular to a past report is taken
    over. The law is that of the date given, else of `as_of`. Raises KnowledgeError for party
    documents, secrets, kinds that are not drafted, and a date that cannot be read.
    """
    wish = understand(request)
    if texts.FACT_DATE in facts:
        as_of = parse_day(facts[texts.FACT_DATE])
    mandate = find_mandate(wish, library, scopes)
    typed = _subject(wish, mandate)
    learns = typed and wish.kind is DraftKind.REPORT
    reports = find_reports(typed, library, scopes) if learns else ()
    subject = _with_marks(typed, reports)
    bases = find_bases(subject, library, scopes, as_of) if subject else LegalBases()
    frame = Frame(wish, agency, mandate, subject)
    plain = _assemble(frame, choose_skeleton(wish.kind, request), reports, bases, as_of.year)
    return with_new_names(with_facts(plain, facts), agency.renamed, as_of)


def _subject(wish: DraftRequest, mandate: Mandate | None) -> str:
    """What the draft is about: the user's words without the mandate, else the mandate's title."""
    if mandate is None:
        return wish.subject
    own = "" if _AS_ASKED.match(wish.subject) else wish.subject.replace(mandate.cited, "")
    return own.strip(" ,;") or _REPORT_ON.sub("", mandate.title)


def _with_marks(subject: str, reports: tuple[Document, ...]) -> str:
    """A subject typed without diacritics, written as the past reports on it write it."""
    if not reports or fold(subject) != subject.lower():
        return subject
    texts_of_reports = (f"{one.metadata.title}\n{one.text}" for one in reports)
    return Restorer(language_of(texts_of_reports)).restore(subject)


def _assemble(
    frame: Frame,
    skeleton: Skeleton,
    reports: tuple[Document, ...],
    bases: LegalBases,
    year: int,
) -> Draft:
    wish, wording = frame.wish, frame.wording()
    wanted, other = wanted_sections(wish, skeleton)
    signers = (signer.name for one in reports if (signer := signer_of(one.text)))
    builder = SectionBuilder(reports, Emptier(signers), wording)
    sections = tuple(builder.build(wanted))
    whole = wanted == skeleton.sections
    return Draft(
        kind=wish.kind,
        title=frame.title,
        year=year,
        opening=_paragraphs(skeleton.opening, wording) if whole or wish.opening else (),
        legal_bases=_bases(skeleton.bases, bases, wording),
        sections=sections,
        closing=_paragraphs(skeleton.closing, wording) if whole or wish.closing else (),
        addressees=frame.addressees,
        recipients=frame.recipients(sections),
        signer=frame.signer,
        unit_code=frame.unit.code if frame.unit else "",
        warnings=(*_warnings(frame, builder, other), *bases.warnings),
    )


def _paragraphs(sentences: tuple[str, ...], wording: Wording) -> tuple[Paragraph, ...]:
    return tuple(wording.paragraph(sentence) for sentence in sentences)


def _bases(standing: tuple[str, ...], found: LegalBases, wording: Wording) -> tuple[Paragraph, ...]:
    """Căn cứ lines: each ends with ';', the last with '.'; 'Theo đề nghị của …' comes last.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.a.
    """
    usual = _paragraphs(standing, wording)
    lines = (*usual[:-1], *found.paragraphs, *usual[-1:])
    return tuple(
        Paragraph(line.text.rstrip(" .;") + (";" if number < len(lines) else "."), line.provenance)
        for number, line in enumerate(lines, start=1)
    )


def _warnings(frame: Frame, builder: SectionBuilder, other: str) -> tuple[str, ...]:
    warnings = [other] if other else []
    if frame.subject and frame.subject not in frame.wish.subject and not frame.mandate:
        warnings.append(texts.MARKS_RESTORED.format(subject=frame.subject))
    for source in builder.sources:
        warnings += _warnings_of_source(source.metadata, frame.agency)
    if frame.wish.kind is DraftKind.REPORT and builder.filled and not builder.sources:
        warnings.append(texts.NO_PAST_REPORT)
    return tuple(warnings)


def _warnings_of_source(source: Metadata, agency: Agency) -> Iterator[str]:
    document = later_mention(source) if source.number else first_mention(source)
    yield texts.FROM_PAST_REPORT.format(document=document)
    if agency.name and source.issuer and fold(agency.name) not in fold(source.issuer):
        yield texts.OTHER_ISSUER.format(document=document, issuer=source.issuer)
