#!/usr/bin/env bash
# Installs Python's torch, with which tests exchange weights. Without it those tests are skipped, unless GEN_REQUIRE_PYTHON_TORCH is set.
set -uo pipefail

python=${GEN_PYTHON:-/usr/bin/python3}
has_torch() { "$python" -c 'import numpy, torch' >/dev/null 2>&1; }

missing() {
  if [ -n "${GEN_REQUIRE_PYTHON_TORCH:-}" ]; then
    echo "error: $python has no torch and numpy: $1" >&2
    exit 2
  fi
  echo "skipped: tests that exchange weights with Python's torch, which is missing ($1)" >&2
  exit 0
}

has_torch && exit 0
command -v apt-get >/dev/null || missing "no apt-get to install python3-torch with"
as=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || missing "installing python3-torch needs root"
  as=(sudo)
fi
echo "installing python3-torch, python3-numpy and OpenBLAS with apt-get (about 40 MB)" >&2
install() { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-torch python3-numpy libopenblas0; }
{ install || { "${as[@]}" apt-get update && install; }; } >/dev/null 2>&1
has_torch || missing "apt-get could not install python3-torch"
