"""/wg, setup, members and role, from the call to the words."""

import json
from dataclasses import replace

import pytest

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience
from bot.domain.errors import NextStep, NotAllowed, Refusal
from bot.domain.person import PersonFacts
from bot.domain.roles import Role
from handlers.slack.features.groups import commands
from handlers.slack.features.roster import commands as roster
from tests.bot.use_cases.groups.hall import (
    AMARA,
    GETHIN,
    MINJI,
    NOW,
    PRIVATE,
    PUBLIC,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
)
from tests.handlers.slack.features.groups.scenes import (
    buttons,
    direct,
    inputs,
    pressed,
    typed,
    words,
)


@pytest.fixture
def group(hall):
    return hall.set_up(chairs=(AMARA,)).group


# /wg --------------------------------------------------------------------------------------------


def test_the_glance_of_a_chair(hall, group):
    hall.add_dialogue(audience=Audience.GROUP)
    hall.work.actions.add(
        ActionItem(number=1, group_id=group.id, title="Do", created_by=AMARA, created_at=NOW)
    )
    answer = commands.run_overview(typed(hall, AMARA))
    said = words(answer)
    assert said.startswith("Technology\n")
    assert "Chair: <@U0AMARA>" in said
    assert "D12 “Age assurance”, " in said
    assert "Thursday 10 December 2026, 21:00 (Australia/Sydney, UTC+11)" in said
    assert "Actions: 1 open, 0 overdue" in said
    assert "Practices awaiting review: 0" in said
    assert "You are a chair of this group." in said
    doors = [
        ("Schedule…", "dialogue.schedule", ""),
        ("Log an action…", "action.add", ""),
        ("Record a decision…", "decision.record", ""),
    ]
    assert buttons(answer) == [
        *doors,
        ("Settings…", "wg.settings", str(group.id)),
        ("Next dialogues", "wg.run:dialogues", "/dialogue"),
        ("My actions", "wg.run:actions", "/action"),
        ("Good practice", "wg.run:practices", "/practice"),
        ("Members", "wg.members:open", "open"),
        ("Help", "wg.help", ""),
    ]


def test_the_glance_of_others(hall, group):
    said = words(commands.run_overview(typed(hall, TANIS)))
    assert "You are an observer in this group." in said
    assert "review" not in said
    assert "Next dialogue: none planned" in said
    assert "You belong to no organisation yet" in words(commands.run_overview(typed(hall, RAHUL)))


def test_a_glance_says_when_nobody_chairs_or_a_chair_has_left(hall, group):
    without = replace(PRIVATE, members=PRIVATE.members - {AMARA})
    said = words(commands.run_overview(typed(hall, GETHIN, channel=without)))
    assert "<@U0AMARA> (not in the channel)" in said
    hall.set_up(chairs=())
    said = words(commands.run_overview(typed(hall, GETHIN)))
    assert "Chairs: none now; the secretariat can help" in said


def test_markup_in_a_title_is_shown_literally(hall, group):
    hall.add_dialogue(audience=Audience.GROUP, title="<!channel> *x*\n<@U0AMARA> &lt;")
    said = words(commands.run_overview(typed(hall, AMARA)))
    assert "“&lt;!channel&gt; *x* &lt;@U0AMARA&gt; &amp;lt;”" in said


def test_a_channel_that_is_no_group(hall):
    with pytest.raises(Refusal) as refused:
        commands.run_overview(typed(hall, AMARA))
    assert refused.value.words == (
        "This channel is not a working group yet. The secretariat sets it up with /wg setup."
    )


def test_a_channel_without_the_bot(hall):
    with pytest.raises(Refusal) as refused:
        commands.run_overview(typed(hall, AMARA, channel=None))
    assert "/invite @Convenor" in refused.value.words


def test_in_a_direct_message_all_of_ones_groups(hall, group):
    hall.add_dialogue(audience=Audience.GROUP)
    hall.channels[PUBLIC.channel_id] = replace(PUBLIC, members=frozenset({MINJI, SINA}))
    hall.set_up(channel=PUBLIC, name="Education")
    said = words(commands.run_overview(typed(hall, MINJI, channel=direct(MINJI))))
    assert "Education. Chairs: none now" in said
    assert "Technology. Chair: <@U0AMARA>. Next dialogue: D12" in said
    said = words(commands.run_overview(typed(hall, AMARA, channel=direct(AMARA))))
    assert "Education" not in said


def test_in_a_direct_message_of_someone_in_no_group(hall, group):
    answer = commands.run_overview(typed(hall, STRANGER, channel=direct(STRANGER)))
    assert "You are in no working group yet." in words(answer)


# Buttons -----------------------------------------------------------------------------------------


