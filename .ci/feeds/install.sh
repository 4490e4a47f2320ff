#!/usr/bin/env bash
# Installs what the tests of this folder need and the machine lacks: feed
# readers and parsers of Debian's, Node, and the npm packages of package.json.
# Needs root where a Debian package is missing.
set -euo pipefail
cd "$(dirname "$0")"
. ../packages.sh

missing=()
need() { # a program, the package to install where there is none
  command -v "$1" >/dev/null || missing+=("$2")
}
need newsboat newsboat
need node nodejs
need npm npm
need r2e rss2email
need sfeed sfeed
need sqlite3 sqlite3
# By its path, for another Python before it has not Debian's packages.
/usr/bin/python3 -c 'import feedparser' 2>/dev/null || missing+=(python3-feedparser)
debian "${missing[@]}"
npm_packages feeds
