"""Test rigs: a Bluetooth stack without a radio, at several depths (see hardware/README.md)."""
