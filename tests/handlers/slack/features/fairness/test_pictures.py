"""The pictures are real PNGs, legible, and drawn without any state that others could see."""

import struct
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from bot.domain.group import Group
from bot.ports.unit_of_work import NoHolidays
from bot.use_cases.fairness.totals import Score, Totals, day_of
from handlers.slack.features.fairness.pictures import (
    PARTS_OF_YEAR,
    SHADES,
    MarkedDay,
    day_title,
    draw_day,
    draw_year,
    kind_of,
    year_title,
)
from handlers.slack.features.fairness.sheet import GROUND, INK
from tests.handlers.slack.features.fairness.scenes import organisations

AT = datetime(2026, 12, 8, 14, tzinfo=UTC)


def group(zone="Europe/London"):
    return Group(id=1, channel_id="C1", name="Technology", zone=zone, created_at=AT)


def marked(number=5, name="Organisation {}", lasts=1.0, at=AT, zone="Europe/London"):
    day = day_of(at, group(zone), organisations(number, name), NoHolidays())
    begins = (at - day.start).total_seconds() / 3600
    return MarkedDay(day=day, begins=begins, lasts=lasts)


def year(number=5, months=(1,) * 12):
    scores = [Score(organisation=o, months=months, dialogues=3) for o in organisations(number)]
    return Totals(group=group(), year=2026, scores=tuple(scores), held=3, years=(2026,))


def opened(content):
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", content[16:20])[0] == 1_200
    with Image.open(BytesIO(content)) as picture:
        return picture.convert("RGBA")


def colours(content):
    picture = opened(content)
    return {colour[:3] for _, colour in picture.getcolors(picture.width * picture.height)}


def rgb(colour):
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [c / 255 for c in rgb(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ground", "ink"), [*SHADES.values(), *PARTS_OF_YEAR.values(), (GROUND, INK)]
)
def test_everything_written_stands_out_from_its_ground(ground, ink):
    assert contrast(ground, ink) >= 4.5


def test_the_kinds_of_hours_differ_in_lightness_not_in_colour_alone():
    light = sorted(luminance(ground) for ground, _ in SHADES.values())
    assert light[1] / max(light[0], 0.01) > 3, "the night is far darker than all others"


@pytest.mark.parametrize("number", [1, 5, 30, 45])
def test_a_day_is_opaque_and_has_every_shade(number):
    content = draw_day(marked(max(number, 1)))
    picture = opened(content)
    assert picture.getextrema()[3] == (255, 255), "opaque, whatever the theme behind it"
    assert picture.getpixel((2, 2))[:3] == rgb(GROUND)
    assert rgb(SHADES["night"][0]) in colours(content)
    assert picture.height < 1_200


def test_a_year_has_a_bar_of_each_quarter():
    found = colours(draw_year(year()))
    assert {rgb(ground) for ground, _ in PARTS_OF_YEAR.values()} <= found


@pytest.mark.parametrize("months", [(0,) * 12, (0,) * 11 + (1,), (9_999,) * 12])
@pytest.mark.parametrize("number", [0, 1, 30, 40])
def test_a_year_of_any_size_can_be_drawn(number, months):
    assert opened(draw_year(year(number, months))).height < 1_200


@pytest.mark.parametrize(
    "name",
    [
        "هيئة تنظيم الاتصالات والإعلام {}",
        "רשות התקשורת {}",
        "방송통신심의위원회 {}",
        "$x_{}$ \\frac{{1}}{{2}} & <b> %s",
        "Ab\N{COMBINING ACUTE ACCENT}c \N{FAMILY} {}",
        "\U000e0041\U00012000\U00012001 {}",
        "x" * 80 + "{}",
    ],
)
def test_any_name_is_drawn_without_a_warning(name):
    assert opened(draw_day(marked(3, name)))


def test_a_meeting_may_run_past_the_day_and_the_day_may_miss_an_hour():
    late = datetime(2026, 12, 8, 23, 30, tzinfo=UTC)
    assert day_title(marked(at=late, lasts=3)).endswith("framed: 23:30–00:00")
    assert opened(draw_day(marked(at=late, lasts=3)))
    spring = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
    assert opened(draw_day(marked(at=spring, zone="Europe/London")))


def test_what_a_picture_leaves_out_is_said_in_its_title():
    assert day_title(marked(30)).endswith("(UTC+0); framed: 14:00–15:00")
    assert day_title(marked(31)).endswith("framed: 14:00–15:00; 30 of 31 organisations")
    assert year_title(year(30)) == "Points for unsocial hours in 2026"
    assert year_title(year(45)).endswith("; 30 of 45 organisations")


def test_the_night_is_night_on_any_day_and_a_day_off_is_shown_by_day():
    saturday = datetime(2026, 12, 12, 14, tzinfo=UTC)
    london = next(row for row in marked(at=saturday).day.local if row.organisation.id == 3)
    kinds = [kind_of(hour) for hour in london.hours]
    off = "weekend or public holiday"
    assert kinds == ["night"] * 7 + [off] * 15 + ["night"] * 2


def test_hours_of_zones_between_the_hours_stand_between_the_columns():
    katmandu = next(row for row in marked().day.local if row.organisation.id == 2)
    assert [(h.begins, h.lasts, h.hour) for h in katmandu.hours[:2]] == [
        (0.0, 0.25, 5),
        (0.25, 1.0, 6),
    ]
    assert sum(h.lasts for h in katmandu.hours) == 24


def test_organisations_stand_from_west_to_east():
    zones = [row.organisation.zone for row in marked().day.local]
    assert zones == [
        "America/St_Johns",
        "Europe/London",
        "Asia/Kathmandu",
        "Asia/Seoul",
        "Australia/Sydney",
    ]


def test_drawing_twice_gives_the_same_picture():
    assert draw_day(marked()) == draw_day(marked())


def test_matplotlib_is_loaded_with_the_first_picture_and_pyplot_never():
    code = (
        "import sys\n"
        "from tests.handlers.slack.features.fairness.test_pictures import draw_day, marked\n"
        "assert 'matplotlib' not in sys.modules\n"
        "draw_day(marked())\n"
        "assert 'matplotlib' in sys.modules and 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=100)
