using System.Text.Json;
using Gen.Configuration;
using Gen.Shared;

namespace Gen.Search;

/// <summary>
/// The choice of a block's kind in a search space: <c>optimizer=sgd,adam</c>, with values <c>optimizer=sgd{momentum=0.9},adam</c>, and the
/// entries that only some kinds have.
/// </summary>
internal static class KindSearch
{
    /// <summary>Reads the choice of a kind.</summary>
    /// <param name="block">The choice among the entries.</param>
    /// <param name="texts">The kinds as written, each once.</param>
    public static KindDimension Read(PlacedEntry block, IReadOnlyList<string> texts)
    {
        var key = block.Node.BlockKey;
        var choices = texts.Select(text =>
        {
            var brace = text.EndsWith('}') ? text.IndexOf('{') : -1;
            var name = brace < 0 ? text : text[..brace].Trim();
            var values = brace < 0 ? [] : SearchSpaceParser.Split(text[(brace + 1)..^1]);
            return (NameOf(block, name), values.Where(v => v.Length > 0).Select(v => $"{key}.{v}").ToArray());
        }).ToList();
        var shown = texts.Select((text, i) => choices.Count(c => c.Item1 == choices[i].Item1) == 1 ? choices[i].Item1 : text);
        return new KindDimension(key, [.. shown], choices);
    }

    /// <summary>Returns the word of a command line that describes a choice among blocks, with all values of each.</summary>
    /// <param name="schema">The schema of the experiment.</param>
    /// <param name="block">The choice among the entries.</param>
    /// <param name="values">Blocks, or names of kinds.</param>
    public static string ToWord<TExperiment>(ExperimentSchema<TExperiment> schema, PlacedEntry block, IEnumerable<object?> values)
        where TExperiment : class, IExperiment =>
        $"{block.Node.BlockKey}={string.Join(',', values.Select(v => v as string ?? Text(schema, block, v)))}";

    /// <summary>Returns which kinds have the entries of dimensions.</summary>
    public static IReadOnlyList<KindConditions>? Conditions(ConfigLayout layout, IReadOnlyList<SearchDimension> dimensions)
    {
        if (!dimensions.Any(d => d is KindDimension))
            return null;
        return [.. dimensions.Select(d => new KindConditions(d is NamedConfigDimension
            ? [[]]
            : [.. layout.FindAll(d.Name).Select(e => Conditions(e, layout, dimensions)).DefaultIfEmpty([])]))];
    }

    private static IReadOnlyList<(int Dimension, bool[] Has)> Conditions(
        PlacedEntry entry, ConfigLayout layout, IReadOnlyList<SearchDimension> dimensions)
    {
        var conditions = new List<(int Dimension, bool[] Has)>();
        for (var i = 0; i < dimensions.Count; i++)
        {
            if (dimensions[i] is not KindDimension choice
                || layout.FindAll(choice.Name).First(e => e.IsChoice).Node is not { } block
                || !entry.Node.IsIn(block) || (entry.IsChoice && entry.Node == block))
                continue;
            var kind = entry.Node.KindWithin(block)?.Name;
            conditions.Add((i, [.. choice.Choices.Select(c => kind is null ? c.Kind != ConfigBlock.None : c.Kind == kind)]));
        }

        return conditions;
    }

    // An unknown name is found with its update.
    private static string NameOf(PlacedEntry block, string name) =>
        block.Node.Block.FindKind(name)?.Name ?? (KeyName.Normalize(name) == ConfigBlock.None ? ConfigBlock.None : name);

    private static string Text<TExperiment>(ExperimentSchema<TExperiment> schema, PlacedEntry block, object? value)
        where TExperiment : class, IExperiment
    {
        if (block.Node.Block.KindProblem(block.Node.BlockKey, value) is { } problem)
            throw new ConfigException($"Search space: {problem}");
        if (value is null)
            return ConfigBlock.None;
        var config = schema.Create();
        block.Node.Set(config, value);
        var entries = schema.Layout.Entries.Where(e => e != block && e.Node.IsIn(block.Node) && e.IsIn(config)
            && e.Info is { IsSecret: false, Kind: not ConfigEntryKind.Derived });
        var values = entries.Select(e => $"{e.Key[block.Node.Prefix.Length..]}={Text(e, config)}");
        return $"{block.Node.Block.KindOf(value)!.Name}{{{string.Join(',', values)}}}";
    }

    private static string Text(PlacedEntry entry, object config)
    {
        using var json = JsonDocument.Parse(ConfigWriter.EntryText(entry, config));
        return Text(json.RootElement);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => SearchText.Of(value.GetString()),
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Text))}]",
        _ => value.GetRawText(),
    };
}
