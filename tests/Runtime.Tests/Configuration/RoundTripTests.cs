using System.Globalization;
using System.Text;
using Gen.Runtime.Tests.Configuration.Subjects;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>What is recorded is read back equal, for random values and in every culture.</summary>
public class RoundTripTests
{
    [Fact]
    public void JsonIsReadBackEqual()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var config = RandomConfig(random);
            var json = config.ToJson();
            var back = Everything.FromJson(json);
            Assert.Equal(json, back.ToJson());
            Assert.Equal(BitConverter.DoubleToInt64Bits(config.Float64), BitConverter.DoubleToInt64Bits(back.Float64));
            Assert.Equal(BitConverter.SingleToInt32Bits(config.Float32), BitConverter.SingleToInt32Bits(back.Float32));
            Assert.Equal(BitConverter.HalfToInt16Bits(config.Float16), BitConverter.HalfToInt16Bits(back.Float16));
            Assert.Equal((config.When, config.When.Kind), (back.When, back.When.Kind));
            Assert.Equal((config.Where, config.Where.Offset), (back.Where, back.Where.Offset));
            Assert.Equal((config.Text, config.NoText), (back.Text, back.NoText));
            Assert.Equal(
                (config.Signed64, config.Unsigned64, config.Money, config.HowLong, config.Id),
                (back.Signed64, back.Unsigned64, back.Money, back.HowLong, back.Id)
            );
            Assert.Equal((config.Access, config.Huge, config.Color, config.Tiny), (back.Access, back.Huge, back.Color, back.Tiny));
            Assert.Equal(config.MaybeTexts, back.MaybeTexts);
            Assert.Equal(config.NoNames, back.NoNames);
        }
    }

    [Fact]
    public void TextsAreReadBackEqualFromTheCommandLine()
    {
        var random = new Random(2);
        for (var i = 0; i < 300; i++)
        {
            var value = RandomConfig(random);
            var back = Everything.Parse(
                $"signed64={value.Signed64}",
                $"float64={value.Float64.ToString("R", CultureInfo.InvariantCulture)}",
                $"money={value.Money.ToString(CultureInfo.InvariantCulture)}",
                $"text='{value.Text}'",
                $"ints={string.Join(',', value.Ints)}",
                $"how_long={value.HowLong:c}",
                $"when={value.When:O}",
                $"huge={value.Huge}"
            );
            Assert.Equal(
                (value.Signed64, value.Money, value.Text, value.HowLong, value.When, value.Huge),
                (back.Signed64, back.Money, back.Text, back.HowLong, back.When, back.Huge)
            );
            Assert.Equal(BitConverter.DoubleToInt64Bits(value.Float64), BitConverter.DoubleToInt64Bits(back.Float64));
            Assert.Equal(value.Ints, back.Ints);
        }
    }

    [Fact]
    public void TheCultureChangesNothing()
    {
        var before = CultureInfo.CurrentCulture;
        var plain = RandomConfig(new Random(3));
        var expected = plain.ToJson();
        try
        {
            CultureInfo.CurrentCulture = Foreign();
            Assert.Equal("1,5 −2", $"{1.5} {-2}");
            Assert.Equal(expected, plain.ToJson());
            Assert.Equal(expected, Everything.FromJson(expected).ToJson());
            Assert.Equal(
                (0.5, -5, 1.5m),
                (Everything.Parse("float64=0.5").Float64, Everything.Parse("signed32=-5").Signed32, Everything.Parse("money=1.5").Money)
            );
            Assert.Contains("but was '1,5'.", Refusal("float64=1,5"));
            Assert.Contains("an integer from -128 to 127", Refusal("signed8=128"));
            var error = Assert.Throws<ConfigException>(() => Bounded.Parse("i=-11"));
            Assert.Equal("Entry 'i' must be from -10.5 to 10.5, but was -11.", error.Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Not a constant: the analyzer would refuse it first.
    private static string Refusal(string update) => Assert.Throws<ConfigException>(() => Everything.Parse(update)).Message;

    /// <summary>Decimal commas, another minus sign, another calendar's separators: what the invariant culture has not.</summary>
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NaNSymbol = "¤¤¤";
        culture.NumberFormat.PositiveInfinitySymbol = "∞";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.DateTimeFormat.TimeSeparator = ".";
        return culture;
    }

    private static Everything RandomConfig(Random random) =>
        new()
        {
            Flag = random.Next(2) == 0,
            Signed8 = (sbyte)random.Next(),
            Unsigned8 = (byte)random.Next(),
            Signed16 = (short)random.Next(),
            Unsigned16 = (ushort)random.Next(),
            Signed32 = random.Next(),
            Unsigned32 = (uint)random.NextInt64(),
            Signed64 = random.NextInt64(long.MinValue, long.MaxValue),
            Unsigned64 = (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            Float16 = Canonical(BitConverter.Int16BitsToHalf((short)random.Next())),
            Float32 = Canonical(BitConverter.Int32BitsToSingle((int)random.NextInt64())),
            Float64 = Canonical(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))),
            Money = new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
            Text = Text(random),
            NoText = random.Next(3) == 0 ? null : Text(random),
            Color = (Color)new[] { 0, 1, 7 }[random.Next(3)],
            Access = (Access)new[] { 0, 1, 2, 3, 8, 9, 10, 11, -1 }[random.Next(9)],
            Tiny = (Tiny)new[] { -128, 0, 127 }[random.Next(3)],
            Huge = (Huge)new[] { 0UL, 1UL, 1UL << 63, (1UL << 63) + 1 }[random.Next(4)],
            When = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(2)),
            Where = new DateTimeOffset(
                random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay),
                TimeSpan.FromMinutes(random.Next(-840, 841))
            ),
            HowLong = new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue)),
            Id = new Guid(Enumerable.Range(0, 16).Select(_ => (byte)random.Next()).ToArray()),
            NoInt = random.Next(2) == 0 ? null : random.Next(),
            Ints = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(int.MinValue, int.MaxValue))],
            MaybeDoubles = [random.NextDouble(), null, double.NegativeInfinity],
            MaybeTexts = [Text(random), null, "null"],
            Weights = Enumerable.Range(0, random.Next(4)).ToDictionary(i => i + Text(random), _ => random.NextDouble()),
            NoNames = random.Next(2) == 0 ? null : new Dictionary<string, string?> { ["null"] = null, [Text(random) + "."] = Text(random) },
            Seed = random.Next(2) == 0 ? null : random.NextInt64(),
        };

    private static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value;

    private static float Canonical(float value) => float.IsNaN(value) ? float.NaN : value;

    private static Half Canonical(Half value) => Half.IsNaN(value) ? Half.NaN : value;

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(8); i > 0; i--)
            text.Append(
                new[] { "a", "B", " ", "'", "\"", "\\", "\n", "\t", "\0", "ä", "\u2028", "😀", "{", "}", ",", "=", "null", "<", "&" }[
                    random.Next(19)
                ]
            );
        return text.ToString();
    }
}

/// <summary>For messages with numbers that cultures write in different ways.</summary>
[Experiment("bounded")]
internal partial class Bounded
{
    [System.ComponentModel.DataAnnotations.Range(-10.5, 10.5)]
    public double I { get; init; }
}
