"""A series is scheduled in a sentence, announced once, moved, edited and ended, and answered."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.stories.town import DIRECT, TECH, technology

WEEK = timedelta(weeks=1)


@pytest.fixture
def network(tmp_path):
    with technology(tmp_path) as running:
        yield running


def first_of(network, days=9):
    """A Tuesday, 14:00 in UTC."""
    day = (network.now + timedelta(days=days)).date()
    while day.weekday() != 1:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 14, tzinfo=UTC)


def all_the_same(person, told, channel=TECH):
    """The confirmation, also where a public holiday of somebody's has to be waved through first."""
    if told is not None and told.words.startswith("Scheduled"):
        return told
    question = person.finds(channel, "Before I schedule this:")
    if question is not None:
        question.press("Schedule it anyway")
    return person.finds(channel, "Scheduled a series")


def schedule(network, handle="amara", title="Age assurance", how="6 times", days=9):
    """Every week on Tuesday at 14:00 UTC, from D1 on; the start of the first."""
    first = first_of(network, days)
    person = network.person(handle)
    told = person.types(
        TECH,
        f"/dialogue schedule {title} every week on Tuesday at 14:00 UTC starting {first:%Y-%m-%d} "
        f"{how}",
    )
    told = all_the_same(person, told)
    assert told.words.startswith("Scheduled a series: D1 to D"), told.words
    return first


def posted(person, words, channel=TECH):
    return [m for m in person.reads(channel) if words in m.words and not m.ephemeral]


def spelled(at):
    return f"{at:%A} {at.day} {at:%B} {at.year}, {at:%H:%M} (UTC"


def when(person, *references):
    """When each of them is, as it is shown: "Tuesday 8 December 2026, 14:00"."""
    shown = (person.types(TECH, f"/dialogue show {reference}").words for reference in references)
    return [words.splitlines()[1].split(" (")[0] for words in shown]


def coming(person):
    """The references in the list of what is coming, and of the dates behind each series of it."""
    answer = person.types(TECH, "/dialogue")
    found = re.findall(r"^(D\d+)", answer.words, re.MULTILINE)
    for n in range(answer.labels().count("All dates")):
        dates = answer.press("All dates", nth=n)
        found += re.findall(r"^• (D\d+)", dates.words, re.MULTILINE)
    return set(found)


def short(at):
    return f"{at:%A} {at.day} {at:%B} {at.year}, {at:%H:%M}"


def test_it_is_announced_once_and_each_later_one_is_invited_to_a_week_before(network):
    liam = network.person("liam")
    first = schedule(network)
    (announced,) = posted(liam, "Age assurance")
    for part in (
        f"Age assurance\n{spelled(first)}",
        "A series, every week on Tuesday at 14:00 (UTC), 6 times.",
        "The last is on",
        spelled(first + WEEK),
        spelled(first + 3 * WEEK),
        "D1 · Technology · ↻ every week on Tuesday",
    ):
        assert part in announced.words
    network.advance_to(first - WEEK + timedelta(minutes=2))
    assert len(posted(liam, "In 1 week: Age assurance")) == 1
    network.advance_to(first + timedelta(minutes=2))
    (_, second) = [m for m in posted(liam, "Age") if m.words.startswith("Age assurance\n")]
    assert second.words.startswith(f"Age assurance\n{spelled(first + WEEK)}")
    assert "A series" not in second.words
    assert "D2 · Technology · ↻ every week on Tuesday" in second.words
    at = datetime.fromtimestamp(float(second.ts), UTC)
    assert timedelta(0) <= at - first < timedelta(minutes=1)
    network.advance_to(first + WEEK - timedelta(minutes=30))
    assert not posted(liam, f"In 1 week: Age assurance\n{spelled(first + WEEK)}"), "it stands in"
    assert len(posted(liam, "In 1 day: Age assurance")) == 2
    assert len(posted(liam, "In 1 hour: Age assurance")) == 2


def test_one_is_moved_and_the_others_stay(network):
    amara, liam = network.person("amara"), network.person("liam")
    first = schedule(network, "liam")
    new = first + timedelta(days=1, hours=1)
    asked = liam.types(TECH, f"/dialogue move D1 to {new:%Y-%m-%d %H:%M} UTC")
    assert asked.labels() == ["This one", "This and all later", "The whole series"]
    assert f"/dialogue move D1 to {new:%Y-%m-%d %H:%M} UTC" in asked.words
    assert when(amara, "D1") == [short(first)], "nothing is stored until it is chosen"
    asked.press("This one")
    assert liam.finds(TECH, "Moved D1") is not None
    assert when(amara, "D1", "D2") == [short(new), short(first + WEEK)]
    (notice,) = posted(amara, "Moved: Age assurance")
    assert "Please answer again: the time has changed." in notice.words
    assert f"Before: {spelled(first)}" in notice.words


