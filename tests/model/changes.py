"""The rows that changed in a step, and whether the person who acted may change them."""

from tests.model.facts import WIDTH

_WORK = ("title", "owner_user_id", "owner_organisation_id", "due_on", "audience")
_DONE = ("status", "note")
_PLAN = ("title", "link", "minutes", "wall", "zone", "audience", "status", "reason")
_ANSWERED = ("status", "closes_at", "settled_at")
"""What an answer changes in a proposal: an objection stops it, and time moves its end."""
_ROLES = ("chairs", "lowered")


def wrong_changes(actor, before, after):
    """(what, how) of each change that the actor has no right to; what nobody did is not judged."""
    if actor is None or actor in before.secretariat:
        return
    for home, record in after.records.items():
        old = before.records.get(home)
        if old == record:
            continue
        may = _may_make(actor, home, record, before) if old is None else None
        if may is None:
            may = _may_change(actor, home, old, record, before)
        if not may:
            changed = [k for k in record if old and record[k] != old[k]]
            yield f"{home[0]}{home[1]}", ", ".join(map(str, changed)) or "made it"
    for key, item in after.items.items():
        if item != before.items.get(key) and not _may_touch_item(actor, item, before, key):
            yield f"agenda of D{item['dialogue']}", item["title"]
    for name in _ROLES:
        for group_id in after.groups.keys() & before.groups.keys():
            now, was = getattr(after, name).get(group_id), getattr(before, name).get(group_id)
            if (now or set()) != (was or set()) and not _chairs(actor, group_id, before):
                yield name, f"{was} -> {now}"
    if (after.organisations, after.secretariat) != (before.organisations, before.secretariat):
        yield "the roster", "changed"


def spoken_of_silent(before, after):
    """(what, until when) of each action that a morning told, though somebody had silenced it."""
    for reference, day in after.spoken - before.spoken:
        home = reference[0], int(reference[1:])
        ends = [facts.records[home]["snoozed_until"] or "" for facts in (before, after)]
        if min(ends) > day:
            yield reference, f"silent until {min(ends)}, told on {day}"


def _chairs(actor, group_id, facts):
    return facts.role(actor, group_id) == "chair"


def _may_make(actor, home, record, facts):
    """Members make dialogues and actions, everybody in the group shares practices."""
    role = facts.role(actor, record["group_id"])
    return role is not None if home[0] == "P" else role in ("chair", "member")


def _may_change(actor, home, old, record, facts):
    if not facts.reads(actor, home):
        return False
    role = facts.role(actor, old["group_id"])
    if role == "chair":
        return True
    changed = {key for key in record if record[key] != old[key]}
    own = actor in (old.get("created_by"), old.get("author"))
    if home[0] == "A":
        owns = actor == old["owner_user_id"] or (
            old["owner_user_id"] is None
            and old["owner_organisation_id"] is not None
            and old["owner_organisation_id"] == facts.organisations.get(actor)
        )
        if changed & set(_WORK) or "dropped" in (old["status"], record["status"]):
            return role == "member" and (own or owns)
        return owns or not changed & set(_DONE)
    if home[0] == "R":
        answered = changed <= set(_ANSWERED) and old["status"] == "proposed"
        return role == "member" and (own or answered)
    if home[0] == "P":
        if old["status"] != "published":
            return own and record["status"] != "published"
        wider = WIDTH[record["audience"]] > WIDTH[old["audience"]]
        return own and not wider and record["status"] in ("published", "withdrawn")
    if changed & set(_PLAN):
        return role == "member" and own
    return "attendance_confirmed_at" not in changed


def _may_touch_item(actor, item, facts, key):
    """Whoever sees a dialogue suggests items to it; its chairs arrange them."""
    home = ("D", item["dialogue"])
    if home not in facts.records or not facts.reads(actor, home):
        return False
    group_id = facts.group_of(home)
    old = facts.items.get(key)
    if old is None and item["status"] == "suggested" and item["carried_from"] is None:
        return facts.role(actor, group_id) is not None and item["suggested_by"] == actor
    return _chairs(actor, group_id, facts)
