"""What must stand in a Home that somebody has open, by the facts alone."""

from datetime import datetime, timedelta

OPEN_FOR = timedelta(hours=8)
ACTIONS, FEW = 20, 5


def wrong_homes(homes, opened, facts):
    """(person, what is wrong) of each Home that must be true now."""
    for person, content in homes.items():
        since_opened = facts.now - opened[person]
        if since_opened > OPEN_FOR and len(content["blocks"]) > 1:
            yield person, "nobody opened it for long, and it is not emptied"
        if person in facts.secretariat or since_opened >= OPEN_FOR:
            continue
        own = _actions(facts, person, owner_user_id=person)
        body = facts.organisations.get(person, 0)
        shared = _actions(facts, person, owner_user_id=None, owner_organisation_id=body)
        coming = sorted(
            (d["starts_at"], n)
            for (letter, n), d in facts.records.items()
            if letter == "D" and _is_ahead(d, facts) and _is_theirs(facts, person, (letter, n))
        )[:FEW]
        done, asked = _pressed(content, "action.done"), _pressed(content, "dialogue.show")
        if len(done & own) != min(len(own), ACTIONS):
            yield person, f"their actions {sorted(own)}, shown {sorted(done)}"
        if len(done & shared) != min(len(shared), FEW) or done - own - shared:
            yield person, f"their organisation's {sorted(shared)}, shown {sorted(done)}"
        if asked != {f"D{number}" for _, number in coming}:
            yield person, f"dialogues {[n for _, n in coming]}, shown {sorted(asked)}"


def _actions(facts, person, **owner):
    return {
        f"A{number}"
        for (letter, number), a in facts.records.items()
        if letter == "A"
        and a["status"] == "open"
        and all(a[column] == value for column, value in owner.items())
        and facts.reads(person, (letter, number))
        and (a["owner_user_id"] or facts.role(person, a["group_id"]))
    }


def _is_theirs(facts, person, home):
    return facts.role(person, facts.group_of(home)) is not None and facts.reads(person, home)


def _is_ahead(dialogue, facts):
    starts = datetime.fromisoformat(dialogue["starts_at"])
    ends = starts + timedelta(minutes=dialogue["minutes"])
    return dialogue["status"] != "cancelled" and ends > facts.now


def _pressed(content, action_id):
    """The references of the buttons with this id."""
    elements = [e for b in content["blocks"] for e in b.get("elements", [])]
    elements += [b["accessory"] for b in content["blocks"] if "accessory" in b]
    found = [e for e in elements if e.get("action_id") == action_id]
    return {e["value"].partition("|")[0] for e in found}
