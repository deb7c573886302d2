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
from handlers.slack.request import Kind, Route, form_again

ROUTES: dict[tuple[Kind, str], Route] = {
    (Kind.COMMAND, "/practice"): Route(commands.run_latest),
    (Kind.COMMAND, "/practice share"): Route(commands.run_share, opens=card_form.SHARE_TITLE),
    (Kind.COMMAND, "/practice search"): Route(commands.run_search),
    (Kind.COMMAND, "/practice show"): Route(commands.run_show),
    (Kind.COMMAND, "/practice review"): Route(commands.review_queue),
    (Kind.COMMAND, "/practice history"): Route(commands.run_history),
    (Kind.COMMAND, "/practice edit"): Route(commands.run_edit, opens=card_form.EDIT_TITLE),
    (Kind.COMMAND, "/practice withdraw"): Route(
        commands.run_withdraw, opens=chair_forms.WITHDRAW_TITLE
    ),
    (Kind.COMMAND, "/practice topics"): Route(commands.run_topics),
    (Kind.COMMAND, "/practice saved"): Route(commands.saved_page),
    (Kind.COMMAND, "/practice spotlight"): Route(commands.run_spotlight, writes=True),
    (Kind.PRESS, blocks.SHARE): Route(commands.run_share, opens=card_form.SHARE_TITLE),
    (Kind.PRESS, blocks.SHOW): Route(buttons.press_show),
    (Kind.PRESS, lists.SEARCH_PAGE): Route(buttons.search_turn),
    (Kind.PRESS, lists.SAVED_PAGE): Route(buttons.saved_turn),
    (Kind.PRESS, lists.QUEUE_PAGE): Route(buttons.queue_turn),
    (Kind.PRESS, blocks.PUBLISH): Route(buttons.press_publish, writes=True),
    (Kind.PRESS, blocks.RETURN): Route(buttons.send_back, opens=chair_forms.RETURN_TITLE),
    (Kind.PRESS, blocks.DECLINE): Route(buttons.press_decline, opens=chair_forms.DECLINE_TITLE),
    (Kind.PRESS, blocks.PUBLISH_IN): Route(buttons.publish_in, opens=chair_forms.PUBLISH_TITLE),
    (Kind.PRESS, blocks.SEEN): Route(buttons.press_seen, writes=True),
    (Kind.PRESS, blocks.HISTORY): Route(buttons.press_history),
    (Kind.PRESS, f"{blocks.HISTORY}_page"): Route(buttons.press_history_page),
    (Kind.PRESS, blocks.WITHDRAW): Route(buttons.press_withdraw, opens=chair_forms.WITHDRAW_TITLE),
    (Kind.PRESS, blocks.TOPICS): Route(buttons.press_topics, opens=chair_forms.TOPICS_TITLE),
    (Kind.PRESS, blocks.EDIT): Route(buttons.press_edit, opens=card_form.EDIT_TITLE),
    (Kind.SUBMISSION, blocks.SHARE): Route(
        forms.submit_share, writes=True, ahead=forms.look_alike_ahead
    ),
    (Kind.SUBMISSION, blocks.EDIT): Route(
        forms.submit_edit,
        writes=True,
        edits=form_again(card_form.edit_form),
        ahead=forms.look_alike_ahead,
    ),
    (Kind.SUBMISSION, blocks.RETURN): Route(chair_forms.send_back, writes=True),
    (Kind.SUBMISSION, blocks.DECLINE): Route(chair_forms.submit_decline, writes=True),
    (Kind.SUBMISSION, blocks.WITHDRAW): Route(chair_forms.submit_withdraw, writes=True),
    (Kind.SUBMISSION, blocks.PUBLISH_IN): Route(chair_forms.submit_publish, writes=True),
    (Kind.SUBMISSION, blocks.TOPICS): Route(
        chair_forms.submit_topics, writes=True, edits=form_again(chair_forms.topics_form, "group")
    ),
    (Kind.PRESS, notifications.STILL_GOOD): Route(buttons.press_still_good, writes=True),
    (Kind.PRESS, filters.FILTER): Route(buttons.press_filter),
    (Kind.OPTIONS, filters.FILTER): Route(filters.suggest_values),
    (Kind.OPTIONS, "topics"): Route(card_form.suggest_topics),
}
