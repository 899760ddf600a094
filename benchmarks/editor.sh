#!/usr/bin/env bash
# Edits the template of a training project in the language server csharp-ls with analyzers, beside the same program without Gen:
#   benchmarks/editor.sh [EDITS]     the default value is 200
# Nothing else should run meanwhile.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
edits=${1:-200}
version() { sed -nE "s/.*Include=\"$1\" Version=\"([^\"]+)\".*/\1/p" "$root/Directory.Packages.props"; }

tools=$root/artifacts/tools
[ -x "$tools/csharp-ls" ] || dotnet tool install csharp-ls --version "$(version csharp-ls)" --tool-path "$tools"
dotnet build "$root/benchmarks/Editor" -c Release --nologo -v quiet

# Outside of the repository, whose settings are not those of a user.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$root/eng/pack.sh" "$folder/feed" >/dev/null
gen=$(basename "$folder"/feed/Gen.Training.*.nupkg .nupkg)
gen=${gen#Gen.Training.}
cat > "$folder/nuget.config" <<CONFIG
<configuration><packageSources><add key="packed" value="$folder/feed" /></packageSources></configuration>
CONFIG
project() {
  mkdir "$folder/$1"
  cp "$2" "$folder/$1/"
  cat > "$folder/$1/Circles.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    $3
    <PackageReference Include="TorchSharp-cpu" Version="$(version TorchSharp-cpu)" />
  </ItemGroup>
</Project>
PROJECT
  dotnet restore "$folder/$1" --nologo -v quiet
}
project with "$root/templates/gen-experiment/Training.cs" \
  "<PackageReference Include=\"Gen\" Version=\"$gen\" /><PackageReference Include=\"Gen.Training\" Version=\"$gen\" />"
project without "$root/benchmarks/Editor/Plain.cs" ""
"$root/artifacts/bin/Gen.Benchmarks.Editor/release/Gen.Benchmarks.Editor" "$edits" "$tools/csharp-ls" "$folder/with" "$folder/without"
