#!/usr/bin/env bash
# Fetches the Japanese HTML pages that tests/formats/test_html_structure.py reads: the help pages
# of LibreOffice, from their Debian package (4 MB), into .venv/corpus/html. Where that cannot be
# done the tests skip, and say so.
set -uo pipefail
cd "$(dirname "$0")/.."
package=libreoffice-help-ja
target=.venv/corpus/html
[[ -d $target ]] && exit 0

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder" # apt downloads as a user of its own
fetch() { (cd "$folder" && apt-get download -q "$package") >/dev/null 2>&1; }
fetch || { apt-get update -q >/dev/null 2>&1 && fetch; } || true
if dpkg-deb -x "$folder"/*.deb "$folder/root" 2>/dev/null; then
  mkdir -p .venv/corpus
  mv "$folder/root" "$target"
else
  echo "no HTML corpus: apt-get cannot fetch $package; its tests will skip" >&2
fi
