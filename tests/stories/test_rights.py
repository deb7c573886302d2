"""Who may do what: every cell of the table of rights, through the door, with words that say who."""

import re

import pytest

from tests.stories.evidence import day, free_day, posted, rows, type_anywhere
from tests.stories.town import DIRECT, EDUCATION, TECH, set_up, settled, share

OBSERVER, MEMBER, CHAIR, SECRETARIAT = "denise", "min-ji", "amara", "sina"
ITS_CHAIR = "Chair: @Amara Okonkwo."
GETHIN = "Chair: @Gethin Prydderch."


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with settled(tmp_path_factory.mktemp("rights")) as running:
        set_up(running, EDUCATION, "Education", chair="gethin")
        yield running


def number_of(message):
    """The reference in a confirmation."""
    return re.search(r"\b[DAPR]\d+\b", message.words)[0]


def dialogue_of(network, handle):
    someone = network.person(handle)
    title = f"Talk {network.ground.sandbox.core.workspace.new_ts()}"
    return number_of(someone.schedules(TECH, f"{title} on {day(network, 50)} 14:00"))


def action_of(network, handle, owner=None):
    typed = "/action add Count the reports" + (f" @{owner}" if owner else "")
    return number_of(network.person(handle).types(TECH, typed))


def practice_of(network, handle):
    someone = network.person(handle)
    assert share(someone) == {}
    return max(re.findall(r"P\d+", str(rows(network)["practices"])), default=None)


def check_refused(network, handle, typed, words):
    before = rows(network)
    answer = network.person(handle).types(TECH, typed)
    assert answer is not None, "no form is opened"
    assert answer.words.split("\n")[0] == words
    assert rows(network) == before


def test_an_observer_sees_and_searches_only_what_is_not_for_members(network):
    seen = {
        handle: network.person(handle).types(TECH, "/action list all").words
        + network.person(handle).types(TECH, "/dialogue").words
        for handle in (OBSERVER, MEMBER, CHAIR, SECRETARIAT)
    }
    for handle, words in seen.items():
        assert "Draft the summary" in words
        assert "Age assurance" in words
        for hidden in ("Compare the fines", "Enforcement"):
            assert (hidden in words) is (handle != OBSERVER)


NEW = [
    ("/dialogue schedule A talk on {day} 14:00", "schedule a dialogue", "Scheduled D"),
    ("/action add Read the report", "log an action", "Logged in Technology."),
]


@pytest.mark.parametrize(("typed", "act", "done"), NEW)
def test_members_chairs_and_the_secretariat_make_new_things_and_observers_do_not(
    network, typed, act, done
):
    words = f"Only a member of Technology can {act}. {ITS_CHAIR}"
    check_refused(network, OBSERVER, typed.format(day=free_day(network, 45)), words)
    for handle in (MEMBER, CHAIR, SECRETARIAT):
        answer = network.person(handle).types(TECH, typed.format(day=free_day(network, 45)))
        assert answer.words.startswith(done), handle


@pytest.mark.parametrize(
    ("typed", "done"),
    [("/dialogue move {} to {day} 15:00", "Moved"), ("/dialogue cancel {}", "Cancelled")],
)
def test_a_dialogue_is_changed_by_its_maker_a_chair_or_the_secretariat(network, typed, done):
    words = (
        f"Only its owner or a chair of Technology can change or cancel this dialogue. {ITS_CHAIR}"
    )
    when = day(network, 52)
    for handle in (OBSERVER, MEMBER):
        check_refused(network, handle, typed.format("D1", day=when), words)
    for handle, maker in ((MEMBER, MEMBER), (CHAIR, MEMBER), (SECRETARIAT, MEMBER)):
        number = dialogue_of(network, maker)
        answer = network.person(handle).types(TECH, typed.format(number, day=when))
        assert answer.words.startswith(f"{done} {number}"), handle


@pytest.mark.parametrize("handle", [OBSERVER, MEMBER, CHAIR, SECRETARIAT])
def test_everyone_who_may_see_an_invitation_answers_it(network, handle):
    invitation = posted(network.person(handle), TECH, "Age assurance")
    assert "is “Maybe”" in invitation.press("Maybe").words


