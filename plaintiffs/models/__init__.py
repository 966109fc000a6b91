"""Tables of people. No column of them holds a name in plain, and none a Social Security number."""

from plaintiffs.models.census import (
    CensusColumns,
    CensusKey,
    CensusRow,
    CensusSheet,
    Export,
)
from plaintiffs.models.classes import (
    ChoiceKind,
    ClassChoice,
    ClassDay,
    ClassDefinition,
    PlaintiffClass,
)
from plaintiffs.models.fact_sheets import (
    FactSheet,
    FactSheetAnswer,
    FactSheetQuestion,
    FactSheetStep,
    PersonFactSheet,
)
from plaintiffs.models.guardianships import Guardianship
from plaintiffs.models.participation import Participation
from plaintiffs.models.people import GuardedName, NameWord, Person, PersonKey, ToldApart
from plaintiffs.models.representation import Representation
from plaintiffs.models.residences import Residence
from plaintiffs.models.usage import UsagePeriod, UsedAccount

__all__ = [
    "CensusColumns",
    "CensusKey",
    "CensusRow",
    "CensusSheet",
    "ChoiceKind",
    "ClassChoice",
    "ClassDay",
    "ClassDefinition",
    "Export",
    "FactSheet",
    "FactSheetAnswer",
    "FactSheetQuestion",
    "FactSheetStep",
    "GuardedName",
    "Guardianship",
    "NameWord",
    "Participation",
    "Person",
    "PersonFactSheet",
    "PersonKey",
    "PlaintiffClass",
    "Representation",
    "Residence",
    "ToldApart",
    "UsagePeriod",
    "UsedAccount",
]
