using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Base class for the types of entries that are enums. Generated code derives a class for each enum. Members are given by name,
/// which is compared as keys are, and exactly where several members would be equal.</summary>
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
        text = text.Trim();
        if (value is { Text: not null, IsLiteral: false } && !QuotedText.TryUnquote(text, out text))
            return false;
        // A value without a name has only its number: 0, the default value of every enum, and others that code sets and JSON records.
        if ((text == "0" || value is { JsonNumber.IsEmpty: false, IsWithinText: false }) && TryNumber(text, out result))
            return NameOf(result) is null;
        long bits = 0;
        foreach (var item in IsFlags ? text.Split(',') : [text])
        {
            if (EnumNames.Find(item.Trim(), Names) is not { } name)
                return false;
            bits |= ToInt64(Member(name));
        }

        result = FromInt64(bits);
        return true;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value)
    {
        if (NameOf(value) is { } name)
            writer.WriteStringValue(name);
        else
            writer.WriteNumberValue(ToInt64(value));
    }

    /// <summary>Finds the member with a normalized name. Members whose normalized names are equal are found by their exact names.</summary>
    /// <returns>Whether there is one.</returns>
    protected abstract bool TryNormalizedName(string name, out T value);

    /// <summary>Returns the name of a member, or null for another value.</summary>
    protected abstract string? GetName(T value);

    /// <summary>Converts a value to its number.</summary>
    protected abstract long ToInt64(T value);

    /// <summary>Converts a number to a value.</summary>
    protected abstract T FromInt64(long bits);

    internal override string Hint(in ConfigValue value)
    {
        if (value.ScalarText is not { } given)
            return "";
        var items = IsFlags ? given.Split(',') : [given];
        var text = (Array.Find(items, i => EnumNames.Find(i.Trim(), Names) is null) ?? given).Trim();
        if (EnumNames.Like(text, Names) is { Count: > 0 } like)
            return NearestName.DidYouMean(like);
        if (!TryNumber(text, out var number))
            return NearestName.Hint(text, Names);
        return NameOf(number) is { } member ? NearestName.DidYouMean([member]) : "";
    }

    private bool TryNumber(string text, out T value)
    {
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bits);
        value = FromInt64(bits);
        return isNumber && ToInt64(value) == bits;
    }

    private string? NameOf(T value) => GetName(value) ?? (IsFlags ? Combination(ToInt64(value)) : null);

    private T Member(string name) =>
        TryNormalizedName(name, out var value) || TryNormalizedName(KeyName.Normalize(name), out value) ? value : default;

    private string? Combination(long bits)
    {
        var names = new List<string>();
        long covered = 0;
        foreach (var name in Names)
        {
            var memberBits = ToInt64(Member(name));
            if (memberBits == 0 || (bits & memberBits) != memberBits || (covered & memberBits) == memberBits)
                continue;
            covered |= memberBits;
            names.Add(name);
        }

        return covered == bits && bits != 0 ? string.Join(", ", names) : null;
    }
}
