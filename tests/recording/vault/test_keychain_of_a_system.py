"""The keychain's lock with GNOME's real keychain, on a bus and in a home folder of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)

SESSION = """
echo -n unlocked | gnome-keyring-daemon --daemonize --unlock --components=secrets >/dev/null
"$1" -c "$2" "$3"
"""
OPENING = """
import sys
from pathlib import Path
from coreg.recording.vault.keychain import (
    is_in_keychain, put_in_keychain, system_keychain, take_out_of_keychain, unlock_with_keychain,
)
from coreg.recording.vault.unlock import unlock
folder = Path(sys.argv[1])
keychain = system_keychain()
keys = unlock(folder, "seven quiet herons at dusk")
put_in_keychain(folder, keys, keychain)
assert unlock_with_keychain(folder, keychain) == keys
kept = keychain.get_password("Coreg", keys.vault_id)
take_out_of_keychain(folder, keys, keychain)
assert not is_in_keychain(folder)
print(type(keychain).__module__, len(kept), keychain.get_password("Coreg", keys.vault_id))
"""


def test_gnomes_keychain_keeps_a_key_and_gives_it_back(made, tmp_path):
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    places = {"HOME": home, "XDG_RUNTIME_DIR": home, "XDG_DATA_HOME": home / "data", "XDG_CONFIG_HOME": home}
    ended = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", SESSION, "sh", sys.executable, OPENING, str(made.folder)],
        env={**os.environ, **{name: str(place) for name, place in places.items()}, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stdout.split() == ["keyring.backends.SecretService", "64", "None"], ended.stderr
