"""Skin contact, believed only when two packets in a row agree: the bit flickers when a wearer moves."""


class Contact:
    """Whether the electrodes touch skin, as far as the strap can tell.

    The first packet is taken at its word; after it a change needs two packets.

    >>> contact = Contact()
    >>> [contact.update(bit) for bit in (True, False, True, False, False, True, True)]
    [True, True, True, True, False, False, True]
    """

    def __init__(self) -> None:
        self._state: bool | None = None
        self._last: bool | None = None

    @property
    def state(self) -> bool | None:
        """Whether there is contact; None while the strap hasn't said or doesn't support it."""
        return self._state

    def update(self, has_contact: bool | None) -> bool | None:
        """Take one packet's bit (None: not supported) and return the believed state."""
        if self._state is None or has_contact == self._last:
            self._state = has_contact
        self._last = has_contact
        return self._state
