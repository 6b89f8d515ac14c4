"""The commands: a contract that scripts and tests stand on."""
