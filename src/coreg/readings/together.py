"""Two people's moving together over a whole session: the live answers as they came, and the review."""

from collections.abc import Mapping, Sequence

from coreg.domain.beat import Beat
from coreg.domain.person import Role
from coreg.domain.together import Together
from coreg.readings.series import BeatSeries, finished_series
from coreg.readings.together_live import LiveTogether
from coreg.readings.together_marks import Markings
from coreg.readings.together_review import Review


def read_together(
    beats: Mapping[Role, Sequence[Beat]],
    markings: Markings,
    length_s: float,
    *,
    has_latencies: bool,
    marked_then: Sequence[Markings] = (),
) -> Together:
    """Return what can be said of a session that has ended.

    Parameters
    ----------
    beats
        Of both people on one session clock; none where no strap was worn.
    markings
        As amended since: the answers are as of these.
    length_s
        From the session clock's zero.
    has_latencies
        Whether how late each strap sends is known, and was subtracted.
    marked_then
        What each live answer was given with, for these to be as they were then; the last holds for what follows.
    """
    series = {role: finished_series(beats.get(role, ())) for role in Role}
    return read_together_of(series, markings, length_s, has_latencies=has_latencies, marked_then=marked_then)


def read_together_of(
    series: dict[Role, BeatSeries],
    markings: Markings,
    length_s: float,
    *,
    has_latencies: bool,
    marked_then: Sequence[Markings] = (),
) -> Together:
    """Return the same of series that are there already: both people's, finished, of beats within the session."""
    live = LiveTogether()
    live.again(series, marked_then)
    live.finish(series, marked_then[-1] if marked_then else markings, length_s)
    review = Review(series, markings, length_s, has_latencies=has_latencies)
    return Together(tuple(live.updates), review.read())
