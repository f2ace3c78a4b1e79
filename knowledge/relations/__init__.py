"""What documents do to each other, and from which day: read from their own clauses."""

from knowledge.relations.commencement import Commencement, effective_date
from knowledge.relations.extract import relations_in
from knowledge.relations.naming import completed
from knowledge.relations.relation import Moment, NamedDocument, Place, Relation, RelationKind, Rule

__all__ = [
    "Commencement",
    "Moment",
    "NamedDocument",
    "Place",
    "Relation",
    "RelationKind",
    "Rule",
    "completed",
    "effective_date",
    "relations_in",
]
