#!/usr/bin/env bash
# Shows on a machine with an NVIDIA GPU what only a GPU can show: eng/gpu-check.sh
#   exit code 0: all checks passed; 1: one failed; 2: no GPU, driver or package
# It takes less than five minutes once the packages are there; the first time several gigabytes are downloaded.
#   eng/gpu-check.sh --device cpu    compares the processor with itself, to test the checks where there is no GPU
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2

case "$*" in
  "") source=cuda ;;
  "--device cpu") source=cpu ;;
  *) echo "usage: eng/gpu-check.sh [--device cpu]" >&2; exit 2 ;;
esac

if ! command -v dotnet >/dev/null 2>&1; then
  echo "error: the .NET SDK 10 is needed and 'dotnet' is not on the PATH: see https://dot.net" >&2
  exit 2
fi

# Before gigabytes are downloaded in vain.
if [ "$source" = cuda ]; then
  if ! gpus=$(nvidia-smi -L 2>&1) || [ -z "$gpus" ]; then
    echo "no GPU: 'nvidia-smi -L' shows none; an NVIDIA GPU and its driver are needed" >&2
    exit 2
  fi
  echo "$gpus"
fi

# A folder of its own, so that the next build for the processor finds its own libraries as they were.
artifacts="$root/artifacts/gpu-check-$source"
properties=(-p:TorchSource="$source" -p:ArtifactsPath="$artifacts" --nologo -v quiet)
if [ "$source" = cuda ]; then
  echo "restoring; the first time TorchSharp's CUDA packages are downloaded, several gigabytes, which may take long …"
fi

if ! dotnet restore eng/GpuCheck "${properties[@]}"; then
  echo "missing package: the packages above cannot be restored from your NuGet feeds" >&2
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
  # 124: the time was up; the rest: the program was ended from outside, by an error in native code for one.
  echo "FAILED: the checks did not finish (exit code $code; 124 means that they took more than five minutes)" >&2
  exit 1
fi

exit "$code"
