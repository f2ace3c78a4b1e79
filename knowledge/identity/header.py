"""The head of a document: its lines, where the type stands, what is the trích yếu."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.references.codes import DocumentType, codes
from knowledge.references.folding import fold_in_place

_HEAD_LENGTH = 8_000  # characters
_HEAD_LINES = 60
_NATIONAL_NAME = re.compile(r"(?<!nuoc )c\s?ong\s*hoa\s*xa\s*hoi\s*chu\s*nghia\s*viet\s*nam$")
_MOTTO = re.compile(r"doc\s*lap\s*-\s*tu\s*do\s*-\s*hanh\s*phuc")
_PARTY_NAME = re.compile(r"dang\s+cong\s+san\s+viet\s+nam")
_PLACE_AND_DATE = re.compile(
    r"(?:(?<!\S)(?:[a-z.]+ ){0,4}[a-z.]+, ?)?\bngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\s*[\d.…]*"
)
_NUMBER_LINE = re.compile(
    r"(?:(?:luat|bo luat|phap lenh|nghi quyet) )?so\s?(?::|(?=\d+[-/]|\s*/))|\d{1,5}/\d{4}/[a-z]"
)
_BLANK_BEFORE_SLASH = re.compile(r"(?<=\d)\s+/(?=\d{4}\s?/|[A-ZĐ])")
_OF_ITS_ISSUER = re.compile(r"cua (?!.* (?:ve|so) )[^\d]{3,80}")
"""'NGHỊ ĐỊNH CỦA CHÍNH PHỦ' over the trích yếu."""
_CITED_TYPE = re.compile(r" cua .{2,80} so \d")
"""'Nghị định của Chính phủ số …' as a heading that names all on one line."""
_NUMBER_IN_TITLE = re.compile(r"cua .{2,60} so .*\d{4}|so \d+.*")
_BODY = re.compile(
    r"""Căn\ cứ|Theo\ đề\ nghị|Xét\b|Chương\b|CHƯƠNG\b|Phần\b|PHẦN\b|Mục\b|Điều\ \d|Kính\ gửi
    |Thực\ hiện|Để\b|Thi\ hành|Sau\ khi|Nhằm\b|Ngày\b|Qua\b|Trong\b|Quốc\ hội\b|Nơi\ nhận
    |Chính\ phủ\ ban\ hành|[IVX]{1,4}\s?[.\-]|\d{1,2}\s?[./](?!\d)|[a-z]\)|\(|[-–+•]\s
    |(?:QUYẾT\ ĐỊNH|NGHỊ\ ĐỊNH|QUYẾT\ NGHỊ)\s?:
    |(?:Luật|Thông\ tư|Nghị\ định)\ .{0,200}có\ hiệu\ lực|Phụ\ lục|Năm\ \d|STT\b|.*\s\|\s""",
    re.VERBOSE,
)
_SUBJECT_LINE = re.compile(r"v/v\s*:?\s*|ve viec\s+|trich yeu\s*:\s*")
_BANNER = re.compile(
    r"((?:Bộ luật|Luật|Pháp lệnh|Nghị quyết))\s+(.{3,300}?)[\s.]+(?:số\s+)+\d\S*", re.IGNORECASE
)
_BANNER_ENDS = "Nguồn"
_REST_OF_NUMBER = re.compile(r"[A-ZĐa-zđ&-]{2,40}")
_UNFINISHED = re.compile(
    r"(?:\b(?:của|về|và|tại|theo|số|luật|bộ|tỉnh|thành phố|một số|các|trong|cho|với)|[,(-])$",
    re.IGNORECASE,
)
"""A line of a title that cannot be its last one, whatever the next one begins with."""
_ELECTRONIC_SIGNATURE = re.compile(
    r"(?:\W{0,3}(?:Người ký|Email|Cơ quan(?: phát hành)?|Thời gian ký|Ngày ký)\s*:|\(Bản ký số).*",
    re.IGNORECASE,
)
"""What a signed PDF puts above the head."""
_STAMP = re.compile(
    r"\W*\w{2,5} thong \S+ dien \S+ \S*inh ph\S+[\s|]*|\W*(?:cong van )?d[ae]n\b(?=.*\d).{4,30}"
)
"""Of an arrival stamp that OCR read among the lines of the head: its portal, 'ĐẾN Ngày: …'."""
_LATEST_NATIONAL_LINE = 12
_LONGEST_TITLE_LINE = 500
_MOST_TITLE_LINES = 8
_LAST_HEADER_LINE_WITHOUT_TYPE = 25


@dataclass(frozen=True, slots=True)
class Header:
    """`lines` end where the body begins; `type_line` is the line that names the type, or None."""

    lines: tuple[str, ...]
    type: DocumentType | None
    type_line: int | None
    title: str
    is_letter: bool = False
    """It has 'V/v …' instead of a type: a công văn."""

    @property
    def before_type(self) -> tuple[str, ...]:
        return self.lines if self.type_line is None else self.lines[: self.type_line]


def read_header(text: str) -> Header:
    """The head of a text as readers deliver it, also where two columns ran into one line."""
    lines = _head_lines(text)
    body = _body_start(lines)
    found = _type_line(lines[:body])
    if found is None:
        return _without_type(tuple(lines[:body]))
    index, kind, rest = found
    title = list(_title_lines([rest, *lines[index + 1 :]] if rest else lines[index + 1 :]))
    end = index + 1 + len(title)
    whole = _completed(" ".join(title), lines[:index])
    return Header(tuple(lines[: max(end, body)]), kind, index, whole)


def _without_type(lines: tuple[str, ...]) -> Header:
    """A công văn names its subject; a page of a database may name the law on one line."""
    subject = _subject(lines)
    if subject:
        return Header(lines, None, None, subject, is_letter=True)
    for line in lines:
        banner = _BANNER.fullmatch(line)
        kind = codes().type_of_words(fold_in_place(banner[1])) if banner else None
        if banner and kind:
            return Header(lines, kind, None, banner[2])
    return Header(lines, None, None, "")


def _completed(title: str, above: Sequence[str]) -> str:
    """A title that lost its end, as the line that a database puts on top has it whole."""
    if not title:
        return title
    names = (banner[2] for line in above if (banner := _BANNER.fullmatch(line)))
    begun = (name for name in names if fold_in_place(name).startswith(fold_in_place(title)))
    return max([title, *begun], key=len)


def is_national_line(line: str) -> bool:
    """Quốc hiệu, tiêu ngữ, or the Party's name in their place."""
    folded = fold_in_place(line)
    return any(p.search(folded) for p in (_NATIONAL_NAME, _MOTTO, _PARTY_NAME))


def is_number_line(line: str) -> bool:
    """'Số: 30/2020/NĐ-CP', 'Luật số: 80/2025/QH15', also the party's 'Số 14-KL/TW'."""
    return _NUMBER_LINE.match(fold_in_place(line)) is not None


def is_banner(line: str) -> bool:
    """'Luật … số 5/2017/QH14' on one line, as databases of laws put it on top."""
    return _BANNER.fullmatch(line) is not None


def is_cited_heading(line: str) -> bool:
    """'Nghị định của Chính phủ số 30/2020/NĐ-CP …': a heading that names the document whole."""
    return any(
        line.startswith(words) and _CITED_TYPE.match(fold_in_place(line[len(words) :]))
        for words, _ in _type_names()
    )


def is_number_or_date(line: str) -> bool:
    folded = fold_in_place(line)
    return bool(_NUMBER_LINE.match(folded) or _PLACE_AND_DATE.fullmatch(folded.strip()))


def _head_lines(text: str) -> list[str]:
    """The first lines without markup, with columns that share a line taken apart."""
    lines: list[str] = []
    for raw in text[:_HEAD_LENGTH].split("\n"):
        bare = _without_stamp(raw.replace("**", "")).lstrip(" *#>\t_|'`").rstrip(" *\t_|")
        bare = _BLANK_BEFORE_SLASH.sub("/", bare)
        bare = bare.rstrip("- ") if not is_number_line(bare) else bare
        if bare.startswith(_BANNER_ENDS):
            lines = _with_banner_joined(lines)
        elif not _ELECTRONIC_SIGNATURE.fullmatch(bare):
            lines += [p for p in _columns(bare) if any(c.isalpha() for c in p)]
        if len(lines) >= _HEAD_LINES:
            break
    return _with_numbers_joined(lines)


def _without_stamp(line: str) -> str:
    """Of a line in capitals or with columns: what no arrival stamp put there."""
    stamp = _STAMP.match(fold_in_place(line))
    if stamp is None or not line[: stamp.end()].strip(" |")[:12].isupper():
        return line
    return line[stamp.end() :]


def _with_numbers_joined(lines: Sequence[str]) -> list[str]:
    """'Số: 1/2022/TTLT-A-' and 'B-C' of the next line are one number."""
    joined: list[str] = []
    for line in lines:
        goes_on = joined and joined[-1].endswith("-") and is_number_line(joined[-1])
        if goes_on and _REST_OF_NUMBER.fullmatch(line):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _with_banner_joined(lines: list[str]) -> list[str]:
    """The line that a database puts on top, where it runs over several."""
    start = max((i + 1 for i, line in enumerate(lines) if is_national_line(line)), default=0)
    banner = " ".join(lines[start:])
    return [*lines[:start], banner] if is_banner(banner) else lines


def _columns(line: str) -> list[str]:
    """'CHÍNH PHỦ CỘNG HÒA …' and 'Số: 1/BC-X Hà Nội, ngày …' taken apart."""
    if len(line) > 160:
        return [line]
    folded = fold_in_place(line)
    cuts = {0, len(line)}
    for pattern in (_NATIONAL_NAME, _MOTTO, _PARTY_NAME):
        for match in pattern.finditer(folded):
            cuts.update(match.span())
    date = _PLACE_AND_DATE.search(folded)
    if date and (_NUMBER_LINE.match(folded) or date.start() == 0):
        cuts.update(date.span())
    return [line[a:b].strip(" |") for a, b in pairwise(sorted(cuts))]


def _body_start(lines: Sequence[str]) -> int:
    """The first line that only a body begins with; the number line is never one."""
    national = (i for i in range(min(len(lines), _LATEST_NATIONAL_LINE)))
    start = next((i for i in national if is_national_line(lines[i])), 0)
    for index in range(start, len(lines)):
        if _BODY.match(lines[index]) and not is_number_or_date(lines[index]):
            return index
    return min(len(lines), _LAST_HEADER_LINE_WITHOUT_TYPE)


def _type_line(lines: Sequence[str]) -> tuple[int, DocumentType, str] | None:
    """The line 'NGHỊ ĐỊNH', or one that begins with it; what follows on the line is title."""
    for index, line in enumerate(lines):
        for words, kind in _type_names():
            if fold_in_place(line).rstrip(" :") == fold_in_place(words):
                return index, kind, ""
            rest = line[len(words) :]
            if line.startswith(words.upper()) and _may_follow(rest):
                return index, kind, rest.strip()
            if line.startswith(words) and _CITED_TYPE.match(fold_in_place(rest)):
                return index, kind, rest.strip()
    return None


def _type_names() -> Iterable[tuple[str, DocumentType]]:
    """Names of types, the longest first, so that 'Nghị quyết liên tịch' is not a Nghị quyết."""
    return sorted(((kind.name, kind) for kind in codes().types), key=lambda pair: -len(pair[0]))


def _may_follow(rest: str) -> bool:
    """A title behind the type: 'BÁO CÁO Kết quả …', 'LUẬTNuôi con nuôi'; no 'LUẬT … SỐ 5/2024'."""
    blank = rest[:1] == " " or rest[1:2].islower()
    return blank and not _NUMBER_IN_TITLE.search(fold_in_place(rest)) and len(rest) > 3


def _title_lines(lines: Sequence[str]) -> Iterable[str]:
    """The lines of the trích yếu, up to where căn cứ or the body begins."""
    previous = ""
    for line in lines[:_MOST_TITLE_LINES]:
        folded = fold_in_place(line)
        names_issuer = line.isupper() and _OF_ITS_ISSUER.fullmatch(folded)
        if not previous and (_NUMBER_IN_TITLE.match(folded) or names_issuer):
            continue
        if _ends_title(previous, line):
            return
        yield line
        previous = line


def _ends_title(previous: str, line: str) -> bool:
    if _BODY.match(line) or len(line) > _LONGEST_TITLE_LINE or is_national_line(line):
        return True
    if not previous or (_UNFINISHED.search(previous) and line.isupper() == previous.isupper()):
        return False
    if codes().issuer_of_words(fold_in_place(line)) or previous[-1] in ".:":
        return True
    if line.isupper() != previous.isupper():
        return True
    is_sentence = not line.isupper() and line[-1] in ".:"
    return not line[0].islower() and (is_sentence or len(previous) > 120 or previous[-1] == ";")


def _subject(lines: Sequence[str]) -> str:
    """'V/v báo cáo …' of a công văn, with the lines it runs over: 'về việc báo cáo …'."""
    for index, line in enumerate(lines):
        match = _SUBJECT_LINE.match(fold_in_place(line))
        if match is None:
            continue
        parts = [line[match.end() :]]
        for following in lines[index + 1 : index + 5]:
            if is_national_line(following) or is_number_or_date(following):
                break
            if _BODY.match(following) or following.isupper():
                break
            parts.append(following)
        return f"về việc {' '.join(parts)}"
    return ""
