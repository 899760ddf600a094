using System.Globalization;

namespace Gen.Shared;

/// <summary>Reads decimal numbers that a <see cref="decimal"/> holds with all digits.</summary>
internal static class DecimalText
{
    /// <summary>Reads a literal.</summary>
    /// <returns>False if the number is too large, or has more digits than the type holds.</returns>
    public static bool TryRead(string literal, out decimal result) =>
        decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out result)
        && NumberText.AreEqual(literal, result.ToString(CultureInfo.InvariantCulture));
}
