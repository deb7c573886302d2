"""Decisions, from the message to the digest, and proposals through their silence procedure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.stories.test_weekly_digest import digests
from tests.stories.town import DIRECT, TECH

SEOUL = ZoneInfo("Asia/Seoul")
WORKING_WEEK = 9
"""Days: long enough for every holiday of the sample network."""


def propose(network, person, title="Share the figures by country", *, days=WORKING_WEEK, **fields):
    """Propose it with a deadline at 17:00 UTC, some days ahead; its post, and the deadline."""
    ends = (network.now + timedelta(days=days)).replace(hour=17, minute=0, second=0, microsecond=0)
    person.types(TECH, f"/decision propose {title}")
    given = {"date": ends.date().isoformat(), "time": "17:00", "zone": "UTC", **fields}
    assert person.modal().fill(**given).submit() == {}
    person.closes()
    network.settle()
    return person.finds(TECH, title, "is proposed by"), ends


def chosen(network, **settings):
    """Change what the chairs can set about proposals."""
    amara = network.person("amara")
    amara.types(TECH, "/wg settings")
    assert amara.modal().fill(**settings).submit() == {}
    amara.closes()


def test_from_a_message_to_the_digest(technology):
    amara, denise = technology.person("amara"), technology.person("denise")
    ts = amara.says(TECH, "Agreed by all: we use the shared hash list. From March on.")
    form = amara.runs("Record a decision", TECH, ts)
    assert "Agreed by all: we use the shared hash list." in str(form.values()["title"])
    form.finds("agreed", "esaf")
    assert form.fill(agreed=["eSafety Commissioner"]).submit() == {}
    assert "I leave a reply below the message." in amara.modal().words
    amara.closes()
    technology.settle()
    (reply,) = [m for m in denise.thread(TECH, ts) if m.ts != ts]
    assert "recorded a decision from this message" in reply.words
    reply.press("Show")
    assert "Who agreed: eSafety Commissioner" in denise.thread(TECH, ts)[-1].words
    denise.types(TECH, "/decision record Mine")
    assert "Only a member of Technology can record or propose" in denise.modal().words
    denise.closes()
    amara.types(TECH, "/digest post")
    technology.settle()
    assert "Decisions (1)\n• R1 Agreed by all" in digests(denise)[-1].words
    amara.types(TECH, "/decision withdraw R1 because the law changed")
    assert amara.modal().submit() == {}
    amara.closes()
    technology.settle()
    reply = next(m for m in denise.thread(TECH, ts) if "recorded a decision" in m.words)
    assert "R1, withdrawn" in reply.words


def test_it_ends_in_the_night_of_one_organisation_and_is_adopted_once(technology):
    """17:00 in London is two in the morning in Seoul: it ends then there too."""
    liam, minji, denise = (technology.person(p) for p in ("liam", "min-ji", "denise"))
    post, ends = propose(technology, liam)
    assert ends.astimezone(SEOUL).hour in (1, 2)
    assert "Deadline:" in denise.finds(TECH, "Share the figures", "is proposed by").words
    assert (
        "Only a member of Technology can answer"
        in denise.finds(TECH, "is proposed by").press("Agree").words
    )
    assert "eSafety Commissioner on R1: Agree." in post.press("Agree").words
    technology.settle()
    assert "Agree (1): eSafety Commissioner" in post.again().words
    technology.advance_to(ends - timedelta(hours=20))
    morning = minji.finds(DIRECT, "Proposals that wait for your organisation")
    assert "Share the figures by country" in morning.words
    liams = [m for m in liam.reads(DIRECT) if "Proposals that wait" in m.words]
    assert liams == []
    shown = morning.press("Show and answer")
    assert "Abstain" in shown.labels()
    shown.press("Abstain")
    technology.advance_to(ends - timedelta(minutes=1))
    assert denise.finds(TECH, "R1 is adopted") is None
    technology.advance_to(ends + timedelta(minutes=1))
    technology.restart()
    technology.settle_all()
    news = [m for m in denise.reads(TECH) if "R1 is adopted" in m.words]
    assert len(news) == 1
    assert "Abstain (1): " in news[0].words
    assert "Sent late" not in news[0].words
    assert "Adopted." in post.again().words
    assert post.again().labels() == ["Show"]
    assert "R1, agreed on" in denise.types(TECH, "/decision R1").words


def test_deputy_and_officer_answer_and_the_later_answer_counts(technology):
    liam, sina, amara = (technology.person(p) for p in ("liam", "sina", "amara"))
    liam.types(TECH, "/wg away")
    days = [(technology.now + timedelta(days=ahead)).date().isoformat() for ahead in (0, 20)]
    absent = {"first": days[0], "last": days[1], "deputy_user_id": sina.id}
    assert liam.modal().fill(**absent).submit() == {}
    liam.closes()
    post, _ = propose(technology, amara)
    said = sina.finds(TECH, "is proposed by").press("Agree").words
    assert "eSafety Commissioner on R1: Agree." in said
    said = liam.finds(TECH, "is proposed by").press("Abstain").words
    assert "eSafety Commissioner on R1: Abstain." in said
    assert "Before, @Sina Faleolo had answered: Agree. Yours counts now." in said
    technology.settle()
    assert "Abstain (1): eSafety Commissioner" in post.again().words
    assert "Agree (" not in post.again().words


def test_an_objection_stops_it_and_a_changed_text_asks_all_again(technology):
    liam, minji, amara = (technology.person(p) for p in ("liam", "min-ji", "amara"))
    post, _ = propose(technology, liam)
    post.press("Agree")
    minji.finds(TECH, "is proposed by").press("Object")
    assert minji.modal().fill(words="").submit() != {}
    assert minji.modal().fill(words="A date after our election").submit() == {}
    minji.closes()
    technology.settle()
    stopped = amara.finds(TECH, "R1 is stopped by an objection.")
    assert "would be resolved by: A date after our election" in stopped.words
    assert post.again().labels() == ["Show"]
    liam.types(TECH, "/decision edit R1")
    days = (technology.now + timedelta(days=WORKING_WEEK)).date().isoformat()
    form = liam.modal().fill(note="From May on", date=days, time="17:00", zone="UTC")
    assert form.submit() == {}
    liam.closes()
    technology.settle()
    again = amara.finds(TECH, "From May on", "is proposed by")
    assert "The text is new" in again.words
    assert "Agree (" not in again.words
    assert "The text of R1 has changed" in post.again().words
    assert "Ofcom on R1: Agree." in again.press("Agree").words


def test_too_few_answers_more_time_and_an_outage_over_the_deadline(technology):
    liam, amara = technology.person("liam"), technology.person("amara")
    chosen(technology, silence_answers="2", silence_more_days="5")
    post, ends = propose(technology, liam)
    assert "2 answers needed by then; 0 given so far." in post.words
    post.press("Agree")
    technology.advance_to(ends + timedelta(minutes=1))
    told = amara.finds(TECH, "R1 is not adopted: too few organisations answered in time.")
    assert "A chair can extend it." in told.words
    amara.types(TECH, "/decision R1").press("Extend by 5 days")
    technology.settle()
    assert amara.finds(TECH, "R1 has more time.")
    assert "Abstain" in post.again().labels()
    amara.finds(TECH, "is proposed by").press("Abstain")
    technology.leap_to(ends + timedelta(days=12))
    technology.settle_all()
    adopted = [m for m in amara.reads(TECH) if "R1 is adopted" in m.words]
    assert len(adopted) == 1
    assert "Convenor was offline" in adopted[0].words


def test_what_is_for_members_goes_to_them_alone_and_observers_comment_where_they_may(technology):
    liam, minji, denise = (technology.person(p) for p in ("liam", "min-ji", "denise"))
    propose(technology, liam, "Keep it among ourselves", audience="members")
    technology.settle_all()
    technology.advance(hours=24)
    assert denise.finds(TECH, "Keep it among ourselves") is None
    assert denise.finds(DIRECT, "Keep it among ourselves") is None
    copy = minji.finds(DIRECT, "Keep it among ourselves", "is proposed by")
    came = datetime.fromtimestamp(float(copy.ts), SEOUL)
    assert 7 <= came.hour < 22, "no copy comes at night"
    assert "Agree." in copy.press("Agree").words
    technology.settle_all()
    assert "Agree (1): " in liam.finds(DIRECT, "Keep it among ourselves").words
    assert "I can't find R1" in denise.types(TECH, "/decision R1").words
    chosen(technology, observers_comment=["comment"])
    propose(technology, liam, "Open to all")
    denise.finds(TECH, "Open to all").press("Comment as an observer")
    assert denise.modal().fill(words="Mind the hotlines").submit() == {}
    denise.closes()
    technology.settle_all()
    assert "comments, without a vote: Mind the hotlines" in liam.finds(TECH, "Open to all").words


@pytest.mark.parametrize("hours", [1, 71])
def test_too_early_a_deadline_is_refused_with_the_earliest(technology, hours):
    liam = technology.person("liam")
    soon = technology.now + timedelta(hours=hours)
    liam.types(TECH, "/decision propose Too fast")
    given = {"date": soon.date().isoformat(), "time": f"{soon:%H:%M}", "zone": "UTC"}
    errors = liam.modal().fill(**given).submit()
    assert "The earliest is" in errors["date"]
    liam.closes()
