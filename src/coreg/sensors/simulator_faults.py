"""What can go wrong with a simulated strap, and when: times are in seconds since its run began."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class _Stretch:
    at_s: float
    for_s: float

    @property
    def end_s(self) -> float:
        """When it is over."""
        return self.at_s + self.for_s


class Drop(_Stretch):
    """The link breaks and the strap is out of reach; the heart goes on, its beats are lost for ever."""

    __slots__ = ()


class Silence(_Stretch):
    """The link stands but nothing comes through it, nor through a new one."""

    __slots__ = ()


class Stall(_Stretch):
    """The radio holds packets back, and then they arrive all at once."""

    __slots__ = ()


class ContactLost(_Stretch):
    """The electrodes leave the skin: no beats, and the contact bit says so."""

    __slots__ = ()


class NoRr(_Stretch):
    """Heart rate goes on without RR intervals."""

    __slots__ = ()


class Malformed(_Stretch):
    """Notifications arrive damaged: cut short, or with reserved flag bits set."""

    __slots__ = ()


class Doubled(_Stretch):
    """Every notification arrives twice, milliseconds apart."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Noise(_Stretch):
    """Movement: of every 100 beats this many are missed, or seen twice, or misplaced."""

    wrong_pct: float = 15.0


@dataclass(frozen=True, slots=True)
class Ectopic(_Stretch):
    """Premature beats, each followed by a compensatory pause: of every 100 beats this many."""

    ectopic_pct: float = 3.0


@dataclass(frozen=True, slots=True)
class StandUp(_Stretch):
    """Nothing wrong: the person stands up, and the heart rises by so much."""

    rise_bpm: float = 16.0


Fault = Drop | Silence | Stall | ContactLost | NoRr | Malformed | Doubled | Noise | Ectopic | StandUp
_F = TypeVar("_F", bound=_Stretch)


class Faults:
    """All that goes wrong with one strap.

    >>> faults = Faults([Drop(60.0, 10.0)])
    >>> faults.at(Drop, 65.0), faults.at(Drop, 75.0)
    (Drop(at_s=60.0, for_s=10.0), None)
    """

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults = sorted(faults, key=lambda fault: fault.at_s)

    def at(self, kind: type[_F], t_s: float) -> _F | None:
        """Return the fault of this kind that is on at `t_s`, if any."""
        for fault in self._faults:
            if isinstance(fault, kind) and fault.at_s <= t_s < fault.end_s:
                return fault
        return None

    def next_start_s(self, kind: type[_F], t_s: float) -> float | None:
        """Return when the next fault of this kind begins, from `t_s` on."""
        return next((f.at_s for f in self._faults if isinstance(f, kind) and f.at_s >= t_s), None)