@pytest.mark.parametrize("handle", [OBSERVER, MEMBER, CHAIR, SECRETARIAT])
def test_everyone_completes_what_they_own(network, handle):
    number = action_of(network, "liam", owner=handle)
    assert "Done." in network.person(handle).types(TECH, f"/action done {number}").words


def test_what_others_own_is_completed_only_by_a_chair_or_the_secretariat(network):
    words = (
        f"Only its owner or a chair of Technology can complete or reopen this action. {ITS_CHAIR}"
    )
    for handle in (OBSERVER, MEMBER):
        check_refused(network, handle, "/action done A1", words)
    for handle in (CHAIR, SECRETARIAT):
        number = action_of(network, "liam", owner="liam")
        assert "Done." in network.person(handle).types(TECH, f"/action done {number}").words


CHANGES = [
    ("/action assign {} @aoife", "@Aoife Ní Dhonnabháin"),
    ("/action due {} {day}", "Due date changed."),
    ("/action drop {} because the law changed", "Dropped."),
]


@pytest.mark.parametrize(("typed", "done"), CHANGES)
def test_an_action_is_changed_by_whom_it_belongs_to_a_chair_or_the_secretariat(
    network, typed, done
):
    words = (
        "Only its owner or a chair of Technology can "
        f"change, hand over or drop this action. {ITS_CHAIR}"
    )
    when = day(network, 30)
    check_refused(network, OBSERVER, typed.format("A2", day=when), words)
    check_refused(network, MEMBER, typed.format("A1", day=when), words)
    for handle, owner in ((MEMBER, MEMBER), (CHAIR, "liam"), (SECRETARIAT, "liam")):
        number = action_of(network, "liam", owner=owner)
        answer = network.person(handle).types(TECH, typed.format(number, day=when))
        assert done in answer.words, handle


@pytest.mark.parametrize("handle", [OBSERVER, MEMBER, CHAIR, SECRETARIAT])
def test_everyone_in_the_group_shares_a_practice(network, handle):
    assert share(network.person(handle)) == {}


def test_practices_are_reviewed_by_chairs_and_the_secretariat(network):
    words = f"Only a chair of Technology can publish, return or decline a practice. {ITS_CHAIR}"
    for handle in (OBSERVER, MEMBER):
        check_refused(network, handle, "/practice queue", words)
    for handle in (CHAIR, SECRETARIAT):
        assert share(network.person("liam")) == {}
        queue = network.person(handle).types(TECH, "/practice queue")
        queue.press("Publish")
        assert "is published" in queue.again().words, handle


@pytest.mark.parametrize("typed", ["/digest", "/digest post", "/digest weekly Monday 09:00"])
def test_digests_are_run_by_chairs_and_the_secretariat(network, typed):
    words = f"Only a chair of Technology can preview, post or schedule digests. {ITS_CHAIR}"
    for handle in (OBSERVER, MEMBER):
        check_refused(network, handle, typed, words)
    for handle in (CHAIR, SECRETARIAT):
        assert "Only a chair" not in network.person(handle).types(TECH, typed).words
    check_refused(network, MEMBER, "/digest off", words)


def test_roles_are_given_by_chairs_and_the_secretariat(network):
    words = f"Only a chair of Technology can change a group's settings and roles. {ITS_CHAIR}"
    for handle in (OBSERVER, MEMBER):
        check_refused(network, handle, "/wg role @seo-jun observer", words)
    for handle in (CHAIR, SECRETARIAT):
        answer = network.person(handle).types(TECH, "/wg role @seo-jun observer")
        assert "@seo-jun" in answer.words


def test_no_role_raises_anyone_above_their_organisation(network):
    before = rows(network)
    for role in ("chair", "member"):
        answer = network.person(CHAIR).types(TECH, f"/wg role @denise {role}")
        assert "member organisation" in answer.words or "observer" in answer.words
    assert rows(network) == before