def test_this_and_all_later_move_with_one_notice(network):
    amara, liam = network.person("amara"), network.person("liam")
    first = schedule(network)
    second, new = first + WEEK, first + WEEK + timedelta(days=2, hours=2)
    told = amara.types(TECH, f"/dialogue move D2 and later to {new:%Y-%m-%d %H:%M} UTC")
    assert told.words.startswith("Moved D2 and all later ones")
    later = [short(new + n * WEEK) for n in (0, 1, 4)]
    assert when(liam, "D1", "D2", "D3", "D6") == [short(first), *later]
    (notice,) = posted(liam, "Moved: ")
    assert f"Before: {spelled(second)}" in notice.words
    assert "All later ones move with it. From now on: every week on Thursday at 16:00 (UTC)" in (
        notice.words
    )
    network.advance_to(new - timedelta(minutes=30))
    hours = [m for m in posted(liam, "In 1 hour: ") if datetime.fromtimestamp(float(m.ts), UTC)]
    at = [datetime.fromtimestamp(float(m.ts), UTC) for m in hours]
    assert [f"{moment:%m-%d %H:%M}" for moment in at] == [
        f"{first:%m-%d} 13:00",
        f"{new:%m-%d} 15:00",
    ], "nothing comes for the old time"


def test_all_later_are_cancelled_with_one_notice(network):
    amara, liam = network.person("amara"), network.person("liam")
    first = schedule(network)
    told = amara.types(TECH, "/dialogue cancel D3 and later because the budget is spent")
    assert told.words.startswith("Cancelled D3 and all later ones")
    assert coming(liam) == {"D1", "D2"}
    (notice,) = posted(liam, "Cancelled: Age assurance")
    assert "the budget is spent" in notice.words
    assert "The 3 later ones of its series are cancelled too, from D4 on" in notice.words
    network.advance_to(first + 2 * WEEK)
    assert len(posted(liam, "In 1 hour: ")) == 2
    assert "D4 is cancelled: the budget is spent." in liam.types(TECH, "/dialogue show D4").words


def test_the_whole_is_edited_and_answers_are_kept(network):
    amara, liam = network.person("amara"), network.person("liam")
    schedule(network)
    posted(liam, "Age assurance")[0].press("Going")
    assert amara.types(TECH, "/dialogue edit D1") is None
    modal = amara.modal()
    assert "Which dates of the series?" in modal.words
    assert modal.fill(scope="whole", title="Age checks", minutes="90").submit() == {}
    assert "5 other dates changed with it." in amara.modal().words
    amara.closes()
    (invitation,) = posted(liam, "Age checks\n")
    assert "Going 1" in invitation.labels()
    assert not posted(liam, "Moved"), "words change without a notice"
    for reference in ("D1", "D4"):
        shown = liam.types(TECH, f"/dialogue show {reference}").words
        assert shown.startswith("Age checks\n")
        assert "1 hour 30 minutes" in shown


def test_a_move_asks_everybody_to_answer_again(network):
    amara, liam, gethin, min_ji = (network.person(h) for h in ("amara", "liam", "gethin", "min-ji"))
    first = schedule(network)
    for person in (liam, min_ji):
        invitation = posted(person, "Age assurance")[0]
        invitation.press("Going")
    assert "Going 2" in invitation.again().labels()
    assert "2 of 9 member organisations are coming" in invitation.again().words
    new = first + timedelta(hours=2)
    told = amara.types(TECH, f"/dialogue move D1 only to {new:%Y-%m-%d %H:%M} UTC")
    assert "2 answers were for the old time; the notice asks again." in told.words
    assert "Going" in invitation.again().labels()
    (notice,) = posted(liam, "Moved: ")
    assert "your answer" in notice.press("Going").words.lower()
    assert "Going 1" in invitation.again().labels()
    assert "1 of 9 member organisations is coming" in invitation.again().words
    network.advance_to(new - timedelta(minutes=9))
    assert liam.finds(DIRECT, "In 10 minutes") is not None
    assert min_ji.finds(DIRECT, "In 10 minutes") is None, "the old answer does not count"
    assert amara.finds(DIRECT, "In 10 minutes") is not None, "she chairs, and is not asked"
    assert gethin.finds(DIRECT, "In 10 minutes") is None


