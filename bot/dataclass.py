"""Dataclasses whose methods are compiled when they are first called.

The standard library compiles up to six methods for each class. With five hundred classes that is a
quarter of a start, and few of them are called in it.
"""

import dataclasses
from dataclasses import FrozenInstanceError, asdict, astuple, field, fields, replace
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["asdict", "astuple", "dataclass", "field", "fields", "replace"]


def _refuse(_: object, name: str, *_value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _values(self: Any) -> list[Any]:
    return [getattr(self, one.name) for one in fields(self)]


def _restore(self: Any, values: list[Any]) -> None:
    for one, value in zip(fields(self), values, strict=True):
        object.__setattr__(self, one.name, value)


_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse}
_PICKLED = {"__getstate__": _values, "__setstate__": _restore}


def _compile(cls: Any, name: str) -> Any:
    """The method of this name, as the standard library makes it for these fields."""
    shape: dict[str, Any] = {one.name: one for one in fields(cls)}
    shape["__annotations__"] = {one.name: one.type for one in fields(cls)}
    shape |= {"__doc__": cls.__doc__, "__qualname__": cls.__qualname__}
    if hasattr(cls, "__post_init__"):
        shape["__post_init__"] = cls.__post_init__
    make = dataclasses.dataclass(
        init=name == "__init__",
        repr=name == "__repr__",
        eq=name in {"__eq__", "__hash__"},
        frozen=cls.__setattr__ is _refuse,
    )
    return vars(make(type(cls.__name__, (), shape)))[name]


def _dataclass(
    cls: Any = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True, **how: bool
) -> Any:
    """The standard library's, with those of its options that are used here."""

    def make(cls: Any) -> Any:
        def later(name: str) -> Any:
            def first(self: Any, *values: Any, **named: Any) -> Any:
                setattr(made, name, _compile(made, name))
                return getattr(made, name)(self, *values, **named)

            return first

        methods: dict[str, Any] = {"__doc__": cls.__name__}
        methods |= {name: later(name) for name in ("__init__", "__repr__")}
        if eq:
            methods |= {
                "__eq__": later("__eq__"),
                "__hash__": (frozen and later("__hash__")) or None,
            }
        methods |= (_FROZEN if frozen else {}) | (_PICKLED if frozen and slots else {})
        for name, method in methods.items():
            if vars(cls).get(name) is None:
                setattr(cls, name, method)
        order = how.get("order", False)
        made = dataclasses.dataclass(init=False, repr=False, eq=order, slots=slots, **how)(cls)
        return made

    return make if cls is None else make(cls)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass
