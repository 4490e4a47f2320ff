#!/usr/bin/env bash
# Installs what the tests of this folder need and the machine lacks: a browser,
# Java for the HTML checker, Node, fonts for the scripts of the sample archive,
# and the npm packages of package.json, which lie in the user's cache under the
# hash of that file. node_modules here is only a link to them. Needs root where
# a Debian package is missing.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
need() { # a test, the package to install where it fails
  eval "$1" >/dev/null 2>&1 || missing+=("$2")
}
need 'command -v chromium' chromium
need 'command -v java' default-jre-headless
need 'command -v node' nodejs
need 'command -v npm' npm
need 'command -v fc-list' fontconfig
# Noto has Latin, Cyrillic, Arabic, Khmer, Thai and Burmese, but not Chinese,
# Japanese and Korean: its fonts for those weigh ten times as much as this one.
need 'dpkg -s fonts-noto-core' fonts-noto-core
need 'dpkg -s fonts-wqy-microhei' fonts-wqy-microhei
if [ ${#missing[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

cache="${XDG_CACHE_HOME:-$HOME/.cache}/communique/browser-$(sha256sum package.json | cut -c 1-12)"
if [ ! -e "$cache/installed" ]; then
  mkdir -p "$cache"
  cp package.json "$cache"
  npm install --prefix "$cache" --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error
  touch "$cache/installed"
fi
ln -sfn "$cache/node_modules" node_modules