def test_a_button_answers_as_its_command_does(hall, group):
    heard = []

    def listener(scene):
        heard.append((scene.call.id, scene.call.value, scene.call.user_id, scene.group))
        return commands.run_overview(scene)

    scene = replace(pressed(hall, GETHIN, "/action"), commands={"/action": listener})
    answer = commands.press_command(scene)
    assert heard == [("/action", "", GETHIN, group)]
    assert "Technology" in words(answer)


def test_a_button_of_a_command_that_is_not_there_says_what_to_type(hall, group):
    with pytest.raises(Refusal) as refused:
        commands.press_command(pressed(hall, GETHIN, "/nothing"))
    assert refused.value.words == "Please type /nothing for this."


def test_help_is_that_of_the_command(hall):
    assert "/wg role @person chair" in words(commands.show_help(pressed(hall, GETHIN)))


# /wg setup --------------------------------------------------------------------------------------


def test_the_form_of_a_new_group(hall):
    answer = commands.run_setup(typed(hall, SINA, channel=PUBLIC))
    assert answer.view["callback_id"] == "wg.setup"
    assert json.loads(answer.view["private_metadata"])["channel"] == "C0EDU"
    said = words(answer)
    assert "This channel is public: the whole workspace can read it" in said
    fields = inputs(answer)
    assert fields["name"]["initial_value"] == "Education and awareness"
    assert fields["zone"]["initial_option"]["value"] == "Australia/Sydney"
    assert "initial_users" not in fields["chairs"]
    assert fields["default_audience"]["initial_option"]["value"] == "group"
    assert [o["value"] for o in fields["reminders"]["initial_options"]] == ["10080", "1440", "60"]
    assert fields["digest_weekday"]["initial_option"]["value"] == "none"
    assert fields["digest_time"]["initial_time"] == "09:00"


def test_the_form_of_a_private_channel_has_no_warning(hall):
    answer = commands.run_setup(typed(hall, SINA))
    assert words(answer) == ""
    shared = replace(PRIVATE, is_shared=True)
    assert "shared with other workspaces" in words(
        commands.run_setup(typed(hall, SINA, channel=shared))
    )


def test_the_form_of_a_group_holds_what_is_set_up(hall):
    hall.set_up(chairs=(AMARA, MINJI), zone="Asia/Seoul", reminders=(45, 60), digest_weekday=6)
    answer = commands.run_setup(typed(hall, SINA))
    assert "Technology is set up already." in words(answer)
    fields = inputs(answer)
    assert fields["chairs"]["initial_users"] == [AMARA, MINJI]
    assert fields["zone"]["initial_option"]["value"] == "Asia/Seoul"
    assert [o["value"] for o in fields["reminders"]["initial_options"]] == ["60", "45"]
    assert fields["digest_weekday"]["initial_option"]["text"]["text"] == "Every Sunday"


def test_a_channel_name_of_any_form_suits_the_form(hall):
    odd = replace(PRIVATE, name="-" * 80)
    answer = commands.run_setup(typed(hall, SINA, channel=odd))
    assert words(answer) == ""
    assert "initial_value" not in inputs(answer)["name"]


@pytest.mark.parametrize("by", [AMARA, GETHIN, TANIS, RAHUL, STRANGER])
def test_the_form_is_for_the_secretariat(hall, group, by):
    with pytest.raises(NotAllowed):
        commands.run_setup(typed(hall, by))


@pytest.mark.parametrize(
    ("channel", "step"),
    [(None, NextStep.SET_UP_IF_SEEN), (direct(SINA), NextStep.SET_UP_IN_CHANNEL)],
    ids=["unseen", "direct"],
)
def test_the_form_needs_a_channel_with_convenor(hall, channel, step):
    with pytest.raises(Refusal) as refused:
        commands.run_setup(typed(hall, SINA, channel=channel))
    assert refused.value.step is step


# /wg members ------------------------------------------------------------------------------------


def test_members_with_roles_and_the_time_there(hall, group):
    hall.work.roles.lower_person(group.id, GETHIN, lowered=True)
    said = words(roster.show_members(typed(hall, TANIS)))
    assert said.splitlines() == [
        "Technology: 6 people of 4 organisations",
        "1 person of no organisation yet. The secretariat assigns them with /wg roster.",
        "• <@U0RAHUL>, observer, Monday 10:00 (Europe/London)",
        "eSafety, member, Australia. There: Monday 21:00 (Australia/Sydney)",
        "• <@U0SINA>, member, secretariat",
        "KCSC, member, South Korea. There: Monday 19:00 (Asia/Seoul)",
        "• <@U0MINJI>, member",
        "Ofcom, member, United Kingdom. There: Monday 10:00 (Europe/London)",
        "• <@U0AMARA>, chair until Tuesday 7 December 2027, Monday 21:00 (Australia/Sydney)",
        "• <@U0GETHIN>, observer in this group",
        "FOSI, observer, United States. There: Monday 05:00 (America/New_York)",
        "• <@U0TANIS>, observer, Monday 04:00 (America/Winnipeg)",
    ]


