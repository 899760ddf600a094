namespace Gen.Configuration;

/// <summary>The entries marked <see cref="SecretAttribute"/>.</summary>
internal static class ConfigSecrets
{
    /// <summary>Returns the keys of the secrets that have other values than the code gives them.</summary>
    public static IReadOnlyList<string> Given<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config)
        where TExperiment : class, IExperiment
    {
        var secrets = Array.FindAll(schema.Layout.Entries, e => e.Info is { IsSecret: true, Kind: not ConfigEntryKind.Derived });
        if (secrets.Length == 0)
            return [];
        var code = new KindChoice<TExperiment>(schema).CreateLike(config);
        return
        [
            .. secrets
                .Where(e => e.IsIn(config) && ConfigWriter.EntryText(e, config) != ConfigWriter.EntryText(e, code))
                .Select(e => e.Key),
        ];
    }
}
