using System.Text.Json;

namespace Gen.IO;

/// <summary>
/// The limits of JSON files that are read whole. A parsed document takes 12 bytes for each value beside its text, which is what limits the
/// number of values.
/// </summary>
internal static class JsonLimits
{
    public const int Bytes = 64 << 20;
    public const int Values = 4 << 20;
    public const int Depth = 64;

    // Smaller files cannot have too many values.
    private const int Unchecked = Values;

    /// <summary>Checks JSON before it is parsed.</summary>
    /// <returns>What exceeds a limit, as the rest of a sentence about the file; null if nothing does, or if the text is invalid before
    /// that.</returns>
    public static string? Exceeded(ReadOnlySpan<byte> json) => json.Length <= Unchecked ? null : Read(json);

    /// <summary>Explains why JSON could not be parsed.</summary>
    /// <returns>The rest of a sentence about the file; null if the text is invalid for another reason.</returns>
    public static string? DepthExceeded(ReadOnlySpan<byte> json) => Read(json);

    private static string? Read(ReadOnlySpan<byte> json)
    {
        // Comments are only in config files, and anywhere else the parser's error.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = int.MaxValue,
        });
        try
        {
            for (var values = 0; reader.Read(); values++)
            {
                // The depth is that around an object or an array that begins.
                if (reader.CurrentDepth >= Depth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                    return $"is nested deeper than {Depth} levels at line {Line(json, reader.TokenStartIndex)}";
                if (values > Values)
                    return $"has more than {Values >> 20} million values";
            }
        }
        catch (JsonException)
        {
        }

        return null;
    }

    private static int Line(ReadOnlySpan<byte> json, long position) => json[..(int)position].Count((byte)'\n') + 1;
}
