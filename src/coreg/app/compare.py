"""Two sessions side by side: plain files, or of the vault."""

from typing import TYPE_CHECKING

from coreg.app.reports import read_reviewed

if TYPE_CHECKING:
    from coreg.recording.place import Place
    from coreg.recording.vault.library import OpenVault
    from coreg.report.compare.page import ComparePage
    from coreg.report.course.tongue import Tongue
    from coreg.review.compare import Side


def compare_kept(
    vault: "OpenVault", first_id: str, second_id: str, tongue: "Tongue | None" = None
) -> "ComparePage":
    """Return two sessions of the vault side by side."""
    return compare(side_kept(vault, first_id), side_kept(vault, second_id), tongue)


def compare(first: "Side", second: "Side", tongue: "Tongue | None" = None) -> "ComparePage":
    """Return two sessions side by side."""
    from coreg.review.compare import compare_page

    return compare_page(first, second, tongue)


def side_kept(vault: "OpenVault", session_id: str) -> "Side":
    """Return a session of the vault, read anew."""
    session = next(each for each in vault.sessions() if each.session_id == session_id)
    return side_of(vault.place_of(session_id), vault.person(session.person_id).pseudonym)


def side_of(place: "Place", who: str = "") -> "Side":
    """Return a session read anew from its file; a plain one knows nobody."""
    from coreg.review.compare import Side

    return Side(read_reviewed(place), who)
