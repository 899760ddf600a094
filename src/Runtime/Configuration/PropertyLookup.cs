using System.Runtime.InteropServices;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Finds the entries that the properties of a JSON object are for, without a text for each of their names.</summary>
internal readonly ref struct PropertyLookup
{
    /// <summary>Characters of the keys that it is for; a longer one costs a text.</summary>
    public const int Longest = 256;

    private readonly string _prefix;
    private readonly Span<char> _key;
    private readonly int _prefixLength;

    /// <summary>For one object.</summary>
    /// <param name="prefix">The key of its block with a dot, as given; empty for the config itself.</param>
    /// <param name="buffer">For the keys, <see cref="Longest"/> long.</param>
    public PropertyLookup(string prefix, Span<char> buffer)
    {
        var normalized = KeyName.Normalize(prefix);
        _prefix = prefix;
        _key = buffer;
        _prefixLength = normalized.TryCopyTo(buffer) ? normalized.Length : buffer.Length;   // no name fits after a full one
    }

    /// <summary>Position of the property's entry; -1 if there is none.</summary>
    public int IndexOf<TExperiment>(ExperimentSchema<TExperiment> schema, JsonProperty property)
        where TExperiment : class, IExperiment
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        var length = _prefixLength;
        if (name.Length > _key.Length - length)
            return schema.IndexOf(KeyName.Normalize(_prefix + property.Name));
        foreach (var c in name)
        {
            switch (c)
            {
                case >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'.':
                    _key[length++] = (char)c;
                    break;
                case (byte)'_' or (byte)'-':
                    break;
                case >= (byte)'A' and <= (byte)'Z':
                    _key[length++] = (char)(c + ('a' - 'A'));
                    break;
                default:   // an escape, or no letter of English
                    return schema.IndexOf(KeyName.Normalize(_prefix + property.Name));
            }
        }

        return schema.IndexOf(_key[..length]);
    }
}
