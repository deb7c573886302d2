"""Times are ranked by what they do to whoever has paid most; checked against the slow way."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotValid, Refusal
from bot.domain.fairness import Charge
from bot.domain.zones import to_wall
from tests.bot.use_cases.dialogues.town import DAY, GRACE, LIAM, NORA, NOW, ZOE
from tests.bot.use_cases.fairness.asking import WEEK, found, pay


def test_who_has_paid_most_is_spared_next(town):
    dearest = found(town).slots[0].shares[0]
    assert dearest.burden.points > 0
    pay(town, **{dearest.organisation.name: 50})
    for slot in found(town).slots:
        spared = next(s for s in slot.shares if s.organisation == dearest.organisation)
        assert (spared.before, spared.burden.points, spared.after) == (50, 0, 50)


def test_each_slot_says_who_pays_and_what_they_have_paid_before(town):
    pay(town, KCSC=5)
    slot = found(town, minutes=90).slots[0]
    assert {s.organisation.name for s in slot.shares} == {"eSafety", "Ofcom", "KCSC", "NCMEC"}
    assert [s.burden.points for s in slot.shares] == sorted(
        (s.burden.points for s in slot.shares), reverse=True
    )
    assert all(s.burden.points for s in slot.payers)
    korea = next(s for s in slot.shares if s.organisation.name == "KCSC")
    assert korea.before == 5
    assert korea.burden.start == to_wall(slot.starts_at, "Asia/Seoul")


def test_only_those_who_would_be_invited_count(town):
    result = found(town, audience=Audience.MEMBERS)
    assert [o.name for o in result.organisations] == ["KCSC", "Ofcom", "eSafety"]
    assert "NCMEC" not in {s.organisation.name for s in result.slots[0].shares}
    assert len(found(town, audience=Audience.NETWORK).organisations) == 5


def test_a_public_holiday_of_ones_own_country_is_spared(town):
    pay(town, KCSC=50)
    seoul = [to_wall(s.starts_at, "Asia/Seoul") for s in found(town, ahead=4 * WEEK).slots]
    assert all((at.month, at.day) != (12, 9) and at.weekday() < 5 for at in seoul)


@pytest.mark.parametrize("ahead", [DAY, 27 * WEEK])
def test_other_spans_are_refused(town, ahead):
    with pytest.raises(Refusal, match="from two days to 26 weeks"):
        found(town, ahead=ahead)
    with pytest.raises(NotValid):
        found(town, minutes=0)


def test_who_may_ask(town):
    assert found(town, NORA).slots
    assert found(town, GRACE).slots
    with pytest.raises(NotAllowed, match="Only someone in the channel of Technology"):
        found(town, ZOE)


def test_where_nobody_is_known_to_be_invited_it_says_so(town):
    with pytest.raises(Refusal, match="belongs to an organisation"):
        found(town, presence={})


def test_totals_tell_a_reader_of_no_dialogue_that_is_not_theirs(town):
    members_only = town.schedule(starts_at=NOW + 200 * DAY, audience=Audience.MEMBERS)
    ids = {o.name: o.id for o in town.work.organisations.all()}
    town.work.charges.keep_charges(
        [
            Charge(
                number=members_only.number,
                organisation_id=ids["KCSC"],
                group_id=town.tech.id,
                year=2026,
                points=12,
            )
        ]
    )

    def before(user_id):
        shares = found(town, user_id).slots[0].shares
        return next(s.before for s in shares if s.organisation.name == "KCSC")

    assert before(LIAM) == 12
    assert before(NORA) == 0
