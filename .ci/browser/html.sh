#!/usr/bin/env bash
# Checks every page, style sheet and SVG file of a built site with the Nu HTML
# checker; fails if one has an error, and prints its warnings too.
#
#	.ci/browser/install.sh
#	.ci/browser/html.sh SITE
set -euo pipefail
site=${1:?usage: html.sh SITE}
# Properties that browsers have and the checker's list of CSS lacks.
unlisted='.*“(vector-effect)”: Property .* doesn.t exist.*'
java -jar "$(dirname "$0")/node_modules/vnu-jar/build/dist/vnu.jar" --stdout \
  --also-check-css --also-check-svg --skip-non-html --filterpattern "$unlisted" "$site"
