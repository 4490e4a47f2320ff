#!/usr/bin/env bash
# Installs what the tests of this folder need and the machine lacks: a browser,
# Java for the HTML checker, Node, fonts for the scripts of the sample archive,
# and the npm packages of package.json. Needs root where a Debian package is
# missing.
set -euo pipefail
cd "$(dirname "$0")"
. ../packages.sh

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
debian "${missing[@]}"
npm_packages browser
