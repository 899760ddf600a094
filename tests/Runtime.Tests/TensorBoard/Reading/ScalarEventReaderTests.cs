using Gen.EventFiles;
using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;
using Google.Protobuf;

namespace Gen.Runtime.Tests.TensorBoard.Reading;

/// <summary>Points of a known tag are read past the library; what comes of them must be what the library makes of them.</summary>
public class ScalarEventReaderTests
{
    /// <summary>20,000 damaged events with <c>GEN_FULL_TESTS=1</c>, else 2,000.</summary>
    private static readonly int s_rounds = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 20_000 : 2_000;

    [Fact]
    public void RandomBytes_AreReadAsByProtobuf()
    {
        var random = new Random(1);
        var contents = new List<byte[]>();
        for (var i = 0; i < s_rounds; i++)
            contents.Add(Damaged(random, Plain(random).ToByteArray()));
        Compare(contents, out var wholePoints, out var failures);
        // Both sides of the law are met often.
        Assert.InRange(wholePoints, s_rounds / 10, s_rounds);
        Assert.InRange(failures, s_rounds / 20, s_rounds);
    }

    [Fact]
    public void UnusualButValidEvents_AreReadAsByProtobuf()
    {
        var (half, twice) = (Point("a", 0.5f).ToByteArray(), Point("b", 2).ToByteArray());
        var withMetadata = Point("a", 1);
        withMetadata.Value[0].Metadata = new SummaryMetadata { DisplayName = "A" };
        byte[] summary = [.. Point("a", 3).ToByteArray()[2..]];
        Compare(
            [
                Of(half), [.. Of(half), .. Of(twice)],                        // a message twice: its parts are merged
                [.. Of(half), 0x1A, 1, (byte)'v'],                            // another kind of event after it
                [.. Of(half), 0x10, 5, 0x10, 6],                              // the last step counts
                [0x10, .. Enumerable.Repeat<byte>(0xFF, 9), 1, .. Of(half)],  // step -1
                [0x10, .. Enumerable.Repeat<byte>(0xFF, 10), 1, .. Of(half)], // a number that is too long
                [0x90, 0x00, 9, .. Of(half)],                                 // a field's number in more bytes than it needs
                Of([0x0A, (byte)summary.Length, .. summary]),
                Of(withMetadata.ToByteArray()), Of([]), Of([0x0A, 0]),
                Of([0x0A, 5, 0x15, 0, 0, 0x80, 0x3F]),                        // no tag
                Of([0x0A, 6, 0x0A, 1, (byte)'a', 0x0A, 1, (byte)'b']),        // no value
                Of([0x0A, 8, 0x0A, 1, 0xFF, 0x15, 0, 0, 0x80, 0x3F]),         // a tag that is no text
            ],
            out _, out _);
    }

    // A file that begins with a point of each tag, so that the tags are known, and then has the contents.
    private static void Compare(IReadOnlyList<byte[]> contents, out int points, out int failures)
    {
        using var folder = TempFolder.ForCaller();
        List<byte[]> all = [Of(Point("a", 1).ToByteArray()), Of(Point("b", 1).ToByteArray()), .. contents];
        File.WriteAllBytes(folder.In("x.tfevents"), [.. all.SelectMany(content => EventFile.Frame(content))]);
        var expected = new List<string>();
        (points, failures) = (0, 0);
        foreach (var content in all)
        {
            try
            {
                var message = Event.Parser.ParseFrom(content);
                foreach (var value in message.Summary?.Value ?? [])
                {
                    var isPoint = value.ValueCase is Summary.Types.Value.ValueOneofCase.SimpleValue;
                    expected.Add(Text(message.WallTime, message.Step, value.Tag, isPoint, isPoint ? value.SimpleValue : double.NaN));
                    points += isPoint ? 1 : 0;
                }

                if (message.Summary is null)
                    expected.Add(Text(message.WallTime, message.Step, "", false, double.NaN));
            }
            catch (InvalidProtocolBufferException)
            {
                failures++;
            }
        }

        using var reader = new EventReader(folder.In("x.tfevents"));
        var read = reader
            .Read()
            .Select(r => Text(r.WallTime, r.Step, r.Kind is EventKind.Graph ? "" : r.Tag, r.Kind is EventKind.Scalar, r.Scalar))
            .ToList();
        Assert.Equal(expected, read);
        Assert.Equal(failures, reader.Errors.Count);
    }

    private static string Text(double wallTime, long step, string tag, bool isPoint, double scalar) =>
        $"{BitConverter.DoubleToInt64Bits(wallTime):x} {step} '{tag}' {isPoint} {BitConverter.DoubleToInt64Bits(scalar):x}";

    private static Event Plain(Random random) => new()
    {
        WallTime = random.NextDouble() * 2e9,
        Step = random.NextInt64() >> random.Next(64),
        Summary = Point(random.Next(2) == 0 ? "a" : "b", random.NextSingle()),
    };

    private static Summary Point(string tag, float value) =>
        new()
        {
            Value =
            {
                new Summary.Types.Value { Tag = tag, SimpleValue = value },
            },
        };

    private static byte[] Of(byte[] summary) => [0x2A, (byte)summary.Length, .. summary];

    // No change, a byte changed, bytes cut out or put in, mostly where the keys and lengths are.
    private static byte[] Damaged(Random random, byte[] content)
    {
        var bytes = content.ToList();
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(0x30); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                case 3 when bytes.Count > 1: bytes.RemoveAt(at); break;
            }
        }

        return [.. bytes];
    }
}
