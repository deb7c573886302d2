"""What is written can be read again, and then changes nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.known_names import fold_name
from bot.domain.limits import one_line, tidied_text
from bot.domain.person import OrganisationKind, PersonFacts
from handlers.cli.roster.export import spell_roster
from handlers.cli.roster.importing import import_roster

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
NAMES = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from("=SUM(A1)|'=1|NO|null|#1|&Co|A #2|A: b|- x|\"q\"|ياسمين".split("|")),
).map(lambda typed: tidied_text(one_line(typed)))  # fmt: skip
BODY_NAMES = NAMES.filter(lambda name: fold_name(name) and not set(name) & set("“„«”»,;"))


def bodies():
    unique = st.lists(BODY_NAMES, min_size=1, max_size=12, unique_by=fold_name)
    return unique.flatmap(
        lambda names: st.lists(
            st.tuples(st.sampled_from(OrganisationKind), st.sampled_from(["NO", "EU", "XK"])),
            min_size=1, max_size=len(names),
        ).map(lambda kinds: [
            (names[n], *kind, tuple(names[n + len(kinds)::len(kinds)]))
            for n, kind in enumerate(kinds)
        ])
    )  # fmt: skip


people = st.lists(st.tuples(NAMES, st.booleans(), st.booleans()), max_size=6)


@pytest.mark.parametrize("table", [True, False], ids=["table", "yaml"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(bodies(), people)
def test_an_import_of_the_export_changes_nothing(database_sqlite, table, made, everyone):
    with database_sqlite.transaction("TNEW", write=False) as work:
        kept = [
            work.organisations.add(name=n, kind=k, country=c, zone="Europe/Oslo", aliases=a)
            for n, k, c, a in made
        ]
        for number, (name, secretariat, covered) in enumerate(everyone):
            facts = PersonFacts(user_id=f"U0P{number}", name=name or "x")
            work.people.keep_seen(facts, NOW)
            work.people.assign(facts.user_id, kept[number % len(kept)].id)
            work.people.appoint_secretariat(facts.user_id, appointed=secretariat)
            if covered and number >= len(kept):
                work.people.keep_cover(facts.user_id, f"U0P{number - len(kept)}", (), NOW)
        text = spell_roster(work, table=table).decode("utf-8-sig")
        report = import_roster(text, work=work, now=NOW, table=table)
        assert not report.changed, str(report)
        assert not report.absent
        assert (report.notes, report.absent_organisations) == ((), ())
        assert (report.organisations_unchanged, report.people_unchanged) == (
            len(made),
            len(everyone),
        )
