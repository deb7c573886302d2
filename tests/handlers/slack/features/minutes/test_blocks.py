"""A text of minutes in Slack's blocks: as it reads, whatever its length and direction."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.markers import LineKind
from bot.domain.minutes import Minutes, MinutesStatus, MinutesVersion, seal_of
from bot.domain.notifications import MinutesDraft, MinutesPosted
from bot.languages import speaking
from handlers.sandbox.validation.messages import checked_blocks, checked_view
from handlers.slack.features.minutes import blocks, forms
from handlers.slack.features.minutes.notifications import posted_blocks
from handlers.slack.kit.fallback import fallback_text, fit_blocks
from tests.handlers.slack.features.agendas.scenes import DIALOGUE, GROUP, NOW

LONG = "نقاش حول حماية الأطفال " * 100


def body(points):
    listed = "\n".join(f"- {point}" for point in points)
    return f"# Minutes of D12: a \\*b\\*\n\n- Group: x\n\n## Decisions\n\n{listed}\n"


def draft(lines, **changes):
    minutes = Minutes(
        number=12,
        group_id=1,
        audience=Audience.GROUP,
        asked_by="U1",
        asked_at=NOW,
        **{"status": MinutesStatus.DRAFT} | changes,
    )
    return MinutesDraft(
        dialogue=DIALOGUE,
        group=GROUP,
        minutes=minutes,
        counted={LineKind.INFO: lines} if lines else {},
        recorded=0,
        lines=lines,
    )


def sealed(points):
    text = body(points)
    return MinutesVersion(
        number=12,
        version=1,
        group_id=1,
        audience=Audience.GROUP,
        body=text,
        sha256=seal_of(text),
        sealed_by="U1",
        sealed_at=NOW,
        chatham=False,
    )


def posted(points, last=1, group=GROUP):
    return MinutesPosted(dialogue=DIALOGUE, group=group, version=sealed(points), last=last)


@pytest.mark.parametrize("points", [1, 300, 3_000], ids=["one", "hundreds", "thousands"])
def test_any_number_of_points_fits_into_a_form(points):
    text = body([f"point {n} {LONG[:200]}" for n in range(points)])
    view = checked_view(forms.read_form(text, "0" * 64), kind="modal")
    said = fallback_text(view["blocks"][:1])
    assert "Minutes of D12: a *b*" in said
    whole = str(view["blocks"])
    assert ("The rest is in the Markdown file" in whole) == (points > 300)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Etc/GMT+12", "Sunday 22"), ("Pacific/Kiritimati", "Tuesday 24")],
)
def test_the_day_of_a_seal_is_that_of_the_group(zone, day):
    group, made = replace(GROUP, zone=zone), draft(1, status=MinutesStatus.SEALED)
    made = replace(made, group=group, sealed=sealed(["one"]))
    assert f"sealed on {day} November 2026" in fallback_text(
        posted_blocks(posted(["one"], group=group))
    )
    assert f"on {day} November 2026. SHA-256" in fallback_text(blocks.draft_blocks(made))


def test_the_message_shows_the_first_points_and_counts_the_others():
    made = posted_blocks(posted([f"point {n}" for n in range(12)]))
    checked_blocks(fit_blocks(made))
    said = fallback_text(made)
    assert "point 4" in said
    assert "point 5" not in said
    assert "and 7 more" in said
    assert "has taken the place" not in said
    newer = fallback_text(posted_blocks(posted(["one"], last=2)))
    assert "Version 2 has taken the place of this one." in newer


@pytest.mark.parametrize(
    ("lines", "menu"), [(0, None), (15, "Lines…"), (16, 2), (1_600, 100)], ids=str
)
def test_all_lines_can_be_reached_from_the_draft(lines, menu):
    made = blocks.draft_blocks(draft(lines))
    checked_blocks(fit_blocks(made))
    elements = [e for block in made if block["type"] == "actions" for e in block["elements"]]
    (lined,) = [e for e in elements if e["action_id"] == "minutes.lines"] or [None]
    if isinstance(menu, int):
        assert len(lined["options"]) == menu
    else:
        assert (lined["text"]["text"] if lined else None) == menu


def test_while_it_is_read_there_is_nothing_to_press():
    made = blocks.draft_blocks(draft(3, status=MinutesStatus.READING, messages_read=400))
    assert "400 messages so far" in fallback_text(made)
    assert not any(block["type"] == "actions" for block in made)


def test_a_chair_who_reads_french_finds_the_draft_in_french():
    with speaking("fr"):
        said = fallback_text(blocks.draft_blocks(draft(2)))
    assert "Marqué dans le fil\u00a0: 2 notes." in said
    assert "visible de la présidence seulement" in said
