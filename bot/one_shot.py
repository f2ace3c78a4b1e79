"""One question, one draft or one review from the command line, as text or as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bot import texts
from bot.agency import Agency
from bot.answering import Answer, answer
from bot.docx_writer import write_docx
from bot.draft import Draft
from bot.draft import as_json as draft_json
from bot.drafting import draft
from bot.layout_check import check_layout
from bot.reply import plain_text
from knowledge.library import EVERYBODY, Library
from knowledge.model import Citation, KnowledgeError
from knowledge.readers import read

OK, INPUT_FAULT = 0, 2


def ask(question: str, library: Library, as_of: date, *, as_json: bool) -> int:
    """Answer one question; '-' answers one question a line of standard input, each on its own."""
    questions: Iterable[str] = (
        (line.strip() for line in sys.stdin) if question == "-" else [question]
    )
    for text in questions:
        start = time.perf_counter()
        given = answer(text, library, scopes=EVERYBODY, as_of=as_of)
        elapsed = round(1000 * (time.perf_counter() - start))
        if as_json or question == "-":
            print(json.dumps(answer_json(given, elapsed), ensure_ascii=False), flush=True)
        else:
            print(plain_text(given.blocks), flush=True)
    return OK


def answer_json(given: Answer, elapsed_ms: int) -> dict[str, object]:
    """The keys that others build on."""
    return {
        "kind": given.kind,
        "reason": given.reason,
        "text": plain_text(given.blocks),
        "citations": [_citation_json(citation) for citation in given.citations],
        "elapsed_ms": elapsed_ms,
    }


def _citation_json(citation: Citation) -> dict[str, object]:
    return {
        "key": citation.key,
        "document": citation.document,
        "locator": citation.locator.as_dict(),
        "locator_text": citation.locator_text,
        "quote": citation.quote,
        "status": citation.status.validity,
        "as_of": citation.status.as_of.isoformat(),
        "verified": citation.verified,
    }


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """A wish to draft, with the files that go with it."""

    request: str
    facts: Path | None = None
    """JSON object: the name of a blank to what fills it."""
    incoming: Path | None = None
    """The công văn that asks for the document."""
    out: Path | None = None
    """Where the .docx is to be written."""


def write_draft(
    order: DraftOrder, library: Library, agency: Agency, as_of: date, *, as_json: bool
) -> int:
    """Draft, write the .docx if one is wanted, and show the draft."""
    request = order.request
    if order.incoming is not None:
        request = f"{request}\n{read(order.incoming).text}"
    facts = _facts(order.facts) if order.facts else {}
    made = draft(request, library, agency, scopes=EVERYBODY, as_of=as_of, facts=facts)
    if order.out is not None:
        _write(made, agency, order.out)
    print(json.dumps(draft_json(made), ensure_ascii=False) if as_json else _draft_text(made))
    return OK


def _write(made: Draft, agency: Agency, path: Path) -> None:
    try:
        write_docx(made, agency, path)
    except OSError as error:
        raise KnowledgeError(texts.NOT_WRITTEN.format(path=path)) from error


def _draft_text(made: Draft) -> str:
    lines = [f"{made.kind.upper()}: {made.title}"]
    for section in made.sections:
        lines += ["", section.heading, *(paragraph.text for paragraph in section.paragraphs)]
    return "\n".join([*lines, "", *made.warnings])


def _facts(path: Path) -> dict[str, str]:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(texts.BAD_FACTS.format(name=path.name)) from error
    if not isinstance(facts, dict):
        raise KnowledgeError(texts.BAD_FACTS.format(name=path.name))
    return {str(name): str(value) for name, value in facts.items()}


def review(path: Path, *, as_json: bool) -> int:
    """Check the layout of a .docx against Nghị định 30/2020/NĐ-CP (T1 to T18)."""
    findings = check_layout(path)
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = texts.PASSED if finding.ok else texts.NOT_PASSED
            print(f"{finding.test:<4} {mark}" + ("" if finding.ok else f": {finding.message}"))
    return OK if all(finding.ok for finding in findings) else INPUT_FAULT
