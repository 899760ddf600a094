using System;

namespace Gen.Shared;

/// <summary>The names of config files, by which they are told from named configs.</summary>
internal static class ConfigFileName
{
    public static bool Is(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || IsYaml(name);

    public static bool IsYaml(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
