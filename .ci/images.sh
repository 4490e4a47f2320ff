#!/usr/bin/env bash
# Takes the pictures of the README from the site of content/: Chromium from
# Debian, and Python to serve the files. Run it after a change of the theme.
set -euo pipefail
cd "$(dirname "$0")/.."
site=$(mktemp -d)
port=8765
trap 'kill "$server" 2>/dev/null; rm -rf "$site"' EXIT
go run ./generator build --out "$site/site"
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$site/site" >/dev/null 2>&1 &
server=$!
sleep 1
mkdir -p .ci/images
take() { # name, path, width, height
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$site/profile" \
    --window-size="$3,$4" --screenshot="$PWD/.ci/images/$1.png" "http://127.0.0.1:$port$2" 2>/dev/null
}
take statement /statements/2017/harassment-of-ngos-and-media-in-cambodia.html 1000 1150
