using System.Text;
using Gen.Runtime.Tests.Runs;
using Gen.Runtime.Tests.Support;
using Gen.Storage;

namespace Gen.Runtime.Tests.Storage;

public class MetricsLogTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0, 123, 456, DateTimeKind.Utc);

    [Fact]
    public void Points_AreReadBackToTheLastBit()
    {
        using var folder = TempFolder.ForCaller();
        var random = new Random(1);
        double[] values =
        [
            0.1,
            -0.0,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.Epsilon,
            double.MaxValue,
            1e-300,
            .. Enumerable.Range(0, 5000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).Where(double.IsFinite),
        ];
        ScalarPoint[] points =
        [
            .. values.Select((v, i) => new ScalarPoint(i % 2 == 0 ? "loss" : "größe \"x\"\n", i - 3, v, Noon.AddMicroseconds(i))),
        ];
        var lines = new MetricsLog(folder.In("metrics.jsonl"));
        lines.Append(points);
        lines.Flush();
        var (read, end, damaged) = Read(folder.In("metrics.jsonl"), long.MaxValue);
        Assert.Equal((lines.Length, 0), (end, damaged));
        Assert.Equal(points, read);
        Assert.All(read, (point, i) => Assert.Equal(double.IsNaN(values[i]), double.IsNaN(point.Value)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(-0.0), BitConverter.DoubleToInt64Bits(read[1].Value));
    }

    [Fact]
    public void Read_EndsWithTheLastCompleteLine()
    {
        using var folder = TempFolder.ForCaller();
        var lines = new MetricsLog(folder.In("metrics.jsonl"));
        lines.Append([.. Enumerable.Range(0, 4).Select(i => new ScalarPoint("a", i, i, Noon))]);
        lines.Flush();
        var line = lines.Length / 4;
        for (var length = 0; length <= lines.Length; length++)
        {
            var (read, end, damaged) = Read(folder.In("metrics.jsonl"), length);
            Assert.Equal((length / line, length / line * line, 0), (read.Count, end, damaged));
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{"name":"a","step":1.5,"value":1,"timestamp":"2026-03-01T12:00:00.000000"}""")]
    [InlineData("""{"name":"a","step":1,"value":"many","timestamp":"2026-03-01T12:00:00.000000"}""")]
    [InlineData("""{"name":"a","step":1,"value":1,"timestamp":"yesterday"}""")]
    [InlineData("""{"name":"a","step":1,"value":1,"timestamp":null}""")]
    [InlineData("""{"name":"","step":1,"value":1,"timestamp":"2026-03-01T12:00:00.000000"}""")]
    public void Read_DamagedLine_IsSkippedAndCounted(string damaged)
    {
        using var folder = TempFolder.ForCaller();
        const string Whole = """{"name":"a","step":1,"value":1,"timestamp":"2026-03-01T12:00:00.000000"}""";
        var text = $"{Whole}\n{damaged}\n{Whole}\n";
        var (read, end, count) = Read(folder.File("metrics.jsonl", text), long.MaxValue);
        Assert.Equal((2, Encoding.UTF8.GetByteCount(text), 1), (read.Count, end, count));
    }

    [Fact]
    public void Read_LineLongerThanTheBuffer_IsOneLine()
    {
        using var folder = TempFolder.ForCaller();
        var lines = new MetricsLog(folder.In("metrics.jsonl"));
        var name = new string('n', 300_000);
        lines.Append([new ScalarPoint("a", 0, 1, Noon), new ScalarPoint(name, 0, 1, Noon), new ScalarPoint("a", 1, 1, Noon)]);
        lines.Flush();
        Assert.Equal(["a", name, "a"], Read(folder.In("metrics.jsonl"), long.MaxValue).Points.Select(p => p.Name));
        Assert.Empty(Read(folder.In("missing"), 100).Points);
    }

    private static (List<ScalarPoint> Points, long End, int Damaged) Read(string path, long length)
    {
        var points = new List<ScalarPoint>();
        var (end, damaged) = MetricsLogReader.Read(path, length, points.Add);
        return (points, end, damaged);
    }
}
