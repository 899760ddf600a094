using System.Text;
using System.Text.Json;

namespace Gen.Runtime.Tests.Runs;

public class JsonValueTests
{
    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "a\"b", "\"a\\u0022b\"" },
        { (byte)3, "3" },
        { ulong.MaxValue, "18446744073709551615" },
        { 0.1f, "0.1" },
        { float.NaN, "\"NaN\"" },
        { double.NegativeInfinity, "\"-Infinity\"" },
        { 1.10m, "1.10" },
        { DayOfWeek.Friday, "\"Friday\"" },
        { TimeSpan.FromMinutes(90), "\"01:30:00\"" },
        { new[] { 1.5, double.NaN }, "[1.5,\"NaN\"]" },
        { (1, "x"), "[1,\"x\"]" },
        { new Dictionary<string, object?> { ["b"] = 1, ["a"] = new List<int> { 2 } }, "{\"a\":[2],\"b\":1}" },
        { new Version(1, 2), "\"1.2\"" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Write_WritesValueAsJson(object? value, string expected) => Assert.Equal(expected, Write(value));

    [Fact]
    public void Write_CollectionThatContainsItself_Ends()
    {
        var endless = new List<object>();
        endless.Add(endless);
        JsonDocument.Parse(Write(endless)).Dispose();
    }

    [Theory]
    [InlineData(5.4, "0:00:05")]
    [InlineData(59.6, "0:01:00")]
    [InlineData(36_000 + 62, "10:01:02")]
    [InlineData(86_400, "1 day, 0:00:00")]
    [InlineData((2 * 86_400) + 3600, "2 days, 1:00:00")]
    public void ToText_OfDuration_IsThatOfSacred(double seconds, string expected) =>
        Assert.Equal(expected, Timestamp.ToText(TimeSpan.FromSeconds(seconds)));

    private static string Write(object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            JsonValue.Write(writer, value);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
