"""What the session knows of two people's moving together: fed after each person's own numbers, shown, kept."""

from collections.abc import Mapping, Sequence

from coreg.domain.marks import Marks
from coreg.domain.person import Role
from coreg.domain.reading import Unknown
from coreg.domain.stage import Profile
from coreg.domain.together import TogetherReview, TogetherSoFar, TogetherState, TogetherUpdate
from coreg.readings.together_live import STALE_S, LiveTogether
from coreg.readings.together_marks import Markings, read_markings
from coreg.readings.together_review import Review
from coreg.readings.together_stretches import Stretches
from coreg.session.track import Track

ANSWER_AFTER_S = 13.0  # our choice: an answer is usually there so long after its time (docs/METRICS.md: 12 to 20 s)

# What passes by itself: it is worth saying for how long yet.
_PASSES = (Unknown.TOO_SHORT, Unknown.FIRST_SETS, Unknown.TOO_FEW_BEATS, Unknown.DISTURBED)
_People = Mapping[Role, Track]


class TwoPeople:
    """Answers every 10 s once both straps' beats are computed; one for the life of an engine.

    Parameters
    ----------
    marked_then
        What each answer that the session has already was given with, where it goes on or is replayed.
    is_replay
        Whether the last of these holds for what is still to come: a replay is given no marks.
    """

    def __init__(self, profile: Profile, marked_then: Sequence[Markings] = (), *, is_replay: bool = False) -> None:
        self._profile = profile
        self._marked_then = marked_then
        self._is_replay = is_replay and bool(marked_then)
        self._markings = Markings()
        self._live = LiveTogether()
        self._stretches = Stretches()
        self._review: TogetherReview | None = None
        self._n_taken = 0

    def follow(self, marks: Marks) -> None:
        """Take note of what is marked."""
        self._markings = self._marked_then[-1] if self._is_replay else read_markings(marks, self._profile)

    def feed_anew(self, tracks: _People) -> None:
        """Give the answers again that the session has already; an hour takes a moment, so on a worker thread."""
        self._live.again({role: track.series for role, track in tracks.items()}, self._marked_then)

    def advance(self, tracks: _People) -> Sequence[tuple[int, TogetherUpdate]]:
        """Give the answers that the beats carry by now; return those that are new, numbered from 1."""
        series = {role: track.series for role, track in tracks.items()}
        if len(self._live.updates) < len(self._marked_then):
            self._live.again(series, self._marked_then)
        if len(self._live.updates) >= len(self._marked_then):
            self._live.advance(series, self._markings)
        return self._take_new()

    def finish(self, tracks: _People, length_s: float) -> Sequence[tuple[int, TogetherUpdate]]:
        """Give the answers up to the session's end; no beat may follow."""
        for track in tracks.values():
            track.series.finish()
        self._live.finish({role: track.series for role, track in tracks.items()}, self._markings, length_s)
        return self._take_new()

    def read_all(self, tracks: _People, length_s: float) -> None:
        """Read the session as a whole, after `finish`: an hour takes a while, so on a worker thread."""
        series = {role: track.series for role, track in tracks.items()}
        has_latencies = all(track.has_latency for track in tracks.values())
        self._review = Review(series, self._markings, length_s, has_latencies=has_latencies).read()

    def so_far(self, tracks: _People, now_s: float, *, is_off_record: bool) -> TogetherSoFar:
        """What is to be shown now."""
        reason = _why_not(tracks, now_s, is_off_record=is_off_record)
        now = self._live.newest(now_s)
        if reason is not None:
            now = TogetherUpdate(now_s, None, TogetherState.UNKNOWN, reason)
        known_from_s = self._live.known_from_s + ANSWER_AFTER_S if now.unknown in _PASSES else None
        return TogetherSoFar(now, self._stretches.so_far, known_from_s, self._review)

    def _take_new(self) -> Sequence[tuple[int, TogetherUpdate]]:
        new = tuple(enumerate(self._live.updates[self._n_taken :], start=self._n_taken + 1))
        self._n_taken = len(self._live.updates)
        for _, answer in new:
            self._stretches.update(answer)
        return new


def _why_not(tracks: _People, now_s: float, *, is_off_record: bool) -> Unknown | None:
    """Return why there is no answer whatever the beats so far say."""
    if not all(track.is_worn for track in tracks.values()):
        return Unknown.NO_STRAP
    if is_off_record:
        return Unknown.OFF_RECORD
    if not all(track.computes for track in tracks.values()):
        return Unknown.PREPARING
    if now_s > STALE_S and not all(track.series.n_beats for track in tracks.values()):
        return Unknown.NO_SIGNAL
    return None
