using System.Globalization;

namespace Gen.Runtime.Tests.Support;

/// <summary>Runs code under cultures that write numbers and dates differently. The tests have no culture data of the system.</summary>
internal static class Cultures
{
    /// <summary>The invariant culture, and three that write 1234.5 and -1 as German, Swedish and Arabic do.</summary>
    public static string[] Names { get; } = ["", "de", "sv", "ar"];

    public static void Run(string name, Action action)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = Create(name);
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    public static CultureInfo Create(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (name.Length == 0)
            return culture;
        var numbers = culture.NumberFormat;
        (numbers.NumberDecimalSeparator, numbers.NumberGroupSeparator, numbers.NegativeSign) = name switch
        {
            "de" => (",", ".", "-"),
            "sv" => (",", "\u00a0", "\u2212"),
            _ => ("\u066b", "\u066c", "\u061c-"),
        };
        numbers.NaNSymbol = "¤¤¤";
        numbers.PositiveInfinitySymbol = "∞";
        numbers.NegativeInfinitySymbol = numbers.NegativeSign + "∞";
        numbers.DigitSubstitution = DigitShapes.NativeNational;
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.DateTimeFormat.LongTimePattern = "HH.mm.ss";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.DateSeparator = ".";
        return culture;
    }
}
