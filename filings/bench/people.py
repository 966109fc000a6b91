"""A firm's list of people planned, taken over and taken back, beside the bare machine's COPY."""

import csv
import io
import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from unittest import mock

import psycopg
from django.db import connection
from openpyxl import Workbook

from filings.bench.database import throw_away_database
from filings.bench.measuring import Goal, NotEqual, Stopwatch, machine
from filings.bench.synthetic_names import names
from mdl import crypto
from mdl.identity import acting_as
from mdl.models import Litigation
from mdl.services.courts import load_courts
from mdl.spreadsheets import read_lines
from plaintiffs.models import CensusKey, CensusSheet, GuardedName, NameWord, Person
from plaintiffs.services import census

Say = Callable[[str], None]
NOW = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
# In the order of their foreign keys; their history is written by their triggers.
TABLES: Final = (
    "plaintiffs_person",
    "plaintiffs_personkey",
    "plaintiffs_residence",
    "plaintiffs_nameword",
    "plaintiffs_guardedname",
    "plaintiffs_censuskey",
    "plaintiffs_censusrow",
    "plaintiffs_guardianship",
    "filings_namecheck",
)
SCALES: Final = {"small": 1_000, "full": 100_000}
SEALING: Final = ("new_data_key", "wrap", "seal", "blind_index")
