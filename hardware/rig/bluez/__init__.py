"""A fake `org.bluez` with virtual straps in reach, as a process of its own: `python -m hardware.rig.bluez`."""
