using System.Globalization;
using Gen.Shared;
using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>Reads log values as single numbers: scalars by their keys, vectors as <c>precision/0</c>, <c>precision/1</c> …</summary>
internal static class LogPoints
{
    // Longer vectors, such as over thousands of classes, are left out.
    private const int MaxVectorLength = 200;

    /// <param name="logs">The values.</param>
    /// <param name="classNames">Names instead of indices for the elements of vectors of the same length; null for indices.</param>
    public static IEnumerable<LogPoint> Read(LogValues logs, IReadOnlyList<string>? classNames = null)
    {
        foreach (var (key, value) in logs.Scalars)
            yield return new LogPoint(key, key, value);
        foreach (var (key, value) in logs.Metrics)
        {
            if (value.Shape != MetricShape.Vector || value.Numbers.Length > MaxVectorLength)
                continue;
            for (var i = 0; i < value.Numbers.Length; i++)
            {
                var item = classNames?.Count == value.Numbers.Length ? classNames[i] : i.ToString(CultureInfo.InvariantCulture);
                yield return new LogPoint(key, $"{key}/{item}", value.Numbers.Span[i]);
            }
        }
    }
}

/// <summary>A single number of log values.</summary>
/// <param name="LogKey">The key of the value that the number belongs to: <c>val_precision</c>.</param>
/// <param name="Name">The name of the number: <c>val_precision/3</c>.</param>
/// <param name="Value">The number.</param>
internal readonly record struct LogPoint(string LogKey, string Name, double Value);

/// <summary>An element of a vector by its key: <c>val_precision/3</c>, or <c>val_precision/cat</c> by the name of a class.</summary>
/// <param name="Value">The element; NaN without rows; null if the vector has no such element.</param>
/// <param name="Problem">Why there is no such element; otherwise null.</param>
internal readonly record struct VectorElement(double? Value, string? Problem)
{
    /// <summary>Finds an element in log values.</summary>
    /// <returns>Null if no vector has the first part of the key.</returns>
    public static VectorElement? Find(LogValues logs, string key)
    {
        foreach (var (vector, value) in logs.Metrics)
        {
            if (value.Shape == MetricShape.Vector && NameIn(key, vector) is { } name)
                return Read(vector, value, name, logs.ClassNames);
        }

        return null;
    }

    /// <summary>Returns the index or class name in the key of an element of a vector; null for another key.</summary>
    public static string? NameIn(string key, string vector) =>
        key.Length > vector.Length + 1 && key[vector.Length] == '/' && key.StartsWith(vector, StringComparison.Ordinal)
            ? key[(vector.Length + 1)..]
            : null;

    /// <summary>Returns the index of an element; null if the name is neither an index nor a class name.</summary>
    public static int? IndexOf(string name, IReadOnlyList<string> classNames)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return index;
        for (var i = 0; i < classNames.Count; i++)
        {
            if (classNames[i] == name)
                return i;
        }

        return null;
    }

    private static VectorElement Read(string vector, MetricValue value, string name, IReadOnlyList<string> classNames)
    {
        // A metric without rows is one NaN, of any length.
        if (value.Sizes.Count == 0)
            return new(double.NaN, null);
        var numbers = value.Numbers.Span;
        var names = classNames.Count == numbers.Length ? classNames : [];
        if (IndexOf(name, names) is { } index && index < numbers.Length)
            return new(numbers[index], null);
        var range = string.Create(CultureInfo.InvariantCulture, $"'{vector}' has the elements 0 to {numbers.Length - 1}.");
        return new(null, char.IsAsciiDigit(name[0]) ? range : range + NearestName.Hint(name, names, "The classes are"));
    }
}
