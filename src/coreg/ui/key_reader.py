"""Reads keys that mean something together: 1 and then 0 is ten, S and then a digit is Self-energy.

It has no clock: whoever feeds it says what time it is, and asks now and then whether a waiting 1 has become a one.
"""

from collections.abc import Collection

from coreg.domain.act import Act, Request
from coreg.domain.stage import Profile
from coreg.ui.key_table import DIGITS, PHASE_KEYS, TEN, Meaning, View, meaning_of

_TEN_WITHIN_S = 0.7  # design section 5
_SELF_WITHIN_S = 2.0
_TEN = 10


class KeyReader:
    """From keys to requests.

    >>> reader = KeyReader(Profile.EMDR)
    >>> reader.press("1", 20.0)
    []
    >>> reader.pending
    1
    >>> reader.press("0", 20.5)[0].value
    10
    """

    def __init__(
        self, profile: Profile, remapped: dict[str, str] | None = None, devices: Collection[str] = ()
    ) -> None:
        self._profile = profile
        self._remapped = remapped or {}
        self._devices = devices
        self._one_at_s: float | None = None
        self._self_at_s: float | None = None
        self._is_self = False

    @property
    def pending(self) -> int | None:
        """The digit that waits for a second one; shown at once, recorded when it is settled."""
        return None if self._one_at_s is None else 1

    def means(self, key: str, *, in_note: bool = False) -> bool:
        """Whether the key asks for anything here."""
        return self._meaning_of(key, in_note=in_note) is not None

    def press(self, key: str, now_s: float, *, in_note: bool = False) -> list[Request | View]:
        """Take a key; return what is asked for now, the waiting digit first."""
        stands_for = self._remapped.get(key, key)
        if self._one_at_s is not None and stands_for == "0" and now_s - self._one_at_s <= _TEN_WITHIN_S:
            return [self._settle(_TEN, now_s)]
        asked: list[Request | View] = list(self.settle(now_s))
        meaning = self._meaning_of(key, in_note=in_note)
        if meaning is None:
            return asked
        if stands_for in DIGITS or stands_for == TEN:
            return [*asked, *self._digit(stands_for, now_s)]
        self._self_at_s = None
        if meaning is View.SELF_ENERGY:
            self._self_at_s = now_s
            return asked
        if isinstance(meaning, View):
            return [*asked, meaning]
        return [*asked, Request(meaning, PHASE_KEYS.get(stands_for))]

    def tick(self, now_s: float) -> list[Request]:
        """Return the waiting one if no second digit came in time."""
        if self._one_at_s is None or now_s - self._one_at_s <= _TEN_WITHIN_S:
            return []
        return self.settle(now_s)

    def settle(self, now_s: float) -> list[Request]:
        """Return the waiting one, as a one: another key has come."""
        return [] if self._one_at_s is None else [self._settle(1, now_s)]

    def _meaning_of(self, key: str, *, in_note: bool) -> Meaning | None:
        return meaning_of(key, self._profile, self._remapped, in_note=in_note, devices=self._devices)

    def _digit(self, key: str, now_s: float) -> list[Request]:
        self._is_self = self._self_at_s is not None and now_s - self._self_at_s <= _SELF_WITHIN_S
        self._self_at_s = None
        act = Act.RATE_SELF if self._is_self else Act.RATE
        if key == "1" and (self._is_self or self._profile is Profile.EMDR):
            self._one_at_s = now_s
            return []
        return [Request(act, _TEN if key == TEN else int(key))]

    def _settle(self, value: int, now_s: float) -> Request:
        at_s, self._one_at_s = self._one_at_s, None
        act = Act.RATE_SELF if self._is_self else Act.RATE
        return Request(act, value, ago_s=0.0 if at_s is None else now_s - at_s)
