"""What an import changes, in names."""

from bot.domain.person import Organisation
from bot.use_cases.roster.import_report import Move, RosterReport

PLACE = {"country": "GB", "zone": "Europe/London"}
OFCOM = Organisation(id=1, name="Ofcom", kind="member", **PLACE)
OFFICE = Organisation(
    id=1, name="Office", kind="observer", country="XK", zone="Europe/Paris", aliases=("Ofcom", "O")
)
ARCOM = Organisation(id=2, name="Arcom", kind="observer", country="FR", zone="Europe/Paris")
NAMES = {"U1": "Amara", "U2": "ياسمين"}


def test_every_change_has_its_words_and_trying_has_the_same():
    report = RosterReport(
        added=(ARCOM,),
        corrected=((OFCOM, OFFICE),),
        moves=(Move("U1", None, OFCOM), Move("U2", OFCOM, ARCOM), Move("U3", ARCOM, None)),
        absent=(Move("U4", ARCOM, None),),
        absent_organisations=(ARCOM,),
        secretariat_added=("U1",),
        secretariat_removed=("U2",),
        secretariat_kept=("U3",),
        deputies_changed=("U1",),
        left_behind=1,
        people_unchanged=1,
        names=NAMES,
        notes=("Line 2: look.",),
    )
    first, rest = str(report).split("\n", 1)
    assert first == "The roster is imported."
    assert (
        rest
        == """\
Organisations added: 1.
  Arcom: observer, France, Europe/Paris
Organisations renamed: 1.
  Ofcom is Office now
Organisations changed: 1.
  Office: observer (before: member), Kosovo (before: United Kingdom), Europe/Paris (before: \
Europe/London), also called O
People who join: 1.
  Ofcom: Amara (U1)
People who move: 1.
  ياسمين (U2): from Ofcom to Arcom, observer (before: member)
People who leave: 1.
  Arcom: U3
Added to the secretariat: 1.
  Amara (U1)
Taken out of the secretariat: 1.
  ياسمين (U2)
They leave, and are of the secretariat still: 1.
  U3
Deputies changed: 1.
  Amara (U1)
Open actions that stay with the organisations; the chairs are told: 1.
On the roster but not in the file; they stay, --remove takes them out: 1.
  Arcom: U4
Organisations that are not in the file; they stay: 1.
  Arcom
Unchanged: 0 organisations and 1 person.
Please check: 1.
  Line 2: look."""
    )
    assert report.spelled(tried=True).split("\n", 1) == [
        "Nothing is written yet. This is what the import changes:",
        rest,
    ]
