namespace Gen.Training.Tests.Support;

/// <summary>Corrupts files.</summary>
internal static class FileCorruption
{
    /// <summary>Returns a random corruption of a file's bytes, and its description.</summary>
    public static (string Description, byte[] Bytes) Apply(byte[] good, Random random)
    {
        while (true)
        {
            var kind = random.Next(6);
            var at = random.Next(good.Length);
            var length = Math.Min(1 << random.Next(12), good.Length - at);
            var from = random.Next(good.Length - length + 1);
            byte[] bytes = kind switch
            {
                0 => [.. good[..at], (byte)(good[at] ^ (1 << random.Next(8))), .. good[(at + 1)..]],
                1 => good[..at],
                2 => [.. good[..at], .. new byte[length], .. good[(at + length)..]],
                3 => [.. good[..at], .. good[from..(from + length)], .. good[(at + length)..]],
                4 => [.. good, .. good[from..(from + length)]],
                _ => [.. good[..at], .. good[(at + length)..]],
            };
            var description = $"{new[] { "flip", "truncate", "zero", "overwrite", "append", "remove" }[kind]} {length} at {at} from {from}";
            if (!bytes.AsSpan().SequenceEqual(good))
                return (description, bytes);
        }
    }
}
