"""The vocabulary: frozen values that every other module speaks. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is to an official; only `LEGAL` can be a legal basis (domain.md §3.4)."""

    LEGAL = "legal"
    """Văn bản quy phạm pháp luật: luật, nghị định, thông tư, ..."""
    ADMINISTRATIVE = "administrative"
    """Văn bản hành chính other than reports: công văn, kế hoạch, quyết định cá biệt, ..."""
    REPORT = "report"
    """Báo cáo: a past report, the source of drafting passages."""
    PARTY = "party"
    """Văn bản của Đảng: never laid out or cited as state law."""
    OTHER = "other"
    """Text whose kind the reader could not tell."""


class Level(StrEnum):
    """The units a document is divided into, in the words of Nghị định 30/2020/NĐ-CP."""

    FRONT = "front"
    """Header, title and căn cứ: everything before the first unit."""
    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    TAIL = "tail"
    """Nơi nhận and signature: everything after the last unit."""


SCOPE_ALL = "all"
"""The scope of documents that everybody with a role may see."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters `[start, end)` in a document's stored text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document: 'điểm a khoản 2 Điều 8' is article='8', clause='2', point='a'.

    Numbers stay as printed ('15a', 'XII', 'đ'); an absent level is None. An article is numbered
    through the whole document, so a locator with an article needs no chapter to be unique.
    """

    annex: str | None = None
    part: str | None = None
    chapter: str | None = None
    section: str | None = None
    subsection: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None

    def as_dict(self) -> dict[str, str]:
        """Only the levels that are set, as in `references.jsonl`."""
        return {
            name: value for name in self.__slots__ if (value := getattr(self, name)) is not None
        }

    def __bool__(self) -> bool:
        return bool(self.as_dict())


@dataclass(frozen=True, slots=True)
class Provision:
    """One unit of a document's tree, down to điểm; in a report the same levels are its sections.

    `span` covers the unit with its heading and all its children. `parent` is the key of the unit
    above, None at the top.
    """

    key: str
    level: Level
    number: str
    heading: str
    span: Span
    locator: Locator
    parent: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What identifies a document. Everything but `key` and `kind` may be unknown ('' or None)."""

    key: str
    kind: DocumentKind
    type_name: str = ""
    """'Nghị định', 'Báo cáo', 'Công văn', ... in official spelling."""
    number: str = ""
    """Số, ký hiệu as it is cited: '30/2020/NĐ-CP', '14-KL/TW', '1546/SNV-CCVC'."""
    title: str = ""
    """Trích yếu or name without the type: 'về công tác văn thư', 'Cán bộ, công chức'."""
    issuer: str = ""
    date: date | None = None
    host: str | None = None
    """Key of the document this one is an annex of ('Kèm theo Nghị định số ...'), else None."""
    scope: str = SCOPE_ALL
    consolidates: str | None = None
    """Key of the document that this văn bản hợp nhất joins with its amendments, else None.

    Such a text is for reading: what is cited is the original and its amendments.
    """


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: stored text, tree in document order, and what the reader doubts."""

    metadata: Metadata
    text: str
    provisions: tuple[Provision, ...]
    warnings: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    """Offset in `text` at which each page starts; empty where the format has no pages."""

    @property
    def key(self) -> str:
        return self.metadata.key

    def provision(self, key: str) -> Provision | None:
        return next((unit for unit in self.provisions if unit.key == key), None)

    def with_metadata(self, **changes: object) -> Document:
        return replace(self, metadata=replace(self.metadata, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved: one khoản (or a short article, a paragraph of a report).

    The spans of a document's passages follow each other without gap, so joining them restores the
    stored text. `context` (document, path, heading) is embedded and indexed in front of `text`.
    """

    id: str
    document: str
    provision: str
    """Key of the smallest unit that holds the whole passage."""
    article: str
    """Key of the unit that evidence is gathered on: the article, or a report's section."""
    span: Span
    context: str
    text: str

    @property
    def indexed_text(self) -> str:
        return f"{self.context}\n{self.text}" if self.context else self.text


class Validity(StrEnum):
    """Tình trạng hiệu lực with the values of the national database (domain.md §3.3)."""

    NOT_YET = "Chưa có hiệu lực"
    IN_FORCE = "Còn hiệu lực"
    PARTLY_ENDED = "Hết hiệu lực một phần"
    ENDED = "Hết hiệu lực toàn bộ"
    SUSPENDED = "Ngưng hiệu lực"
    PARTLY_SUSPENDED = "Ngưng hiệu lực một phần"
    UNKNOWN = "Không xác định"


@dataclass(frozen=True, slots=True)
class Status:
    """The validity of a provision on a date, with the reason that proves it ('' if unknown)."""

    validity: Validity
    as_of: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source behind a statement: words that stand at a place of a document.

    `verified` is set by `knowledge.citations` alone, after it found `quote` inside the span of
    `key` in the stored text. Nothing unverified is shown.
    """

    key: str
    document: str
    """The official first mention: 'Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ ...'."""
    locator: Locator
    locator_text: str
    quote: str
    status: Status
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage with its evidence; scores are comparable within one search only."""

    passage: Passage
    metadata: Metadata
    score: float
    lexical: float = 0.0
    """The share (0..1) of what the question tells that stands in the passage."""
    dense: float = 0.0
    """Cosine of question and passage."""
    exact: bool = False
    """Found by its number, not by its words."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader took out of a file, before parsing.

    `removed` logs by kind what was dropped on purpose ('page header', 'site chrome') with the
    dropped text, so that nothing is lost without a record.
    """

    text: str
    pages: tuple[int, ...] = ()
    removed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    title: str = ""
    """The file's own title (HTML <title>, document properties), '' if none."""


class KnowledgeError(Exception):
    """A refusal that a person can act on; `str(error)` is one clear Vietnamese sentence."""
