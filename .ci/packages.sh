# What the scripts of this folder install with; to be sourced.

# Installs packages of Debian's; for that one must be root.
debian() {
  [ $# -gt 0 ] || return 0
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Installs the npm packages of package.json here, under a name, into the user's
# cache under the hash of that file. node_modules here is only a link to them.
npm_packages() {
  local cache
  cache="${XDG_CACHE_HOME:-$HOME/.cache}/communique/$1-$(sha256sum package.json | cut -c 1-12)"
  if [ ! -e "$cache/installed" ]; then
    mkdir -p "$cache"
    cp package.json "$cache"
    npm install --prefix "$cache" --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error
    touch "$cache/installed"
  fi
  ln -sfn "$cache/node_modules" node_modules
}
