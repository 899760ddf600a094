using System.Diagnostics.CodeAnalysis;

namespace Gen.TensorBoard;

/// <summary>Compares names by their bytes in UTF-8, so that one is found without making a text of it.</summary>
internal sealed class Utf8Names : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Names Comparer = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode([DisallowNull] byte[] name) => GetHashCode(name.AsSpan());

    // All bytes count: names of one model differ anywhere.
    public int GetHashCode(ReadOnlySpan<byte> name) => (int)RecordFraming.Checksum(name);

    public byte[] Create(ReadOnlySpan<byte> name) => name.ToArray();
}
