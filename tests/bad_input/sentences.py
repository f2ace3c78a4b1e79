"""What a refusal looks like: a Vietnamese sentence."""

from __future__ import annotations

import re
import unicodedata

VIETNAMESE_LETTER = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]"
)
_FAULT_OF_OURS = ("lỗi của chương trình", "lỗi của hệ thống", "Traceback", "Error")


def is_one_sentence(text: str) -> bool:
    """Vietnamese with its marks, one line, a full stop at the end and no fault of ours in it."""
    stripped = text.strip()
    composed = unicodedata.normalize("NFC", stripped).lower()
    clean = not any(fault in stripped for fault in _FAULT_OF_OURS)
    return bool(VIETNAMESE_LETTER.search(composed)) and stripped.endswith(".") and clean
