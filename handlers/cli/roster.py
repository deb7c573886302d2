"""The roster from a file: checked as a whole first, then brought into the open transaction."""

from datetime import datetime

from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.import_entries import RosterReport, import_entries
from handlers.cli.roster_file import RosterFile


def import_roster(text: str, *, work: UnitOfWork, now: datetime) -> RosterReport:
    """Import the YAML `text`; the report's `str` says what changed.

    RosterFileWrong (a Refusal) names, line by line, everything that is wrong; nothing is written
    then. Importing the same text again changes nothing.
    """
    return import_entries(RosterFile().read(text), work=work, now=now)
