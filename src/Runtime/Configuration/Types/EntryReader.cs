using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Gen.Configuration;

/// <summary>
/// Reads one value into one entry, as generated code asks for it. The common types have a method of their own: one call without type arguments is
/// what the compiler does fastest, and there is one for every entry of every experiment.
/// </summary>
/// <param name="value">What is read.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EntryReader(ConfigValue value)
{
    private readonly ConfigValue _value = value;

    /// <summary>What the entry expects, for error messages; null once a value was read.</summary>
    public string? Expected { get; private set; } = "set by nothing";

    /// <summary>Reads true or false; false if it is neither.</summary>
    public bool Boolean(out bool result) => Value(ConfigTypes.Boolean, out result);

    /// <summary>Reads an integer of 32 bits; false if it does not parse.</summary>
    public bool Int32(out int result) => Value(IntegerType<int>.Instance, out result);

    /// <summary>Reads an integer of 64 bits; false if it does not parse.</summary>
    public bool Int64(out long result) => Value(IntegerType<long>.Instance, out result);

    /// <summary>Reads an integer of 64 bits or null; false if it does not parse.</summary>
    public bool NullableInt64(out long? result) => Value(ConfigTypes.NullableInt64, out result);

    /// <summary>Reads a floating number of 32 bits; false if it does not parse.</summary>
    public bool Single(out float result) => Value(FloatingType<float>.Instance, out result);

    /// <summary>Reads a floating number of 64 bits; false if it does not parse.</summary>
    public bool Double(out double result) => Value(FloatingType<double>.Instance, out result);

    /// <summary>Reads a text; false if it is none.</summary>
    public bool String([NotNullWhen(true)] out string? result) => Value(ConfigTypes.String, out result);

    /// <summary>Reads a text or null; false if it is neither.</summary>
    public bool NullableString(out string? result) => Value(ConfigTypes.NullableString, out result);

    /// <summary>Reads a value of any other type; false if it does not parse.</summary>
    public bool Value<T>(ConfigType<T> type, [MaybeNullWhen(false)] out T result) => Ends(type.TryRead(_value, out result), type);

    /// <summary>Reads an array; false if it does not parse.</summary>
    public bool Array<T>(ListType<T> type, out T[]? result) => Ends(type.TryReadArray(_value, out result), type);

    /// <summary>Reads a dictionary, or one item that is put beside those of <paramref name="current"/>; false if it does not parse.</summary>
    public bool Dictionary<T>(DictionaryType<T> type, IReadOnlyDictionary<string, T>? current, out IReadOnlyDictionary<string, T>? result) =>
        Ends(type.TryRead(_value, current, out result), type);

    private bool Ends<T>(bool wasRead, ConfigType<T> type)
    {
        Expected = wasRead ? null : type.Expected;
        return wasRead;
    }
}
