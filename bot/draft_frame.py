"""The frame of a draft: title, addressees, recipients, signer, words a skeleton leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.agency import Agency, Signer, Unit
from bot.draft import Blank, DraftKind, DraftSection, Origin, Provenance
from bot.draft_request import DraftRequest
from bot.draft_sections import Wording
from bot.mandate import Mandate
from bot.texts import drafts as texts
from knowledge.diacritics import fold
from knowledge.model import Level

_WITH_ADDRESSEES = (DraftKind.LETTER, DraftKind.SUBMISSION, DraftKind.REPORT)
_NAMES_ITSELF = re.compile(
    r"(?:kết quả|tổng kết|sơ kết|tình hình|thực trạng|công tác|đánh giá|chuyên đề|tháng|quý|năm"
    r"|\d+)\b"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of the document apart from its sections."""

    wish: DraftRequest
    agency: Agency
    mandate: Mandate | None
    subject: str

    @property
    def title(self) -> str:
        """The trích yếu; a công văn's follows 'V/v' in small letters."""
        about = self.about
        return about if self.wish.kind is DraftKind.LETTER else about[:1].upper() + about[1:]

    @property
    def about(self) -> str:
        """The subject as it goes on in a sentence: 'về …', 'về việc …', or itself."""
        if not self.subject:
            return str(Blank(texts.BLANK_SUBJECT))
        if self.wish.kind in (DraftKind.REPORT, DraftKind.NOTICE):
            names_itself = _NAMES_ITSELF.match(self.subject.lower())
            return self.subject if names_itself else f"{texts.ABOUT} {self.subject}"
        plain = self.wish.kind in (DraftKind.LETTER, DraftKind.PLAN)
        return self.subject if plain else f"{texts.ABOUT_DOING} {self.subject}"

    @property
    def addressees(self) -> tuple[str, ...]:
        """Kính gửi; none for kinds that have none (Phụ lục I, Phần I, Mục II.9.b)."""
        return (self._addressee,) if self.wish.kind in _WITH_ADDRESSEES else ()

    @property
    def _addressee(self) -> str:
        issuer = self.mandate.issuer if self.mandate and self.wish.incoming else ""
        return self.wish.addressee or issuer or str(Blank(texts.BLANK_ADDRESSEE))

    def recipients(self, sections: tuple[DraftSection, ...]) -> tuple[str, ...]:
        """Nơi nhận without 'Lưu'; a decision names the article of those who carry it out."""
        if self.wish.kind is DraftKind.DECISION:
            articles = [part.number for part in sections if part.level is Level.ARTICLE]
            last = articles[-1] if articles else str(Blank(texts.BLANK_ARTICLE))
            return (texts.AS_ARTICLE.format(number=last), *self.agency.recipients)
        first = (texts.AS_ABOVE,) if self.addressees else ()
        return (*first, *self.agency.recipients)

    @property
    def signer(self) -> Signer | None:
        """Whom the request names by post ('phó giám đốc ký'), else the first of the agency."""
        request = fold(self.wish.text)
        named = [
            (len(word), signer)
            for signer in self.agency.signers
            for word in signer.words
            if f"{fold(word)} ky" in request
        ]
        if named:
            return max(named, key=lambda pair: pair[0])[1]
        return self.agency.signers[0] if self.agency.signers else None

    @property
    def unit(self) -> Unit | None:
        """The drafting unit: the one that the request names, else the first of the agency."""
        request = fold(self.wish.text)
        named = (unit for unit in self.agency.units if fold(unit.name) in request)
        return next(named, self.agency.units[0] if self.agency.units else None)

    def wording(self) -> Wording:
        """The values for a skeleton's sentences, blanks where nobody gave them."""
        unit = self.unit
        values = {
            "agency": self.agency.name or str(Blank(texts.BLANK_AGENCY)),
            "subject": self.subject or str(Blank(texts.BLANK_SUBJECT)),
            "about": self.about,
            "mandate": self.mandate.mention if self.mandate else str(Blank(texts.BLANK_MANDATE)),
            "addressee": self._addressee,
            "unit": unit.name if unit else str(Blank(texts.BLANK_UNIT)),
        }
        given = {"subject": self.subject, "about": self.subject, "addressee": self.wish.addressee}
        facts = {
            name: Provenance(Origin.FACT, texts.FROM_REQUEST, value)
            for name, value in given.items()
            if value
        }
        if self.mandate:
            facts["mandate"] = self.mandate.provenance
        return Wording(values, facts)
