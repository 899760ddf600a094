#!/usr/bin/env bash
# Checks on a machine with an NVIDIA GPU what tests on the CPU cannot: eng/gpu-check.sh
#   exit code 0: all checks passed; 1: a check failed; 2: GPU, driver or package is missing
# It takes less than five minutes, after a download of several gigabytes the first time.
#   eng/gpu-check.sh --device cpu    compares the CPU with itself, to test the checks without a GPU
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2

case "$*" in
  "") source=cuda ;;
  "--device cpu") source=cpu ;;
  *) echo "usage: eng/gpu-check.sh [--device cpu]" >&2; exit 2 ;;
esac

if ! command -v dotnet >/dev/null 2>&1; then
  echo "error: 'dotnet' is not on the PATH: install the .NET SDK 10 from https://dot.net" >&2
  exit 2
fi

# Before gigabytes are downloaded.
if [ "$source" = cuda ]; then
  if ! gpus=$(nvidia-smi -L 2>&1) || [ -z "$gpus" ]; then
    echo "error: 'nvidia-smi -L' lists no GPU: an NVIDIA GPU and its driver are required" >&2
    exit 2
  fi
  echo "$gpus"
fi

# A separate folder, so that the libraries for the CPU stay in the usual one.
artifacts="$root/artifacts/gpu-check-$source"
properties=(-p:TorchSource="$source" -p:ArtifactsPath="$artifacts" --nologo -v quiet)
if [ "$source" = cuda ]; then
  echo "restoring; the first time, TorchSharp's CUDA packages are downloaded, which are several gigabytes …"
fi

if ! dotnet restore eng/GpuCheck "${properties[@]}"; then
  echo "error: the packages above cannot be restored from your NuGet feeds" >&2
  exit 2
fi

echo "building …"
if ! dotnet build eng/GpuCheck -c Release --no-restore "${properties[@]}"; then
  echo "FAILED: the program does not build with TorchSource=$source" >&2
  exit 1
fi

timeout --kill-after=10 300 dotnet "$artifacts/bin/GpuCheck/release/GpuCheck.dll" "$@"
code=$?
if [ "$code" -gt 2 ]; then
  # 124: timeout; others: the program was ended, for example by an error in native code.
  echo "FAILED: the checks did not finish (exit code $code; 124 is a timeout of five minutes)" >&2
  exit 1
fi

exit "$code"
