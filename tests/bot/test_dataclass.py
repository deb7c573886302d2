"""Our dataclasses do what those of the standard library do."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError

import pytest

from bot.dataclass import dataclass, field, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    name: str
    rooms: tuple[str, ...] = ()
    seen: list[int] = field(default_factory=list, compare=False, repr=False)
    size: int = field(init=False, default=0)

    def __post_init__(self):
        object.__setattr__(self, "size", len(self.rooms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Place):
    zone: str = "UTC"


@dataclass(frozen=True)
class Plain:
    number: int


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    number: int


@dataclass
class Counter:
    number: int = 0

    def __repr__(self):
        return f"Counter at {self.number}"


@dataclass(frozen=True, eq=False)
class Named:
    name: str


def test_fields_are_taken_checked_and_shown():
    town = Town(name="Seoul", rooms=("1", "2"))
    assert repr(town) == "Town(name='Seoul', rooms=('1', '2'), size=2, zone='UTC')"
    assert [one.name for one in fields(Town)] == ["name", "rooms", "seen", "size", "zone"]
    assert Town.__match_args__ == ()
    assert not hasattr(town, "__dict__")
    with pytest.raises(TypeError, match=r"Town\.__init__\(\) missing 1 .*'name'"):
        Town()
    with pytest.raises(TypeError, match="unexpected keyword argument 'size'"):
        Town(name="Seoul", size=3)
    assert repr(Counter(2)) == "Counter at 2"


def test_those_with_the_same_values_are_equal_and_have_one_hash():
    assert Place(name="Seoul") == Place(name="Seoul", seen=[1])
    assert hash(Place(name="Seoul")) == hash(Place(name="Seoul", seen=[1]))
    assert Place(name="Seoul") != Place(name="Paris")
    assert Place(name="Seoul") != Town(name="Seoul")
    assert Plain(1) != 1
    assert Counter(1) == Counter(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Counter())
    assert Named("Amara") != Named("Amara")
    assert len({Named("Amara"), Named("Amara")}) == 2
    assert sorted([Ranked(2), Ranked(1)]) == [Ranked(1), Ranked(2)]


@pytest.mark.parametrize("made", [Town(name="Seoul"), Plain(1), Ranked(1)])
def test_what_is_frozen_stays_as_it_is_and_can_be_copied(made):
    name = fields(made)[0].name
    with pytest.raises(FrozenInstanceError, match=f"cannot assign to field '{name}'"):
        setattr(made, name, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(made, name)
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made


def test_what_is_not_frozen_changes():
    counter = Counter()
    counter.number += 1
    assert counter == Counter(1)


def test_a_copy_with_other_values_is_looked_at_again():
    assert replace(Town(name="Seoul"), rooms=("1",)) == Town(name="Seoul", rooms=("1",))
    assert replace(Town(name="Seoul"), rooms=("1",)).size == 1


def test_fields_with_a_default_come_last():
    class Wrong:
        first: int = 1
        second: int

    with pytest.raises(TypeError, match="second"):
        dataclass(Wrong)(first=1)


def test_the_standard_library_knows_it_as_its_own():
    assert dataclasses.is_dataclass(Town)
    assert dataclasses.asdict(Plain(1)) == {"number": 1}
