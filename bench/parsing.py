"""How laws are parsed at scale: articles against the corpus' count, lost characters, doubts."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from multiprocessing import Pool
from pathlib import Path

from bench.character_loss import characters_changed
from knowledge.cleaning import clean
from knowledge.law_parser import DoubtKind, parse_with_doubts
from knowledge.model import Document, DocumentKind, Level, Metadata

JUDGEMENTS = Path(__file__).with_name("parsing_judgements.json")
"""By hand: why the corpus counts a document's articles otherwise, why numbers are skipped."""
WITH_ATTACHED = "n_articles counts the attached text"
"""The one reason that is no difference of parsing: other articles are counted."""
NOT_JUDGED = "not judged yet"
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Parsed:
    """What one document of the corpus gave."""

    document: str
    collection: str
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

    @property
    def skipped(self) -> int:
        """Places at which article numbers are missing."""
        return self.doubts.get(DoubtKind.ARTICLES_SKIPPED.name, 0)


@dataclass(frozen=True, slots=True)
class Judgements:
    """What was judged by hand, by document; a changed number needs a new judgement."""

    different: dict[str, dict[str, object]]
    skipped: dict[str, str]

    def why_different(self, row: Parsed) -> str:
        """The reason on record; '' where nothing differs."""
        if row.found == row.counted:
            return ""
        record = self.different.get(row.document, {})
        return str(record["reason"]) if record.get("found") == row.found else NOT_JUDGED

    def why_skipped(self, row: Parsed) -> str:
        """Why article numbers are missing; one reason holds for a whole collection."""
        return self.skipped.get(row.document) or self.skipped.get(row.collection, NOT_JUDGED)


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
    same_text_share: float
    """The share without documents in which the corpus counts the attached text instead."""
    whole_number_share: float
    """The share when inserted articles (15a) are left out here too, as the corpus mostly does."""
    by_reason: dict[str, int]
    """The difference, divided by the reasons on record."""
    skipped: dict[str, int]
    """Places at which article numbers are missing, by the reason on record."""
    unjudged: list[str]
    characters: int
    lost: int
    changed: dict[str, int]
    doubts: dict[str, int]
    cpu_seconds: float


def main() -> int:
    """Prints a table, or one JSON object with every disagreement; exit code 0."""
    parser = argparse.ArgumentParser(prog="python -m bench.parsing", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="laws.jsonl or laws.jsonl.gz")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="only each n-th document")
    parser.add_argument("--json", action="store_true", help="figures and disagreements as JSON")
    options = parser.parse_args()
    rows = list(parse_corpus(options.corpus, options.processes, options.every))
    judged = Judgements(**json.loads(JUDGEMENTS.read_text(encoding="utf-8")))
    summary = summarise(rows, judged)
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
        collection=row["collection"],
        counted=row["n_articles"] or 0,
        found=len(own),
        inserted=sum(not unit.number.isdigit() for unit in own),
        attached=len(articles) - len(own),
        characters=sum(map(str.isalnum, row["text"])),
        changed=characters_changed(row["text"], _joined(document)),
        doubts=dict(Counter(doubt.kind.name for doubt in doubts)),
        seconds=seconds,
    )


def summarise(rows: Sequence[Parsed], judged: Judgements) -> Summary:
    """Figures over all rows; a judgement counts only while the number found is the judged one."""
    counted = [row for row in rows if row.counted]
    total = sum(row.counted for row in counted)
    by_reason = reasons_of(counted, judged)
    difference = sum(by_reason.values())
    changed = _summed(row.changed for row in rows)
    return Summary(
        documents=len(rows),
        counted=total,
        found=sum(row.found for row in counted),
        difference=difference,
        disagreeing=sum(row.found != row.counted for row in counted),
        share=difference / max(total, 1),
        same_text_share=(difference - by_reason.get(WITH_ATTACHED, 0)) / max(total, 1),
        whole_number_share=sum(abs(row.found - row.inserted - row.counted) for row in counted)
        / max(total, 1),
        by_reason=by_reason,
        skipped=_summed({judged.why_skipped(row): row.skipped} for row in rows if row.skipped),
        unjudged=[row.document for row in counted if judged.why_different(row) == NOT_JUDGED],
        characters=sum(row.characters for row in rows),
        lost=changed.pop("lost", 0),
        changed=changed,
        doubts=_summed(row.doubts for row in rows),
        cpu_seconds=round(sum(row.seconds for row in rows), 1),
    )


def reasons_of(counted: Iterable[Parsed], judged: Judgements) -> dict[str, int]:
    """The sum of |found - counted|, divided by the reasons."""
    return _summed(
        {judged.why_different(row): abs(row.found - row.counted)}
        for row in counted
        if row.found != row.counted
    )


def table(summary: Summary) -> str:
    """The figures in lines, counts by kind below."""
    lines = [
        f"documents            {summary.documents}",
        f"articles             {summary.found} found, {summary.counted} counted by the corpus",
        f"difference           {summary.difference} ({summary.share:.2%}) "
        f"in {summary.disagreeing} documents, {len(summary.unjudged)} of them not judged",
        f"  in the same text   {summary.same_text_share:.2%}, without attached texts that the "
        "corpus counts instead",
        f"  whole numbers      {summary.whole_number_share:.2%}, without inserted articles (15a)",
        f"letters and digits   {summary.characters}, {summary.lost} lost",
        f"CPU seconds          {summary.cpu_seconds}",
    ]
    for title, counts in (
        ("difference by reason", summary.by_reason),
        ("places with missing article numbers by reason", summary.skipped),
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
