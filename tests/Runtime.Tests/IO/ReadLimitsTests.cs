using System.Buffers.Binary;
using System.Text;
using Gen.Configuration;
using Gen.IO;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;
using Gen.Storage;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.IO;

/// <summary>Files that are small on the disk and large in memory end in an error, and take little memory until then.</summary>
public sealed class ReadLimitsTests : IDisposable
{
    private const long MaxMemory = 300_000_000;

    private readonly TempFolder _folder = TempFolder.ForCaller("ReadLimits");

    private string this[string name] => _folder.In(name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LargeFile_IsAnError()
    {
        Nodes.Sparse(this["config.json"], 1L << 40);
        var e = AssertBounded<IOException>(() => BoundedFile.ReadAllBytes(this["config.json"], JsonLimits.Bytes));
        Assert.Equal($"'{this["config.json"]}' is larger than 64 MiB.", e.Message);
    }

    [Fact]
    public void PipeWithoutEnd_IsAnError()
    {
        Nodes.Pipe(this["pipe"]);
        var writer = Task.Run(() =>
        {
            using var pipe = new FileStream(this["pipe"], FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            var zeros = new byte[1 << 16];
            for (var i = 0; i < 100; i++)
                pipe.Write(zeros);
        });
        var e = AssertBounded<IOException>(() => BoundedFile.ReadAllBytes(this["pipe"], 1 << 20));
        Assert.Equal($"'{this["pipe"]}' is larger than 1 MiB.", e.Message);
        Assert.Throws<AggregateException>(writer.Wait);
    }

    [Fact]
    public void JsonWithTooManyValues_IsAnError()
    {
        _folder.File("run.json", "{\"a\":[0" + new StringBuilder().Insert(0, ",[]", 3_000_000) + "]}");
        _folder.File("config.json", "{}");
        var e = AssertBounded<ResumeException>(() => RunRecord.Read(_folder.Path));
        Assert.Equal($"'{this["run.json"]}' has more than 4 million values.", e.Message);
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("config.json")]
    public void DeepJson_IsAnError(string file)
    {
        _folder.File("run.json", "{}");
        _folder.File("config.json", "{}");
        _folder.File(file, "{\"a\":\n" + new string('[', 100) + new string(']', 100) + "}");
        var e = Assert.Throws<ResumeException>(() => RunRecord.Read(_folder.Path));
        Assert.Equal($"'{this[file]}' is nested deeper than 64 levels at line 2.", e.Message);
    }

    [Theory]
    [InlineData("deep.json", "{\"epochs\":\n[X]}", "[", "]", 70, "DIR/deep.json is nested deeper than 64 levels at line 2.")]
    [InlineData("many.json", "{\"a\":[0X]}", ",[]", "", 3_000_000, "DIR/many.json has more than 4 million values.")]
    [InlineData("many.yaml", "a: [0X]", ",0", "", 300_000, "DIR/many.yaml, line 1, column 524289: a file has at most 262144 values.")]
    [InlineData("big.yaml", "a: X", "0", "", 5 << 20,
        "Config file 'DIR/big.yaml' cannot be read: 'DIR/big.yaml' is larger than 4 MiB.")]
    public void ConfigFileBeyondALimit_IsAnError(string file, string text, string begin, string end, int count, string message)
    {
        var repeated = new StringBuilder().Insert(0, begin, count).Insert(begin.Length * count, end, count).ToString();
        var path = _folder.File(file, text.Replace("X", repeated));
        var e = AssertBounded<ConfigException>(() => Sources.Parse(path));
        Assert.Equal(message.Replace("DIR", _folder.Path), e.Message);
    }

    [Fact]
    public void LineOfMetricsWithoutEnd_EndsReading()
    {
        var lines = "{\"name\":\"loss\",\"step\":0,\"value\":1,\"timestamp\":\"2026-11-30T00:00:00.000000\"}\n";
        Nodes.Sparse(_folder.File("metrics.jsonl", lines), 1L << 40);
        var points = 0;
        (long End, int Damaged) result = default;
        AssertBounded(() => result = MetricsLogReader.Read(this["metrics.jsonl"], long.MaxValue / 2, _ => points++));
        Assert.Equal((lines.Length, 1, 1), (result.End, result.Damaged, points));
    }

    [Fact]
    public void RecordOfEventsBeyondTheLimit_IsCorrupt()
    {
        var header = new byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(header, 1 << 30);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), TFRecord.MaskedCrc(header.AsSpan(0, 8)));
        File.WriteAllBytes(this["events.out.tfevents.1"], header);
        Nodes.Sparse(this["events.out.tfevents.1"], 1L << 40);
        using var reader = new EventReader(this["events.out.tfevents.1"]);
        AssertBounded(() => Assert.Empty(reader.Read()));
        Assert.Equal(EventReadErrorKind.CorruptLength, Assert.Single(reader.Errors).Kind);
    }

    [Fact]
    public void PipeAmongEventFiles_IsEmpty()
    {
        Nodes.Pipe(this["events.out.tfevents.1"]);
        using var log = new EventLog(_folder.Path);
        Assert.Empty(log.Tags);
    }

    private static T AssertBounded<T>(Action action)
        where T : Exception
    {
        T? thrown = null;
        AssertBounded(() => thrown = Assert.Throws<T>(action));
        return thrown!;
    }

    private static void AssertBounded(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxMemory);
    }
}
