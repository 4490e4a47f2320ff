#!/usr/bin/env bash
# Installs what the tests of this folder need and the machine lacks: feed
# readers and parsers of Debian's, Node, and the npm packages of package.json,
# which lie in the user's cache under the hash of that file. node_modules here
# is only a link to them. Needs root where a Debian package is missing.
set -euo pipefail
cd "$(dirname "$0")"

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
if [ ${#missing[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

cache="${XDG_CACHE_HOME:-$HOME/.cache}/communique/feeds-$(sha256sum package.json | cut -c 1-12)"
if [ ! -e "$cache/installed" ]; then
  mkdir -p "$cache"
  cp package.json "$cache"
  npm install --prefix "$cache" --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error
  touch "$cache/installed"
fi
ln -sfn "$cache/node_modules" node_modules
