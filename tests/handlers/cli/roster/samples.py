"""A roster file that is right, and people as Slack lists them."""

from bot.domain.person import PersonFacts

TWO = """\
organisations:
  - name: Ofcom
    kind: member
    country: GB
    zone: Europe/London
    people:
      - U0AMARA001
      - {id: U0SINA0001, secretariat: true}
  - name: Medietilsynet
    kind: Observer
    country: NO
    zone: europe/oslo
"""

AMARA = PersonFacts(user_id="U0AMARA001", name="Amara Okonkwo", aliases=("amara",))
GONE = PersonFacts(user_id="U0GONE", name="Greta", active=False)
APP = PersonFacts(user_id="U0APP", name="Polls", is_bot=True)
GUEST = PersonFacts(user_id="U0GUEST", name="Rahul", is_guest=True)
