namespace Gen.Configuration;

/// <summary>Reads the environment variables for a config: <c>GEN__EPOCHS=3</c>, <c>GEN__DATASET__PATH=x</c>.</summary>
internal static class EnvironmentReader
{
    private const string Prefix = "GEN__";

    public static List<ConfigAssignment> Read(ConfigLayout layout)
    {
        var found = new List<(string Name, string Key)>();
        // The enumerator itself, because foreach boxes every pair.
        var variables = Environment.GetEnvironmentVariables().GetEnumerator();
        while (variables.MoveNext())
        {
            if (variables.Key is string name && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                found.Add((name, name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal)));
        }

        if (found.Count == 0)
            return [];

        // Variables have no order of their own. Whole dictionaries come before their items.
        return
        [
            .. found
                .OrderBy(v => layout.FindAny(v.Key) < 0)
                .ThenBy(v => v.Name, StringComparer.Ordinal)
                .Select(v => new ConfigAssignment(
                    v.Key,
                    new ConfigValue(Environment.GetEnvironmentVariable(v.Name) ?? ""),
                    new ConfigSource(ConfigSourceKind.Environment, v.Name)
                )),
        ];
    }
}
