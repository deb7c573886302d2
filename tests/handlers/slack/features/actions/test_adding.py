"""/action add: typed, by form, in a direct message; and the questions it asks back."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotValid, Refusal
from handlers.slack.features.actions import commands
from handlers.slack.request.ask_back import PRESS, ROUTES
from handlers.slack.request.request import Kind
from tests.bot.use_cases.actions.network import (
    AMARA,
    DIRECT,
    GONE,
    GRACE,
    LIAM,
    MINJI,
    NORA,
    OLIVE,
    PAT,
    ROBOT,
    TODAY,
    YVES,
    channel,
)
from tests.handlers.slack.features.actions.scenes import (
    button,
    buttons,
    press,
    scene,
    type_in,
    words,
)


def test_it_is_confirmed_with_owner_day_zone_and_audience(network):
    answer = type_in(network, LIAM, "add", f"Draft the summary <@{OLIVE}> by Friday")
    assert words(answer).splitlines()[:5] == [
        "Logged in Technology.",
        "A1 Draft the summary",
        "Owner: @olive (Ofcom)",
        "Due Friday 11 December 2026 (until midnight, London time)",
        "For the whole group",
    ]
    kept = network.stored(1)
    assert (kept.owner_user_id, kept.due_on) == (OLIVE, date(2026, 12, 11))
    assert [label for label, *_ in buttons(answer)] == ["Edit", "Hand over", "Drop"]


def test_the_day_is_the_owners(network):
    answer = type_in(network, LIAM, "add", f"Draft <@{MINJI}> by Friday for members")
    assert "(until midnight, Seoul time)" in words(answer)
    assert "For members only" in words(answer)
    assert network.stored(1).audience is Audience.MEMBERS


def test_nobody_yet_and_no_date_are_said(network):
    answer = type_in(network, LIAM, "add", "Draft the summary")
    assert "Owner: nobody yet" in words(answer)
    assert "No due date" in words(answer)
    assert "Give to someone" in [label for label, *_ in buttons(answer)]


def test_an_organisation_by_name(network):
    answer = type_in(network, LIAM, "add", "Share the codes kcsc by 12 Dec")
    assert "Owner: KCSC" in words(answer)
    assert network.stored(1).owner_organisation_id == network.organisations["KCSC"].id


def test_markup_is_shown_as_typed_and_pings_nobody(network):
    raw = "&lt;!channel&gt; *x* &amp;lt; <!here> `c` <@U0OLIVE>"
    answer = type_in(network, LIAM, "add", raw)
    assert network.stored(1).title == "<!channel> *x* &lt; @here `c`"
    assert "&lt;!channel&gt; *x* &amp;lt; @here `c`" in answer.body()["text"]
    kinds = {
        element["type"]
        for block in answer.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        for element in part["elements"]
    }
    assert kinds == {"text"}


@pytest.mark.parametrize(
    ("user_id", "said"),
    [(ROBOT, "@robot is an app"), (GONE, "@gone has left"), (YVES, "@yves is not in the channel")],
)
def test_people_who_cannot_own_it_are_named(network, user_id, said):
    with pytest.raises(Refusal, match=said):
        type_in(network, LIAM, "add", f"Draft <@{user_id}>")
    assert network.stored(1) is None


def test_an_observer_may_not_log_and_is_told_who_can(network):
    for raw in ("Draft the summary", ""):
        with pytest.raises(NotAllowed, match="Only a member of Technology can log an action"):
            type_in(network, NORA, "add", raw)


def test_a_day_that_could_be_two_is_asked_and_nothing_is_stored(network):
    raw = f"Draft  the summary <@{OLIVE}> by   next Wednesday"
    answer = type_in(network, LIAM, "add", raw)
    assert network.stored(1) is None
    assert network.history() == []
    assert "Wednesday 9 December 2026" in words(answer)
    assert f"/action add {raw}".replace("<@U0OLIVE>", "&lt;@U0OLIVE&gt;") in words(answer)
    first, second = [label for label, *_ in buttons(answer)]
    assert first.startswith("Wednesday 9 December 2026")
    assert second.startswith("Wednesday 16 December 2026")


def test_the_chosen_day_finishes_what_was_typed(network):
    asked = type_in(network, LIAM, "add", f"Draft it <@{OLIVE}> by next Wednesday for members")
    action_id, carried = button(asked, "Wednesday 16 December 2026")
    assert action_id.startswith(PRESS)
    pressed = scene(network, LIAM, Kind.PRESS, PRESS, value=carried, people=[OLIVE])
    answer = ROUTES[Kind.PRESS, PRESS].run(
        replace(pressed, commands={"/action add": commands.run_add})
    )
    assert answer.replace
    assert "Due Wednesday 16 December 2026" in words(answer)
    kept = network.stored(1)
    assert (kept.title, kept.owner_user_id, kept.audience) == ("Draft it", OLIVE, Audience.MEMBERS)


def test_too_long_a_title_says_the_limit(network):
    with pytest.raises(NotValid, match="151 characters long; the limit is 150"):
        type_in(network, LIAM, "add", "x" * 151)


# In a direct message ---------------------------------------------------------------------------


def test_with_one_group_it_is_meant(network):
    answer = type_in(network, AMARA, "add", "Draft the summary", place=DIRECT)
    assert words(answer).startswith("Logged in Technology.")


def test_with_several_it_asks_which_and_keeps_what_was_typed(network):
    raw = f"Draft it <@{MINJI}> by Friday"
    asked = type_in(network, LIAM, "add", raw, place=DIRECT)
    assert network.stored(1) is None
    assert "Which working group is this for?" in words(asked)
    assert [label for label, *_ in buttons(asked)] == ["Education", "Technology"]
    answer = press(network, LIAM, *button(asked, "Education"), place=DIRECT)
    assert answer.replace
    assert words(answer).startswith("Logged in Education.\nA1 Draft it\nOwner: @min-ji (KCSC)")
    assert network.stored(1).group_id == network.teach.id


def test_only_groups_in_which_one_may_log_are_offered(network):
    network.work.roles.lower_person(network.teach.id, MINJI, lowered=True)
    answer = type_in(network, MINJI, "add", "Draft it", place=DIRECT)
    assert words(answer).startswith("Logged in Technology.")
    with pytest.raises(NotAllowed, match="Technology"):
        type_in(network, PAT, "add", "Draft it", place=DIRECT)
    with pytest.raises(Refusal, match="not in a working group yet"):
        type_in(network, YVES, "add", "Draft it", place=DIRECT)


def test_too_long_to_carry_is_sent_to_the_channel(network):
    with pytest.raises(Refusal, match="Please type this in the channel"):
        type_in(network, LIAM, "add", "ü" * 2_500, place=DIRECT)


def test_a_channel_that_is_not_set_up(network):
    network.presence["C0OTHER"] = channel("C0OTHER", {LIAM})
    with pytest.raises(Refusal, match="/wg setup"):
        type_in(network, LIAM, "add", "Draft it", place="C0OTHER")


def test_the_button_of_a_group_says_no_more_than_it_must(network):
    asked = type_in(network, LIAM, "add", "Draft it", place=DIRECT)
    carried = json.loads(button(asked, "Education")[1])
    assert carried == {"id": "/action add", "raw": "Draft it", "channel": network.teach.channel_id}


def test_the_secretariat_may_log_where_it_is_not_a_member(network):
    answer = type_in(network, GRACE, "add", f"Draft it <@{OLIVE}> by 12 Dec")
    assert words(answer).startswith("Logged in Technology.")
    assert network.stored(1).due_on == TODAY.replace(day=12)
