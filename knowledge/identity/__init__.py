"""Who a document is: what its own head and end say of it."""

from knowledge.identity.formalities import Formalities, read_formalities
from knowledge.identity.identify import identify, kind_of
from knowledge.identity.keys import document_key, slug
from knowledge.identity.signer import Signer, signer_of

__all__ = [
    "Formalities",
    "Signer",
    "document_key",
    "identify",
    "kind_of",
    "read_formalities",
    "signer_of",
    "slug",
]
