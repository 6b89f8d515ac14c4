"""Numbers as a page says them: a true minus, no sign on what rounds to nothing, the interval behind."""

from coreg.domain.reading import Reading


def clock(t_s: float) -> str:
    """A place on the session's clock, or a length.

    >>> clock(1421.9), clock(3725)
    ('23:41', '1:02:05')
    """
    minutes, seconds = divmod(int(max(0.0, t_s)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def plain(value: float, decimals: int = 0) -> str:
    """A number.

    >>> plain(-0.2), plain(-3.14159, 2)
    ('0', '−3.14')
    """
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def signed(value: float, decimals: int = 0) -> str:
    """A change.

    >>> signed(4.4), signed(0.3), signed(-4.4)
    ('+4', '0', '−4')
    """
    return ("+" if round(value, decimals) > 0 else "") + plain(value, decimals)


def change(reading: Reading, decimals: int = 0) -> str:
    """A change with its 95 % interval.

    >>> change(Reading(2.0, -1.0, 5.0))
    '+2 (−1 to +5)'
    """
    words = signed(reading.value or 0.0, decimals)
    if reading.low is None or reading.high is None:
        return words
    return f"{words} ({signed(reading.low, decimals)} to {signed(reading.high, decimals)})"


def is_within_noise(reading: Reading) -> bool:
    """Whether nothing at all lies within a change's interval."""
    return reading.low is not None and reading.high is not None and reading.low <= 0.0 <= reading.high
