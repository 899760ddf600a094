using System.Globalization;
using Gen.Configuration;
using Gen.Shared;

namespace Gen.Search;

/// <summary>
/// Reads a search space from the words of a command line: <c>embedding_size=50,100,300</c>, <c>learning_rate=log(1e-4,1e-1)</c>,
/// <c>dropout=uniform(0,0.5)</c>, <c>lstm_size=int(32,256)</c>, <c>default,fast</c> for named configs, and <c>optimizer=sgd,adam</c> for
/// kinds of a block.
/// </summary>
internal static class SearchSpaceParser
{
    private static readonly string[] s_functions = ["log", "uniform", "int"];
    private static readonly string[] s_integers = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong"];
    private static readonly string[] s_numbers = [.. s_integers, "float", "double", "decimal", "Half"];

    /// <summary>Reads a space, and checks that the config accepts each value, or the ends of a range, by itself.</summary>
    /// <param name="schema">The schema of the experiment.</param>
    /// <param name="words">The words.</param>
    /// <param name="updates">The updates that all configs have.</param>
    /// <param name="options">The options of the runs.</param>
    /// <exception cref="ConfigException">A word is not a dimension, or a value is not valid. The message names it.</exception>
    public static SearchSpace Parse<TExperiment>(
        ExperimentSchema<TExperiment> schema, IReadOnlyList<string> words, IReadOnlyList<string> updates, RunOptions options)
        where TExperiment : class, IExperiment
    {
        if (words.Count == 0)
            throw new ConfigException(
                "Command sweep requires what to vary: KEY=VALUE,VALUE or KEY=log(LOW,HIGH), uniform(LOW,HIGH), int(LOW,HIGH).");
        var dimensions = new List<SearchDimension>();
        foreach (var word in words)
        {
            var dimension = word.IndexOf('=') < 0 ? NamedConfigs(schema, word) : Entry(schema, word);
            if (dimensions.Exists(d => KeyName.Normalize(d.Name) == KeyName.Normalize(dimension.Name)))
                throw new ConfigException($"Search space: '{dimension.Name}' is varied twice.");
            dimensions.Add(dimension);
        }

        var space = new SearchSpace(dimensions, words, KindSearch.Conditions(schema.Layout, dimensions));
        for (var i = 0; i < dimensions.Count; i++)
            Check(schema, space, i, updates, options);
        return space;
    }

    private static NamedConfigDimension NamedConfigs<TExperiment>(ExperimentSchema<TExperiment> schema, string word)
        where TExperiment : class, IExperiment
    {
        var names = word.Split(',', StringSplitOptions.TrimEntries);
        foreach (var name in names)
        {
            var isKnown = schema.NamedConfigs.Any(n => KeyName.Normalize(n.Name) == KeyName.Normalize(name));
            if (!isKnown && name != NamedConfigDimension.None)
                throw new ConfigException("Search space: " + ConfigErrors.UnknownNamedConfig(schema, name));
        }

        return new NamedConfigDimension(Distinct("named configs", names));
    }

    private static SearchDimension Entry<TExperiment>(ExperimentSchema<TExperiment> schema, string word)
        where TExperiment : class, IExperiment
    {
        if (!ScalarText.TrySplitUpdate(word, out var key, out var text))
            throw new ConfigException($"Search space: '{word}' has no key before '='.");
        var entry = schema.Layout.FindAll(key).FirstOrDefault();
        var recorded = entry is null ? key : entry.IsChoice ? entry.Node.BlockKey : entry.Key;
        var open = text.IndexOf('(');
        if (open > 0 && text.EndsWith(')') && text[..open].Trim() is var function && function.All(char.IsAsciiLetter))
            return Interval(recorded, entry?.Info.Type, function, text[(open + 1)..^1]);
        var values = Distinct($"values of '{recorded}'", Split(text));
        return entry is { IsChoice: true } ? KindSearch.Read(entry, values) : new ChoiceDimension(recorded, values);
    }

    private static IntervalDimension Interval(string key, string? type, string function, string arguments)
    {
        if (!s_functions.Contains(function))
            throw new ConfigException(
                $"Search space: '{function}' of '{key}' does not exist.{NearestName.Hint(function, s_functions, "There are")}");
        type = type?.TrimEnd('?');
        if (type is not null && !s_numbers.Contains(type))
            throw new ConfigException($"Search space: '{key}' is no number but {type}, so that its values must be listed: {key}=A,B.");
        var ends = arguments.Split(',', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TryNumber(ends[0], out var low) || !TryNumber(ends[1], out var high))
            throw new ConfigException(
                $"Search space: {function}({arguments}) of '{key}' must have two numbers, the least and the greatest.");
        if (low >= high)
            throw new ConfigException(
                $"Search space: {function}({arguments}) of '{key}' is empty, because {ends[0]} is not below {ends[1]}.");
        if (function == "log" && low <= 0)
            throw new ConfigException($"Search space: log({arguments}) of '{key}' must be above 0, where it has logarithms.");
        var isInteger = function == "int" || s_integers.Contains(type);
        if (isInteger && (low != Math.Floor(low) || high != Math.Floor(high) || Math.Abs(low) > 1L << 52 || Math.Abs(high) > 1L << 52))
            throw new ConfigException($"Search space: {function}({arguments}) of '{key}' must have two integers.");
        return new IntervalDimension(key, low, high, function == "log", isInteger);
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    // Commas within brackets, braces and quotes belong to the value.
    public static List<string> Split(string text)
    {
        var (values, start, depth) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (depth == 0 || text[i - 1] is '=' or ',' or '[' or '{')
                && QuotedText.Starts(text, i) && QuotedText.End(text, i) is > 0 and var end)
                i = end - 1;
            else if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                values.Add(text[start..i].Trim());
                start = i + 1;
            }
            else
                depth += text[i] switch { '[' or '{' or '(' => 1, ']' or '}' or ')' => -1, _ => 0 };
        }

        return values;
    }

    private static IReadOnlyList<string> Distinct(string what, IReadOnlyList<string> values)
    {
        var twice = values.GroupBy(v => v).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? values : throw new ConfigException($"Search space: '{twice.Key}' is twice among the {what}.");
    }

    private static void Check<TExperiment>(
        ExperimentSchema<TExperiment> schema, SearchSpace space, int index, IReadOnlyList<string> updates, RunOptions options)
        where TExperiment : class, IExperiment
    {
        var dimension = space.Dimensions[index];
        var values = dimension is IntervalDimension interval
            ? [interval.Low, interval.High]
            : Enumerable.Range(0, (int)dimension.Count!.Value).Select(i => (double)i);
        foreach (var kinds in space.KindsWith(index))
        {
            foreach (var value in values)
            {
                string[] varied = [.. kinds, .. dimension.Updates(value)];
                try
                {
                    var builder = new ConfigBuilder<TExperiment>(schema, allowUnknown: false);
                    var config = builder.BuildUnchecked([.. updates, .. varied], options.Configuration);

                    // What several entries violate together is known of whole configs only: a trial may fail of it.
                    var violations = new ConfigViolations();
                    schema.ValidateAll(config, "", violations);
                    var start = $"Entry '{dimension.Name}{(dimension is KindDimension ? "." : "' ")}";
                    if (violations.Messages.FirstOrDefault(m => m.StartsWith(start, StringComparison.Ordinal)) is { } own)
                        throw new ConfigException(own);
                }
                catch (ConfigException e)
                {
                    throw new ConfigException($"Search space: {e.Message}");
                }
            }
        }
    }
}
