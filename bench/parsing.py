"""How laws are parsed at scale: articles against the corpus' count, lost characters, doubts."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing import Pool
from pathlib import Path

from bench.character_loss import characters_changed
from knowledge.cleaning import clean
from knowledge.law_parser import parse_with_doubts
from knowledge.model import Document, DocumentKind, Level, Metadata

DISAGREEMENTS = Path(__file__).with_name("parsing_disagreements.json")
"""Document -> number found, and the reason why the corpus counts otherwise, judged by hand."""
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one document of the corpus gave."""

    document: str
    counted: int
    """Articles by the corpus; it leaves out inserted ones (15a) and counts repeated ones once."""
    found: int
    """Articles of the document itself, without those of attached texts."""
    inserted: int
    """Articles of the document itself with a letter: 15a."""
    attached: int
    characters: int
    changed: dict[str, int]
    """Letters and digits that the stored text has otherwise than the file, by kind."""
    doubts: dict[str, int]
    seconds: float
    """CPU time of cleaning and parsing."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a corpus; `unjudged` disagreements have no reason on record."""

    documents: int
    counted: int
    found: int
    difference: int
    """Sum of |found - counted| over documents whose articles are counted."""
    disagreeing: int
    share: float
    by_reason: dict[str, int] = field(default_factory=dict)
    """The difference, divided by the reasons on record."""
    unjudged: list[str] = field(default_factory=list)
    characters: int = 0
    lost: int = 0
    changed: dict[str, int] = field(default_factory=dict)
    doubts: dict[str, int] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    megabytes: float = 0.0


def main() -> int:
    """Prints a table, or one JSON object with every disagreement; exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m bench.parsing", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="laws.jsonl or laws.jsonl.gz")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="only each n-th document")
    parser.add_argument("--json", action="store_true", help="figures and disagreements as JSON")
    options = parser.parse_args()
    rows = list(parse_corpus(options.corpus, options.processes, options.every))
    summary = summarise(rows, json.loads(DISAGREEMENTS.read_text(encoding="utf-8")))
    if options.json:
        disagreements = [asdict(row) for row in rows if row.counted and row.found != row.counted]
        print(json.dumps(asdict(summary) | {"rows": disagreements}, ensure_ascii=False))
    else:
        print(table(summary))
    return 0


def parse_corpus(corpus: Path, processes: int = 2, every: int = 1) -> Iterator[Parsed]:
    """Every `every`-th document of the corpus, parsed by so many processes, in the file's order."""
    open_text = gzip.open if corpus.suffix == ".gz" else open
    with open_text(corpus, "rt", encoding="utf-8") as lines, Pool(processes) as pool:
        chosen = (line for number, line in enumerate(lines) if number % every == 0)
        yield from pool.imap(parse_row, chosen, chunksize=_CHUNK)


def parse_row(line: str) -> Parsed:
    """One line of the corpus."""
    row = json.loads(line)
    started = time.process_time()
    text = clean(row["text"])
    document, doubts = parse_with_doubts(text, Metadata(row["doc_id"], DocumentKind.LEGAL))
    seconds = time.process_time() - started
    articles = [unit for unit in document.provisions if unit.level is Level.ARTICLE]
    own = [unit for unit in articles if unit.locator.annex is None]
    return Parsed(
        document=row["doc_id"],
        counted=row["n_articles"] or 0,
        found=len(own),
        inserted=sum(not unit.number.isdigit() for unit in own),
        attached=len(articles) - len(own),
        characters=sum(map(str.isalnum, row["text"])),
        changed=characters_changed(row["text"], _joined(document)),
        doubts=dict(Counter(doubt.kind.name for doubt in doubts)),
        seconds=seconds,
    )


def summarise(rows: Sequence[Parsed], judged: dict[str, dict[str, object]]) -> Summary:
    """Figures over all rows; a judgement counts only while the number found is the judged one."""
    counted = [row for row in rows if row.counted]
    disagreeing = [row for row in counted if row.found != row.counted]
    total = sum(row.counted for row in counted)
    difference = sum(abs(row.found - row.counted) for row in disagreeing)
    reasons: Counter[str] = Counter()
    unjudged = []
    for row in disagreeing:
        record = judged.get(row.document, {})
        if record.get("found") == row.found:
            reasons[str(record["reason"])] += abs(row.found - row.counted)
        else:
            unjudged.append(row.document)
    changed = _summed(row.changed for row in rows)
    return Summary(
        documents=len(rows),
        counted=total,
        found=sum(row.found for row in counted),
        difference=difference,
        disagreeing=len(disagreeing),
        share=difference / total if total else 0.0,
        by_reason=dict(reasons.most_common()),
        unjudged=unjudged,
        characters=sum(row.characters for row in rows),
        lost=changed.pop("lost", 0),
        changed=changed,
        doubts=_summed(row.doubts for row in rows),
        cpu_seconds=round(sum(row.seconds for row in rows), 1),
        megabytes=round(sum(row.characters for row in rows) / 1e6, 1),
    )


def table(summary: Summary) -> str:
    """The figures in lines, counts by kind below."""
    lines = [
        f"documents            {summary.documents}",
        f"articles             {summary.found} found, {summary.counted} counted by the corpus",
        f"difference           {summary.difference} ({summary.share:.2%}) "
        f"in {summary.disagreeing} documents, {len(summary.unjudged)} of them not judged",
        f"letters and digits   {summary.characters}, {summary.lost} lost",
        f"CPU seconds          {summary.cpu_seconds}",
    ]
    for title, counts in (
        ("difference by reason", summary.by_reason),
        ("characters replaced", summary.changed),
        ("doubts by kind", summary.doubts),
    ):
        lines += ["", title, *(f"  {count:>7}  {kind}" for kind, count in counts.items())]
    return "\n".join(lines)


def _joined(document: Document) -> str:
    tops = (unit.span for unit in document.provisions if unit.parent is None)
    return "".join(span.of(document.text) for span in tops)


def _summed(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(total.most_common())


if __name__ == "__main__":
    sys.exit(main())
