"""Supervision as the desk sees it: a package is opened, shown in the review window, and commented on beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from coreg.ui.follow import follow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coreg.domain.comment import Comment
    from coreg.ui.package_source import PackageSource
    from coreg.ui.review.flow import ReviewFlow
    from coreg.ui.review.window import ReviewWindow
    from coreg.ui.review_side import ReviewSide
    from coreg.ui.review_source import ReviewSource
    from coreg.ui.supervision.comments_page import CommentsPage
    from coreg.ui.theme import Look
    from coreg.ui.vault.vault_thread import Failed, VaultThread
    from coreg.ui.vault.window import VaultWindow

_T = TypeVar("_T")


class SupervisionSide(QObject):
    """Leads from a file and its passphrase to the review; nothing is loaded before somebody wants it.

    Parameters
    ----------
    open_package
        Opens a package with its passphrase. Blocks.
    review, show_review
        Where reviews are shown, and what shows one.
    """

    def __init__(
        self,
        open_package: Callable[[Path, str], PackageSource],
        review: ReviewSide,
        show_review: Callable[[ReviewSource], None],
    ) -> None:
        super().__init__()
        self._open_package, self._show_review = open_package, show_review
        review.shown.connect(self._attach)
        review.closed.connect(self._let_go)
        self.window: VaultWindow | None = None
        self._thread: VaultThread | None = None
        self._behind: QWidget | None = None
        self.comments: CommentsPage | None = None
        self._review: ReviewWindow | None = None
        self._coming: PackageSource | None = None  # opened, and its review isn't there yet
        self._source: PackageSource | None = None
        self._path = Path()

    def enter(self, look: Look, before: QWidget) -> QWidget:
        """Ask for the package in front of this window; returns the window that asks."""
        from coreg.ui.supervision.open_page import OpenPage
        from coreg.ui.vault.vault_thread import VaultThread
        from coreg.ui.vault.window import VaultWindow

        self._behind = before
        self._thread = self._thread or VaultThread(self)
        self._leave()
        window = self.window = VaultWindow(look)
        window.close_asked.connect(self._leave)
        page = OpenPage()
        page.back_asked.connect(self._leave)
        page.open_asked.connect(self._open)
        window.turn_to(page)
        follow(before, window)
        return window

    def _attach(self, flow: ReviewFlow) -> None:
        """Put the comments beside the strip, where this is the review of the package."""
        from coreg.ui.supervision import wording
        from coreg.ui.supervision.comments_page import CommentsPage

        source, window = self._coming, flow.window
        if source is None or flow.source is not source.review:
            return
        self._source, self._coming = source, None
        self._review, self.comments = window, CommentsPage()
        window.top.call(
            wording.called(source.pseudonym, source.number, source.day),
            *(
                (wording.BANNER_SIMULATED, wording.SIMULATED)
                if source.is_simulated
                else (wording.BANNER, wording.SHORT)
            ),
        )
        window.add_page(wording.COMMENTS, self.comments)
        window.comment_asked.connect(self._begin)
        window.chart.choice_changed.connect(self._show_instant)
        self.comments.entered.connect(self._keep)
        self.comments.asked.connect(self._show_at)
        self.comments.left.connect(self._back_to_strip)
        self.comments.elsewhere_asked.connect(self._choose_folder)
        self._path = source.comments_path
        self._read()

    def close(self) -> None:
        """Let the window and what is in memory go."""
        self._let_go()
        window, self.window = self.window, None
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.close()
        if window is not None:
            window.may_close = True
            window.close()
            window.deleteLater()

    def _open(self, file: Path, passphrase: str) -> None:
        from coreg.ui.supervision import wording

        if self.window is not None:
            self.window.begin(wording.OPENING)
            self._ask(partial(self._open_package, file, passphrase), self._take_opened, self._refuse)

    def _take_opened(self, source: PackageSource) -> None:
        """Give way to the review; the passphrase that was typed goes with the page."""
        self._coming = source
        self._leave()
        self._show_review(source.review)

    def _let_go(self) -> None:
        """The review goes, and with it what was in memory."""
        self._source = self._review = self.comments = None

    def _refuse(self, failed: Failed) -> None:
        if self.window is not None and self.window.page is not None:
            self.window.page.refuse(failed.words)

    def _leave(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            if self._behind is not None:
                follow(window, self._behind)
            window.may_close = True
            window.close()
            window.deleteLater()

    def _begin(self) -> None:
        if self._review is not None and self.comments is not None:
            self._review.side.turn_to(len(self._review.side.tabs) - 1)
            self.comments.begin(self._review.chart.cursor_s)

    def _show_instant(self) -> None:
        if self._review is not None and self.comments is not None:
            self.comments.show_instant(self._review.chart.cursor_s)

    def _show_at(self, t_s: float) -> None:
        if self._review is not None:
            self._review.chart.choose_instant(t_s)

    def _back_to_strip(self) -> None:
        if self._review is not None:
            self._review.setFocus()

    def _keep(self, text: str, t_s: float | None) -> None:
        from coreg.ui.supervision import wording

        if self._source is not None and self.comments is not None:
            self.comments.say_doing(wording.SAVING)
            self._ask(partial(self._source.add, self._path, text, t_s), self._show_kept, self._say_problem)

    def _show_kept(self, comments: Sequence[Comment]) -> None:
        if self.comments is not None:
            self.comments.show_kept()
            self._show(comments)

    def _read(self) -> None:
        if self._source is not None:
            self._ask(partial(self._source.comments, self._path), self._show, self._say_problem)

    def _show(self, comments: Sequence[Comment]) -> None:
        from coreg.ui.supervision import wording

        if self.comments is not None:
            name = self._path.name
            words = wording.kept(len(comments), name) if comments else wording.will_be_kept(name)
            self.comments.show_comments(comments, words)

    def _say_problem(self, failed: Failed) -> None:
        if self.comments is not None:
            self.comments.say_problem(failed.words)

    def _choose_folder(self) -> None:
        from coreg.ui.file_dialog import choose
        from coreg.ui.supervision import wording

        if self._review is not None:
            choose(self._review, wording.CHOOSE_FOLDER, self._path.parent, self.keep_in)

    def keep_in(self, folder: str) -> None:
        """Keep comments in this folder from now on; those that are there already are shown."""
        self._path = Path(folder) / self._path.name
        self._read()

    def _ask(self, work: Callable[[], _T], then: Callable[[_T], None], fails: Callable[[Failed], None]) -> None:
        if self._thread is not None:
            self._thread.ask(work, then, fails)
