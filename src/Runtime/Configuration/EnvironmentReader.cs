using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Applies environment variables to a config: <c>GEN__EPOCHS=3</c>, <c>GEN__DATASET__PATH=x</c>.</summary>
internal sealed class EnvironmentReader<TExperiment>(
    ExperimentSchema<TExperiment> schema,
    Func<string, int, ConfigValue, ConfigSource, string> set
)
    where TExperiment : class, IExperiment
{
    private const string Prefix = "GEN__";

    public void Apply()
    {
        List<(string Name, string Key)>? found = null;
        // The enumerator itself, because foreach boxes every pair.
        var variables = Environment.GetEnvironmentVariables().GetEnumerator();
        while (variables.MoveNext())
        {
            if (variables.Key is string name && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                (found ??= []).Add((name, name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal)));
        }

        if (found is null)
            return;
        // Variables have no order of their own. Whole dictionaries come before their items.
        foreach (var (name, key) in found.OrderBy(v => IndexOf(v.Key) < 0).ThenBy(v => v.Name, StringComparer.Ordinal))
        {
            var value = new ConfigValue(Environment.GetEnvironmentVariable(name) ?? "");
            set(key, IndexOf(key), value, new ConfigSource(ConfigSourceKind.Environment, name));
        }
    }

    private int IndexOf(string key) => schema.IndexOf(KeyName.Normalize(key));
}
