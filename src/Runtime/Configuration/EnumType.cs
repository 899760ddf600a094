using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>An enum; generated code derives one class per enum, with its members as literal switches. Names match as keys do, or by
/// number.</summary>
/// <typeparam name="T">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class EnumType<T> : ConfigType<T>
    where T : struct, Enum
{
    /// <summary>The members' names in order of declaration, as recorded.</summary>
    protected abstract string[] Names { get; }

    /// <summary>True if members may be combined: <c>read,write</c>.</summary>
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
        if (NameOf(value) is { } name)
            writer.WriteStringValue(name);
        else if (IsFlags && Combination(ToInt64(value)) is { } names)
            writer.WriteStringValue(names);
        else
            writer.WriteNumberValue(ToInt64(value));
    }

    /// <summary>The member with this normalised name.</summary>
    protected abstract bool TryNormalizedName(string name, out T value);

    /// <summary>The member's name; null for a value without one.</summary>
    protected abstract string? NameOf(T value);

    /// <summary>The value's bits.</summary>
    protected abstract long ToInt64(T value);

    /// <summary>The value with these bits.</summary>
    protected abstract T FromInt64(long bits);

    private bool TryMember(string text, out T value)
    {
        if (TryNormalizedName(KeyName.Normalize(text), out value))
            return true;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits))
            return false;
        value = FromInt64(bits);
        if (ToInt64(value) != bits)
            return false;   // more than the enum's underlying type holds

        // 0 is what an enum is by default, also one that has no member for it.
        return bits == 0 || NameOf(value) is not null || (IsFlags && Combination(bits) is not null);
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
