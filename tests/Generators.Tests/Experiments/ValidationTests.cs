namespace Gen.Generators.Tests.Experiments;

/// <summary>Validation attributes with unusual arguments, or that do not match the type of the entry. Usual ones are tested in
/// Runtime.Tests.</summary>
public sealed class ValidationTests
{
    [Theory]
    // Bounds of the type of the entry, of other types, and out of range.
    [InlineData("[Range(1, 9)] public int X", "1 9", "0 10", "must be from 1 to 9")]
    [InlineData("[Range(0.5, 2.5)] public int X", "1 2", "0 3", "must be from 0.5 to 2.5")]
    [InlineData("[Range(1, 9, MinimumIsExclusive = true)] public int X", "2 9", "1 10", "must be more than 1 and at most 9")]
    [InlineData("[Range(1, 9, MaximumIsExclusive = true)] public int X", "1 8", "0 9", "must be from 1 to less than 9")]
    [InlineData(
        "[Range(1, 9, MinimumIsExclusive = true, MaximumIsExclusive = true)] public int X",
        "2 8",
        "1 9",
        "must be more than 1 and less than 9"
    )]
    [InlineData("[Range(1, int.MaxValue)] public int X", "1 2147483647", "0 -2147483648", "must be at least 1")]
    [InlineData("[Range(int.MinValue, 5)] public int X", "5 -2147483648", "6", "must be at most 5")]
    [InlineData("[Range(-1, 300)] public byte X", "0 255", "", "")]
    [InlineData("[Range(-1, 200)] public byte X", "0 200", "201", "must be at most 200")]
    [InlineData("[Range(-300, -5)] public sbyte X", "-128 -5", "-4", "must be at most -5")]
    [InlineData("[Range(-5, 5)] public ulong X", "0 5", "6 18446744073709551615", "must be at most 5")]
    [InlineData(
        "[Range(typeof(ulong), \"5\", \"18446744073709551615\")] public ulong X",
        "5 18446744073709551615",
        "4",
        "must be at least 5"
    )]
    [InlineData("[Range(0, 1e300)] public ulong X", "0 18446744073709551615", "", "")]
    [InlineData(
        "[Range(typeof(long), \"9007199254740993\", \"9007199254740995\")] public long X",
        "9007199254740993 9007199254740995",
        "9007199254740992 9007199254740996",
        "must be from 9007199254740993 to 9007199254740995"
    )]
    [InlineData("[Range(3, 7)] public int? X", "3 7 null", "2 8", "must be from 3 to 7")]
    [InlineData("[Range(7, 3)] public int X", "", "5 3 7", "must be from 7 to 3")]
    [InlineData("[Range(300, 400)] public byte X", "", "0 255", "must be at least 300")]
    [InlineData("[Range(0.0, 1.0)] public double X", "0 1 0.5 -0.0", "-5e-324 1.0000000000000002 nan inf -inf", "must be from 0 to 1")]
    [InlineData("[Range(0, 1)] public double X", "0 1", "1.5 nan", "must be from 0 to 1")]
    [InlineData(
        "[Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)] public double X",
        "0.5",
        "0 1 nan",
        "must be more than 0 and less than 1"
    )]
    [InlineData(
        "[Range(0.0, double.MaxValue, MinimumIsExclusive = true)] public double X",
        "5e-324 1.7976931348623157e308",
        "0 inf nan",
        "must be more than 0"
    )]
    [InlineData("[Range(0.0, double.PositiveInfinity)] public double X", "0 inf", "-1 nan", "must be at least 0")]
    [InlineData("[Range(double.MinValue, double.MaxValue)] public double X", "0 1e308", "inf nan", "must be a finite number")]
    [InlineData("[Range(0.0, 1.0)] public double? X", "0 1 null", "2 nan", "must be from 0 to 1")]
    [InlineData("[Range(0.1, 0.3)] public float X", "0.1 0.3 0.2", "0.09 0.31 nan", "must be from 0.1 to 0.3")]
    [InlineData("[Range(0, double.MaxValue)] public float X", "0 3.4028235e38", "-1 inf nan", "must be at least 0")]
    [InlineData("[Range(0.1, 0.3)] public Half X", "0.1 0.3 0.2", "0.09 0.31 nan", "must be from 0.1 to 0.3")]
    [InlineData("[Range(0, 1e9)] public Half? X", "0 65504 null", "-1 inf nan", "must be from 0 to 1000000000")]
    [InlineData(
        "[Range(0.1, 0.3)] public decimal X",
        "0.1 0.3 0.10000000000000000001",
        "0.09999999999999999999 0.3000000000000000001",
        "must be from 0.1 to 0.3"
    )]
    [InlineData(
        "[Range(typeof(decimal), \"0\", \"1234567890123456789.5\")] public decimal X",
        "1234567890123456789.5",
        "1234567890123456789.51 -0.1",
        "must be from 0 to 1234567890123456789.5"
    )]
    [InlineData("[Range(0, 1e300)] public decimal? X", "0 79228162514264337593543950335 null", "-1", "must be at least 0")]
    [InlineData("[Range(0, 1, MaximumIsExclusive = true)] public decimal X", "0 0.9999", "1 -0.1", "must be from 0 to less than 1")]
    [InlineData(
        "[Range(typeof(TimeSpan), \"00:00:01\", \"01:00:00\")] public TimeSpan X",
        "00:00:01 01:00:00",
        "00:00:00 1.00:00:00",
        "must be from 00:00:01 to 01:00:00"
    )]
    [InlineData(
        "[Range(typeof(DateTime), \"2026-01-01\", \"2026-12-31T23:59:59Z\")] public DateTime? X",
        "2026-01-01 2026-12-31T23:59:59 null",
        "2025-12-31T23:59:59 2027-01-01",
        "must be from 2026-01-01 to 2026-12-31T23:59:59Z"
    )]
    [InlineData(
        "[Range(typeof(DateTimeOffset), \"2026-01-01\", \"2026-06-01T00:00:00+02:00\")] public DateTimeOffset X",
        "2026-01-01T00:00:00Z 2026-05-31T22:00:00Z",
        "2025-12-31T23:59:59Z 2026-05-31T22:00:01Z",
        "must be from 2026-01-01 to 2026-06-01T00:00:00+02:00"
    )]
    // Values out of the range of the entry's type, which no value equals.
    [InlineData(
        "[AllowedValues(1, 300, -1, 2.0, 2.5, \"3\", null)] public byte X",
        "1 2",
        "0 3 44",
        "must be one of 1, 300, -1, 2, 2.5, 3, null"
    )]
    [InlineData("[AllowedValues(1, null)] public int? X", "1 null", "2", "must be one of 1, null")]
    [InlineData("[AllowedValues(1, 2)] public int? X", "1 2", "3 null", "must be one of 1, 2")]
    [InlineData("[AllowedValues(0.5, 1, double.NaN)] public double X", "0.5 1 nan", "0 0.1", "must be one of 0.5, 1, NaN")]
    [InlineData("[AllowedValues(0.1, 1.0, 1)] public float X", "0.1 1", "0.2", "must be one of 0.1, 1, 1")]
    [InlineData("[AllowedValues(0.1, 2)] public Half X", "0.1 2", "0.2 nan", "must be one of 0.1, 2")]
    [InlineData("[DeniedValues(0.1, 2)] public Half? X", "0.2 null", "0.1 2", "must be none of 0.1, 2")]
    [InlineData("[AllowedValues(0.1, 2)] public decimal X", "0.1 2 2.00", "0.2", "must be one of 0.1, 2")]
    [InlineData("[AllowedValues(true, 1)] public bool X", "true", "false", "must be one of true, 1")]
    [InlineData(
        "[AllowedValues(ulong.MaxValue, 3)] public ulong X",
        "18446744073709551615 3",
        "4",
        "must be one of 18446744073709551615, 3"
    )]
    [InlineData(
        "[AllowedValues(long.MinValue, -3)] public long X",
        "-9223372036854775808 -3",
        "4",
        "must be one of -9223372036854775808, -3"
    )]
    [InlineData(
        "[AllowedValues(\"a{0}\", \"\\\"q\\\"\", \"\\\\\")] public string X",
        "a{0} '\"q\"' \\",
        "b",
        "must be one of a{0}, \"q\", \\"
    )]
    [InlineData("[AllowedValues(null, \"a\")] public string? X", "a null", "b", "must be one of null, a")]
    [InlineData("[AllowedValues(5)] public string X", "", "5 a", "must be one of 5")]
    [InlineData("[DeniedValues(5)] public string X", "5 a", "", "")]
    [InlineData("[DeniedValues(\"a\", null)] public string? X", "b", "a null", "must be none of a, null")]
    [InlineData("[AllowedValues(Color.Red, Color.Blue)] public Color X", "red blue", "green", "must be one of Red, Blue")]
    [InlineData("[AllowedValues(Color.Red, null)] public Color? X", "red null", "green", "must be one of Red, null")]
    [InlineData("[AllowedValues(1, Other.Red, \"Red\")] public Color X", "green", "red blue", "must be one of 1, Red, Red")]
    [InlineData("[DeniedValues(Color.Green)] public Color X", "red blue", "green", "must be none of Green")]
    [InlineData("[DeniedValues(int.MinValue, -5)] public int X", "5", "-5 -2147483648", "must be none of -2147483648, -5")]
    // Attributes without a meaning for the type of the entry are ignored.
    [InlineData("[AllowedValues] public int X", "1", "", "")]
    [InlineData("[Range(5 - 4, 9)] public int X", "1 9", "0", "must be from 1 to 9")]
    [InlineData("[Range(typeof(int), \"a\", \"b\")] public int X", "1", "", "")]
    [InlineData("[Range(typeof(TimeSpan), \"never\", \"01:00:00\")] public TimeSpan X", "05:00:00", "", "")]
    [InlineData("[Range(1, 5)] public string X", "9", "", "")]
    [InlineData("[StringLength(5)] public int X", "123456", "", "")]
    [InlineData("[MaxLength] public string X", "123456", "", "")]
    [InlineData("[Required] public int X", "0", "", "")]
    public void RangeOrSet_Value_IsChecked(string property, string good, string bad, string rule)
    {
        var initializer = property.Contains("string X") ? " = \"a\";" : "";
        var program = GeneratedProgram.Of(Source(property, initializer));
        foreach (var value in good.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            program.Call("T.Valid", value);
        foreach (var value in bad.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var message = Assert.Throws<ConfigException>(() => program.Call("T.Valid", value)).Message;
            Assert.StartsWith($"Entry 'x' {rule}", message);
        }
    }

    [Theory]
    [InlineData("StringLength(3, MinimumLength = 2)", "string", "ab|abc|null", "a|abcd|''", "must have 2 to 3 characters")]
    [InlineData("StringLength(3)", "string", "''|abc", "abcd", "must have at most 3 characters")]
    [InlineData("MinLength(1)", "string", "a", "''", "must have at least 1 character")]
    [InlineData("MinLength(2)", "int[]", "1,2|1,2,3|null", "1|[2]", "must have at least 2 items, but was a collection of 1.")]
    [InlineData("MinLength(1)", "int[]", "1,2|null", "[]", "must have at least 1 item, but was a collection of 0.")]
    [InlineData("MaxLength(1)", "IReadOnlyList<int>", "[]|1|null", "1,2", "must have at most 1 item")]
    [InlineData("Length(2, 2)", "IReadOnlyList<string>", "a,b|null", "a|a,b,c", "must have 2 items")]
    [InlineData(
        "Length(1, 2)",
        "IReadOnlyDictionary<string, int>",
        "{\"a\": 1}|null",
        "{}|{\"a\": 1, \"b\": 2, \"c\": 3}",
        "must have 1 to 2 items"
    )]
    [InlineData("Required", "string", "a", "''|null|' '", "Entry 'x' must have a value, but was ")]
    [InlineData("Required(AllowEmptyStrings = true)", "string", "a|''", "null", "must have a value")]
    [InlineData("Required", "int[]", "[]", "null", "must have a value")]
    [InlineData("RegularExpression(\"[a-z]{2,3}\")", "string", "ab|abc|''|null", "a|abcd|ab1", "must match [a-z]{2,3}")]
    [InlineData("RegularExpression(\"a|ab\")", "string", "a", "ab|abc", "must match a|ab")]
    [InlineData("RegularExpression(@\"\"\"\\{.*\\}\"\"\")", "string", "'\"{x}\"'", "x", "must match \"\\{.*\\}\"")]
    [InlineData(
        "StringLength(3, ErrorMessage = \"{0} is too {long} \\\"\")",
        "string",
        "abc",
        "abcd",
        "Entry 'x' cannot be 'abcd': x is too {long} \""
    )]
    public void LengthOrPattern_Value_IsChecked(string attribute, string type, string good, string bad, string rule)
    {
        var program = GeneratedProgram.Of(Source($"[{attribute}] public {type}? X", ""));
        foreach (var value in good.Split('|'))
            program.Call("T.Valid", value);
        foreach (var value in bad.Split('|'))
            Assert.Contains(rule, Assert.Throws<ConfigException>(() => program.Call("T.Valid", value)).Message);
    }

    [Fact]
    public void InvalidPattern_ThrowsWithOneLine()
    {
        var program = GeneratedProgram.Of(Source("[RegularExpression(\"(\")] public string X", " = \"\";"));
        Assert.Equal(
            "'(' is not a valid regular expression",
            Assert.Throws<ConfigException>(() => program.Call("T.Valid", "a")).Message.Split(':')[0]
        );
    }

    // Defaults are not validated when the config is read. GEN014 reports invalid ones.
    private static string Source(string property, string initializer) => $$"""
        public enum Color { Red, Green, Blue }
        public enum Other { Red = 5 }
        [Experiment("e")] public partial class E { {{property}} { get; init; }{{initializer}} }
        public static class T { public static void Valid(string value) => E.Parse("x=" + value); }
        """;
}
