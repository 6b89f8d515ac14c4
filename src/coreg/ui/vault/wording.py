"""The words of making, opening and keeping the vault; those of people and sessions are in `library_wording.py`.

What the screens never say is in ui/wording. The first start alone says what Coreg is not for.
"""

from coreg.domain.language import _, ngettext

SECTION, FIRST_START = _("Vault"), _("First start")

WELCOME = _("Where your recordings are kept")
WHAT_IT_PROTECTS = _(
    "Coreg keeps what it records in a vault on this computer. It is encrypted: whoever takes the computer, or "
    "copies the folder, reads nothing without your passphrase."
)
WHAT_IT_DOES_NOT = _(
    "It can't keep out somebody who sits at this computer while the vault is open, or a program that was put "
    "here to spy on you."
)
WHAT_IF_LOST_TITLE = _("If passphrase and recovery code are both lost")
WHAT_IF_LOST = _(
    "Then everything in the vault is lost for good. There is no third way in: nobody can open it again, and there "
    "is nobody to ask. The recovery code comes next: keep it on paper, away from this computer."
)
BEFORE_YOU_BEGIN = _("Before you begin")
NOT_FOR = _("Not a medical device, not an alarm, not for diagnosis; nobody is watching.")
INTENDED = _("For education, self-observation and supervision.")
FIRST_START_HEALTH = (
    _("A pacemaker or another implant: ask the doctor first."),
    _("Atrial fibrillation, or a heart that often beats unevenly: the readings can't be used."),
    _("Beta-blockers and other drugs for the heart rate: compare only within the same dose."),
    _("Slow breathing makes you dizzy? Breathe as usual."),
)
LOOK_AROUND = _("Only look around")
LOOKING_AROUND = _("No vault: simulated people and watching work, and nothing of real people is written down")
MAKE = _("Make the vault")
BACK, BACK_KEY = _("Back"), "Esc"
ENTER_KEY = "Enter"

CHOOSE_PASSPHRASE = _("Choose a passphrase")
HOW_TO_CHOOSE = _(
    "Five or six words that have nothing to do with each other are easy to keep in mind and hard to guess. It is "
    "asked for whenever the vault is opened."
)
PASSPHRASE, PASSPHRASE_AGAIN = _("Passphrase"), _("The same passphrase again")
NEW_PASSPHRASE, OLD_PASSPHRASE = _("New passphrase"), _("Passphrase until now")
DIFFERS = _("The two aren't the same: type the second one again.")
TYPE_AGAIN = _("Type it a second time, so that a slip of the finger shows.")
NOTHING_TYPED = _("Type the passphrase first.")
OLD_FIRST = _("Type the passphrase until now first.")
CODE_FIRST = _("Type the recovery code first.")
KEYCHAIN = _("Let this computer's keychain open the vault without the passphrase")
KEYCHAIN_WARNS = _("Anybody who uses your computer account can open the vault.")
MAKING = _("Making the vault …")
GO_ON = _("Go on")

WRITE_DOWN = _("Write down the recovery code")
WHAT_THE_CODE_IS = _(
    "If the passphrase is forgotten, this code opens the vault once; you then get a new one. Write it down or "
    "print it, and keep it away from this computer. It is shown only now."
)
PRINT = _("Print")
PRINTING_FAILED = _("Nothing was printed: write the code down by hand.")
WRITTEN_DOWN = _("I have it on paper")
RETYPE = _("Now type it from the paper")
RETYPE_HOW = _(
    "So that a slip of the pen shows today, and not when it is needed. Spaces and capitals don't matter."
)
CODE = _("Recovery code")
CODE_DIFFERS = _("That isn't the code: compare it letter by letter with what you wrote, or look at it once more.")
SHOW_AGAIN = _("Show it once more")
CODE_DONE = _("Done")
PAPER_NAME = "Coreg"
PAPER_TITLE = _("Coreg: recovery code")
PAPER_LINES = (
    _("Opens the vault once, if the passphrase is forgotten. You then get a new code."),
    _("Whoever has this paper and the computer can read everything. Keep the two apart."),
)

UNLOCK = _("Open the vault")
UNLOCK_HOW = _("Type your passphrase.")
UNLOCK_IN_SESSION = _("The view is locked. Behind it everything goes on: what is recorded is recorded.")
OPEN = _("Open")
OPENING = _("Opening …")
REBUILD = _("Make the library anew")
REBUILDING = _("Reading every session …")
USE_CODE = _("Use the recovery code")
RECOVER = _("Open with the recovery code")
RECOVER_HOW = _(
    "The code opens the vault once. You choose a new passphrase now and get a new code. "
    "The paper with the old one is then no use."
)

CARE = _("Care of the vault")
CHECK = _("Check every file")
CHECK_HOW = _("Reads everything in the vault and says what isn't as it was written.")
CHECKING = _("Checking …")
ALL_WELL = _("Every file is as it was written.")
BACK_UP = _("Back up")
BACK_UP_HOW = _("Copies the vault, encrypted as it is, into a folder: best on another disk.")
BACKING_UP = _("Copying …")
BACKED_UP = _("The copy is complete. It opens with the passphrase of today.")
FOLDER = _("Folder")
CHOOSE_FOLDER = _("Choose …")
CHOOSE_FOLDER_TITLE = _("Choose a folder")
NO_FOLDER = _("Name a folder first.")
CHANGE_PASSPHRASE = _("Change the passphrase")
CHANGE_PASSPHRASE_HOW = _("Backups made before still open with the passphrase of then.")
CHANGING = _("Changing …")
CHANGED = _("The passphrase is changed.")
LOCK_AFTER = _("Lock when nobody types or moves the mouse")
LOCK_AFTER_HOW = _("In a session only the view locks: the recording goes on.")
LOCK_NOW, LOCK_KEY = _("Lock now"), "Ctrl+L"
CAPTURE = _("Keep this window out of screenshots and screen sharing")
CAPTURE_HOW = _("Windows and macOS can do that; since macOS 15 some programs see it all the same.")
CAPTURE_CANT = _("This system can't keep a window out of screenshots and screen sharing: mind what you share.")
KEYCHAIN_ON = _("The keychain opens the vault from now on.")
KEYCHAIN_OFF = _("Only the passphrase opens the vault from now on.")


def minutes(count: int) -> str:
    """A length of time to choose.

    >>> minutes(10)
    '10 min'
    """
    return f"{count} min"


def locks_after(count: int) -> str:
    """What stands beside an open vault."""
    return _("Locks after {count} min").format(count=count)


def findings(count: int) -> str:
    """How a check that found something begins."""
    return ngettext("{n} thing is not as written:", "{n} things are not as written:", count).format(n=count)


def spoken_code(code: str) -> str:
    """The code letter by letter, for those who hear the screen."""
    return f"{CODE}: " + ", ".join(" ".join(group) for group in code.replace("-", " ").split())
