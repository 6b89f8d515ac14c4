"""What can go wrong, each with the sentence that says what happened and what to do next.

Every error of ours that reaches a user is a `CoregError`: its text is one sentence or two without a traceback,
naming the strap, file or value. Commands print it to stderr and end with exit code 2.
"""


class CoregError(Exception):
    """Base of everything that Coreg says went wrong."""


class FileProblemError(CoregError):
    """A file can't be read, written or understood."""


class RrTextError(FileProblemError):
    """An RR text or CSV file holds something that isn't an RR interval."""


class ImportFileError(FileProblemError):
    """Another program's recording is of a kind that can't be imported, or holds what can't be."""


class SessionFileError(FileProblemError):
    """A .coreg file isn't one, is newer than this program, or is damaged."""


class NotesFileError(FileProblemError):
    """A notes file isn't one, is newer than this program, or is damaged."""


class PackageError(FileProblemError):
    """A package for a supervisor, or the comments on one, can't be opened: passphrase, damage, another package."""


class UnknownPackageError(PackageError):
    """Comments are on a package that this vault never made, or can't remember."""


class DiskProblemError(CoregError):
    """The disk that a session is recorded on is full, gone or refuses to write."""


class MalformedPacketError(CoregError):
    """A notification that isn't a Heart Rate Measurement; its raw bytes are kept and counted."""


class StrapError(CoregError):
    """A strap can't be found, reached or used."""


class BluetoothError(CoregError):
    """Bluetooth itself can't be used: off, missing, not permitted."""


class UsageError(CoregError):
    """A command was asked for something that can't be done as asked."""


class AmendmentError(CoregError):
    """A correction after the session can't be: the marks would say what can't have been."""


class VaultError(CoregError):
    """The vault can't be opened, or what it holds isn't what was put into it."""


class WrongPassphraseError(VaultError):
    """A passphrase or recovery code that doesn't open this vault; nothing more is known or said."""


class LibraryLostError(VaultError):
    """The vault's library is missing or can't be read; the recordings are still there, and it can be rebuilt."""


class VaultInUseError(VaultError):
    """Another running Coreg has this vault open."""


class NoConsentError(VaultError):
    """Nothing is recorded of a person whose consent isn't there, isn't confirmed, or was taken back."""
