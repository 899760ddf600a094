using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>A tensor's place in a file.</summary>
/// <param name="Name">Its name, one of its kind in the file.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its sizes, which fit its bytes.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End)
{
    public long Length => End - Begin;
}
