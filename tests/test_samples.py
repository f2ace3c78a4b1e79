"""The samples: marked as such, invented, readable, and the same as their sources."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

from samples.build import SAMPLES, build, sources, target_of
from samples.layout import SAMPLE_MARK, lines_of, parse

SOURCES = sources()
QUESTIONS = [
    json.loads(line)
    for line in (SAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
]
ANSWERABLE = [question for question in QUESTIONS if question["gold"] is not None]

_NUMBER = re.compile(r"\b(\d+)(?:/(\d{4}))?(?:/[A-ZĐ][\w-]*-[A-ZĐ]+|/QH\d+|-KL/TU)")
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\.?\d)")
_HEADINGS = {
    "part": "Phần {}$",
    "section": r"{}\. ",
    "article": r"Điều {}\.",
    "clause": r"{}\. ",
    "point": r"{}\) ",
}
_ANY_NUMBER = {
    "part": "[IVX]+",
    "section": "[IVX]+",
    "article": r"\d+[a-zđ]?",
    "clause": r"\d+[a-zđ]?",
    "point": "[a-zđ]",
}


def name_of(path: Path) -> str:
    return path.stem


def source_text(source: Path) -> str:
    return source.read_text(encoding="utf-8")


def words(text: str) -> str:
    """The words in order: without the mark, line breaks and borders of cells."""
    return " ".join(text.replace(SAMPLE_MARK, " ").replace("|", " ").split())


def word_text(path: Path) -> str:
    document = docx.Document(str(path))
    return "\n".join(
        paragraph.text
        for block in document.iter_inner_content()
        for paragraph in (_cell_paragraphs(block) if hasattr(block, "rows") else [block])
    )


def _cell_paragraphs(table: Any) -> Iterator[Any]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs


def pdf_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def html_text(path: Path) -> str:
    page = path.read_text(encoding="utf-8")
    return re.sub(r"<[^>]+>", "\n", page[page.index("<body>") :])


def plain_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


READERS: Mapping[str, Callable[[Path], str]] = {
    ".docx": word_text,
    ".html": html_text,
    ".txt": plain_text,
}


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_every_source_has_its_sample_and_every_sample_is_small(source: Path) -> None:
    assert target_of(source).stat().st_size < 60_000


def test_every_sample_has_its_source() -> None:
    built = {path for folder in ("library", "incoming") for path in (SAMPLES / folder).iterdir()}

    assert {target_of(source) for source in SOURCES} == built


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_a_sample_holds_the_words_of_its_source_in_order(source: Path) -> None:
    target = target_of(source)
    expected = words("\n".join(lines_of(parse(source_text(source)))))
    if target.suffix == ".pdf":
        pages = "\n".join(re.sub(rf"{SAMPLE_MARK}\s+\d+\s", "", page) for page in pdf_pages(target))
        assert words(pages) == expected
    else:
        assert words(READERS[target.suffix](target)) == expected


@pytest.mark.parametrize(
    "source", [path for path in SOURCES if ".pdf" not in path.name], ids=name_of
)
def test_building_again_gives_the_committed_text(source: Path, tmp_path: Path) -> None:
    rebuilt = target_of(source, tmp_path)
    build(source, rebuilt)
    read = READERS[rebuilt.suffix]

    assert read(rebuilt) == read(target_of(source))


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_every_page_says_that_it_is_a_sample(source: Path) -> None:
    target = target_of(source)
    match target.suffix:
        case ".docx":
            for section in docx.Document(str(target)).sections:
                headers = (section.first_page_header, section.header)
                assert all(header.paragraphs[0].text == SAMPLE_MARK for header in headers)
        case ".pdf":
            assert all(page.startswith(SAMPLE_MARK) for page in pdf_pages(target))
        case ".html":
            assert html_text(target).lstrip().startswith(f"{SAMPLE_MARK}\n")
        case _:
            assert plain_text(target).startswith(f"{SAMPLE_MARK}\n")


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_no_number_or_year_can_be_taken_for_a_real_one(source: Path) -> None:
    text = source_text(source)
    numbers = list(_NUMBER.finditer(text))

    assert numbers
    assert all(int(number.group(1)) >= 900 for number in numbers)
    assert all(2031 <= int(year) <= 2036 for year in _YEAR.findall(text))


@pytest.mark.parametrize("source", SOURCES, ids=name_of)
def test_sources_are_composed_unicode_without_stray_blanks(source: Path) -> None:
    text = source_text(source)

    assert text == unicodedata.normalize("NFC", text)
    assert not re.search(r"[ \t]+$|  ", text, re.MULTILINE)


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda question: str(question["id"]))
def test_the_words_that_answer_stand_at_the_place_the_question_names(
    question: dict[str, Any],
) -> None:
    for gold in question["gold"]:
        text = text_of(gold["doc"], gold["locator"].get("annex"))

        assert gold["words"] in provision(text, gold["locator"])


def test_questions_without_an_answer_say_why_and_what_is_expected() -> None:
    unanswerable = [question for question in QUESTIONS if question["gold"] is None]

    assert len(unanswerable) >= 15
    assert all(question["reason"] and question["expect"] for question in unanswerable)


def test_question_ids_are_unique() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)


def text_of(number: str, annex: str | None) -> str:
    """The part of the library that `number` (and `annex`, '' if it has no number) names."""
    found = [
        part
        for source in SOURCES
        if source.parent.name == "library"
        for part in source_text(source).split("\n---\n")
        if re.search(rf"^(?:Luật )?[Ss]ố:? {number}$|\(.*[Kk]èm theo .* số {number} ", part, re.M)
        and annex == annex_of(part)
    ]

    assert len(found) == 1, f"{number} {annex}: {len(found)} texts"
    return found[0]


def annex_of(part: str) -> str | None:
    match = re.match(r"# (?:Phụ lục ?([IVX]*)|(QUY CHẾ))$", part, re.MULTILINE)
    if match is None:
        return None
    return "Quy chế" if match.group(2) else match.group(1)


def provision(text: str, locator: Mapping[str, str]) -> str:
    for level, heading in _HEADINGS.items():
        if level in locator:
            text = _unit(text, heading, locator[level], _ANY_NUMBER[level])
    return text


def _unit(text: str, heading: str, number: str, any_number: str) -> str:
    """From the line that is headed by `number` to the next heading of its level, outside quotes."""
    lines = text.splitlines()
    starts = [
        position
        for position, line in enumerate(lines)
        if re.match(heading.format(any_number), line.removeprefix("# "))
        and _is_balanced("\n".join(lines[:position]))
    ]
    start = next(
        at for at in starts if re.match(heading.format(number), lines[at].removeprefix("# "))
    )
    end = next((at for at in starts if at > start), len(lines))
    return "\n".join(lines[start:end])


def _is_balanced(text: str) -> bool:
    return text.count("“") == text.count("”")
