#!/usr/bin/env bash
# Installs what is missing, builds, and runs the main job on the data in this repository.
#   ./reproduce.sh           all of it, minutes
#   ./reproduce.sh --quick   a small space, seconds after the install
# Further options go to `ionsieve reproduce cubuk2019`.
set -euo pipefail
cd "$(dirname "$0")"

if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
  echo "ionsieve needs Node.js 20.19 or newer, found: $(node --version 2>/dev/null || echo none)" >&2
  exit 2
fi
# npm leaves a copy of the lock file in node_modules: install only where it is missing or older.
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --include=dev --no-audit --no-fund
fi
npm run --silent build
exec node dist/src/cli.js reproduce cubuk2019 "$@"
