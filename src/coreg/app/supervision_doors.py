"""What the window may ask about supervision: a package made or opened, comments written or taken back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coreg.app.comments import add_comment, comments_path, take_back
from coreg.app.supervision import pack_session, session_of

if TYPE_CHECKING:
    from coreg.domain.comment import Comment
    from coreg.domain.note import Note
    from coreg.recording.package.package import Package
    from coreg.recording.reader import Recording
    from coreg.recording.vault.library import OpenVault
    from coreg.recording.vault.stored_session import SessionEntry
    from coreg.recording.vault.strength import Strength
    from coreg.session.plan import Plan
    from coreg.ui.package_source import PackageSource


def pack_into(
    vault: "OpenVault", session_id: str, folder: Path, passphrase: str, with_therapist: bool, with_notes: bool
) -> Path:
    """Put a session into a package in this folder, under a name that says nothing; returns the file."""
    from coreg.export.folder import new_name
    from coreg.recording.package.package import SUFFIX

    path = folder / f"{new_name()}{SUFFIX}"
    pack_session(vault, session_id, path, passphrase, with_therapist=with_therapist, with_notes=with_notes)
    return path


def take_back_kept(vault: "OpenVault", path: Path) -> "tuple[SessionEntry, int]":
    """Merge the comments in this file; returns the session that they are on, and how many were new."""
    taken = take_back(vault, path)
    return session_of(vault, taken.session_id), taken.n_new


def package_strength(passphrase: str) -> "Strength":
    """Say how long a package's passphrase would stand."""
    from coreg.recording.vault.strength import strength

    return strength(passphrase, of_package=True)


def open_for_supervision(path: Path, passphrase: str) -> "PackageSource":
    """Open a package, in memory alone, and return what its review and its comments are read from.

    Raises
    ------
    PackageError, SessionFileError
        It can't be opened.
    """
    from coreg.recording.package.package import open_package
    from coreg.ui.package_source import PackageSource
    from coreg.ui.review_source import ReviewSource

    package = open_package(path, passphrase)

    def recording() -> "Recording":
        return package.recording

    def notes() -> "Sequence[Note]":
        return package.notes

    return PackageSource(
        review=ReviewSource(
            read=recording,
            plan_replay=partial(_replay, package),
            notes=notes if package.notes else None,
            who=package.pseudonym,
        ),
        pseudonym=package.pseudonym,
        number=package.number,
        day=package.day,
        is_simulated=package.recording.header.is_simulated,
        comments_path=comments_path(path),
        comments=partial(_comments, package),
        add=partial(_add, package),
    )


def _replay(package: "Package", speed: float, from_s: float) -> "Plan":
    from coreg.app.plans import recording_plan

    return recording_plan(package.recording, speed, from_s)


def _comments(package: "Package", path: Path) -> "Sequence[Comment]":
    from coreg.recording.package.package import comments_with

    return comments_with(path, package.lid)


def _add(package: "Package", path: Path, text: str, t_s: float | None) -> "Sequence[Comment]":
    return add_comment(path, package, text, t_s)
