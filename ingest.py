"""Put documents into the library, list and remove them, rebuild and check its indexes.

ingest.py PATH... [--scope SCOPE] [--json]
ingest.py --list | --remove KEY | --rebuild | --check
ingest.py --set KEY [number=… date=… issuer=… kind=… type=… title=…]
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import load_dotenv
from tqdm import tqdm

from knowledge import messages
from knowledge.corrections import FIELDS
from knowledge.faults import keep_words_out_of_logs
from knowledge.model import SCOPE_ALL, DocumentKind, KnowledgeError, Metadata
from knowledge.references import format_date
from knowledge.settings import settings_from

if TYPE_CHECKING:
    from knowledge.ingestion import Outcome
    from knowledge.library import Library

_SCOPE = re.compile(r"all|restricted|unit:[\w.-]+")
OK, OUR_FAULT, INPUT_FAULT = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 all well, 1 our fault, 2 the input's fault."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    keep_words_out_of_logs()
    load_dotenv()
    try:
        return _run(options)
    except KnowledgeError as refusal:
        print(refusal, file=sys.stderr)
        return INPUT_FAULT
    except KeyboardInterrupt:
        print(messages.INTERRUPTED, file=sys.stderr)
        return OUR_FAULT


def _run(options: argparse.Namespace) -> int:
    from knowledge.library import Library

    library = Library(settings_from(os.environ))
    if options.list:
        return _list(library, as_json=options.json)
    if options.remove:
        return _remove(library, options.remove)
    if options.set:
        key, *assignments = options.set
        return _set(library, key, assignments) if assignments else _show(library, key)
    if options.rebuild:
        library.rebuild()
        return _check(library)
    if options.check:
        return _check(library)
    return _put_in(library, options)


def _put_in(library: Library, options: argparse.Namespace) -> int:
    from knowledge.ingestion import Result

    if not _SCOPE.fullmatch(options.scope):
        raise KnowledgeError(messages.BAD_SCOPE.format(scope=options.scope))
    paths = list(files_in(options.paths))
    outcomes: list[Outcome] = []
    try:
        outcomes.extend(_with_progress(library, paths, options.scope))
    finally:
        if options.json:
            print(json.dumps([outcome.as_json() for outcome in outcomes], ensure_ascii=False))
        else:
            print(outcome_table(outcomes, options.paths))
    results = {outcome.outcome for outcome in outcomes}
    if Result.FAILED in results:
        return OUR_FAULT
    return INPUT_FAULT if Result.REFUSED in results or not outcomes else OK


def _with_progress(library: Library, paths: Sequence[Path], scope: str) -> Iterator[Outcome]:
    bar = partial(tqdm, disable=not sys.stderr.isatty())
    with (
        bar(total=len(paths), unit=messages.FILE_UNIT, desc=messages.READING) as files,
        bar(unit=messages.PAGE_UNIT, desc=messages.RECOGNISING, leave=False) as pages,
        bar(unit=messages.PASSAGE_UNIT, desc=messages.EMBEDDING) as passages,
    ):
        outcomes = library.add_all(
            paths,
            scope=scope,
            progress=partial(_move, passages),
            scanned=lambda page, total: _move(pages, page - 1, total),
        )
        for outcome in outcomes:
            files.update()
            _move(pages, 0, 0)
            yield outcome


def _move(bar: tqdm[None], done: int, total: int) -> None:
    if bar.total != total:
        bar.reset(total)  # what was done before does not count into its speed
    bar.update(done - bar.n)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and all files below the folders named; hidden files are left out."""
    for path in paths:
        if path.is_dir():
            below = sorted(child for child in path.rglob("*") if child.is_file())
            yield from (c for c in below if not _is_hidden(c.relative_to(path)))
        else:
            yield path


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def outcome_table(outcomes: Sequence[Outcome], named: Sequence[Path]) -> str:
    """What became of each file, then the sums; warnings and reasons stand below their file.

    A file is shown by its place below the folder among `named` that it was found in.
    """
    folders = [path if path.is_dir() else path.parent for path in named]
    lines = []
    for outcome in outcomes:
        result = messages.RESULTS[outcome.outcome]
        name = _place_below(folders, outcome.path)
        counts = messages.COUNTS.format(articles=outcome.articles, passages=outcome.passages)
        lines.append(
            f"{result:<14} {name}" + (f"  [{outcome.key}]  {counts}" if outcome.key else "")
        )
        lines += [f"    {text}" for text in (outcome.reason, *outcome.warnings) if text]
    sums = [
        f"{label}: {count}"
        for result, label in messages.RESULTS.items()
        if (count := sum(outcome.outcome == result for outcome in outcomes))
    ]
    return "\n".join([*lines, "; ".join(sums) or messages.NO_FILES])


