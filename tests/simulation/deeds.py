"""What people do with single dialogues, answers, agendas and attendance, as chance has it."""

from datetime import timedelta

from tests.simulation.owed import announced
from tests.simulation.world import DAY, local

HOUR = timedelta(hours=1)
REASONS = ("the report is late", "the figures are not there yet", "too few can come")
_ITEMS = ("Test results", "News & views", "Figures of the hotline")
_LABELS = {"going": "Going", "maybe": "Maybe", "cannot": "Can't"}


class Deeds:
    """Each is done by hands and kept in the book; see `Simulation` for what it works on."""

    def _note(self, now, handle):
        self.done.append((now, handle))

    def _chair(self, group):
        return "amara" if group is self.tech else "nomvula"

    def _ahead(self, now, least, most=timedelta(days=60), **having):
        """The meetings that may still be changed, by number."""
        return [
            m
            for m in self.book.meetings.values()
            if not m.is_cancelled and now + least < m.start < now + most
            and all(getattr(m, name) is value for name, value in having.items())
        ]  # fmt: skip

    def _single(self, now):
        group = self.random.choice((self.tech, self.education))
        zone = self.random.choice(("Europe/London", "Asia/Seoul", "America/New_York"))
        start, minutes = self.script.start(now, zone), self.random.choice((30, 45, 60, 90))
        link = self.random.choice((None, "https://example.org/room"))
        members_only = self.random.random() < 0.2
        number = len(self.book.meetings) + 1
        title = (
            f"{self.random.choice(('Age assurance', 'Hashes & hotlines', 'Sextortion'))} {number}"
        )
        typed = f"{title} on {local(start, zone):%Y-%m-%d %H:%M} in {zone} for {minutes}m"
        typed += f" link {link}" if link else ""
        typed += " for members" if members_only else ""
        self.hands.schedule(group, self._chair(group), typed, f"Scheduled D{number}")
        self.book.single(
            now, group, title, start, zone, minutes, members_only=members_only, link=link
        )
        self._note(now, self._chair(group))

    def _move(self, now):
        """One alone; of a series too."""
        found = self._ahead(now, 2 * DAY)
        if found:
            meeting = self.random.choice(found)
            start, zone = self.script.another(meeting)
            if start > now + 2 * HOUR and start != meeting.start:
                chair = self._chair(meeting.group)
                self.hands.move(meeting, chair, start, zone, "only" if meeting.series else "")
                self.book.move(now, meeting, start, zone)
                self._note(now, chair)

    def _cancel(self, now):
        found = self._ahead(now, HOUR)
        if found:
            meeting, reason = self.random.choice(found), self.random.choice(REASONS)
            chair = self._chair(meeting.group)
            self.hands.cancel(meeting, chair, reason, "only" if meeting.series else "")
            self.book.cancel(now, meeting, reason)
            self._note(now, chair)

    def _not_held(self, now):
        """Said afterwards."""
        over = [
            m for m in self.book.meetings.values()
            if not m.is_cancelled and now - 9 * DAY < m.end and m.end + HOUR < now
        ]  # fmt: skip
        if over:
            meeting, reason = self.random.choice(over), self.random.choice(REASONS)
            chair = self._chair(meeting.group)
            self.hands.cancel(meeting, chair, reason, "only" if meeting.series else "")
            self.book.cancel(now, meeting, reason)
            self._note(now, chair)

    def _reword(self, now):
        found = self._ahead(now, HOUR, timedelta(days=4)) or self._ahead(now, HOUR)
        if found:
            meeting = self.random.choice(found)
            title = f"{meeting.words[-1][1]}, part {self.random.randint(2, 9)}"
            minutes = self.random.choice((30, 45, 75, 90))
            chair = self._chair(meeting.group)
            self.hands.reword(meeting, chair, "one", title=title, minutes=str(minutes))
            self.book.reword(now, meeting, title, minutes)
            self._note(now, chair)

    def _appoint(self, now):
        """On a day without a dialogue: who chairs that day is then no question of the hour."""
        if any(
            m.group is self.tech and abs(m.start - now) < DAY for m in self.book.meetings.values()
        ):
            self.script.due.setdefault((now - self.begins) // DAY + 1, []).append("appoint")
            return
        self.hands.appoint(self.tech, "yasmin")
        self.book.appoint(now, self.tech, "yasmin")
        self._note(now, "sina")

    def _answer(self, now):
        """One to four people answer what they are invited to; some send a colleague."""
        open_ones = [m for m in self._ahead(now, timedelta()) if (a := announced(m)) and a[0] < now]
        if not open_ones:
            return
        meeting = min(open_ones, key=lambda m: (self.random.random() < 0.5, m.start))
        invited = meeting.group.invited(meeting.members_only)
        told = sorted(h for h in invited if self.hands.is_invited(meeting, h))
        for handle in self.random.sample(told, min(self.random.randint(1, 4), len(told))):
            answer = self.random.choice(("going", "going", "maybe", "cannot"))
            body = invited[handle].organisation
            others = [h for h, p in invited.items() if p.organisation == body and h != handle]
            delegate = self.random.choice([None, *others]) if answer == "cannot" else None
            self.hands.answer(meeting, handle, _LABELS[answer], delegate)
            self.book.answer(now, meeting, handle, answer, delegate)
            self._note(now, handle)

    def _agenda(self, now):
        """Somebody suggests an item; of others' items a chair accepts two in three."""
        found = self._ahead(now, timedelta(), timedelta(days=8))
        if not found:
            return
        meeting = self.random.choice(found)
        chair = self._chair(meeting.group)
        handle = self.random.choice((chair, *sorted(meeting.group.invited(meeting.members_only))))
        title = f"{self.random.choice(_ITEMS)} {chr(65 + self.deeds['agenda'] % 26)}"
        minutes = self.random.choice((5, 10, 15, 25))
        accepted = self.hands.suggest(meeting, handle, title, minutes)
        self._note(now, handle)
        if not accepted and self.random.random() < 0.67:
            place = len(meeting.agenda) + 1
            self.hands.accept(meeting, chair, title, place)
            self._note(now, chair)
            accepted = True
        if accepted:
            self.book.accept(now, meeting, title, minutes, handle)

    def _confirm(self, now):
        """One of the chairs, of what ended within a day; the others see it in their question."""
        over = [
            m for m in self.book.meetings.values()
            if not (m.is_cancelled or m.confirmed) and now - DAY < m.end < now
        ]  # fmt: skip
        if over:
            meeting = self.random.choice(over)
            chairs = meeting.group.chairs_at(meeting.start, meeting.start)
            if self.hands.confirm(meeting, self.random.choice(chairs)):
                self.book.confirm(meeting)
                self.pace.beat()
                for chair in chairs:
                    self.hands.sees_it_noted(meeting, chair)
                self.deeds["confirmed"] += 1
