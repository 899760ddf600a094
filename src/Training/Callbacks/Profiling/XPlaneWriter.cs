using Gen.IO;
using Google.Protobuf;

namespace Gen.Training;

/// <summary>
/// Writes a trace as TensorFlow's profiler does, in the protocol buffer XSpace (xplane.proto): one plane, with a line for each thread. It
/// is the only format of the newer versions of TensorBoard's profile plugin.
/// </summary>
internal static class XPlaneWriter
{
    // The plane that the trace viewer takes for the threads of a host.
    private const string HostThreads = "/host:CPU";

    private const int SpacePlanes = 1;
    private const int SpaceHostnames = 4;
    private const int PlaneName = 2;
    private const int PlaneLines = 3;
    private const int PlaneEventMetadata = 4;
    private const int LineId = 1;
    private const int LineName = 2;
    private const int LineTimestamp = 3;
    private const int LineEvents = 4;
    private const int EventMetadataId = 1;
    private const int EventOffset = 2;
    private const int EventDuration = 3;
    private const int MetadataId = 1;
    private const int MetadataName = 2;
    private const int MapKey = 1;
    private const int MapValue = 2;

    /// <summary>Writes the trace.</summary>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public static void Write(string path, TraceRecorder recorder, string host)
    {
        var (spans, _) = recorder.Take();
        var names = spans.Select(s => s.Name).Distinct().Index().ToDictionary(n => n.Item, n => (long)n.Index + 1);
        var plane = Message(output =>
        {
            WriteText(output, PlaneName, HostThreads);
            foreach (var lane in spans.GroupBy(s => s.Lane).OrderBy(l => l.Key))
                WriteMessage(output, PlaneLines, Message(line => WriteLine(line, recorder, lane.Key, lane, names)));
            foreach (var (name, id) in names)
            {
                WriteMessage(output, PlaneEventMetadata, Message(entry =>
                {
                    WriteNumber(entry, MapKey, id);
                    WriteMessage(entry, MapValue, Message(metadata =>
                    {
                        WriteNumber(metadata, MetadataId, id);
                        WriteText(metadata, MetadataName, name);
                    }));
                }));
            }
        });
        var space = Message(output =>
        {
            WriteMessage(output, SpacePlanes, plane);
            WriteText(output, SpaceHostnames, host);
        });
        AtomicFile.Replace(path, stream => stream.Write(space));
    }

    private static void WriteLine(
        CodedOutputStream output, TraceRecorder recorder, int lane, IEnumerable<TraceSpan> spans, Dictionary<string, long> names)
    {
        WriteNumber(output, LineId, lane + 1);
        WriteText(output, LineName, TraceNames.FromLane(lane));
        WriteNumber(output, LineTimestamp, (recorder.StartTime.UtcTicks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick);
        foreach (var span in spans)
        {
            var (name, start, duration) = (
                names[span.Name],
                Picoseconds(span.Start - recorder.Origin, recorder.Frequency),
                Picoseconds(span.End - span.Start, recorder.Frequency));

            // Not a message of its own, which would allocate a buffer for each span.
            output.WriteTag(LineEvents, WireFormat.WireType.LengthDelimited);
            output.WriteLength(SizeOf(name) + SizeOf(start) + SizeOf(duration));
            WriteNumber(output, EventMetadataId, name);
            WriteNumber(output, EventOffset, start);
            WriteNumber(output, EventDuration, duration);
        }
    }

    // With a tag of one byte.
    private static int SizeOf(long number) => 1 + CodedOutputStream.ComputeInt64Size(number);

    private static long Picoseconds(long ticks, long frequency) => (long)(ticks * (Int128)1_000_000_000_000 / frequency);

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true))
            write(output);
        return memory.ToArray();
    }

    private static void WriteNumber(CodedOutputStream output, int field, long number)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(number);
    }

    private static void WriteText(CodedOutputStream output, int field, string text)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(text);
    }

    private static void WriteMessage(CodedOutputStream output, int field, byte[] message)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(message));
    }
}
