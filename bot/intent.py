"""Tell a wish to draft from a question."""

from __future__ import annotations

import re

from knowledge.diacritics import fold

_WISH = re.compile(
    r"^(?:(?:hay|xin|nho|giup|cho|lam on|vui long|em|anh|chi|toi|minh|ban)\s+){0,4}"
    r"(?:soan(?:\s+thao)?|viet(?:\s+(?:lai|tiep))?|du\s+thao|thao|lap|xay\s+dung|cap\s+nhat|tom\s+tat)"
    r"\s+(?:giup|cho|toi|em|anh|minh|mot|ban|cai|du\s+thao|\s)*"
    r"(?:bao\s+cao|bc|cong\s+van|to\s+trinh|ke\s+hoach|quyet\s+dinh|thong\s+bao|giay\s+moi|bien\s+ban"
    r"|nghi\s+quyet|chuong\s+trinh|van\s+ban|muc|phan|doan|mo\s+dau|ket\s+luan|nhiem\s+vu|nguyen\s+nhan)\b"
)
_QUESTION = re.compile(
    r"\?\s*$|\b(?:la gi|gi|the nao|ra sao|bao nhieu|o dau|may|khi nao|ai|khong|chua|vi sao|tai sao"
    r"|theo quy dinh nao|theo mau nao|nhu nao)\s*[?.!]*\s*$"
)
_PUNCTUATION = re.compile(r"[“”\"'’‘,:;()\s]+")


def wants_draft(text: str) -> bool:
    """Whether a message asks for a text to be written: 'soạn công văn …', 'viet muc II …'.

    Works with and without diacritics. A question about writing ('viết tắt của …', 'soạn công văn
    như thế nào') is a question.
    """
    folded = _PUNCTUATION.sub(" ", fold(text)).strip()
    return bool(_WISH.search(folded)) and not _QUESTION.search(folded)
