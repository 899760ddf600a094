using System.Buffers.Binary;
using System.Text;

namespace Gen.Runtime.Tests.TensorBoard.Support;

/// <summary>A WAV file read back, with every field of its header checked.</summary>
internal sealed class WavClip
{
    public WavClip(byte[] file)
    {
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(file.Length - 8, Int(4));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(file, 8, 8));
        Assert.Equal((16, 1, 16), (Int(16), Short(20), Short(34)));
        (Channels, SampleRate) = (Short(22), Int(24));
        Assert.Equal((SampleRate * Channels * 2, Channels * 2), (Int(28), Short(32)));
        Assert.Equal("data", Encoding.ASCII.GetString(file, 36, 4));
        Assert.Equal(file.Length - 44, Int(40));
        Samples = [.. Enumerable.Range(0, Int(40) / 2).Select(i => (short)Short(44 + (2 * i)))];

        int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
        int Short(int at) => BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(at));
    }

    public int Channels { get; }

    public int SampleRate { get; }

    public short[] Samples { get; }
}
