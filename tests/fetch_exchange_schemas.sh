#!/usr/bin/env bash
# The published schemas of the exchange formats, out of Debian packages: fetched for the tests, never part of
# honyaku. XLIFF 1.2 (strict) and 2.0 (OASIS) are in php-symfony-translation, the DTD of TMX 1.4b and an XML
# Schema of TBX's core structure in omegat. The packages are unpacked, not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
into=$PWD/.venv/schemas
if ! command -v apt-get >/dev/null; then
  echo "no apt-get: exchange files are not validated against the published schemas"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
packages=(php-symfony-translation)
jar=/usr/share/omegat/OmegaT.jar
[[ -e $jar ]] || packages+=(omegat)
download() { apt-get download -q "${packages[@]}" >log 2>&1; }
if ! download && ! { apt-get update -q >log 2>&1 && download; }; then
  cat log
  echo "no network: exchange files are not validated against the published schemas"
  exit 0
fi
for package in *.deb; do dpkg-deb -x "$package" unpacked; done
[[ -e $jar ]] || jar=unpacked$jar
mkdir -p "$into"
cp unpacked/usr/share/php/Symfony/Component/Translation/Resources/schemas/*.xsd "$into"
python3 - "$jar" "$into" <<'PY'
import pathlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as jar:
    for name in ("tmx14.dtd", "tbx.xsd"):
        pathlib.Path(sys.argv[2], name).write_bytes(jar.read("schemas/" + name))
PY
