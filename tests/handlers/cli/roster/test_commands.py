"""`convenor roster import`: one file into one workspace, or one line that says why not."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.known_names import fold_name
from bot.domain.limits import one_line, tidied_text
from bot.domain.person import OrganisationKind, PersonFacts
from handlers.cli.main import parser
from handlers.cli.playground import SandboxSettings
from handlers.cli.roster import commands
from handlers.cli.roster.commands import spell_roster
from handlers.cli.roster.importing import import_roster
from handlers.settings import SettingsError
from storage.unit_of_work import Database
from tests.databases import WORKSPACE

ROSTER = """\
organisations:
  - name: Ofcom
    kind: member
    country: GB
    zone: Europe/London
    people: [U0AMARA001]
"""


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/convenor.sqlite3"


@pytest.fixture
def put(url, tmp_path, capsys):
    """Import a file of these bytes; the exit code, and what was printed to both."""

    def put(content, *options, workspace=WORKSPACE, name="roster.yaml"):
        file = tmp_path / name
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_bytes(content)
        where = ["--workspace", workspace] if workspace else []
        wanted = parser().parse_args(["roster", "import", str(file), *where, *options])
        code = commands.import_file(SandboxSettings(database_url=url), wanted)
        return code, *capsys.readouterr()

    return put


@pytest.fixture
def get(url, capsys):
    """Export, to a file where one is named."""

    def get(*options):
        wanted = parser().parse_args(["roster", "export", "--workspace", WORKSPACE, *options])
        code = commands.export_file(SandboxSettings(database_url=url), wanted)
        return code, *capsys.readouterr()

    return get


def kept(url):
    database = Database(url)
    try:
        with database.transaction(WORKSPACE, write=False) as work:
            return [one.name for one in work.organisations.all()]
    finally:
        database.dispose()


def kept_people(url):
    database = Database(url)
    try:
        with database.transaction(WORKSPACE, write=False) as work:
            everyone = work.people.all()
            return {p.user_id: p.organisation.name if p.organisation else None for p in everyone}
    finally:
        database.dispose()


def test_a_new_database_is_made_and_what_changed_is_told(put, url):
    code, told, trouble = put(ROSTER.encode())
    assert (code, trouble) == (0, "")
    assert "Ofcom" in told
    assert kept(url) == ["Ofcom"]
    assert put(ROSTER.encode())[1].startswith("Nothing changed: 1 organisation and 1 person")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 a spreadsheet", "It is a spreadsheet. Please save it as CSV"),
        (None, "cannot be used: there is no such file or folder. "),
        (ROSTER.replace("GB", "XX").encode(), "Line 4"),
    ],
    ids=["a spreadsheet", "no file", "a mistake"],
)
def test_a_file_that_is_wrong_is_one_line_and_changes_nothing(put, url, content, words):
    put(ROSTER.encode())
    code, told, trouble = put(content)
    assert (code, told) == (1, "")
    assert trouble.startswith("convenor: ")
    assert words in trouble
    assert kept(url) == ["Ofcom"]


def test_without_a_workspace_slack_is_asked_which_takes_a_token(put):
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN"):
        put(ROSTER.encode(), workspace=None)


def test_trying_it_says_the_same_and_writes_nothing(put, url):
    put(ROSTER.encode())
    other = ROSTER.replace("U0AMARA001", "U0GETHIN01").encode()
    code, tried, _ = put(other, "--dry-run", "--remove")
    assert (code, kept_people(url)) == (0, {"U0AMARA001": "Ofcom"})
    first, *rest = tried.splitlines()
    assert first == "Nothing is written yet. This is what the import changes:"
    assert put(other, "--remove")[1].splitlines() == ["The roster is imported.", *rest]
    assert rest[:4] == [
        "People who join: 1.",
        "  Ofcom: U0GETHIN01",
        "People who leave: 1.",
        "  Ofcom: U0AMARA001",
    ]
    assert kept_people(url) == {"U0AMARA001": None, "U0GETHIN01": "Ofcom"}


def test_a_new_name_is_asked_about_and_given_with_an_option(put, url):
    put(ROSTER.encode())
    other = ROSTER.replace("Ofcom", "Office of Communications").encode()
    code, _, trouble = put(other)
    asked = "Line 2: Is “Office of Communications” the new name of “Ofcom”? Its people are there."
    assert (code, kept(url)) == (1, ["Ofcom"])
    assert asked in trouble
    assert '--rename "Ofcom=Office of Communications"' in trouble
    assert put(other, "--rename", "Ofcom")[0] == 1
    told = put(other, "--rename", "Ofcom = Office of Communications")[1]
    assert "  Ofcom is Office of Communications now" in told
    assert kept(url) == ["Office of Communications"]
    assert put(other)[1].startswith("Nothing changed")
    assert put(ROSTER.encode())[1].startswith("Nothing changed")  # by its former name


@pytest.mark.parametrize("name", ["roster.csv", "roster.yaml"])
def test_what_is_exported_is_imported_again_and_nothing_changes(put, get, url, tmp_path, name):
    put(ROSTER.encode())
    file = tmp_path / f"out-{name}"
    assert get(str(file)) == (0, "", "")
    assert put(file.read_bytes(), name=name)[1].startswith("Nothing changed: 1 organisation")
    assert "cannot be used: there is a file of that name already." in get(str(file))[2]
    assert get()[1].startswith("organisations:\n- name: Ofcom\n")


def test_where_there_is_no_database_none_is_made_to_export_from(get, tmp_path):
    with pytest.raises(SettingsError, match="there is no database at"):
        get()
    assert not (tmp_path / "convenor.sqlite3").exists()


@pytest.mark.parametrize("name", ["start.yaml", "start.csv"])
def test_the_sample_to_begin_with_is_right_but_for_its_people(put, tmp_path, capsys, name):
    file = tmp_path / f"new-{name}"
    assert commands.write_sample(file) == 0
    sample = file.read_text("utf-8-sig")
    _, _, trouble = put(file.read_bytes(), name=name)
    assert "aoife@example.org" in trouble
    assert "“Amara Okonkwo” is nobody's" in trouble
    assert trouble.count("Line ") == 2
    lines = [row for row in sample.splitlines() if "aoife@" not in row and "Amara" not in row]
    code, told, _ = put("\n".join(lines).encode(), name=name)
    assert (code, told.splitlines()[1]) == (0, "Organisations added: 2.")
    assert "People who join: 2." in told
    assert commands.write_sample(None) == 0
    assert "# The organisations" in capsys.readouterr().out


@pytest.mark.parametrize(("faults", "more"), [(49, ""), (50, ""), (300, "and 250 more lines")])
def test_of_many_mistakes_the_first_are_shown_and_a_file_has_them_all(put, tmp_path, faults, more):
    rows = [f"Body {n},member,Atlantis,Europe/London" for n in range(faults)]
    content = "\n".join(["organisation,kind,country,zone", *rows]).encode()
    report = tmp_path / "report.txt"
    code, out, err = put(content, "--report", str(report), name="roster.csv")
    assert (code, out) == (1, "")
    assert err.count("is no country that I know") == min(faults, 50)
    assert (f"{more}; --report FILE" in err) is bool(more)
    assert report.read_text().count("is no country that I know") == faults


def test_a_report_is_a_new_file(put, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("kept")
    code, _out, err = put(ROSTER.encode(), "--report", str(report))
    assert (code, report.read_text()) == (1, "kept")
    assert "report.txt" in err
    assert put(ROSTER.encode())[1].startswith("The roster is imported.")


NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
NAMES = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from("=SUM(A1)|'=1|NO|null|#1|&Co|A #2|A: b|- x|\"q\"|ياسمين".split("|")),
).map(lambda typed: tidied_text(one_line(typed)))  # fmt: skip
BODY_NAMES = NAMES.filter(
    lambda name: fold_name(name.replace("&", "")) and not set(name) & set("“„«”»,;")
)


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
