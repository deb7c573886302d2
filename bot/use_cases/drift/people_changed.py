"""People came into a group's channel or left it: chairs are told, actions and chairs pass on."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.action_item import ActionItem
from bot.domain.channel_reading import PeopleCame, PeopleLeft
from bot.domain.delivery import SubjectType
from bot.domain.person import PersonFacts
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.actions.pass_on import LEFT, pass_on, plan_heirs_mornings, tell_passed_on
from bot.use_cases.dialogues.messages.schedule_messages import ANNOUNCEMENT
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.drift.no_chair import tell_no_chair
from bot.use_cases.drift.opened import CAME, tell_opened
from bot.use_cases.identify import member_people
from bot.use_cases.roster.notifications import tell_change_of_chairs
from bot.use_cases.roster.terms import end_now, has_terms_from, today_in

_AHEAD = timedelta(days=800)


def on_people_came(change: PeopleCame, where: Drifted) -> None:
    """Tell of people who do not count as members; of others nobody is told."""
    note_outsiders(where, came=change.user_ids)


def note_outsiders(where: Drifted, *, came: Collection[str] = ()) -> None:
    """Compare who does not count as a member in the last reading with what the chairs know.

    Asked again it finds nothing new. It is asked when people came, and once a day for what a
    change of the roster or of roles has made of people. `came`: who has come since the reading
    before. The first time, those who were there before are told of only where something for
    members stands.

    Where everybody can read the channel anyway, who is in it changes nothing and is not told.
    """
    group, work = where.group, where.work
    reading = work.channels.get(group.channel_id)
    if reading is None or not reading.readable:
        return
    outsiders = frozenset(reading.members) - member_people(group, work=work)
    known = reading.outsiders
    if known is None:
        _, standing = work.deliveries.posts_for_members(group.channel_id, 1)
        known = () if standing else tuple(outsiders)
    if reading.outsiders is None or outsiders != frozenset(known):
        work.channels.keep_reading(replace(reading, outsiders=tuple(sorted(outsiders))))
    new = outsiders.difference(frozenset(known).difference(came))
    if new and reading.is_private and not reading.is_shared:
        tell_opened(where, CAME + " ".join(sorted(new)))


def on_people_left(change: PeopleLeft, where: Drifted) -> None:
    """Let each of them go; tell nobody of a person who owned nothing and did not chair."""
    let_go(change.user_ids, where)


def let_go_of_account(
    facts: PersonFacts, *, work: UnitOfWork, now: datetime, secretariat: Collection[str]
) -> None:
    """Slack has deactivated the account: they are let go in every group."""
    work.people.keep_seen(facts, now)
    for group in work.groups.all():
        let_go([facts.user_id], Drifted(group=group, work=work, now=now, secretariat=secretariat))


def let_go(user_ids: Collection[str], where: Drifted) -> None:
    """Pass on what these people had in this group; asked again it finds nothing to do.

    Terms end first, so that nobody who leaves too is told what to hand over.
    """
    group, work, now = where.group, where.work, where.now
    before = where.chairs
    ended = [user_id for user_id in sorted(user_ids) if _end_chair(user_id, where)]
    chairs = where.chairs
    told = chairs or where.whole_secretariat
    passed_on: list[ActionItem] = []
    for user_id in sorted(user_ids):
        person = work.people.get(user_id)
        organisation = person.organisation if person else None
        theirs = pass_on(user_id, group, organisation, because="the owner left", work=work, now=now)
        passed_on += theirs
        chaired = user_id in before
        if theirs or chaired:
            tell_passed_on(LEFT, user_id, group, told, work=work, now=now, chaired=chaired)
    if ended:
        tell_change_of_chairs(group, before, work=work, now=now)
        tell_no_chair(where)
    # After the chairs are settled: what nobody owns stands in a chair's morning.
    plan_heirs_mornings(passed_on, chairs, work=work, now=now)


def _end_chair(user_id: str, where: Drifted) -> bool:
    group, work, now = where.group, where.work, where.now
    if not has_terms_from(work.roles.of_group(group.id), user_id, today_in(group, now)):
        return False
    end_now(group, user_id, work=work, now=now)
    work.journal.record("convenor", "ended a chair's term", group.channel_id, now, user_id)
    for dialogue in work.dialogues.changed_between(Reader.system(), [group.id], now, now + _AHEAD):
        work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference, [ANNOUNCEMENT])
    return True
