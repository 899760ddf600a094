using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The blocks that entries are in, for looking one up: a config file of many blocks asks for each of them.</summary>
internal static class BlockKeys
{
    /// <summary>The normalised keys of all blocks, outer and inner.</summary>
    public static HashSet<string> Of(ConfigEntry[] entries)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var key = KeyName.Normalize(entry.Key);
            for (var dot = key.LastIndexOf('.'); dot > 0; dot = key.LastIndexOf('.', dot - 1))
            {
                // An outer block of a known one is known, too.
                if (!keys.Add(key[..dot]))
                    break;
            }
        }

        return keys;
    }
}
