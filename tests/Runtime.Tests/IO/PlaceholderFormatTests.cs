using Gen.IO;

namespace Gen.Runtime.Tests.IO;

/// <summary>Formats of placeholders: the expected texts are Python's.</summary>
public class PlaceholderFormatTests
{
    [Theory]
    [InlineData("02d", 7, "07")]
    [InlineData("02d", 123, "123")]
    [InlineData("3d", 7, "  7")]
    [InlineData("D3", 7, "007")]
    [InlineData("000", 7, "007")]
    [InlineData(".1f", 7, "7.0")]
    [InlineData(null, 7, "7")]
    public void Number_WholeNumber(string? format, int value, string text) => Assert.Equal(text, PlaceholderFormat.Number(value, format));

    [Theory]
    [InlineData(".2f", 0.12345, "0.12")]
    [InlineData("06.2f", 1.5, "001.50")]
    [InlineData("8.3f", 1.5, "   1.500")]
    [InlineData(".2e", 0.000123, "1.23e-04")]
    [InlineData(".3g", 0.123456, "0.123")]
    [InlineData(".1%", 0.125, "12.5%")]
    [InlineData("F4", 0.5, "0.5000")]
    [InlineData("0.00", 0.5, "0.50")]
    [InlineData("E2", 0.000123, "1.23E-004")]
    [InlineData(".2f", double.NaN, "NaN")]
    public void Number_WithDecimals(string format, double value, string text) =>
        Assert.Equal(text, PlaceholderFormat.Number(value, format));

    [Theory]
    [InlineData("2x", 7)]
    [InlineData("02d!", 7)]
    [InlineData("epoch", 7)]
    [InlineData("Q7", 7)]
    [InlineData("", 7)]
    [InlineData("02d", 0.5)]
    [InlineData("D3", 0.5)]
    [InlineData(".2f}", 0.5)]
    public void Number_UnknownFormat_IsRefused(string format, double value)
    {
        var failure = Assert.Throws<FormatException>(() => PlaceholderFormat.Number(value == 7 ? (IFormattable)7 : value, format));
        Assert.StartsWith("is not a number format. Use, for example, ", failure.Message);
    }

    [Theory]
    [InlineData("run_%Y_%m_%d-%H_%M_%S", "run_2026_11_03-09_05_07")]
    [InlineData("%y%m%d", "261103")]
    [InlineData("%d. %b 'a' 100%%", "03. Nov 'a' 100%")]
    [InlineData("yyyy-MM-dd", "2026-11-03")]
    public void Date_OfPythonOrDotNet(string format, string text) => Assert.Equal(text, PlaceholderFormat.Date(s_time, format));

    [Theory]
    [InlineData("%")]
    [InlineData("%Q")]
    [InlineData("%Y-%")]
    public void Date_UnknownFormat_IsRefused(string format) =>
        Assert.StartsWith("is not a date format.", Assert.Throws<FormatException>(() => PlaceholderFormat.Date(s_time, format)).Message);

    private static readonly DateTimeOffset s_time = new(2026, 11, 3, 9, 5, 7, TimeSpan.Zero);
}
