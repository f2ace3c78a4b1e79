"""What an incoming công văn asks for, read from its text."""

from knowledge.request_parser.parse import parse_request
from knowledge.request_parser.request import (
    Deadline,
    Destination,
    IncomingRequest,
    OutlineItem,
    Period,
    Stated,
)

__all__ = [
    "Deadline",
    "Destination",
    "IncomingRequest",
    "OutlineItem",
    "Period",
    "Stated",
    "parse_request",
]
