"""Adds moments to a session that was closed: corrections are new rows, and are sealed in the same transaction."""

from collections.abc import Sequence

from coreg.domain.errors import SessionFileError
from coreg.domain.language import _
from coreg.domain.moment import Moment
from coreg.recording.appending import appended
from coreg.recording.place import Place
from coreg.recording.rows import moment_row
from coreg.recording.seal import Seal, seal_rows


def amend(place: Place, moments: Sequence[Moment], seal_key: bytes | None) -> Seal | None:
    """Append moments to a closed session; returns the new seal, None where there is no key to seal with.

    Parameters
    ----------
    moments
        Their numbers go on from the file's highest; `amends` names the moment that one corrects.

    Raises
    ------
    SessionFileError
        The session isn't closed, a number is taken, or the file can't be read or written.
    """
    with appended(place) as connection:
        closed_ns, last_run = next(connection.execute("SELECT closed_ns, (SELECT max(run) FROM run) FROM session"))
        highest = next(connection.execute("SELECT coalesce(max(moment_id), 0) FROM moment"))[0]
        numbers = [moment.moment_id for moment in moments]
        if closed_ns is None or numbers != list(range(highest + 1, highest + 1 + len(numbers))):
            msg = _(
                "{path} can't be amended like that: it isn't closed, or was amended meanwhile. Open it anew."
            ).format(path=place.path)
            raise SessionFileError(msg)
        for moment in moments:
            statement, values = moment_row(last_run, moment)
            connection.execute(statement, values)
        return None if seal_key is None else seal_rows(connection, seal_key)
