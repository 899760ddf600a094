using System.ComponentModel;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The type of an entry with a nullable value type.</summary>
/// <typeparam name="T">The value type.</typeparam>
/// <param name="inner">The type of a value that is not null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NullableType<T>(ConfigType<T> inner) : ConfigType<T?>
    where T : struct
{
    /// <inheritdoc/>
    public override string Expected => inner.Expected + " or null";

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out T? result)
    {
        result = null;
        // Providers of a configuration turn null into an empty text.
        if (value.IsNull || value is { IsLiteral: true, Text: "" })
            return true;
        var read = inner.TryRead(value, out var present);
        if (read)
            result = present;
        return read;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T? value)
    {
        if (value is { } present)
            inner.Write(writer, present);
        else
            writer.WriteNullValue();
    }

    internal override string Hint(in ConfigValue value)
    {
        var hint = DidYouMean(value, NearNumbers.Null);
        return hint.Length > 0 ? hint : inner.Hint(value);
    }
}
