"""Date tokens and local times in the zones of the network, across changes of the clock."""

from datetime import UTC, datetime

import pytest

SYDNEY, SEOUL, DUBLIN = "Australia/Sydney", "Asia/Seoul", "Europe/Dublin"
LONDON, NEW_YORK, KATHMANDU = "Europe/London", "America/New_York", "Asia/Kathmandu"
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC).timestamp()
DUE = datetime(2026, 12, 12, 14, 0, tzinfo=UTC).timestamp()


def unix(*parts):
    return datetime(*parts, tzinfo=UTC).timestamp()


def fill(modules, moment, form, zone, now=NOW, *locale):
    script = "(m, ...given) => m.fillTokens(...given)"
    return modules("text/dates.js", script, moment, form, zone, now, *locale)


@pytest.mark.parametrize(
    ("form", "zone", "shown"),
    [
        ("{date_num}", "UTC", "2026-12-12"),
        ("{date}", "UTC", "12 December"),
        ("{date_short}", "UTC", "12 Dec"),
        ("{date_long}", "UTC", "Saturday, 12 December"),
        ("{date_pretty}", "UTC", "12 December"),
        ("{date_short_pretty}", "UTC", "12 Dec"),
        ("{date_long_pretty}", "UTC", "Saturday, 12 December"),
        ("{time}", "UTC", "14:00"),
        ("{time_secs}", "UTC", "14:00:00"),
        ("{ago}", "UTC", "in 18 days"),
        ("{date_long} at {time}", SYDNEY, "Sunday, 13 December at 01:00"),
        ("{time}", SEOUL, "23:00"),
        ("{time}", KATHMANDU, "19:45"),
        ("{time}", NEW_YORK, "09:00"),
        ("{time}", "No/Such_Zone", "14:00"),
        ("no token at all", "UTC", "no token at all"),
        ("{date_nice}", "UTC", None),
    ],
)
def test_each_token_in_the_readers_zone(modules, form, zone, shown):
    assert fill(modules, DUE, form, zone) == shown


@pytest.mark.parametrize(
    ("moment", "zone", "shown"),
    [
        (unix(2026, 11, 23, 0, 0), "UTC", "today"),
        (unix(2026, 11, 22, 23, 59), "UTC", "yesterday"),
        (unix(2026, 11, 24, 0, 0), "UTC", "tomorrow"),
        (unix(2026, 11, 25, 0, 0), "UTC", "25 November"),
        (unix(2026, 11, 23, 12, 59), SYDNEY, "yesterday"),
        (unix(2026, 11, 23, 13, 0), SYDNEY, "today"),
        (unix(2026, 11, 24, 4, 59), NEW_YORK, "today"),
        (unix(2026, 11, 24, 5, 0), NEW_YORK, "tomorrow"),
    ],
)
def test_pretty_dates_know_the_readers_day(modules, moment, zone, shown):
    assert fill(modules, moment, "{date_pretty}", zone) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (unix(2027, 5, 20, 0, 0), "20 May"),
        (unix(2027, 5, 27, 0, 0), "27 May 2027"),
        (unix(2026, 5, 26, 0, 0), "26 May"),
        (unix(2025, 11, 23, 0, 0), "23 Nov 2025"),
    ],
)
def test_the_year_is_named_beyond_half_a_year(modules, moment, shown):
    assert fill(modules, moment, "{date_short}", "UTC") == shown


@pytest.mark.parametrize(
    ("locale", "form", "shown"),
    [
        ("en-US", "{date_long} at {time}", "Saturday, December 12th at 14:00"),
        ("en-US", "{date} {date_short}", "December 12th Dec 12"),
        ("en-AU", "{date_long}", "Saturday, 12 December"),
        ("fr-FR", "{date_long} à {time}", "samedi 12 décembre à 14:00"),
        ("fr-FR", "{date_short}, {ago}", "12 déc., dans 18 jours"),
        ("ko-KR", "{date_long}", "12월 12일 토요일"),
        ("sk-SK", "{date} {date_num}", "12. decembra 2026-12-12"),
        ("no_such", "{date_long}, {ago}", "Saturday, 12 December, in 18 days"),
    ],
)
def test_dates_are_in_the_readers_language(modules, locale, form, shown):
    assert fill(modules, DUE, form, "UTC", NOW, locale) == shown


