using System.Collections;
using System.Globalization;
using System.Numerics;
using Gen.Search;
using Gen.Shared;

namespace Gen;

/// <summary>Values of an entry, of which each trial of a sweep has one. For a block that is one of several kinds, these are blocks or the
/// names of kinds.</summary>
/// <typeparam name="T">The type of the entry.</typeparam>
/// <param name="values">The values, at least one, each once.</param>
public sealed class Choice<T>(params IReadOnlyList<T> values) : ISearchValues, IChoice
{
    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values { get; } = values;

    IEnumerable<object?> IChoice.Items => Values.Cast<object?>();

    string ISearchValues.ToWord(string key) => $"{key}={string.Join(',', Values.Select(v => SearchText.Of(v)))}";
}

/// <summary>A range of an entry, from which each trial of a sweep has one value.</summary>
/// <typeparam name="T">The type of the entry, an integer or a floating-point type.</typeparam>
/// <param name="low">The least value.</param>
/// <param name="high">The greatest value, above <paramref name="low"/>.</param>
public sealed class Interval<T>(T low, T high) : ISearchValues
    where T : struct, INumber<T>
{
    /// <summary>The least value.</summary>
    public T Low { get; } = low;

    /// <summary>The greatest value.</summary>
    public T High { get; } = high;

    /// <summary>Whether the logarithms of the values are uniform, not the values. The default value is false.</summary>
    public bool IsLog { get; init; }

    string ISearchValues.ToWord(string key) =>
        $"{key}={(IsLog ? "log" : "uniform")}({SearchText.Of(Low)},{SearchText.Of(High)})";
}

/// <summary>Creates ranges of a search space.</summary>
public static class Interval
{
    /// <summary>Creates a range of values whose logarithms are uniform, as for learning rates.</summary>
    /// <typeparam name="T">The type of the entry.</typeparam>
    /// <param name="low">The least value, above 0.</param>
    /// <param name="high">The greatest value, above <paramref name="low"/>.</param>
    public static Interval<T> Log<T>(T low, T high)
        where T : struct, INumber<T> => new(low, high) { IsLog = true };
}

/// <summary>Named configs, of which each trial of a sweep has one. They are applied before the entries.</summary>
/// <param name="names">The names; <c>default</c> for none of them.</param>
public sealed class NamedConfigs(params IReadOnlyList<string> names) : ISearchValues
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    string ISearchValues.ToWord(string key) => Names.Count == 1 ? Names[0] + "," : string.Join(',', Names);
}

/// <summary>Values of an entry, of whatever type.</summary>
internal interface IChoice
{
    IEnumerable<object?> Items { get; }
}

/// <summary>Writes values as a command line takes them.</summary>
internal static class SearchText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => NeedsQuotes(text) ? QuotedText.Quote(text) : text,
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        Enum => value.ToString()!,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(',', items.Cast<object?>().Select(Of))}]",
        _ => value.ToString() ?? "",
    };

    private static bool NeedsQuotes(string text) =>
        text.Length == 0 || text.Trim() != text || text.AsSpan().ContainsAny(",[]{}()'\"") || ScalarText.IsNull(text);
}
