"""A draft as a reply: sections, source marks, blanks in bold, what is still to be given; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot import texts
from bot.draft import BLANK_PATTERN, Blank, Draft, DraftSection, Origin, Paragraph
from bot.quotes import bold, source_block
from bot.reply import Block, BlockKind, Button, Reply, Run, Style, note, title
from knowledge.model import Citation

Cite = Callable[[str, str], Citation | None]
"""Key and quote -> the verified citation, None if the words do not stand there any more."""


def draft_reply(draft: Draft, number: int, cite: Cite) -> Reply:
    """The draft as it reads in a chat; `number` is what the records know it by."""
    writer = _Writer(cite)
    blocks = [title(texts.DRAFT_TITLE.format(kind=draft.kind, title=draft.title))]
    blocks += [writer.paragraph(one) for one in (*draft.legal_bases, *draft.opening)]
    for section in draft.sections:
        blocks += writer.section(section)
    blocks += [writer.paragraph(one) for one in draft.closing]
    blocks += writer.sources()
    blocks += _blanks(draft.blanks)
    blocks += [note(texts.WARNING.format(warning=warning)) for warning in draft.warnings]
    return Reply(tuple(blocks), ((Button(texts.EXPORT, f"export:{number}"),),))


class _Writer:
    """Numbers the sources in the order in which the paragraphs use them."""

    def __init__(self, cite: Cite) -> None:
        self._cite = cite
        self._marks: dict[tuple[str, str], int] = {}
        self._citations: list[Citation] = []

    def section(self, section: DraftSection) -> Iterator[Block]:
        if section.heading:
            yield Block(BlockKind.PARAGRAPH, (bold(section.heading),))
        for paragraph in section.paragraphs:
            yield self.paragraph(paragraph)

    def paragraph(self, paragraph: Paragraph) -> Block:
        """The words, gaps in bold, then the marks of what they rest on."""
        return Block(BlockKind.PARAGRAPH, (*_runs(paragraph.text), Run(self._marks_of(paragraph))))

    def sources(self) -> Iterator[Block]:
        if self._citations:
            yield Block(BlockKind.PARAGRAPH, (bold(texts.SOURCES),))
        for mark, citation in enumerate(self._citations, start=1):
            yield source_block(citation, mark)

    def _marks_of(self, paragraph: Paragraph) -> str:
        marks = [
            self._mark(source.key, source.quote)
            for source in paragraph.provenance
            if source.kind is Origin.PASSAGE
        ]
        if any(source.kind is Origin.PROPOSAL for source in paragraph.provenance):
            marks.append(texts.PROPOSAL)
        return "".join(dict.fromkeys(marks))

    def _mark(self, key: str, quote: str) -> str:
        if (key, quote) not in self._marks:
            citation = self._cite(key, quote)
            if citation is None:
                return texts.LOST_SOURCE
            self._marks[key, quote] = self._number_of(citation)
        return f" [{self._marks[key, quote]}]"

    def _number_of(self, citation: Citation) -> int:
        """Quotes from one place share a number."""
        for number, known in enumerate(self._citations, start=1):
            if known.key == citation.key:
                return number
        self._citations.append(citation)
        return len(self._citations)


def _runs(text: str) -> Iterator[Run]:
    end = 0
    for blank in BLANK_PATTERN.finditer(text):
        yield Run(text[end : blank.start()])
        yield bold(blank.group())
        end = blank.end()
    yield Run(text[end:])


def _blanks(blanks: tuple[Blank, ...]) -> Iterator[Block]:
    if not blanks:
        return
    lines = "\n".join(f"• {blank.what}" for blank in blanks)
    yield Block(BlockKind.PARAGRAPH, (bold(texts.BLANKS), Run(f"\n{lines}")))
    yield Block(BlockKind.NOTE, (Run(texts.FILL_IN, Style.ITALIC),))
