"""`convenor doctor`: looks at what a running Convenor needs; each line says what to do.

It writes nothing. Over Socket Mode its socket is one more for a second: what Slack sends into it
in that time stays unanswered.
"""

import asyncio
import zoneinfo
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path

import tzdata

from bot.domain.wording import count
from bot.use_cases.context import Context
from bot.use_cases.home.show import Office, office_of
from handlers.cli.copies import absent_file
from handlers.cli.doctor_slack import Finding, Mark, SlackExamination, fine, say, to_do, unknown
from handlers.database import database_to_read
from handlers.loading import unknown_names
from handlers.settings import Settings, SettingsError
from handlers.slack.client.connection import slack_client

_NAMED = 5


def run(settings: Settings, now: Callable[[], datetime]) -> int:
    """Print each finding as it is made. 0: all is fine. 1: something to do. 2: not all is known."""
    marks = asyncio.run(_printed(settings, now))
    due, open_questions = marks.count(Mark.TO_DO), marks.count(Mark.UNKNOWN)
    print(f"\n{count(due, 'thing', 'things')} to do, {open_questions} not known.")
    return 1 if due else 2 if open_questions else 0


async def _printed(settings: Settings, now: Callable[[], datetime]) -> list[Mark]:
    marks = []
    async for finding in examine(settings, now):
        print(finding, flush=True)
        marks.append(finding.mark)
    return marks


async def examine(settings: Settings, now: Callable[[], datetime]) -> AsyncIterator[Finding]:
    """Of the machine, Slack's answers to the settings, and the database, in this order."""
    for name, near in unknown_names():
        yield to_do(name, "is no setting. " + (f"Is it {near}?" if near else "Take it out"))
    yield _zone_data(now())
    async with slack_client(settings) as client:
        slack = SlackExamination(client, settings, now)
        async for finding in slack.findings():
            yield finding
        team = slack.directory.workspace_id if slack.directory is not None else None
        kept = await asyncio.to_thread(_kept, settings, team, now())
        if isinstance(kept, Finding):
            yield kept
            return
        for finding in _in_office(*kept):
            yield finding
        for group in kept[0].groups:
            yield await slack.channel(group)


def _kept(
    settings: Settings, workspace_id: str | None, now: datetime
) -> tuple[Office, str | None] | Finding:
    """What the database has of the workspace, and why that is stopped; or why it says nothing."""
    try:
        if file := absent_file(settings):
            return to_do("DATABASE_URL", f"there is none at {file} yet. `convenor run` makes it")
        with database_to_read(settings) as database:
            with database.transaction_of_all(write=False) as every:
                ours = workspace_id or next(iter(every.installations.running()), "")
            if not ours:
                return unknown("groups", "not read, since Slack does not say which workspace it is")
            with database.transaction(ours, write=False) as work:
                office = office_of(Context.system(work, now))
                return office, work.workspaces.why_stopped()
    except SettingsError as error:
        return to_do("DATABASE_URL", str(error).removeprefix("DATABASE_URL: ").rstrip("."))


def _in_office(office: Office, stopped: str | None) -> Iterator[Finding]:
    yield fine("DATABASE_URL", "answers, and has this version's schema")
    if stopped is not None:
        words = f"nothing is sent since Slack said {stopped}. Start it with a new token"
        yield to_do("workspace", words)
    if office.late_since is not None:
        words = f"one waits since {office.late_since:%d %b %H:%M} UTC. Is `convenor run` there?"
        yield to_do("messages", f"{words} Its log says why")
    if office.refused:
        places = count(office.refused, "channel or person", "channels and people")
        yield to_do("messages", f"none gets through to {places}. See /wg why all")
    none = "" if office.groups else "none yet. In its channel type /invite @Convenor and /wg setup"
    yield say("groups", none, f"{len(office.groups)}")
    for group in office.groups:
        if not office.chairs[group.id]:
            words = "has no chair. In its channel type /wg role @somebody chair"
            yield to_do(f"group {group.name}", words)
    names = _some(office.unassigned)
    gone = f"{names} in no organisation. See /wg roster" if names else ""
    yield say("roster, people", gone, "each has an organisation")
    names = _some(office.unspoken)
    gone = f"nobody speaks for {names}. See /wg roster" if names else ""
    yield say("roster, organisations", gone, "each has a person")


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _zone_data(now: datetime) -> Finding:
    """The rules in use: the machine's own are read before those that come with Convenor."""
    own = (Path(folder) / "tzdata.zi" for folder in zoneinfo.TZPATH)
    file = next((path for path in own if path.is_file()), None)
    found, where = tzdata.IANA_VERSION, "Convenor's own"
    if file is not None:
        with file.open(encoding="utf-8") as lines:
            found, where = lines.readline().split()[-1], "this machine's"
    old = found[:4].isdecimal() and int(found[:4]) < now.year - 1
    stale = f"{where}, {found}, are old. Bring the package tzdata up to date" if old else ""
    return say("time-zone rules", stale, f"{where}, {found}")
