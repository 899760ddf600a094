using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;
using EventFile = Gen.EventFiles.EventFile;

namespace Gen.Runtime.Tests.TensorBoard.Support;

/// <summary>What a writer left in its file, read by the tests' own reader.</summary>
internal static class Written
{
    /// <summary>All events but the two at the beginning.</summary>
    public static List<Event> By(TempFolder folder, Action<SummaryWriter> write)
    {
        using (var writer = new SummaryWriter(folder.In("run"))) write(writer);
        return EventFile.ReadOnly(folder.In("run"))[2..];
    }

    /// <summary>All values, each the only one of its event.</summary>
    public static List<Summary.Types.Value> Values(TempFolder folder, Action<SummaryWriter> write) =>
        [.. By(folder, write).Select(e => e.Summary.Value.Single())];

    public static long[] Sizes(this TensorProto tensor) => [.. tensor.TensorShape.Dim.Select(d => d.Size)];

    public static string[] Texts(this TensorProto tensor) => [.. tensor.StringVal.Select(s => s.ToStringUtf8())];

    public static float[] Floats(this TensorProto tensor) => [.. tensor.TensorContent.Chunk(4).Select(b => BitConverter.ToSingle(b))];
}
