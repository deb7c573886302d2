"""The one table of what builds each kind of message, just before it is sent."""

from collections.abc import Callable, Mapping

from bot.domain import DropReason, Gone, Group, MessageKind
from bot.domain.delivery import Delivery
from bot.domain.notifications import Notification
from bot.use_cases.actions import pass_on
from bot.use_cases.actions.notifications import given_action, logged_action
from bot.use_cases.context import Context
from bot.use_cases.decisions.notifications import decision_told as about_decision
from bot.use_cases.decisions.notifications import recorded_decision
from bot.use_cases.deliveries import blocking, lateness, recover
from bot.use_cases.dialogues.messages import build, notices
from bot.use_cases.dialogues.series import clock_change_notice
from bot.use_cases.digests import post as digests
from bot.use_cases.drift import channel_notices, opened
from bot.use_cases.groups import notifications as groups
from bot.use_cases.groups.notifications import build_introduction
from bot.use_cases.minutes import show as minutes
from bot.use_cases.mornings import redraw as mornings
from bot.use_cases.practices import adopt as adoptions
from bot.use_cases.practices import renew as renewals
from bot.use_cases.practices import review as practices
from bot.use_cases.practices import spotlight as spotlights
from bot.use_cases.roster.notifications import chair_news, deputy_news
from bot.use_cases.terms import chairs_at, why_no_chair

Builder = Callable[[Delivery, Context], Notification | Gone]
_OfGroup = Callable[[Delivery, Group, Context], Notification | Gone]


def notification_for(delivery: Delivery, context: Context) -> Notification | Gone:
    """What the delivery says now, with its recipient's rights, or why it says nothing.
    `context.presence`: a chair's preview of a digest needs it to show what the channel will get, a
    dialogue for its guests."""
    return BUILDERS[delivery.kind](delivery, context)


def _group(build_one: _OfGroup) -> Builder:
    def build_it(delivery: Delivery, context: Context) -> Notification | Gone:
        group = context.work.groups.get(int(delivery.subject_id))
        return build_one(delivery, group, context) if group else Gone(DropReason.NO_GROUP)

    return build_it


def _to_chairs(build_one: _OfGroup) -> Builder:
    """To the secretariat, and to chairs who are seen in the channel."""

    def build_it(delivery: Delivery, group: Group, context: Context) -> Notification | Gone:
        if context.reader.secretariat or group.id in context.reader.chaired:
            return build_one(delivery, group, context)
        return Gone(why_no_chair(group, delivery.recipient, context))

    return _group(build_it)


def _to_appointed(build_one: _OfGroup) -> Builder:
    """A chair hears it though the channel may be closed to us, where nobody has a seat."""

    def build_it(delivery: Delivery, group: Group, context: Context) -> Notification | Gone:
        chairs = chairs_at(group, context.now, context.work)
        if context.reader.secretariat or delivery.recipient in chairs:
            return build_one(delivery, group, context)
        return Gone(DropReason.NOT_CHAIR)

    return _group(build_it)


BUILDERS: Mapping[MessageKind, Builder] = {
    MessageKind.ANNOUNCEMENT: build.about_dialogue(build.build_announcement),
    MessageKind.REMINDER: build.about_dialogue(build.build_reminder),
    MessageKind.STARTING: build.about_dialogue(build.build_starting),
    MessageKind.DIALOGUE_MOVED: build.about_dialogue(notices.build_move_notice),
    MessageKind.DIALOGUE_CANCELLED: build.about_dialogue(notices.build_cancel_notice),
    MessageKind.SERIES_ENDS: build.about_dialogue(notices.build_end_notice),
    MessageKind.BEGINS: build.about_dialogue(build.build_begins),
    MessageKind.CLOSING: build.about_dialogue(build.build_attendance),
    MessageKind.ATTENDANCE: build.about_dialogue(build.build_attendance),
    MessageKind.MINUTES: build.about_dialogue(minutes.build_draft),
    MessageKind.MINUTES_CIRCULATED: build.about_dialogue(minutes.build_circulated),
    MessageKind.MINUTES_SEALED: build.about_dialogue(minutes.build_posted),
    MessageKind.MORNING: mornings.morning_now,
    MessageKind.CARD: practices.build_review_news,
    MessageKind.OUTCOME: practices.build_review_news,
    MessageKind.CARD_EDITED: practices.build_review_news,
    MessageKind.SPOTLIGHT: spotlights.spotlight_shown,
    MessageKind.REVIEW_DUE: renewals.review_question,
    MessageKind.ADOPTED: adoptions.adoption_news,
    MessageKind.WEEKLY_DIGEST: _group(digests.build_digest),
    MessageKind.DIGEST_PREVIEW: _group(digests.build_digest),
    MessageKind.DIGEST_NOW: _group(digests.build_digest),
    MessageKind.GREETING: groups.build_greeting,
    MessageKind.SET_UP: _group(build_introduction),
    MessageKind.CLOCK_CHANGE: _group(clock_change_notice.build_notice),
    MessageKind.ACTION_GIVEN: _group(given_action),
    MessageKind.ACTION_LOGGED: _group(logged_action),
    MessageKind.PROPOSAL: about_decision,
    MessageKind.DECISION_NEWS: about_decision,
    MessageKind.DECISION_RECORDED: _group(recorded_decision),
    MessageKind.CHAIRS: _group(chair_news),
    MessageKind.CHAIRS_NO_LONGER: _group(chair_news),
    MessageKind.DEPUTY: _group(deputy_news),
    MessageKind.NO_CHAIR: _group(channel_notices.no_chair_notice),
    MessageKind.ROSTER: _to_chairs(channel_notices.roster_notice),
    MessageKind.KEPT_PRIVATE: _to_chairs(groups.kept_private_notice),
    MessageKind.TOO_LATE: _to_chairs(lateness.dropped_notice),
    MessageKind.BLOCKED: _to_appointed(blocking.blocked_notice),
    MessageKind.REOPENED: _to_appointed(blocking.reopened_notice),
    MessageKind.UNREADABLE: _to_appointed(channel_notices.unreadable_notice),
    MessageKind.READABLE: _to_appointed(channel_notices.unreadable_notice),
    MessageKind.RESTORED: recover.restored_notice,
    MessageKind.OPENED: _group(opened.opened_notice),
    MessageKind.OWNER_LEFT: _to_chairs(pass_on.passed_on_notice),
    MessageKind.OWNER_MOVED: _to_chairs(pass_on.passed_on_notice),
}
