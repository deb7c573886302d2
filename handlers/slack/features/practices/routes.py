"""Where calls about practices go."""

from handlers.slack.features.practices import (
    blocks,
    buttons,
    card_form,
    chair_forms,
    commands,
    filters,
    forms,
    lists,
    notifications,
)
from handlers.slack.request import Kind, Route

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice"): Route(run=commands.run_latest),
    (Kind.COMMAND, "/practice share"): Route(run=commands.run_share, opens=card_form.SHARE_TITLE),
    (Kind.COMMAND, "/practice search"): Route(run=commands.run_search),
    (Kind.COMMAND, "/practice show"): Route(run=commands.run_show),
    (Kind.COMMAND, "/practice review"): Route(run=commands.review_queue),
    (Kind.COMMAND, "/practice history"): Route(run=commands.run_history),
    (Kind.COMMAND, "/practice edit"): Route(run=commands.run_edit, opens=card_form.EDIT_TITLE),
    (Kind.COMMAND, "/practice withdraw"): Route(
        run=commands.run_withdraw, opens=chair_forms.WITHDRAW_TITLE
    ),
    (Kind.COMMAND, "/practice topics"): Route(run=commands.run_topics),
    (Kind.COMMAND, "/practice saved"): Route(run=commands.run_saved),
    (Kind.COMMAND, "/practice spotlight"): Route(run=commands.run_spotlight, writes=True),
    (Kind.PRESS, blocks.SHARE): Route(run=commands.run_share, opens=card_form.SHARE_TITLE),
    (Kind.PRESS, blocks.SHOW): Route(run=buttons.press_show),
    (Kind.PRESS, lists.SEARCH_PAGE): Route(run=buttons.search_turn),
    (Kind.PRESS, lists.SAVED_PAGE): Route(run=buttons.saved_turn),
    (Kind.PRESS, lists.QUEUE_PAGE): Route(run=buttons.queue_turn),
    (Kind.PRESS, blocks.PUBLISH): Route(run=buttons.press_publish, writes=True),
    (Kind.PRESS, blocks.RETURN): Route(run=buttons.send_back, opens=chair_forms.RETURN_TITLE),
    (Kind.PRESS, blocks.DECLINE): Route(run=buttons.press_decline, opens=chair_forms.DECLINE_TITLE),
    (Kind.PRESS, blocks.PUBLISH_IN): Route(run=buttons.publish_in, opens=chair_forms.PUBLISH_TITLE),
    (Kind.PRESS, blocks.SEEN): Route(run=buttons.press_seen, writes=True),
    (Kind.PRESS, blocks.HISTORY): Route(run=buttons.press_history),
    (Kind.PRESS, f"{blocks.HISTORY}_page"): Route(run=buttons.press_history_page),
    (Kind.PRESS, blocks.WITHDRAW): Route(
        run=buttons.press_withdraw, opens=chair_forms.WITHDRAW_TITLE
    ),
    (Kind.PRESS, blocks.TOPICS): Route(run=buttons.press_topics, opens=chair_forms.TOPICS_TITLE),
    (Kind.PRESS, blocks.EDIT): Route(run=buttons.press_edit, opens=card_form.EDIT_TITLE),
    (Kind.SUBMISSION, blocks.SHARE): Route(
        run=forms.submit_share, writes=True, ahead=forms.look_alike_ahead
    ),
    (Kind.SUBMISSION, blocks.EDIT): Route(
        run=forms.submit_edit, writes=True, edits=forms.edit_form_now, ahead=forms.look_alike_ahead
    ),
    (Kind.SUBMISSION, blocks.RETURN): Route(run=chair_forms.send_back, writes=True),
    (Kind.SUBMISSION, blocks.DECLINE): Route(run=chair_forms.submit_decline, writes=True),
    (Kind.SUBMISSION, blocks.WITHDRAW): Route(run=chair_forms.submit_withdraw, writes=True),
    (Kind.SUBMISSION, blocks.PUBLISH_IN): Route(run=chair_forms.submit_publish, writes=True),
    (Kind.SUBMISSION, blocks.TOPICS): Route(
        run=chair_forms.submit_topics, writes=True, edits=chair_forms.topics_form_now
    ),
    (Kind.PRESS, notifications.STILL_GOOD): Route(run=buttons.press_still_good, writes=True),
    (Kind.PRESS, filters.FILTER): Route(run=buttons.press_filter),
    (Kind.OPTIONS, filters.FILTER): Route(run=filters.suggest_values),
    (Kind.OPTIONS, "topics"): Route(run=forms.suggest_topics),
}