def choose(message, action_id, person):
    """Choose a person in a select of a message."""
    block_id = next(b for b, e in message.buttons() if e["action_id"] == action_id)
    network = message.reader.network
    network.post(
        "/door/press",
        **{"as": message.reader.id},
        channel=message.channel,
        ts=message.ts,
        block_id=block_id,
        action_id=action_id,
        selected_user=person.id,
    )
    network.settle()


def test_a_delegate_is_named_and_finds_it_in_the_morning_message(network):
    amara, gethin, yasmin = (network.person(h) for h in ("amara", "gethin", "yasmin"))
    schedule(network, how="3 times")
    answer = posted(amara, "Age assurance")[0].press("Can't")
    assert "Somebody of your organisation can come in your place:" in answer.words
    choose(answer, "dialogue.delegate:D1", gethin)
    assert amara.finds(TECH, "@Gethin Prydderch is not one."), "he is not in the channel"
    choose(answer, "dialogue.delegate:D1", yasmin)
    assert "ياسمين الحدّاد\u2069 comes in your place" in answer.again().words
    assert yasmin.finds(DIRECT, "Age assurance") is None, "nothing else comes unasked"
    network.advance(days=5)
    morning = yasmin.finds(DIRECT, "Your morning", "Age assurance")
    assert "You are asked to come instead of a colleague (1)" in morning.words
    assert "Amara Okonkwo can't come and has named you" in morning.words
    shown = amara.types(TECH, "/dialogue show D1").words
    assert "Amara Okonkwo (\u200e\u2068ياسمين الحدّاد\u2069 comes instead)" in shown
    morning.press("Going")
    assert "Going: 1" in amara.types(TECH, "/dialogue show D1").words


def test_observers_never_see_a_series_for_members(network):
    amara, liam, denise = (network.person(h) for h in ("amara", "liam", "denise"))
    first = schedule(network, title="Enforcement plans", how="4 times for members")
    amara.types(TECH, f"/dialogue move D2 and later to {first + WEEK:%Y-%m-%d} 16:00 UTC")
    amara.types(TECH, "/dialogue cancel D3 and later because it is over")
    network.advance_to(first + WEEK + timedelta(hours=3))
    assert liam.finds(DIRECT, "Enforcement plans", "A series") is not None
    assert liam.finds(DIRECT, "In 1 hour: Enforcement plans") is None, "a day before is enough"
    for channel in (TECH, DIRECT):
        seen = " ".join(w for w in denise.words(channel) if "You typed" not in w)
        assert "Enforcement" not in seen
    assert "Enforcement" not in " ".join(m.words for m in liam.reads(TECH) if not m.ephemeral), (
        "the channel is mixed"
    )
    for typed in ("/dialogue show D1", "/dialogue move D1 to 1 Jan 10:00", "/dialogue cancel D2"):
        assert "I can't find D" in denise.types(TECH, typed).words
    assert "Enforcement" not in denise.types(TECH, "/dialogue").words


def test_one_open_date_of_a_series_for_members_does_not_tell_its_rule(network):
    amara, liam, denise = (network.person(h) for h in ("amara", "liam", "denise"))
    schedule(network, title="Enforcement plans", how="4 times for members")
    amara.types(TECH, "/dialogue edit D2")
    assert amara.modal().fill(audience="group", scope="one").submit() == {}
    assert amara.modal().submit() == {}, "it is asked once before it opens"
    amara.closes()
    network.settle()

    seen = denise.types(TECH, "/dialogue show D2").words
    assert "Enforcement plans" in seen
    for told in ("every week", "4 times", "A series", "D1", "D3", "All dates"):
        assert told not in seen
    assert coming(denise) == {"D2"}
    assert "every week" in liam.types(TECH, "/dialogue show D2").words


def test_what_is_unclear_is_asked_back_and_a_press_finishes_it(network):
    amara = network.person("amara")
    asked = amara.types(TECH, "/dialogue schedule Board every second Tuesday 14:00")
    assert "can be counted in weeks or within each month" in asked.words
    assert amara.finds(TECH, "Scheduled") is None
    told = all_the_same(amara, asked.press("every month on the 2nd Tuesday"))
    assert "Every month on the 2nd Tuesday at 14:00 (Europe/London)." in told.words
