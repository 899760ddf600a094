using System.Text.Json;
using Gen.IO;

namespace Gen.Tool.Reading;

/// <summary>Reads the JSON of records. Python writes <c>NaN</c> and <c>Infinity</c>, which JSON does not have; they are read as texts.</summary>
internal static class LenientJson
{
    /// <summary>Parses a file.</summary>
    /// <exception cref="IOException">The file cannot be read, or is too large.</exception>
    /// <exception cref="JsonException">The file is damaged.</exception>
    public static JsonElement Parse(string path)
    {
        var bytes = BoundedFile.ReadAllBytes(path, JsonLimits.Bytes);
        if (JsonLimits.Exceeded(bytes) is { } excess)
            throw new JsonException($"'{path}' {excess}.");
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            var quoted = new byte[2 * bytes.Length + 2];
            var length = new NumberQuoter().Quote(bytes, quoted);
            using var document = JsonDocument.Parse(quoted.AsMemory(0, length));
            return document.RootElement.Clone();
        }
    }
}

/// <summary>Puts quotes around <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, in texts that come in pieces.</summary>
internal struct NumberQuoter
{
    private bool _isInText, _isEscaped, _isInName, _hasMinus;

    /// <summary>Copies a piece.</summary>
    /// <param name="source">The piece.</param>
    /// <param name="target">At least two bytes longer than twice the piece.</param>
    /// <returns>The number of bytes in the target.</returns>
    public int Quote(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var length = 0;
        foreach (var c in source)
        {
            var isLetter = (byte)(c | 0x20) is >= (byte)'a' and <= (byte)'z';
            if (_isInName && !isLetter)
            {
                target[length++] = (byte)'"';
                _isInName = false;
            }

            if (_hasMinus)
            {
                _isInName = c == 'I';
                if (_isInName)
                    target[length++] = (byte)'"';
                target[length++] = (byte)'-';
                _hasMinus = false;
            }
            else if (!_isInText && !_isInName && c is (byte)'N' or (byte)'I' && !_isInText && !_isInName)
            {
                _isInName = true;
                target[length++] = (byte)'"';
            }

            if (!_isInText && c == '-')
            {
                _hasMinus = true;
                continue;
            }

            if (c == '"' && !_isEscaped)
                _isInText = !_isInText;
            _isEscaped = _isInText && c == '\\' && !_isEscaped;
            target[length++] = c;
        }

        return length;
    }
}
