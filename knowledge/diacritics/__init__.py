"""Vietnamese without and with marks: fold text, and restore marks from a library's own language."""

from knowledge.diacritics.folding import WORD, fold, folded_word, lexical_terms, syllables
from knowledge.diacritics.language import Language, Wording, coverage, language_of, wording_of
from knowledge.diacritics.restoring import Restorer

__all__ = [
    "WORD",
    "Language",
    "Restorer",
    "Wording",
    "coverage",
    "fold",
    "folded_word",
    "language_of",
    "lexical_terms",
    "syllables",
    "wording_of",
]
