#!/usr/bin/env bash
# Takes the pictures of the README: a statement from the site of content/, the
# others from the sample of demo. Needs Chromium from Debian, and Python to
# serve the files. Run it after a change of the theme.
set -euo pipefail
cd "$(dirname "$0")/.."
site=$(mktemp -d)
port=8765
trap 'kill "$server" 2>/dev/null; rm -rf "$site"' EXIT
# Pages link from the root of their host, so each site is told where it lies.
go run ./generator build --base-url "http://127.0.0.1:$port/own" --out "$site/own"
go run ./generator demo --statements 190 --signatories 60 --languages en,ar,fr --seed 3 --out "$site/content"
go run ./generator build --content "$site/content" --base-url "http://127.0.0.1:$port/demo" --out "$site/demo"
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$site" >/dev/null 2>&1 &
server=$!
sleep 1
mkdir -p .ci/images
take() { # name, path, width, height, further flags
  chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$site/profile" \
    --window-size="$3,$4" "${@:5}" --screenshot="$PWD/.ci/images/$1.png" "http://127.0.0.1:$port$2" 2>/dev/null
}
take statement /own/statements/2017/harassment-of-ngos-and-media-in-cambodia.html 1000 1150
take home /demo/ 1000 900
take country /demo/countries/ne/ 1000 900
take dark /demo/countries/ 1000 900 --blink-settings=preferredColorScheme=0
take arabic /demo/ar/ 1000 900
