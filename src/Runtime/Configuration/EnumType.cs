using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Base class for the types of entries that are enums. Generated code derives a class for each enum. Members are given by name,
/// which is compared as keys are, or by number.</summary>
/// <typeparam name="T">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EnumType<T> : ConfigType<T>
    where T : struct, Enum
{
    /// <summary>The names of the members in the order of their declaration, as recorded.</summary>
    protected abstract string[] Names { get; }

    /// <summary>Whether members can be combined, as in <c>read,write</c>. The default value is false.</summary>
    protected virtual bool IsFlags => false;

    /// <inheritdoc/>
    public override string Expected => "one of " + string.Join(", ", Names);

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out T result)
    {
        result = default;
        if (value.ScalarText is not { } text)
            return false;
        text = ScalarText.Unquote(text.Trim());
        if (!IsFlags || !text.Contains(','))
            return TryMember(text.Trim(), out result);
        long bits = 0;
        foreach (var item in text.Split(','))
        {
            if (!TryMember(item.Trim(), out var member))
                return false;
            bits |= ToInt64(member);
        }

        result = FromInt64(bits);
        return true;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value)
    {
        if (GetName(value) is { } name)
            writer.WriteStringValue(name);
        else if (IsFlags && Combination(ToInt64(value)) is { } names)
            writer.WriteStringValue(names);
        else
            writer.WriteNumberValue(ToInt64(value));
    }

    /// <summary>Finds the member with a normalized name.</summary>
    /// <returns>Whether there is one.</returns>
    protected abstract bool TryNormalizedName(string name, out T value);

    /// <summary>Returns the name of a member, or null for another value.</summary>
    protected abstract string? GetName(T value);

    /// <summary>Converts a value to its number.</summary>
    protected abstract long ToInt64(T value);

    /// <summary>Converts a number to a value.</summary>
    protected abstract T FromInt64(long bits);

    private bool TryMember(string text, out T value)
    {
        if (TryNormalizedName(KeyName.Normalize(text), out value))
            return true;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
            return false;
        value = FromInt64(bits);
        if (ToInt64(value) != bits)
            return false;   // out of the range of the underlying type

        // 0 is the default value of every enum, even without a member for it.
        return bits == 0 || GetName(value) is not null || (IsFlags && Combination(bits) is not null);
    }

    private string? Combination(long bits)
    {
        var names = new List<string>();
        long covered = 0;
        foreach (var name in Names)
        {
            TryNormalizedName(KeyName.Normalize(name), out var member);
            var memberBits = ToInt64(member);
            if (memberBits == 0 || (bits & memberBits) != memberBits || (covered & memberBits) == memberBits)
                continue;
            covered |= memberBits;
            names.Add(name);
        }

        return covered == bits && bits != 0 ? string.Join(", ", names) : null;
    }
}
