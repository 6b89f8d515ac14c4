#!/bin/sh
# Set-up that Python packages can't do. `setup.sh uv` fetches uv into .tools; `setup.sh qt` installs, on Debian and
# Ubuntu, the system libraries that Qt loads and the private D-Bus daemon that the Bluetooth tests use, if missing.
set -eu

QT_PACKAGES="libegl1 libgl1 libfontconfig1 libfreetype6 libglib2.0-0 libdbus-1-3 libx11-xcb1 libxcb-cursor0
libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1
libxcb-util1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon0 libxkbcommon-x11-0 dbus"

fail() {
  echo "$1" >&2
  exit 2
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null 2>&1; then sudo "$@"
  else return 1
  fi
}

apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  as_root env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -qq && apt-get install -y -qq $* >/dev/null"
}

fetch_uv() {
  command -v python3 >/dev/null 2>&1 || fail "Python 3 is missing: install it (Debian: apt install python3 python3-venv), then run make again."
  python3 -m venv .tools 2>/dev/null || { rm -rf .tools; apt_install python3-venv && python3 -m venv .tools; } ||
    fail "Python can't make a virtual environment: install python3-venv, or install uv yourself, then run make again."
  .tools/bin/pip install --quiet uv || fail "uv couldn't be fetched: check the network connection, then run make again."
}

qt_loads() {
  QT_QPA_PLATFORM=offscreen .venv/bin/python -c "from PySide6.QtWidgets import QApplication; QApplication([])" 2>/dev/null
}

xcb_loads() {
  ! ldd .venv/lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so | grep -q "not found"
}

install_qt_libraries() {
  [ "$(uname -s)" = Linux ] || return 0
  if qt_loads && xcb_loads && command -v dbus-daemon >/dev/null 2>&1; then return 0; fi
  echo "Installing the system libraries that Qt needs …"
  # shellcheck disable=SC2086
  apt_install $(echo $QT_PACKAGES) || true
  qt_loads || fail "Qt can't start: install these packages (or your system's own names for them), then run make again: $(echo $QT_PACKAGES)"
  xcb_loads || echo "Windows won't open on X11 until these are installed: $(echo $QT_PACKAGES)" >&2
}

case "${1:-}" in
  uv) fetch_uv ;;
  qt) install_qt_libraries ;;
  *) fail "usage: setup.sh uv|qt" ;;
esac
