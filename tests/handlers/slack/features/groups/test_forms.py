"""The set-up form, sent: confirmed in words, or refused beside a field."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotValid
from bot.languages import speaking
from handlers.sandbox.validation.messages import checked_view
from handlers.slack.features.groups import commands, forms
from tests.bot.use_cases.groups.hall import AMARA, MINJI, PRIVATE, PUBLIC, SINA, TANIS
from tests.handlers.slack.features.groups.scenes import submitted, typed, words

FORM = {
    "name": "Technology",
    "chairs": [AMARA],
    "zone": "europe/london",
    "default_audience": "members",
    "reminders": ["10080", "1440", "60"],
    "digest_weekday": "0",
    "digest_time": "09:00",
}


def submit(hall, by=SINA, channel=PRIVATE, **changes):
    metadata = {"channel": channel.channel_id}
    return forms.set_up(submitted(hall, by, FORM | changes, metadata, channel=channel))


def test_a_new_group_is_confirmed_with_all_that_was_understood(hall):
    assert words(submit(hall)).splitlines() == [
        "Technology is set up.",
        "• Chair: <@U0AMARA> from Monday 7 December 2026 to Tuesday 7 December 2027, both days "
        "included (Europe/London)",
        "• Time zone: Europe/London",
        "• Who can see new items: members only",
        "• Reminders of a dialogue: 1 week, 1 day and 1 hour before, in the channel",
        "• Weekly digest: every Monday at 09:00 (Europe/London), next on "
        "<!date^1797238800^{date_long} at {time}|Monday 14 December 2026, 09:00 "
        "(Europe/London, UTC+0)>",
        "1 person of this channel belongs to no organisation yet and may do what observers may. "
        "/wg roster assigns them.",
        "Next: /dialogue schedule, or /wg help for everything else.",
    ]
    assert hall.group.default_audience is Audience.MEMBERS


def test_a_group_with_the_least(hall):
    bare = {"chairs": [], "reminders": [], "digest_weekday": "none", "digest_time": None}
    said = words(submit(hall, default_audience="group", **bare))
    assert "• Chairs: none yet. /wg role @person chair appoints one" in said
    assert "• Reminders of a dialogue: none in the channel" in said
    assert "• Weekly digest: none" in said


def test_a_change_is_confirmed_as_one(hall):
    submit(hall)
    said = words(submit(hall, name="Tech", chairs=[MINJI]))
    assert said.startswith("The set-up of Tech is changed.")
    assert "<@U0MINJI> from Monday 7 December 2026" in said
    assert "• <@U0AMARA> does not chair it any more." in said
    assert "Next: /dialogue schedule" not in said


def test_the_same_again_says_so(hall):
    submit(hall)
    assert words(submit(hall)).startswith(
        "Nothing changed: Technology is set up like this already."
    )


def test_members_only_in_a_public_channel_is_refused_beside_the_field(hall):
    before = hall.everything()
    with pytest.raises(NotValid) as refused:
        submit(hall, channel=PUBLIC)
    assert refused.value.field == "default_audience"
    assert "This channel is public" in refused.value.words
    assert hall.everything() == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": None}, "name"),
        ({"zone": "Europe/Lundon"}, "zone"),
        ({"chairs": [TANIS]}, "chairs"),
        ({"digest_time": None}, "digest_time"),
    ],
)
def test_other_refusals_stand_beside_their_field(hall, changes, field):
    before = hall.everything()
    with pytest.raises(NotValid) as refused:
        submit(hall, **changes)
    assert refused.value.field == field
    assert field in FORM
    assert hall.everything() == before


def test_rights_are_checked_when_the_form_is_sent(hall):
    submit(hall)
    with pytest.raises(NotAllowed):
        submit(hall, by=AMARA, name="Mine")
    assert hall.group.name == "Technology"


def test_who_reads_french_sets_a_group_up_in_french(hall):
    with speaking("fr"):
        form = commands.run_setup(typed(hall, SINA))
        said = words(submit(hall))
        settings = commands.run_settings(typed(hall, AMARA)).view
    assert form.view["title"]["text"] == "Mise en place du groupe"
    assert said.startswith("Le groupe Technology est en place.")
    assert "du lundi 7 décembre 2026 au mardi 7 décembre 2027" in said
    assert "1 personne de ce canal n’appartient encore à aucune organisation" in said
    checked_view(settings, kind="modal")
    assert "Pas de mise en avant hebdomadaire" in str(settings)
