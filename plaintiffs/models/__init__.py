"""Tables of people. No column of them holds a name in plain, and none a Social Security number."""

from plaintiffs.models.census import (
    CensusColumns,
    CensusKey,
    CensusRow,
    CensusSheet,
    Export,
)
from plaintiffs.models.classes import PlaintiffClass
from plaintiffs.models.guardianships import Guardianship
from plaintiffs.models.participation import Participation
from plaintiffs.models.people import GuardedName, NameWord, Person, PersonKey, ToldApart
from plaintiffs.models.representation import Representation
from plaintiffs.models.residences import Residence

__all__ = [
    "CensusColumns",
    "CensusKey",
    "CensusRow",
    "CensusSheet",
    "Export",
    "GuardedName",
    "Guardianship",
    "NameWord",
    "Participation",
    "Person",
    "PersonKey",
    "PlaintiffClass",
    "Representation",
    "Residence",
    "ToldApart",
]
