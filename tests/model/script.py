"""Who lives in the model, what they type, and how often they do what.

In what is typed stand the references of records ({A}, {D}, {P}, {R}), new marked texts ({text}),
people, organisations and days.
"""

MEMBERS = "amara gethin benoit liam heloise min-ji sanne nomvula yasmin priya aoife".split()
OTHERS = "denise ruben tanis kwabena jocelyn rahul".split()
"""People of observers, and a guest."""
SECRETARIAT = "sina"
CAST = [SECRETARIAT, *MEMBERS, *OTHERS]


def _lines(text):
    return text.strip().split("\n")


LOOKS = _lines("""
/action
/action list all
/action list done
/action list overdue
/action list {person}
/action list {organisation}
/action list all talk
/action export
/wg find talk
/dialogue
/dialogue calendar
/decision
/decision list talk
/dialogue fairness
/practice
/practice search talk
/practice search talk evidence:idea audience:parents
/practice review
/practice review
/practice topics
/practice saved
/practice coverage
/practice export
/practice feed
/practice spotlight
/digest
/digest list
/digest list talk
/wg
/wg members
/wg members
/wg members
/wg settings
/wg records all
/wg records this year for the group
/wg away
/wg roster
/wg stocktake
/wg stocktake this quarter
/wg why
/wg why all
""")
SHOWS = _lines("""
/action {A}
/dialogue {D}
/dialogue agenda {D}
/dialogue minutes {D}
/dialogue minutes {D}
/practice show {P}
/decision {R}
/decision history {R}
/practice history {P}
/digest show {G}
/wg records {D}
/wg why {A}
/wg why {D}
/wg why {P}
""")
FORMS = _lines("""
/action edit {A}
/action edit {A}
/dialogue edit {D}
/dialogue edit {D}
/practice share
/practice share
/practice edit {P}
/practice edit {P}
/practice withdraw {P} because {text}
/decision record {text}
/decision record {text}
/decision propose {text}
/decision edit {R}
/decision withdraw {R} because {text}
/dialogue schedule
/wg records
/wg setup
""")
WRITES = _lines("""
/action done {A} {A} {text}
/action done {A} {text}
/action add {text} {person} {person}
/action repeat {A} every month
/action repeat {A} never
/action drop {A} and later because {text}
/action reopen {A}
/action drop {A} because {text}
/action assign {A} {person}
/action due {A} {day}
/dialogue agenda {D} {text} 5m
/dialogue move {D} to {day} 15:00
/dialogue cancel {D} because {text}
""")
MAKES = _lines("""
/action add {text}
/action add {text} {person}
/action add {text} for members
/action add {text} by {day} for members
/dialogue schedule {text} on {day} 10:00
/dialogue schedule {text} on {day} 11:00 for network
/dialogue schedule {text} on {day} 14:00 for members
""")
SERIES = _lines("""
/dialogue schedule {text} every 4 weeks on Tuesday 14:00
/dialogue schedule {text} every 4 weeks on Tuesday 14:00 for members
""")
DIGESTS = _lines("""
/digest
/digest post
/digest post
/digest weekly Monday 09:00
/practice spotlight Wednesday 10:00
""")
ROLES = _lines("""
/wg role {person} observer
/wg role {person} observer
/wg role {person} member
/wg role {person} chair
""")
EDITS = {"A": "/action edit {A}", "D": "/dialogue edit {D}"}
ENTRIES = {
    "A": ["/action done {A} {text}", "/action drop {A} because {text}"],
    "D": ["/dialogue agenda {D} {text} 5m"],
}
"""What is written under a record."""

WEIGHTS = {
    "look": 16,
    "show": 10,
    "make": 14,
    "write": 8,
    "amend": 12,
    "annotate": 8,
    "open": 8,
    "press": 26,
    "submit": 20,
    "series": 0.4,
    "digest": 6,
    "give_a_role": 7,
    "leave": 4,
    "enter": 5,
    "make_public": 0.6,
    "make_private": 3,
    "wait": 6,
    "fetch": 4,
    "mention": 1,
    "home": 6,
}
THEN = {"annotate": "reopen", "reopen": "amend", "amend": "show"}
THEN |= {"digest": "amend", "give_a_role": "look"}
"""What is likely to follow, because together they are of interest."""
