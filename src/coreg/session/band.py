"""The band in a running session: followed second by second, and kept for the client's next one."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from coreg.domain.act import Act, Request
from coreg.domain.band import Band, BandShown
from coreg.domain.baseline import Baseline
from coreg.domain.moment import Moment, MomentKind
from coreg.readings.band import BandWatch, Minute, band_of, offered_band
from coreg.session.plan import Keeper


class BandFollowing:
    """Which band is shown, and which of the client's numbers are outside it.

    Parameters
    ----------
    earlier
        The client's last band, of the vault's library.
    begins_s
        From when on it follows: a session that goes on begins anew.
    """

    def __init__(self, earlier: Band | None = None, begins_s: float = 0.0) -> None:
        self._earlier = earlier
        self._watch = BandWatch(begins_s)
        self._band: Band | None = None
        self._n_seen = 0

    def follow(self, moments: Sequence[Moment]) -> None:
        """Take note of what is marked: the newest band holds, and none where it was switched off."""
        for moment in moments[self._n_seen :]:
            if moment.kind is MomentKind.BAND:
                self._band = band_of(moment)
                self._watch.take(self._band)
        self._n_seen = len(moments)

    def advance(self, now_s: float, minute: Minute) -> None:
        """Look at every second up to now."""
        self._watch.advance(now_s, minute)

    def shown(self, baselines: Sequence[Baseline]) -> BandShown:
        """What the screen is given."""
        return BandShown(self._band, self._watch.standing, self._earlier, offered_band(baselines))


def dated(request: Request, now_utc: str) -> Request:
    """Return the request with its band dated, where it is one that was set just now."""
    band = request.band
    return request if band is None or band.dated_utc else replace(request, band=replace(band, dated_utc=now_utc))


class BandKeeping:
    """Keeps each band that is set in the vault, by a worker; a plain file has its moment alone, without a name."""

    def __init__(self, keeper: Keeper | None) -> None:
        self._keeper = keeper
        self._under_way: list[asyncio.Task[None]] = []

    def earlier(self) -> Band | None:
        """Return the client's last band; blocks as long as the disk takes."""
        return None if self._keeper is None else self._keeper.earlier_band()

    def keep(self, request: Request) -> None:
        """Keep the band that was asked for, if it is one."""
        if self._keeper is not None and request.act is Act.BAND and request.band is not None:
            kept = asyncio.to_thread(self._keeper.keep_band, request.band)
            self._under_way.append(asyncio.get_running_loop().create_task(kept))

    async def finish(self) -> None:
        """Wait until all is kept."""
        await asyncio.gather(*self._under_way)
