using System.Collections;
using System.Globalization;
using Gen.Shared;

namespace Gen.Runtime.Tests.Support;

/// <summary>Values as a program writes them after <c>key=</c>, and as bits for comparison.</summary>
internal static class ValueTexts
{
    /// <summary>Returns the text of an entry; strings in quotes.</summary>
    public static string Write(object? value) => value switch
    {
        null => "null",
        string text => QuotedText.Quote(text),
        Enum => value.ToString()!,
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        decimal number when number == 0 && decimal.IsNegative(number) => "-" + (-number).ToString(CultureInfo.InvariantCulture),
        IFormattable scalar => scalar.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(i => i is Enum ? $"'{i}'" : Write(i))) + "]",
        _ => value.ToString()!,
    };

    /// <summary>Returns a text that is equal for values of the same bits only.</summary>
    public static string Bits(object? value) => value switch
    {
        null => "null",
        string text => QuotedText.Quote(text),
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString("x", CultureInfo.InvariantCulture),
        Half number => BitConverter.HalfToInt16Bits(number).ToString("x", CultureInfo.InvariantCulture),
        decimal number => string.Join(' ', decimal.GetBits(number)),
        DateTime time => $"{time.Ticks} {time.Kind}",
        DateTimeOffset time => $"{time.Ticks} {time.Offset.Ticks}",
        TimeSpan time => $"{time.Ticks}",
        Enum => Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        IDictionary map => string.Join(
            ", ",
            map.Keys.Cast<string>().Order(StringComparer.Ordinal).Select(k => $"{Bits(k)}: {Bits(map[k])}")),
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Bits)) + "]",
        _ => value.ToString()!,
    };
}
