#!/bin/sh
# Builds the Linux kernel of the L3 rig for User-Mode Linux, once, outside the repository. Debian and its kin, no KVM.
# Needs root only for apt-get, and only where something is missing.
set -eu

cache=${COREG_RIG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/coreg-rig}
kernel=$cache/linux
config=$(dirname "$(readlink -f "$0")")/kernel.config
jobs=${COREG_RIG_JOBS:-$(nproc)}

if ! command -v apt-get >/dev/null; then
  echo "L3 is built from Debian's linux-source package, and there is no apt-get here." >&2
  exit 2
fi

missing=
for package in gcc make flex bison bc xz-utils dbus-daemon bluez; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" -ne 0 ]; then
    echo "Missing:$missing. As root: apt-get install$missing" >&2
    exit 2
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi

if [ -x "$kernel" ] && cmp -s "$config" "$cache/kernel.config"; then
  echo "$kernel is built already; remove it to build it anew."
  exit 0
fi

mkdir -p "$cache"
cd "$cache"
package=$(apt-cache depends linux-source | sed -n 's/^ *Depends: \(linux-source-[0-9.]*\)$/\1/p')
source=$cache/$package
if [ ! -f "$source/Makefile" ]; then
  [ -n "$(find . -maxdepth 1 -name "${package}_*.deb")" ] || apt-get download "$package"
  dpkg-deb -x "$(find . -maxdepth 1 -name "${package}_*.deb" | head -n 1)" unpacked
  rm -rf unpacking
  mkdir unpacking
  tar -xf "unpacked/usr/src/$package.tar.xz" -C unpacking --strip-components=1
  mv unpacking "$source"
  rm -rf unpacked ./"${package}"_*.deb
fi

cd "$source"
cp "$config" arch/um/configs/coreg_defconfig
nice make -s ARCH=um coreg_defconfig
# A name that is misspelt, or whose dependency is missing, is dropped without a word.
while read -r option; do
  case $option in
    CONFIG_*) grep -qx "$option" .config || { echo "the kernel has no $option here" >&2; exit 1; } ;;
  esac
done <"$config"
nice make -s ARCH=um -j"$jobs" linux
cp linux "$kernel.new"
mv "$kernel.new" "$kernel"
cp "$config" "$cache/kernel.config"
rm -rf "$source"
echo "$kernel is built; pytest uses it from now on."
