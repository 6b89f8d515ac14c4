"""A package at the supervisor's: opened with its own passphrase, read, and commented on."""
