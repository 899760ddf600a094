using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Gen.Configuration;

/// <summary>
/// Reads a value for an entry. Used by generated code. Its methods return whether the value is valid. Common types have methods of their
/// own, because calls without type arguments compile fastest, and there is one for every entry of every experiment.
/// </summary>
/// <param name="value">The value.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EntryReader(ConfigValue value)
{
    private readonly ConfigValue _value = value;

    /// <summary>The description of valid values in error messages; null after a valid value was read.</summary>
    public string? Expected { get; private set; } = "left at its default";

    /// <summary>The nearest valid form, as the end of an error message; empty if there is none.</summary>
    internal string Hint { get; private set; } = "";

    /// <summary>Reads a Boolean value.</summary>
    public bool Boolean(out bool result) => Value(BooleanType.Instance, out result);

    /// <summary>Reads a 32-bit integer.</summary>
    public bool Int32(out int result) => Value(IntegerType<int>.Instance, out result);

    /// <summary>Reads a 64-bit integer.</summary>
    public bool Int64(out long result) => Value(IntegerType<long>.Instance, out result);

    /// <summary>Reads a nullable 64-bit integer.</summary>
    public bool NullableInt64(out long? result) => Value(ConfigTypes.NullableInt64, out result);

    /// <summary>Reads a single-precision number.</summary>
    public bool Single(out float result) => Value(FloatingType<float>.Instance, out result);

    /// <summary>Reads a double-precision number.</summary>
    public bool Double(out double result) => Value(FloatingType<double>.Instance, out result);

    /// <summary>Reads a string.</summary>
    public bool String([NotNullWhen(true)] out string? result) => Value(StringType.Instance, out result);

    /// <summary>Reads a string or null.</summary>
    public bool NullableString(out string? result) => Value(NullableStringType.Instance, out result);

    /// <summary>Reads a value of another type.</summary>
    public bool Value<T>(ConfigType<T> type, [MaybeNullWhen(false)] out T result) => Complete(type.TryRead(_value, out result), type);

    /// <summary>Reads an array.</summary>
    public bool Array<T>(ListType<T> type, out T[]? result) => Complete(type.TryReadArray(_value, out result), type);

    /// <summary>Reads a dictionary, or an item that is added to those of the current value.</summary>
    public bool Dictionary<T>(
        DictionaryType<T> type,
        IReadOnlyDictionary<string, T>? current,
        out IReadOnlyDictionary<string, T>? result
    )
    {
        return Complete(type.TryRead(_value, current, out result), type);
    }

    private bool Complete<T>(bool wasRead, ConfigType<T> type)
    {
        Expected = wasRead ? null : type.ExpectedOf(_value);
        Hint = wasRead ? "" : type.Hint(_value);
        return wasRead;
    }
}