@pytest.mark.parametrize(
    ("locale", "day", "year", "shown"),
    [
        ("fr-FR", 24, 2026, "demain"),
        ("en-US", 1, 2027, "January 1st"),
        ("en-US", 2, 2028, "January 2nd, 2028"),
        ("en-US", 11, 2028, "January 11th, 2028"),
        ("fr-FR", 3, 2028, "3 janvier 2028"),
    ],
)
def test_near_and_far_days_too(modules, locale, day, year, shown):
    moment = unix(year, 11 if year == 2026 else 1, day)
    assert fill(modules, moment, "{date_pretty}", "UTC", NOW, locale) == shown


@pytest.mark.parametrize("moment", [float("nan"), 1e18, -1e18])
def test_no_moment_has_no_text(modules, moment):
    script = "(m, given) => m.fillTokens(given === null ? NaN : given, '{date}', 'UTC', 0)"
    assert modules("text/dates.js", script, None if moment != moment else moment) is None


@pytest.mark.parametrize(
    ("distance", "shown"),
    [
        (-3, "now"),
        (-59, "59 seconds ago"),
        (-60, "1 minute ago"),
        (-7199, "1 hour ago"),
        (7200, "in 2 hours"),
        (86400 * 29, "in 29 days"),
        (-86400 * 65, "2 months ago"),
        (-86400 * 800, "2 years ago"),
    ],
)
def test_ago(modules, distance, shown):
    assert modules("text/dates.js", "(m, d) => m.ago(1e9 + d, 1e9)", distance) == shown


@pytest.mark.parametrize(
    ("wall", "zone", "moment", "oddity"),
    [
        ((2026, 12, 12, 14, 0), "UTC", unix(2026, 12, 12, 14, 0), None),
        ((2026, 12, 13, 1, 0), SYDNEY, unix(2026, 12, 12, 14, 0), None),
        ((2026, 12, 12, 19, 45), KATHMANDU, unix(2026, 12, 12, 14, 0), None),
        # Clocks go forward: 01:30 is skipped in London on 28 March 2027 and becomes 02:30.
        ((2027, 3, 28, 1, 30), LONDON, unix(2027, 3, 28, 1, 30), "missing"),
        ((2027, 3, 28, 0, 59), LONDON, unix(2027, 3, 28, 0, 59), None),
        ((2027, 3, 28, 2, 0), LONDON, unix(2027, 3, 28, 1, 0), None),
        # Clocks go back: 01:30 is there twice in Dublin on 25 October 2026; the first is taken.
        ((2026, 10, 25, 1, 30), DUBLIN, unix(2026, 10, 25, 0, 30), "twice"),
        ((2026, 10, 25, 2, 0), DUBLIN, unix(2026, 10, 25, 2, 0), None),
        ((2026, 4, 5, 2, 30), SYDNEY, unix(2026, 4, 4, 15, 30), "twice"),
        ((2026, 10, 4, 2, 30), SYDNEY, unix(2026, 10, 3, 16, 30), "missing"),
        ((2027, 3, 14, 2, 15), NEW_YORK, unix(2027, 3, 14, 7, 15), "missing"),
    ],
)
def test_wall_time_to_moment(modules, wall, zone, moment, oddity):
    found = modules("text/dates.js", "(m, ...given) => m.momentOf(...given)", *wall, zone)
    assert found["unix"] == moment
    assert [name for name in ("missing", "twice") if found[name]] == ([oddity] if oddity else [])


def test_wall_time_survives_there_and_back_all_through_a_year(modules):
    script = """(m, zone) => {
      const off = [];
      for (let unix = 1_789_999_200; unix < 1_789_999_200 + 366 * 86400; unix += 7200) {
        const at = m.partsIn(unix, zone);
        const back = m.momentOf(at.year, at.month, at.day, at.hour, at.minute, zone);
        const second = back.twice && back.unix + 3600 === unix;
        if (back.missing || (back.unix !== unix && !second)) off.push([unix, back]);
      }
      return off;
    }"""
    for zone in (SYDNEY, DUBLIN):
        assert modules("text/dates.js", script, zone) == []


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("UTC", "UTC"),
        (None, "UTC"),
        (SYDNEY, "Sydney, GMT+11"),
        (LONDON, "London, GMT"),
        (NEW_YORK, "New York, GMT−5"),
        (KATHMANDU, "Kathmandu, GMT+5:45"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, GMT−3"),
    ],
)
def test_zones_are_named_with_their_distance(modules, zone, label):
    assert modules("text/dates.js", "(m, ...given) => m.zoneLabel(...given)", NOW, zone) == label


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("2026-12-12", "Saturday, 12 December 2026"), ("", ""), (None, ""), ("12/12/2026", "")],
)
def test_a_bare_date_is_spelled_out(modules, typed, shown):
    assert modules("text/dates.js", "(m, typed) => m.spellDate(typed)", typed) == shown
