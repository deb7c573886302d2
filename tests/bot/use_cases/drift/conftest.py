"""`where`: Technology with a chair and a person who leaves, both of Ofcom."""

from datetime import timedelta

import pytest

from bot.domain.group import Term
from bot.domain.person import OrganisationKind, PersonFacts
from bot.use_cases.drift.channel_notices import Drifted
from tests.bot.use_cases.drift.leaving import TODAY
from tests.databases import WORKSPACE
from tests.storage.records import NOW, group


@pytest.fixture
def where(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        org = work.organisations.add(
            name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="UTC"
        )
        for user_id in ("UCHAIR", "UGONE"):
            work.people.keep_seen(PersonFacts(user_id=user_id, name=user_id.lower()), NOW)
            work.people.assign(user_id, org.id)
        kept = work.groups.add(group())
        work.roles.appoint_chair(
            kept.id, Term(user_id="UCHAIR", starts_on=TODAY - timedelta(days=9))
        )
        yield Drifted(group=kept, work=work, now=NOW, secretariat={"USEC"})
