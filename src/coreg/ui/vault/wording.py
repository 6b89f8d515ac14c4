"""The words of making, opening and keeping the vault; those of people and sessions are in `library_wording.py`.

What the screens never say is in ui/wording. The first start alone says what Coreg is not for.
"""

SECTION = "Vault"

WELCOME = "Where your recordings are kept"
WHAT_IT_PROTECTS = (
    "Coreg keeps what it records in a vault on this computer. It is encrypted: whoever takes the computer, or "
    "copies the folder, reads nothing without your passphrase."
)
WHAT_IT_DOES_NOT = (
    "It can't keep out somebody who sits at this computer while the vault is open, or a program that was put "
    "here to spy on you."
)
WHAT_IF_LOST_TITLE = "If passphrase and recovery code are both lost"
WHAT_IF_LOST = (
    "Then everything in the vault is lost for good. There is no third way in: nobody can open it again, and there "
    "is nobody to ask. The recovery code comes next: keep it on paper, away from this computer."
)
BEFORE_YOU_BEGIN = "Before you begin"
NOT_FOR = "Not a medical device, not an alarm, not for diagnosis; nobody is watching."
INTENDED = "For education, self-observation and supervision."
FIRST_START_HEALTH = (
    "A pacemaker or another implant: ask the doctor first.",
    "Atrial fibrillation, or a heart that often beats unevenly: the readings can't be used.",
    "Beta-blockers and other drugs for the heart rate: compare only within the same dose.",
    "Slow breathing makes you dizzy? Breathe as usual.",
)
LOOK_AROUND = "Only look around"
LOOKING_AROUND = "No vault: simulated people and watching work, and nothing of real people is written down"
MAKE = "Make the vault"
BACK, BACK_KEY = "Back", "Esc"
ENTER_KEY = "Enter"

CHOOSE_PASSPHRASE = "Choose a passphrase"
HOW_TO_CHOOSE = (
    "Five or six words that have nothing to do with each other are easy to keep in mind and hard to guess. It is "
    "asked for whenever the vault is opened."
)
PASSPHRASE, PASSPHRASE_AGAIN = "Passphrase", "The same passphrase again"
NEW_PASSPHRASE, OLD_PASSPHRASE = "New passphrase", "Passphrase until now"
DIFFERS = "The two aren't the same: type the second one again."
TYPE_AGAIN = "Type it a second time, so that a slip of the finger shows."
NOTHING_TYPED = "Type the passphrase first."
OLD_FIRST = "Type the passphrase until now first."
CODE_FIRST = "Type the recovery code first."
KEYCHAIN = "Let this computer's keychain open the vault without the passphrase"
KEYCHAIN_WARNS = "Anybody who uses your computer account can open the vault."
MAKING = "Making the vault …"
GO_ON = "Go on"

WRITE_DOWN = "Write down the recovery code"
WHAT_THE_CODE_IS = (
    "If the passphrase is forgotten, this code opens the vault once; you then get a new one. Write it down or "
    "print it, and keep it away from this computer. It is shown only now."
)
PRINT = "Print"
PRINTING_FAILED = "Nothing was printed: write the code down by hand."
WRITTEN_DOWN = "I have it on paper"
RETYPE = "Now type it from the paper"
RETYPE_HOW = "So that a slip of the pen shows today, and not when it is needed. Spaces and capitals don't matter."
CODE = "Recovery code"
CODE_DIFFERS = "That isn't the code: compare it letter by letter with what you wrote, or look at it once more."
SHOW_AGAIN = "Show it once more"
CODE_DONE = "Done"
PAPER_NAME = "Coreg"
PAPER_TITLE = "Coreg: recovery code"
PAPER_LINES = (
    "Opens the vault once, if the passphrase is forgotten. You then get a new code.",
    "Whoever has this paper and the computer can read everything. Keep the two apart.",
)

UNLOCK = "Open the vault"
UNLOCK_HOW = "Type your passphrase."
UNLOCK_IN_SESSION = "The view is locked. Behind it everything goes on: what is recorded is recorded."
OPEN = "Open"
OPENING = "Opening …"
REBUILD = "Make the library anew"
REBUILDING = "Reading every session …"
USE_CODE = "Use the recovery code"
RECOVER = "Open with the recovery code"
RECOVER_HOW = (
    "The code opens the vault once. You choose a new passphrase now and get a new code. "
    "The paper with the old one is then no use."
)

CARE = "Care of the vault"
CHECK = "Check every file"
CHECK_HOW = "Reads everything in the vault and says what isn't as it was written."
CHECKING = "Checking …"
ALL_WELL = "Every file is as it was written."
BACK_UP = "Back up"
BACK_UP_HOW = "Copies the vault, encrypted as it is, into a folder: best on another disk."
BACKING_UP = "Copying …"
BACKED_UP = "The copy is complete. It opens with the passphrase of today."
FOLDER = "Folder"
CHOOSE_FOLDER = "Choose …"
CHOOSE_FOLDER_TITLE = "Choose a folder"
NO_FOLDER = "Name a folder first."
CHANGE_PASSPHRASE = "Change the passphrase"
CHANGE_PASSPHRASE_HOW = "Backups made before still open with the passphrase of then."
CHANGING = "Changing …"
CHANGED = "The passphrase is changed."
LOCK_AFTER = "Lock when nobody types or moves the mouse"
LOCK_AFTER_HOW = "In a session only the view locks: the recording goes on."
LOCK_NOW, LOCK_KEY = "Lock now", "Ctrl+L"
CAPTURE = "Keep this window out of screenshots and screen sharing"
CAPTURE_HOW = "Windows and macOS can do that; since macOS 15 some programs see it all the same."
CAPTURE_CANT = "This system can't keep a window out of screenshots and screen sharing: mind what you share."
KEYCHAIN_ON = "The keychain opens the vault from now on."
KEYCHAIN_OFF = "Only the passphrase opens the vault from now on."


def minutes(count: int) -> str:
    """A length of time to choose.

    >>> minutes(10)
    '10 min'
    """
    return f"{count} min"


def locks_after(count: int) -> str:
    """What stands beside an open vault."""
    return f"Locks after {count} min"


def findings(count: int) -> str:
    """How a check that found something begins."""
    return f"{count} thing{' is' if count == 1 else 's are'} not as written:"


def spoken_code(code: str) -> str:
    """The code letter by letter, for those who hear the screen."""
    return f"{CODE}: " + ", ".join(" ".join(group) for group in code.replace("-", " ").split())