def test_the_roster_and_new_groups_are_for_the_secretariat_alone(network):
    for handle in (OBSERVER, MEMBER, CHAIR):
        check_refused(
            network,
            handle,
            "/wg roster",
            "Only the secretariat can see and change the roster. Secretariat: @Sina Faleolo.",
        )
        someone, before = network.person(handle), rows(network)
        someone.types(TECH, "/wg setup")
        said = "Only the secretariat can set up a working group. Secretariat: @Sina Faleolo."
        # A chair of a group that is there may change its settings.
        assert (someone.modal().words == said) is (handle != CHAIR)
        someone.closes()
        assert rows(network) == before
    assert "Roster: " in network.person(SECRETARIAT).types(TECH, "/wg roster").words


OUTSIDE = [
    "/wg",
    "/wg members",
    "/dialogue",
    "/dialogue show {D}",
    "/action",
    "/action list all",
    "/action show {A}",
    "/practice search evening",
]


@pytest.fixture(scope="module")
def public(network):
    """In the public channel of Education: its channel id, a dialogue and an action there."""
    gethin = network.person("gethin")
    dialogue = gethin.schedules(EDUCATION, f"Schools on {day(network, 40)} 10:00")
    action = gethin.types(EDUCATION, "/action add Print the leaflets")
    return gethin.channel(EDUCATION), number_of(dialogue), number_of(action)


@pytest.mark.parametrize("typed", OUTSIDE)
def test_an_outsider_in_a_public_channel_sees_nothing_of_the_group(network, public, typed):
    channel, dialogue, action = public
    before = rows(network)
    answer = type_anywhere(network, "liam", channel, typed.format(D=dialogue, A=action))
    for hidden in ("Schools", "Print the leaflets"):
        assert hidden not in answer
    # Who chairs is told to everyone who is refused, so that they know who to ask.
    assert set(re.findall(r"@([\w-]+)", answer)) <= {"gethin", "Gethin"}
    assert answer
    assert rows(network) == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "/dialogue schedule A talk on {day} 14:00",
            f"Only a member of Education can schedule a dialogue. {GETHIN}",
        ),
        (
            "/action add Read the report",
            f"Only a member of Education can log an action. {GETHIN}",
        ),
        (
            "/digest post",
            f"Only a chair of Education can preview, post or schedule digests. {GETHIN}",
        ),
        (
            "/wg role @tanis observer",
            f"Only a chair of Education can change a group's settings and roles. {GETHIN}",
        ),
        ("/dialogue cancel {D}", "I can't find {D} in a group you belong to."),
        ("/action done {A}", "I can't find {A} in a group you belong to."),
    ],
)
def test_an_outsider_in_a_public_channel_changes_nothing(network, public, typed, words):
    channel, dialogue, action = public
    before = rows(network)
    filled = {"D": dialogue, "A": action, "day": day(network, 40)}
    typed = typed.format(**filled).replace("@tanis", f"<@{network.people['tanis']}>")
    answer = type_anywhere(network, "liam", channel, typed)
    assert answer.split("\n")[0] == words.format(**filled)
    assert rows(network) == before


def test_an_outsider_who_reads_a_public_channel_presses_its_buttons_in_vain(network, public):
    _, number, _ = public
    invitation, before = network.person("liam").finds(EDUCATION, "Schools"), rows(network)
    answer = invitation.press("Going")
    assert answer.words == f"I can't find {number} in a group you belong to."
    assert "Going" in invitation.again().labels()
    assert rows(network) == before


@pytest.mark.parametrize("typed", ["/action list all", "/dialogue", "/practice search evening"])
def test_in_a_direct_message_an_outsider_finds_nothing(network, typed):
    answer = network.person("rahul").types(DIRECT, typed)
    for hidden in ("Draft the summary", "Age assurance", "Lessons for parents"):
        assert hidden not in answer.words


def test_in_a_direct_message_a_member_finds_all_of_their_groups(network, public):
    heloise = network.person("heloise")
    words = heloise.types(DIRECT, "/dialogue").words
    assert "Age assurance" in words
    assert "Schools" in words
    assert "Schools" not in network.person("liam").types(DIRECT, "/dialogue").words
