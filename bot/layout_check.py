"""Check a .docx against the layout of Nghị định 30/2020/NĐ-CP: tests T1 to T18."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.opc.exceptions import OpcError
from lxml.etree import LxmlError

from bot import layout_form, layout_wording
from bot.docx_formatting import Formatting
from bot.layout_parts import label_lines
from bot.layout_sheet import Fault, Sheet
from bot.texts import layout as layout_texts
from knowledge.libreoffice import converted, libreoffice


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a test at one place: `rule` is the provision behind it."""

    test: str
    ok: bool
    rule: str
    place: str
    message: str


CHECKS: tuple[tuple[str, Callable[[Sheet], Iterator[Fault]]], ...] = (
    ("T1", layout_form.margins),
    ("T2", layout_form.paper),
    ("T3", layout_form.fonts),
    ("T4", layout_form.sizes),
    ("T5", layout_form.page_number),
    ("T6", layout_wording.nation_and_motto),
    ("T7", layout_wording.number_and_date),
    ("T8", layout_wording.signing),
    ("T9", layout_wording.archive_line),
    ("T10", layout_form.body_shape),
    ("T11", layout_wording.end_mark),
    ("T12", layout_wording.addressees),
    ("T13", layout_wording.secrecy),
    ("T14", layout_wording.symbols),
    ("T15", layout_wording.padding),
    ("T16", layout_form.substituted_fonts),
    ("T17", layout_wording.legacy_encoding),
    ("T18", layout_form.header_table),
)


def check_layout(path: Path, *, render: bool = True) -> tuple[Finding, ...]:
    """One Finding for each test that holds, one for each fault of a test that does not.

    `render` also has LibreOffice, where installed, convert the file (T16). A file that is no .docx
    gives the one failed T16.
    """
    try:
        sheet = _open(path)
    except (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return (_finding("T16", Fault(layout_texts.FILE, layout_texts.CANNOT_OPEN)),)
    findings: list[Finding] = []
    for test, check in CHECKS:
        faults = list(check(sheet))
        if test == "T16" and render:
            faults.extend(_conversion_faults(path))
        findings.extend(_finding(test, fault) for fault in faults)
        if not faults:
            findings.append(_finding(test, None))
    return tuple(findings)


def _open(path: Path) -> Sheet:
    document = docx.Document(str(path))
    formatting = Formatting(document)
    return Sheet(document, formatting, label_lines(document, formatting))


def _conversion_faults(path: Path) -> Iterator[Fault]:
    if libreoffice() is not None and converted(path.read_bytes(), ".docx", ".pdf") is None:
        yield Fault(layout_texts.FILE, layout_texts.NOT_CONVERTED)


def _finding(test: str, fault: Fault | None) -> Finding:
    rule = layout_texts.RULES[test]
    if fault is None:
        return Finding(test, True, rule, layout_texts.WHOLE_DOCUMENT, layout_texts.OK)  # noqa: FBT003
    return Finding(test, False, rule, fault.place, fault.message)  # noqa: FBT003