def _place_below(folders: Iterable[Path], path: str) -> str:
    from knowledge.ingestion import printable

    for folder in map(printable, map(str, folders)):
        if Path(path).is_relative_to(folder):
            return str(Path(path).relative_to(folder))
    return path


def _list(library: Library, *, as_json: bool) -> int:
    entries = library.entries(frozenset(library.catalog.scopes()))
    if as_json:
        rows = [
            {
                "key": entry.metadata.key,
                "kind": entry.metadata.kind,
                "number": entry.metadata.number,
                "title": entry.metadata.title,
                "articles": entry.articles,
                "passages": entry.passages,
                "scope": entry.metadata.scope,
                "consolidates": entry.metadata.consolidates,
            }
            for entry in entries
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return OK
    for entry in entries:
        metadata = entry.metadata
        name = " ".join(x for x in (metadata.type_name, metadata.number, metadata.title) if x)
        link = messages.CONSOLIDATES.format(key=metadata.consolidates)
        print(f"{metadata.key:<36} {name[:100]}" + (f"  ({link})" if metadata.consolidates else ""))
    print(messages.LISTED.format(count=len(entries)))
    return OK


def _remove(library: Library, key: str) -> int:
    removed = library.remove(key)
    print((messages.REMOVED if removed else messages.NOTHING_TO_REMOVE).format(key=key))
    return OK if removed else INPUT_FAULT


def _set(library: Library, key: str, assignments: Sequence[str]) -> int:
    from knowledge.ingestion import Result

    outcome = library.correct(key, **dict(map(_assignment, assignments)))
    if outcome.outcome is Result.REFUSED:
        raise KnowledgeError(outcome.reason)
    sentence = messages.CORRECTED if outcome.key == key else messages.CORRECTED_KEY
    if outcome.outcome is Result.UNCHANGED:
        sentence = messages.NOTHING_CORRECTED
    print(sentence.format(key=outcome.key, old=key))
    return OK


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise KnowledgeError(messages.BAD_ASSIGNMENT.format(text=text))
    return name.strip(), value


def _show(library: Library, key: str) -> int:
    """What is known of a document, and beside it what was corrected, when, and what was read."""
    entry = library.catalog.entry(library.catalog.key_now(key))
    if entry is None:
        raise KnowledgeError(messages.NO_SUCH_DOCUMENT.format(key=key))
    correction = library.correction(key)
    print(entry.metadata.key)
    for name, attribute in FIELDS.items():
        line = f"  {name:<8}{messages.FIELD_NAMES[name]:<18}{_shown(entry.metadata, attribute)}"
        if correction and (said := correction.values.get(name)):
            line += "  " + messages.CORRECTED_AT.format(
                date=format_date(said.at.date()),
                time=f"{said.at:%H:%M}",
                value=_shown(correction.as_read, attribute),
            )
        print(line)
    return OK


def _shown(metadata: Metadata, attribute: str) -> str:
    value = getattr(metadata, attribute)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, DocumentKind):
        return f"{value} ({messages.KINDS[value]})"
    return str(value) if value else messages.NOTHING_READ


def _check(library: Library) -> int:
    found = [row for row in library.check() if row]
    for row in found:
        print(
            messages.DISCREPANCY.format(
                scope=row.scope,
                missing=row.missing_vectors,
                stale=row.stale_vectors,
                missing_entries=row.missing_entries,
                stale_entries=row.stale_entries,
            )
        )
    print(messages.CHECK_FAILED if found else messages.CHECK_PASSED)
    return OUR_FAULT if found else OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ingest.py", description=messages.INGEST_HELP)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=messages.PATHS_HELP)
    parser.add_argument("--scope", default=SCOPE_ALL, help=messages.SCOPE_HELP)
    parser.add_argument("--json", action="store_true", help=messages.JSON_HELP)
    command = parser.add_mutually_exclusive_group()
    command.add_argument("--list", action="store_true", help=messages.LIST_HELP)
    command.add_argument("--remove", metavar="KEY", help=messages.REMOVE_HELP)
    command.add_argument("--set", nargs="+", metavar=("KEY", "FIELD=VALUE"), help=messages.SET_HELP)
    command.add_argument("--rebuild", action="store_true", help=messages.REBUILD_HELP)
    command.add_argument("--check", action="store_true", help=messages.CHECK_HELP)
    return parser


if __name__ == "__main__":
    sys.exit(main())
