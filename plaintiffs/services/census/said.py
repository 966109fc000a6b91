"""What a cell of a list may say where only a few things can be said, and what it is taken for."""

from collections.abc import Mapping
from typing import Final

from mdl.spreadsheets import plain_heading
from plaintiffs.models import Guardianship, Participation, Person

SAID: Final[Mapping[str, Mapping[str, str]]] = {
    "protection": {
        **{each.value: each.value for each in Person.Protection},
        **{plain_heading(each.label): each.value for each in Person.Protection},
        "yes": "minor", "child": "minor", "no": "none", "adult": "none",
        "former minor": "former_minor",
    },
    "relation": {
        **{each.value: each.value for each in Person.Relation},
        **{plain_heading(each.label): each.value for each in Person.Relation},
        "ours": "client", "us": "client", "other": "other_client", "other firm": "other_client",
        "another firm": "other_client", "other client": "other_client", "defendant": "adverse",
    },
    "role": {
        **{each.value: each.value for each in Participation.Role},
        **{plain_heading(each.label): each.value for each in Participation.Role},
        "plaintiff": "named_plaintiff", "named": "named_plaintiff", "opt out": "opt_out",
        "representative": "representative",
    },
    "speaks_as": {
        **{each.value: each.value for each in Guardianship.Kind},
        **{plain_heading(each.label): each.value for each in Guardianship.Kind},
        "mother": "parent", "father": "parent", "guardian": "general", "gal": "ad_litem",
        "legal guardian": "general", "next friend": "next_friend", "ad litem": "ad_litem",
    },
}  # fmt: skip
"""Field by field, each word in plain with the value it stands for."""
