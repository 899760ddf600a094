namespace Gen.Training.Tests.Support;

/// <summary>What can happen to the bytes of a file.</summary>
internal static class Damage
{
    public static (string What, byte[] Bytes) Any(byte[] good, Random random)
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
            var what = $"{new[] { "flip", "cut", "zero", "copy over", "extend", "leave out" }[kind]} {length} at {at} from {from}";
            if (!bytes.AsSpan().SequenceEqual(good))
                return (what, bytes);
        }
    }
}
