"""Official numbers and symbols: '30/2020/NĐ-CP', '52/2019/QH14', '1546/SNV-CCVC', '14-KL/TW'.

The order of decision: letters on both sides of the slash = party; a year = legal text; a known
type first = named administrative document; otherwise công văn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.model import Span
from knowledge.references.codes import PARTY, STATE, DocumentType, Issuer, codes
from knowledge.references.reference import Reference, ReferenceKind

_OCR_DIGIT = "[0-9oil|]"
_NUMBER = r"(?P<number>(?<![\w.,])[0-9]{1,5}(?:\.[0-9]{1,3})?|(?<=[a-z])[0-9]{1,5})"
_OCR_NUMBER = (
    rf"(?P<number>(?<!\w){_OCR_DIGIT}{{1,5}}(?:\.[0-9]{{1,3}})?|(?<![0-9.,])[0-9]{{1,5}}[a-d]?)"
)
_OCR_YEAR = rf"(?P<year>[1l|][9]{_OCR_DIGIT}{{2}}|2[0o]{_OCR_DIGIT}{{2}})"
_GROUP = r"(?:(?:ubtv)?qh[ ]?[0-9]{1,2}(?![0-9])|[a-z][a-z&]{0,14}[0-9]{0,2}(?![a-z]))"
_GROUPS = rf"(?P<groups>{_GROUP}(?:[ ]?[-_][ \n]?{_GROUP}){{0,6}})"

_WITH_YEAR = re.compile(
    rf"{_OCR_NUMBER}[ ]?(?P<mark>[/_-])[ ]?{_OCR_YEAR}[ ]?(?P=mark)[ ]?{_GROUPS}", re.VERBOSE
)
_WITHOUT_YEAR = re.compile(
    rf"{_NUMBER}[ ]?/[ ]?(?P<groups>{_GROUP}(?:[ ]?-[ \n]?{_GROUP}){{1,6}})", re.VERBOSE
)
_PARTY = re.compile(
    rf"{_NUMBER}[ ]?-[ ]?(?P<type>[a-z]{{1,6}})[ ]?/[ ]?(?P<org>{_GROUP})", re.VERBOSE
)
_BLANK = re.compile(
    rf"""(?<!\w)(?:so|se|soa)\s?:?[ ._…]{{1,60}}/[ ]?
        (?P<groups>{_GROUP}(?:[ ]?-[ ]?{_GROUP}){{1,4}})""",
    re.VERBOSE,
)
_DASHES = "\\-\u2010-\u2015\u2212"
_LETTERS_BEFORE = re.compile(r"[a-z]+(?:\s[a-z]+){0,3}$")
_DIGIT_READ_AS = str.maketrans("oil|", "0111")
_LETTER_FOR_D = re.compile("[§ñÑ]")
_JOINT_TYPES = ("TTLT", "NQLT")


@dataclass(frozen=True, slots=True)
class _Symbol:
    """The letters of a number, taken apart."""

    text: str
    type: DocumentType | None
    issuers: tuple[Issuer | str, ...]
    unit: str | None = None


def find_symbols(text: str, folded: str) -> Iterator[Reference]:
    """Every official number in `text`, without what stands around it (type word, date)."""
    readings = (
        (_WITH_YEAR, _legal),
        (_WITHOUT_YEAR, _administrative),
        (_PARTY, _party),
        (_BLANK, _unnumbered),
    )
    for pattern, read in readings:
        for match in pattern.finditer(folded):
            if not _is_glued_to_a_word(folded, match.start()) and (found := read(text, match)):
                yield found


def _is_glued_to_a_word(folded: str, start: int) -> bool:
    """'NĐ30/2020/…' has its type before it; 'A1/B2-C3' and 'x86/…' are no numbers."""
    letters = _LETTERS_BEFORE.search(folded[max(0, start - 30) : start])
    words = letters.group().split() if letters else []
    types = (codes().type_of_words(" ".join(words[i:])) for i in range(len(words)))
    return letters is not None and not any(types)


def compose(reference: Reference) -> Reference:
    """Adds symbol and canonical form where type and issuer alone determine them."""
    kind = codes().type_of_code(reference.type or "", reference.system)
    if reference.symbol or kind is None or not reference.issuer_code or not reference.number:
        return reference
    if reference.system == PARTY:
        symbol = f"{kind.code.replace('Qy', 'Q')}/{reference.issuer_code}"
        return replace(reference, symbol=symbol, canonical=f"{reference.number}-{symbol}")
    if not kind.dated:
        return reference
    symbol = f"{kind.code}-{reference.issuer_code}"
    return replace(reference, symbol=symbol, canonical=f"{reference.number}/{symbol}")


def _legal(text: str, match: re.Match[str]) -> Reference | None:
    written = text[match.start("groups") : match.end("groups")]
    groups, length = _known_run(written)
    symbol = _legal_symbol(groups)
    number = match["number"].translate(_DIGIT_READ_AS)
    year = int(match["year"].translate(_DIGIT_READ_AS))
    if symbol is None or not any(c.isdigit() for c in match["number"]) or not 1945 <= year <= 2099:
        return None
    repaired = number + str(year) != match["number"] + match["year"]
    repaired = repaired or _LETTER_FOR_D.search(written) is not None
    reference = _reference(
        Span(match.start(), match.start("groups") + length), number, symbol, STATE
    )
    return replace(
        reference,
        year=year,
        year_from="symbol",
        resolve="exact_repaired" if repaired else "exact",
        canonical=f"{number}/{year}/{symbol.text}",
    )


def _legal_symbol(groups: list[str]) -> _Symbol | None:
    """'NĐ-CP', 'VBHN-NĐ-BNV', 'QH15', 'UBTVQH14'; None if it names neither type nor assembly."""
    first = codes().issuer_of_code(groups[0])
    if len(groups) == 1:
        if first is None or first.code not in ("QH", "UBTVQH"):
            return None
        return _Symbol(first.code + groups[0][len(first.code) :].strip(), None, (first,))
    kind = codes().type_of_code(groups[0], STATE)
    if kind is None:
        return None
    return _named_symbol(kind, groups)


def _administrative(text: str, match: re.Match[str]) -> Reference | None:
    groups, length = _known_run(text[match.start("groups") : match.end("groups")])
    if len(groups) < 2:
        return None
    symbol = _administrative_symbol(groups)
    if symbol is None:
        return None
    number = match["number"]
    reference = _reference(
        Span(match.start(), match.start("groups") + length), number, symbol, STATE
    )
    return replace(reference, canonical=f"{number}/{symbol.text}")


def _administrative_symbol(groups: list[str]) -> _Symbol | None:
    """A named document, else a công văn 'issuer-unit'; None for 'km/h-...' and other prose."""
    kind = codes().type_of_code(groups[0], STATE)
    first, second = (codes().issuer_of_code(group) for group in groups[:2])
    if kind is not None and (first is None or second is not None):
        return _named_symbol(kind, groups)
    if first is None and not all(group == group.upper() for group in groups):
        return None
    letter = codes().type_of_code("CV")
    issuer = first or _spelled(groups[0])
    shown = [_code(issuer), *(_spelled(group) for group in groups[1:])]
    return _Symbol("-".join(shown), letter, (issuer,), "-".join(shown[1:]))


def _named_symbol(kind: DocumentType, groups: list[str]) -> _Symbol:
    """Type first; joint documents name several issuers, a consolidated text its kind before."""
    rest = groups[1:]
    issuers = tuple(codes().issuer_of_code(group) or _spelled(group) for group in rest)
    if kind.code == "VBHN":
        kinds = [
            k.code if (k := codes().type_of_code(g, STATE)) else _spelled(g) for g in rest[:-1]
        ]
        return _Symbol(
            "-".join([kind.code, *kinds, _numbered(issuers[-1], rest[-1])]), kind, issuers[-1:]
        )
    shown = [kind.code, *(_numbered(i, group) for i, group in zip(issuers, rest, strict=True))]
    if kind.code in _JOINT_TYPES:
        return _Symbol("-".join(shown), kind, issuers)
    return _Symbol("-".join(shown), kind, issuers[:1], "-".join(shown[2:]) or None)


def _party(text: str, match: re.Match[str]) -> Reference | None:
    written = text[match.start("type") : match.end("type")]
    org = text[match.start("org") : match.end("org")]
    kind = codes().type_of_code(written, PARTY)
    issuer = codes().issuer_of_code(org, PARTY)
    if kind is None or (issuer is None and org != org.upper()):
        return None
    shown = written if written in codes().party_symbols else kind.code
    symbol = _Symbol(f"{shown}/{_code(issuer or _spelled(org))}", kind, (issuer or _spelled(org),))
    if kind.code == "QĐ":
        symbol = replace(symbol, type=None)  # Quy định or Quyết định: the word before decides
    reference = _reference(Span(*match.span()), match["number"], symbol, PARTY)
    return replace(reference, canonical=f"{match['number']}-{symbol.text}")


def _unnumbered(text: str, match: re.Match[str]) -> Reference | None:
    groups, length = _known_run(text[match.start("groups") : match.end("groups")])
    symbol = _administrative_symbol(groups) if len(groups) > 1 else None
    if symbol is None:
        return None
    span = Span(match.start(), match.start("groups") + length)
    reference = _reference(span, None, symbol, STATE)
    return replace(reference, resolve="unnumbered_draft")


def _reference(span: Span, number: str | None, symbol: _Symbol, system: str) -> Reference:
    return Reference(
        span=span,
        kind=ReferenceKind.DOCUMENT,
        resolve="",
        system=system,
        type=symbol.type.code if symbol.type else None,
        type_name=symbol.type.name if symbol.type else None,
        number=number,
        number_int=int(re.split("[.a-d]", number)[0]) if number else None,
        symbol=symbol.text,
        issuer_code="-".join(_code(issuer) for issuer in symbol.issuers),
        issuer=", ".join(i.name if isinstance(i, Issuer) else i for i in symbol.issuers),
        unit=symbol.unit,
    )


def _known_run(written: str) -> tuple[list[str], int]:
    """The groups of a symbol as written, up to the first that only a loose dash connects.

    'NĐ - CP' is one symbol; in 'NĐ-CP - Chính' and '30_2020_ND-CP_ban_chuan' the rest is prose.
    Returns the groups and the length of the text they take.
    """
    pieces = re.split(rf"([ ]?[_{_DASHES}][ \n]?)", written)
    groups, length = [pieces[0]], len(pieces[0])
    for mark, group in zip(pieces[1::2], pieces[2::2], strict=True):
        loose = len(mark) > 1 or mark == "_"
        if loose and not (codes().issuer_of_code(group) or codes().type_of_code(group)):
            break
        groups.append(group)
        length += len(mark) + len(group)
    return groups, length


def _spelled(group: str) -> str:
    return re.sub("[§ñÑÐð]", "Đ", group).upper()


def _code(issuer: Issuer | str) -> str:
    return issuer.code if isinstance(issuer, Issuer) else issuer


def _numbered(issuer: Issuer | str, group: str) -> str:
    """The issuer's code with the number of its term: 'UBTVQH14'."""
    term = re.search(r"[0-9]+$", group)
    return _code(issuer) + (term.group() if term and isinstance(issuer, Issuer) else "")
