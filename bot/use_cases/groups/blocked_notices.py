"""Notices that Slack takes no messages for a channel or a chair, or takes them again.

The occurrence of both notices is the episode: who is blocked, and since when ("C0123@…").
"""

from bot.domain.chair_notices import Addressee, ChairNotice
from bot.domain.delivery import BlockedRecipient, Delivery, is_person
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.notifications import Gone
from bot.domain.wording import spell_moment
from bot.ports.unit_of_work import UnitOfWork

BLOCKED = "group.blocked"
REOPENED = "group.reopened"

_WAITS = "What is due there waits for as long as it is useful."
_ADMIN = "A Slack workspace admin must"
_LET_POST = f"{_ADMIN} let Convenor post there (the channel's settings, “Posting permissions”)."
_LET_IN = f"{_ADMIN} give Convenor access to it."
_CHANNEL = {
    "is_archived": "It is archived. I go on by myself when it is unarchived.",
    "channel_is_archived": "It is archived. I go on by myself when it is unarchived.",
    "channel_not_found": "I am not in it. Please type /invite @Convenor in it, and I go on.",
    "not_in_channel": "I am not in it. Please type /invite @Convenor in it, and I go on.",
    "is_inactive": "It is not active. If it was archived or closed, please open it again.",
    "team_access_not_granted": (
        "Convenor was not given access to its workspace. An organisation admin must add Convenor "
        "to that workspace."
    ),
    "channel_is_limited_access": f"Access to it is limited. {_LET_IN}",
    "access_denied": _LET_IN,
    "app_access_restricted": f"{_ADMIN} approve Convenor for it.",
    "ekm_access_denied": f"{_ADMIN} give back access to the workspace's messages (its keys).",
    "missing_scope": "Convenor lacks a permission. A Slack workspace admin must install it again.",
}
_PERSON = {
    "messages_tab_disabled": (
        "The Messages tab of Convenor is switched off. Whoever manages the app must switch it on "
        "(App Home in the app's settings)."
    ),
    "user_disabled": "The account is deactivated. If that is wrong, an admin must activate it.",
    "user_not_found": "Slack does not find the account. Please check who chairs (/wg role).",
    "user_not_visible": "Convenor is not allowed to see the account. An admin must allow it.",
    "cannot_dm_bot": "The account is a bot's. Please check who chairs (/wg role).",
    "restricted_action": f"{_ADMIN} allow Convenor to write direct messages.",
    "team_access_not_granted": _CHANNEL["team_access_not_granted"],
    "missing_scope": _CHANNEL["missing_scope"],
}


def blocked_notice(delivery: Delivery, group: Group, *, work: UnitOfWork) -> ChairNotice | Gone:
    """What is closed, what waits, when it is tried again, and what somebody must do."""
    block = work.recipients.block_of(read_episode(delivery)[0])
    if block is None or episode_of(block) != delivery.occurrence:
        return Gone(DropReason.REACHABLE)
    reading = work.channels.get(block.recipient)
    if reading is not None and not reading.readable:
        return Gone(DropReason.TOLD)  # in fuller words, when the channel closed
    words = [
        _spell_refused(block, group, work),
        _what_to_do(block),
        _WAITS,
        _next_try(block, group),
    ]
    return ChairNotice(
        group=group, words=" ".join(filter(None, words)), to=_addressee(delivery, group, work)
    )


def reopened_notice(delivery: Delivery, group: Group, *, work: UnitOfWork) -> ChairNotice | Gone:
    """To those who were told that it was closed, unless it is closed again by now."""
    recipient = read_episode(delivery)[0]
    if work.recipients.block_of(recipient) is not None:
        return Gone(DropReason.CLOSED_AGAIN)
    place = f"in the channel of {group.name}"
    if is_person(recipient):
        place = f"direct messages to {_name_recipient(recipient, work)}"
    return ChairNotice(
        group=group,
        words=f"I can post {place} again. What waited there and is still useful comes now.",
        to=_addressee(delivery, group, work),
    )


def episode_of(block: BlockedRecipient) -> str:
    return f"{block.recipient}@{block.blocked_at.isoformat()}"


def read_episode(delivery: Delivery) -> tuple[str, str]:
    """Who was blocked, and since when (ISO 8601), in a notice of this kind."""
    recipient, _, since = delivery.occurrence.partition("@")
    return recipient, since


def _spell_refused(block: BlockedRecipient, group: Group, work: UnitOfWork) -> str:
    if not is_person(block.recipient):
        return f"Slack does not let me post in the channel of {group.name} ({block.error})."
    name = _name_recipient(block.recipient, work)
    return f"Slack does not let me write to {name}, who chairs {group.name} ({block.error})."


def _what_to_do(block: BlockedRecipient) -> str:
    if is_person(block.recipient):
        return _PERSON.get(block.error, "")
    if block.error.startswith(("restricted_action", "cannot_reply_to_message")):
        return _LET_POST
    return _CHANNEL.get(block.error, "Please check its settings with a Slack workspace admin.")


def _next_try(block: BlockedRecipient, group: Group) -> str:
    """A probe that has come waits only for something to send."""
    at = spell_moment(block.probe_at, group.zone)
    return (
        f"I try again by myself: with the first message that is due after {at}, and later at "
        "least every six hours while something is due."
    )


def _name_recipient(recipient: str, work: UnitOfWork) -> str:
    person = work.people.get(recipient)
    return f"@{person.name}" if person else recipient


def _addressee(delivery: Delivery, group: Group, work: UnitOfWork) -> Addressee:
    """The secretariat is told in place of the chairs."""
    terms = work.roles.of_group(group.id).terms
    chaired = any(term.user_id == delivery.recipient for term in terms)
    return Addressee.CHAIR if chaired else Addressee.SECRETARIAT