def test_three_hundred_members_are_paged(hall, group):
    ofcom = hall.organisations["Ofcom"]
    crowd = [f"U0X{number:03}" for number in range(300)]
    for user_id in crowd:
        hall.facts[user_id] = PersonFacts(user_id=user_id, name="n" * 80, zone="Pacific/Fiji")
        hall.work.people.keep_seen(hall.facts[user_id], NOW)
        hall.work.people.assign(user_id, ofcom.id)
    full = replace(PRIVATE, members=PRIVATE.members | set(crowd))
    first = roster.show_members(typed(hall, TANIS, channel=full))
    assert "306 people of 4 organisations" in words(first)
    assert not first.replace
    seen, answer, turns = set(), first, 0
    while True:
        said = words(answer)
        seen |= {user_id for user_id in crowd if user_id in said}
        onward = [value for label, _, value in buttons(answer) if label == "Next"]
        if not onward:
            break
        answer = roster.show_members(pressed(hall, TANIS, onward[0], channel=full))
        assert answer.replace
        turns += 1
    assert seen == set(crowd)
    assert turns == 6


def test_the_members_button_answers_beside_the_glance(hall, group):
    answer = roster.show_members(pressed(hall, TANIS, "open"))
    assert "Technology: 6 people" in words(answer)
    assert not answer.replace


# /wg role ---------------------------------------------------------------------------------------


def test_a_chair_is_confirmed_with_weekdays_and_zone(hall, group):
    answer = commands.run_role(typed(hall, AMARA, "<@U0MINJI> chair until 31 Mar 2027"))
    assert words(answer).splitlines() == [
        "@min-ji chairs Technology.",
        "<@U0MINJI> chairs Technology from Monday 7 December 2026 to Wednesday 31 March 2027, "
        "both days included (Europe/London).",
    ]
    assert hall.role(MINJI) is Role.CHAIR


def test_a_chair_without_a_last_day_is_told_the_year(hall, group):
    said = words(commands.run_role(typed(hall, SINA, "<@U0MINJI> chair")))
    assert "to Tuesday 7 December 2027, both days included" in said


def test_what_is_so_already(hall, group):
    said = words(commands.run_role(typed(hall, AMARA, "<@U0AMARA> chair")))
    assert said.startswith("Nothing changed.\n<@U0AMARA> chairs Technology already, from Monday")
    assert "is a member of Technology already." in words(
        commands.run_role(typed(hall, AMARA, "<@U0MINJI> member"))
    )
    assert "is an observer in Technology already." in words(
        commands.run_role(typed(hall, AMARA, "<@U0TANIS> observer"))
    )


def test_the_last_chair_who_leaves_hears_that_nobody_chairs(hall, group):
    said = words(commands.run_role(typed(hall, AMARA, "<@U0AMARA> member")))
    assert "@amara is a member of Technology from now on." in said
    assert "does not chair it any more, sees what is for members" in said
    assert "Please note: Technology has no chair now." in said
    assert "only the secretariat can" in said


def test_with_another_chair_there_is_nothing_to_note(hall, group):
    commands.run_role(typed(hall, AMARA, "<@U0MINJI> chair"))
    said = words(commands.run_role(typed(hall, AMARA, "<@U0AMARA> observer")))
    assert "@amara is an observer in Technology from now on." in said
    assert "Please note" not in said


def test_an_ambiguous_day_is_asked_back_and_changes_nothing(hall, group):
    before = hall.everything()
    scene = typed(hall, AMARA, "<@U0MINJI> chair until 3/4/2027")
    answer = commands.run_role(
        replace(scene, call=replace(scene.call, id="/wg role", typed="/wg …"))
    )
    labels = [label for label, *_ in buttons(answer)]
    assert [label.split(" (")[0] for label in labels] == [
        "Saturday 3 April 2027",
        "Thursday 4 March 2027",
    ]
    assert "until 2027-04-03" in buttons(answer)[0][2]
    assert hall.everything() == before


@pytest.mark.parametrize("by", [GETHIN, TANIS, RAHUL])
def test_others_hear_where_their_own_settings_are(hall, group, by):
    with pytest.raises(NotAllowed, match="You choose in my Home tab when your own"):
        commands.run_settings(typed(hall, by))


@pytest.mark.parametrize("by", [GETHIN, TANIS, RAHUL])
def test_others_give_no_roles(hall, group, by):
    before = hall.everything()
    with pytest.raises(NotAllowed) as refused:
        commands.run_role(typed(hall, by, f"<@{by}> chair"))
    assert "Chair: @amara." in refused.value.words
    assert hall.everything() == before
