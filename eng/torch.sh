#!/usr/bin/env bash
# Settles where torch comes from on this machine, once, and writes it to eng/torch.props (git-ignored):
#   TorchSource=cpu     the TorchSharp-cpu package, where the NuGet feed has it
#   TorchSource=system  the operating system's libtorch through src/LibTorch, installed here with apt-get
# Delete eng/torch.props to decide anew; TorchSource=cuda is for you to set (TORCH_SOURCE=cuda ./eng/torch.sh). Exit code 2: neither is possible.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

version=$(sed -n 's/.*Include="TorchSharp-cpu" Version="\([^"]*\)".*/\1/p' ../Directory.Packages.props)
packages=(libtorch-dev libopenblas0-pthread cmake g++ make)

fail() { echo "error: $*" >&2; exit 2; }
[ -n "$version" ] || fail "Directory.Packages.props has no line for TorchSharp-cpu with its version."

decide() {
  printf '<Project>\n  <PropertyGroup>\n    <TorchSource Condition="'"'\$(TorchSource)' == ''"'">%s</TorchSource>\n  </PropertyGroup>\n</Project>\n' "$1" > torch.props
  echo "torch: $1 (written to eng/torch.props)" >&2
}

decided() { sed -n 's/.*>\(cpu\|cuda\|system\)<.*/\1/p' torch.props 2>/dev/null || true; }

# A restore of a throw-away project outside the repository, which therefore inherits nothing of it.
feed_has() {
  local work result=0
  work=$(mktemp -d)
  cat > "$work/probe.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="$1" Version="[$version]" /></ItemGroup>
</Project>
PROJECT
  dotnet restore "$work/probe.csproj" --nologo -v quiet >"$work/log" 2>&1 || result=$?
  rm -rf "$work"
  return "$result"
}

installed() {
  [ -e "${LibTorchRoot:-/usr}/include/ATen/core/dispatch/Dispatcher.h" ] && command -v cmake >/dev/null && command -v c++ >/dev/null \
    && command -v make >/dev/null
}

# The reference BLAS works too, fifteen times slower: only Debian's alternatives tell them apart.
fast_blas() { ! [ -e /etc/alternatives/libblas.so.3-x86_64-linux-gnu ] || readlink -f /etc/alternatives/libblas.so.3-x86_64-linux-gnu | grep -qE 'openblas|mkl|blis|atlas'; }

install_system() {
  installed && fast_blas && return
  command -v apt-get >/dev/null || fail "the feed has no TorchSharp-cpu $version and this system no apt-get: install libtorch (headers and library), OpenBLAS, cmake, make and a C++17 compiler by hand."
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "installing libtorch needs root, and there is no sudo: have an administrator run 'apt-get install ${packages[*]}'."
    as=(sudo)
  fi
  echo "torch: installing ${packages[*]} with apt-get (about 130 MB to fetch)" >&2
  local log
  log=$(mktemp)
  if ! { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" \
      || { "${as[@]}" apt-get update && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; }; } >"$log" 2>&1; then
    local reason
    reason=$(grep -E '^E: ' "$log" | tail -n 1)
    rm -f "$log"
    fail "apt-get could not install ${packages[*]} (${reason:-see its output}): install them by hand."
  fi
  rm -f "$log"
  installed || fail "apt-get installed ${packages[*]}, but libtorch's headers are not in ${LibTorchRoot:-/usr}/include: set LibTorchRoot to where they are."
}

wanted=${TORCH_SOURCE:-$(decided)}
case "$wanted" in
  "")
    if feed_has TorchSharp-cpu; then decide cpu; else install_system; decide system; fi ;;
  system)
    install_system
    [ "$(decided)" = system ] || decide system ;;
  cpu)
    [ "$(decided)" = cpu ] || { feed_has TorchSharp-cpu || fail "the feed has no TorchSharp-cpu $version: use TORCH_SOURCE=system, or add a feed that has it."; decide cpu; } ;;
  cuda)
    package=TorchSharp-cuda-linux
    [ "$(decided)" = cuda ] || { feed_has "$package" || fail "the feed has no $package $version: use TORCH_SOURCE=system, or add a feed that has it."; decide cuda; } ;;
  *) fail "TORCH_SOURCE='$wanted' is none of cpu, cuda, system." ;;
esac
