"""What the layout tests look at: an opened .docx with its lines labelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as WordDocument

from bot.docx_formatting import Formatting, TextFormat
from bot.layout_parts import Line, Part, text_runs
from bot.texts.layout import place


@dataclass(frozen=True, slots=True)
class Fault:
    """Where something is wrong and what."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Sheet:
    document: WordDocument
    formatting: Formatting
    lines: tuple[Line, ...]

    def of(self, *parts: Part) -> tuple[Line, ...]:
        """The lines that are one of `parts`, in order."""
        return tuple(line for line in self.lines if line.part in parts)

    def first(self, part: Part) -> Line | None:
        return next(iter(self.of(part)), None)

    def looks(self, line: Line) -> list[TextFormat]:
        """The formats of the runs of `line` that print something."""
        return [self.formatting.run(run, line.paragraph) for run in text_runs(line.paragraph)]

    def body(self) -> Iterator[Line]:
        """The lines of the content proper, căn cứ included, tables and centred lines not."""
        yield from self.of(Part.BASIS, Part.HEADING, Part.ARTICLE, Part.BODY)


def fault_at(line: Line, message: str) -> Fault:
    return Fault(place(line.part, line.plain), message)
