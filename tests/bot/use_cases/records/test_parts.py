"""What is written under a dialogue, and who was there."""

from bot.domain.audience import Audience
from bot.domain.dialogue import AgendaItem, Attendee, ItemStatus, Rsvp, RsvpAnswer
from bot.domain.minutes import MinutesVersion, seal_of
from tests.bot.use_cases.practices.network import LIAM, MINJI, NORA, dialogue
from tests.bot.use_cases.records.october import at, records, told


def test_agendas_have_what_was_written_for_the_reader_and_attendance_who_was_there(network):
    work = network.work
    work.dialogues.add(dialogue(1, network.tech.id, at(10), attendance_confirmed_at=at(11)))
    work.dialogues.add(dialogue(2, network.tech.id, at(12)))
    for place, (title, audience, status) in enumerate(
        (
            ("Opened later", Audience.MEMBERS, ItemStatus.ACCEPTED),
            ("For all", Audience.GROUP, ItemStatus.ACCEPTED),
            ("Left out", Audience.GROUP, ItemStatus.LEFT_OUT),
        ),
        1,
    ):
        item = AgendaItem(
            id=0,
            dialogue=1,
            title=title,
            minutes=5,
            suggested_by=LIAM,
            status=status,
            position=place,
            created_at=at(1),
            audience=audience,
        )
        work.agendas.add(item)
    ofcom = network.organisations["Ofcom"].id
    answers = (
        (1, LIAM, RsvpAnswer.CANNOT),
        (1, MINJI, RsvpAnswer.GOING),
        (2, LIAM, RsvpAnswer.MAYBE),
    )
    for number, who, answer in answers:
        sends = MINJI if answer is RsvpAnswer.CANNOT else None
        rsvp = Rsvp(
            user_id=who,
            answer=answer,
            organisation_id=ofcom,
            answered_at=at(2),
            delegate_user_id=sends,
        )
        work.rsvps.keep_answer(number, rsvp)
    came = [Attendee(user_id=who, organisation_id=None) for who in (MINJI, NORA)]
    work.attendance.note_attendees(1, came)
    assert told(records(network), "agendas", "title") == ["Opened later", "For all"]
    seen = records(network, NORA)
    assert told(seen, "agendas", "title") == ["For all"]
    fields = ("dialogue", "person", "answer", "sends", "was_there")
    assert [tuple(row[field] for field in fields) for row in seen.parts["attendance"]] == [
        ("D1", "liam", "can't", "min-ji", "no"),
        ("D1", "min-ji", "going", None, "yes"),
        ("D1", "nora", None, None, "yes"),
        ("D2", "liam", "maybe", None, "not confirmed"),
    ]


def test_sealed_minutes_come_as_they_were_sealed_to_those_who_may_read_them(network):
    work, here = network.work, network.tech.id
    for number, audience in ((1, Audience.GROUP), (2, Audience.MEMBERS)):
        work.dialogues.add(dialogue(number, here, at(10), audience=Audience.GROUP))
        for version in (1, 2):
            body = f"# Minutes {number}, version {version}\n"
            sealed = MinutesVersion(
                number=number,
                version=version,
                group_id=here,
                audience=audience,
                body=body,
                sha256=seal_of(body),
                sealed_by=LIAM,
                sealed_at=at(11),
                chatham=version == 1,
            )
            work.minutes.seal(sealed)
    seen = records(network, NORA)
    names = ["minutes/D1-minutes-v1.md", "minutes/D1-minutes-v2.md"]
    assert told(seen, "minutes", "file") == list(seen.papers) == names
    for row in seen.parts["minutes"]:
        assert seal_of(seen.papers[row["file"]]) == row["sha256"]
        assert "liam" not in str(row)
    assert [row["chatham_house"] for row in seen.parts["minutes"]] == ["yes", "no"]
    assert len(records(network, LIAM).papers) == 4
