using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gen.TensorBoard;

/// <summary>An embedding in the projector's list. Paths are relative to the list, with slashes.</summary>
internal sealed record ProjectorEntry(string Name, int Points, int Dimensions, string TensorPath)
{
    public string? MetadataPath { get; init; }

    /// <summary>The picture of all points' pictures, and the size of one.</summary>
    public (string Path, int Width, int Height)? Sprite { get; init; }
}

/// <summary>The projector's list of embeddings, in protobuf's text format. Google.Protobuf has no parser of it for C#.</summary>
internal static partial class ProjectorConfig
{
    /// <summary>The list with one more entry. Entries with other names stay as they are, whoever wrote them; one with the same name is replaced.</summary>
    public static string With(string config, ProjectorEntry entry)
    {
        var text = new StringBuilder();
        var kept = 0;
        foreach (Match block in EmbeddingBlock().Matches(config))
        {
            if (TensorName().Match(block.Value) is not { Success: true } name || name.Groups[1].Value != Escape(entry.Name)) continue;
            text.Append(config, kept, block.Index - kept);
            kept = block.Index + block.Length;
        }

        text.Append(config, kept, config.Length - kept);
        if (text.Length > 0 && text[^1] != '\n') text.Append('\n');
        return text.Append(Block(entry)).ToString();
    }

    private static string Block(ProjectorEntry entry)
    {
        var lines = new List<string>
        {
            $"tensor_name: {Quote(entry.Name)}",
            $"tensor_path: {Quote(entry.TensorPath)}",
            string.Create(CultureInfo.InvariantCulture, $"tensor_shape: {entry.Points}"),
            string.Create(CultureInfo.InvariantCulture, $"tensor_shape: {entry.Dimensions}"),
        };
        if (entry.MetadataPath is { } metadata) lines.Add($"metadata_path: {Quote(metadata)}");
        if (entry.Sprite is { } sprite)
            lines.AddRange(["sprite {", $"  image_path: {Quote(sprite.Path)}", $"  single_image_dim: {sprite.Width}", $"  single_image_dim: {sprite.Height}", "}"]);
        return $"embeddings {{\n{string.Concat(lines.Select(l => $"  {l}\n"))}}}\n";
    }

    private static string Quote(string text) => $"\"{Escape(text)}\"";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            // The format has escapes for single bytes only; every other character stands for itself.
            if (c is '"' or '\\') escaped.Append('\\').Append(c);
            else if (c < ' ') escaped.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    // Braces in strings do not count, and a block has blocks of one level inside (the sprite).
    [GeneratedRegex("""embeddings\s*:?\s*\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})*\}\s*""")]
    private static partial Regex EmbeddingBlock();

    [GeneratedRegex("""tensor_name\s*:\s*"((?:[^"\\]|\\.)*)"\s*""")]
    private static partial Regex TensorName();
}
