"""What a reader can do next, as a code; each door says what to type or press for it."""

from enum import Enum, auto


class NextStep(Enum):
    """It ends the words of a refusal or a notice; `about` there is what it is done with."""

    REOPEN_ACTION = auto()
    SHOW_DECISION = auto()
    SHOW_PRACTICE = auto()
    SHARE_PRACTICE = auto()
    DRAFT_MINUTES = auto()
    FIND_SLOTS = auto()
    SEE_COMMANDS = auto()
    SEE_MEMBERS = auto()
    SEE_WHY = auto()
    ASSIGN_PERSON = auto()
    NAME_CHAIR = auto()
    CHOOSE_DEPUTY = auto()
    CHANGE_SETTINGS = auto()
    PREVIEW_DIGEST = auto()
    INVITE_APP = auto()
    INVITE_APP_IF_OUT = auto()
    INVITE_APP_FIRST = auto()
    INVITE_APP_AND_SET_UP = auto()
    SET_UP_IF_SEEN = auto()
    SET_UP_IN_CHANNEL = auto()
