"""The text of minutes: canonical, literal, and without names where they are left out."""

import pytest

from bot.domain.dialogue import Attendee
from bot.domain.markers import LineKind, MarkedLine
from bot.domain.minutes import Minutes, MinutesStatus
from bot.languages import speaking
from bot.use_cases.minutes.document import LineRead, compose, gather, literal
from bot.use_cases.minutes.lines import Message, keep_lines
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NOW, TECH
from tests.bot.use_cases.minutes.desk import ROOT, ts

LINES = [
    (LineKind.DECISION, "Meet @liam in May", None),
    (LineKind.ACTION, "Write to Ofcom", None),
    (LineKind.ACTION, "Do it by 3/4", None),
    (LineKind.INFO, "1. *three* tests\nfor #1", 7),
]
READ = {
    2: LineRead(words="Write to Ofcom", owner="@liam"),
    3: LineRead(words="Do it by 3/4", doubt="Which day is meant?"),
}


def written(desk, *, chatham=False, notes=None, links=()):
    def job(town):
        work, dialogue = town.work, town.kept(1)
        lines = [
            MarkedLine(place=n, kind=kind, text=text, item=item)
            for n, (kind, text, item) in enumerate(LINES)
        ]
        message = Message(channel=TECH, root=ROOT, ts=ts(1), author=LIAM, lines=lines, allowed=True)
        keep_lines(message, dialogue, work=work)
        bodies = {body.name: body.id for body in work.organisations.all()}
        present = ((AMARA, "eSafety"), (LIAM, "Ofcom"), (MINJI, "KCSC"))
        work.attendance.note_attendees(
            1, [Attendee(user_id=user, organisation_id=bodies[body]) for user, body in present]
        )
        minutes = Minutes(
            number=1,
            group_id=dialogue.group_id,
            audience=dialogue.audience,
            status=MinutesStatus.DRAFT,
            chatham=chatham,
            notes=notes or {},
            asked_by=AMARA,
            asked_at=NOW,
        )
        sources = gather(minutes, dialogue, town.tech, READ, links, work=work)
        return compose(sources, work=work)

    return desk.write(job)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_it_in_english_whatever_language_its_writer_reads(desk, language):
    links = ["https://example.org/thread"]
    with speaking(language):
        text = written(desk, notes={"general": "First\n\n- second"}, links=links)
    assert text == (
        "# Minutes of D1: CSAM roundtable\n"
        "\n"
        "- Group: Technology\n"
        "- Date: Tuesday 8 December 2026, 14:00 (UTC)\n"
        "- Local time: Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)\n"
        "- Length: 1 hour\n"
        "- Version: 1\n"
        "\n"
        "## Present\n"
        "\n"
        "- eSafety: amara\n"
        "- KCSC: min-ji\n"
        "- Ofcom: liam\n"
        "\n"
        "## Notes\n"
        "\n"
        "- First\n"
        "- \\- second\n"
        "- 1\\. \\*three\\* tests for \\#1\n"
        "\n"
        "## Decisions\n"
        "\n"
        "- Meet @liam in May\n"
        "\n"
        "## Actions\n"
        "\n"
        "- Write to Ofcom — @liam\n"
        "\n"
        "## To be checked\n"
        "\n"
        "- Action: Do it by 3/4 (Which day is meant?)\n"
        "\n"
        "## Links\n"
        "\n"
        "- https://example.org/thread\n"
    )


def test_under_chatham_house_nobody_and_no_body_is_in_it(desk):
    links = ["https://ofcom.example/room", "https://example.org/thread"]
    text = written(desk, chatham=True, notes={"general": "MIN-JI of kcsc spoke"}, links=links)
    for name in ("amara", "liam", "min-ji", "ofcom", "kcsc", "esafety"):
        assert name not in text.casefold()
    assert "3 people of 3 organisations" in text
    assert r"\[name\] of \[organisation\] spoke" in text
    assert "- https://example.org/thread" in text


def test_words_are_shown_as_they_are():
    assert literal("a  b\n[x](y) <i>") == "a b \\[x\\](y) \\<i\\>"
    assert literal("+ one") == "\\+ one"
    assert literal("12) one") == "12\\) one"
