"""Does in the sandbox what the script says: commands, forms and buttons, as people use them."""

from tests.simulation.world import local, people
from tests.stories.people import Message, Someone

_NEWEST = 12
"""Messages that are read to find the answer to an act."""


class Actor(Someone):
    """Someone who reads no more than the newest messages of a channel."""

    def reads(self, channel, before=None, limit=_NEWEST):
        place = channel if channel[0] in "CD" else self.channel(channel)
        query = {"as": self.id, "channel": place, "limit": limit}
        query |= {"before": before} if before else {}
        return [
            Message(self, place, m) for m in self.network.get("/door/messages", **query)["messages"]
        ]


class Hands:
    """Acts over the page's own HTTP, and looks at what is answered."""

    def __init__(self, network):
        self.network = network
        self._invitations, self._questions = {}, {}
        self._seen = 0

    def actor(self, handle):
        return Actor(self.network, handle, self.network.people[handle])

    def set_up(self, group, chair):
        sina = self.actor("sina")
        sina.types(group.channel, "/wg setup")
        filled = {
            "name": group.name,
            "chairs": [self.network.people[chair]],
            "zone": group.zone,
            "reminders": [str(minutes) for minutes in group.reminders],
        }
        assert sina.modal().fill(**filled).submit() == {}
        sina.closes()

    def schedule(self, group, handle, words, scheduled):
        """`scheduled`: how the confirmation begins."""
        actor = self.actor(handle)
        told = actor.types(group.channel, f"/dialogue schedule {words}")
        if told is not None and "Before I schedule this" in told.words:
            told.press("Schedule it anyway")
        said = [m.words for m in actor.reads(group.channel) if m.ephemeral]
        assert any(w.startswith(scheduled) for w in said), (words, said)

    def move(self, meeting, handle, start, zone, scope=""):
        words = f"{local(start, zone):%Y-%m-%d %H:%M} {zone}"
        which = f"{meeting.reference}{' ' if scope else ''}{scope}"
        moved = "Moved the whole series of" if scope == "series" else "Moved"
        self._confirmed(meeting, handle, f"/dialogue move {which} to {words}", moved)

    def cancel(self, meeting, handle, reason, scope=""):
        which = f"{meeting.reference}{' ' if scope else ''}{scope}"
        typed = f"/dialogue cancel {which} because {reason}"
        self._confirmed(meeting, handle, typed, "Cancelled")

    def _confirmed(self, meeting, handle, typed, begins):
        told = self.actor(handle).types(meeting.group.channel, typed)
        assert told is not None, typed
        assert told.words.startswith(f"{begins} {meeting.reference}"), (typed, told.words)

    def reword(self, meeting, handle, scope, **fields):
        actor = self.actor(handle)
        assert actor.types(meeting.group.channel, f"/dialogue edit {meeting.reference}") is None
        modal = actor.modal()
        if "scope" in modal.values():
            fields["scope"] = scope
        assert modal.fill(**fields).submit() == {}
        actor.closes()

    def suggest(self, meeting, handle, title, minutes):
        """Whether it stands on the agenda at once, as a chair's own does."""
        typed = f"/dialogue agenda {meeting.reference} {title} {minutes}m"
        told = self.actor(handle).types(meeting.group.channel, typed)
        assert told is not None, typed
        who = people()[handle].name
        said = told.words.removeprefix(f"{title} ({minutes} minutes, {who}) ").splitlines()[0]
        assert said in ("is on the agenda.", "is suggested; a chair decides."), told.words
        return said == "is on the agenda."

    def accept(self, meeting, handle, title, place):
        """By the form, as a chair."""
        actor = self.actor(handle)
        shown = actor.types(meeting.group.channel, f"/dialogue agenda {meeting.reference}")
        shown.press("Arrange…")
        modal = actor.modal()
        places = {b["label"]["text"]: b["block_id"] for b in modal.view["blocks"] if "label" in b}
        assert modal.fill(**{places[title]: str(place)}).submit() == {}
        actor.closes()

    def confirm(self, meeting, handle):
        """By the button of the question; whether somebody was expected."""
        question = self.question(meeting, handle)
        if "Confirm" not in question.labels():
            return False
        question.press("Confirm")
        return True

    def sees_it_noted(self, meeting, handle):
        words = self.question(meeting, handle).words
        assert f"Attendance of {meeting.reference} is noted" in words, (handle, words)

    def question(self, meeting, handle):
        """Who was there, as this chair was asked; as it stands now."""
        self._look_through_what_arrived()
        actor = self.actor(handle)
        place = actor.channel("@convenor")
        return self._standing(actor, place, self._questions[meeting.reference, place])

    def appoint(self, group, handle):
        told = self.actor("sina").types(group.channel, f"/wg role @{handle} chair")
        assert f"@{handle}" in told.words, told.words

    def answer(self, meeting, handle, label, delegate=None):
        """Press the button of the invitation, wherever this person reads it."""
        invitation = self._invitation(meeting, handle)
        told = invitation.press(label)
        assert told is not None
        if delegate is not None:
            self._name(told, meeting, delegate)

    def _name(self, told, meeting, delegate):
        chosen = f"dialogue.delegate:{meeting.reference}"
        block_id = next(b for b, e in told.buttons() if e["action_id"] == chosen)
        self.network.post(
            "/door/press",
            **{"as": told.reader.id},
            channel=told.channel,
            ts=told.ts,
            block_id=block_id,
            action_id=chosen,
            selected_user=self.network.people[delegate],
        )
        self.network.settle()
        assert "in your place" in told.again().words

    def is_invited(self, meeting, handle):
        """Whether an invitation has arrived where this person reads it."""
        self._look_through_what_arrived()
        return (meeting.reference, self._place(meeting, handle)) in self._invitations

    def _place(self, meeting, handle):
        where = "@convenor" if meeting.members_only else meeting.group.channel
        return self.actor(handle).channel(where)

    def _invitation(self, meeting, handle):
        actor, place = self.actor(handle), self._place(meeting, handle)
        return self._standing(actor, place, self._invitations[meeting.reference, place])

    def _look_through_what_arrived(self):
        for one in self._newly_arrived():
            reference = one.text.splitlines()[-1].split(" · ")[0]
            if one.user is None and "(your time)" in one.text and not _is_notice(one.text):
                self._invitations.setdefault((reference, one.channel), one.ts)
            elif any(line.startswith("Who was there?") for line in one.text.splitlines()):
                self._questions[reference, one.channel] = one.ts

    def _standing(self, actor, place, ts):
        seconds, micros = ts.split(".")
        behind = f"{seconds}.{int(micros) + 1:06}"
        (message,) = actor.reads(place, before=behind, limit=1)
        assert message.ts == ts
        return message

    def _newly_arrived(self):
        arrived = self.network.ground.sandbox.arrived
        new, self._seen = arrived[self._seen :], len(arrived)
        return new


def _is_notice(text):
    return text.startswith(("In ", "Moved: ", "Cancelled: "))
