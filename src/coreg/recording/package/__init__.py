"""A session for a supervisor: one encrypted file with its own passphrase, and comments that come back."""
