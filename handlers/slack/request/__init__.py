"""What a listener is given, and what it answers with."""

from handlers.slack.request.carried_values import read_number as read_number
from handlers.slack.request.carried_values import read_state as read_state
from handlers.slack.request.carried_values import read_state_number as read_state_number
from handlers.slack.request.context import Route as Route
from handlers.slack.request.context import Routes as Routes
from handlers.slack.request.context import Scene as Scene
from handlers.slack.request.context import about_number as about_number
from handlers.slack.request.context import form_again as form_again
from handlers.slack.request.request import Call as Call
from handlers.slack.request.request import Fields as Fields
from handlers.slack.request.request import Kind as Kind
from handlers.slack.request.response import Answer as Answer
from handlers.slack.request.response import Reply as Reply
from handlers.slack.request.response import ShowView as ShowView
from handlers.slack.request.response import say_words as say_words
