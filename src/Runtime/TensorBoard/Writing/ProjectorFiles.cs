using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gen.IO;

namespace Gen.TensorBoard;

/// <summary>Writer of the files that the projector reads: vectors and metadata as TSV, sprites, and the config that lists them.</summary>
internal static class ProjectorFiles
{
    private const string Folder = "projector";
    private const string ConfigFile = "projector_config.pbtxt";
    private const int MaxConfig = 16 << 20;

    // Writers of one process may share a folder, and the config is read, changed and written.
    private static readonly Lock s_gate = new();

    public static void Write(
        string folder,
        string name,
        ReadOnlySpan<float> vectors,
        int dimensions,
        IReadOnlyList<EmbeddingColumn> columns,
        EmbeddingSprite? sprite
    )
    {
        // Escaped, a tag has no slashes and stays unique.
        var stem = $"{Folder}/{Uri.EscapeDataString(name)}";
        var entry = new ProjectorEntry(name, vectors.Length / dimensions, dimensions, $"{stem}.tensors.tsv")
        {
            MetadataPath = columns.Count > 0 ? $"{stem}.metadata.tsv" : null,
            Sprite = sprite is null ? null : ($"{stem}.sprite.png", sprite.Width, sprite.Height),
        };
        var tensors = Encoding.UTF8.GetBytes(FormatVectors(vectors, dimensions));
        var config = Path.Combine(folder, ConfigFile);
        try
        {
            RunPath.CreateFolder(Path.Combine(folder, Folder));
            lock (s_gate)
            {
                Save(Path.Combine(folder, entry.TensorPath), tensors);
                if (entry.MetadataPath is { } metadata)
                    Save(Path.Combine(folder, metadata), Encoding.UTF8.GetBytes(FormatMetadata(columns)));
                if (entry.Sprite is { Path: var spritePath })
                    Save(Path.Combine(folder, spritePath), sprite!.Png);
                var existing = File.Exists(config) ? Encoding.UTF8.GetString(BoundedFile.ReadAllBytes(config, MaxConfig)) : "";
                Save(config, Encoding.UTF8.GetBytes(ProjectorConfig.AddOrReplace(existing, entry)));
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Writing(config, e);
        }
    }

    private static string FormatVectors(ReadOnlySpan<float> vectors, int dimensions)
    {
        var text = new StringBuilder();
        for (var i = 0; i < vectors.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{vectors[i]}").Append((i + 1) % dimensions == 0 ? '\n' : '\t');
        return text.ToString();
    }

    private static string FormatMetadata(IReadOnlyList<EmbeddingColumn> columns)
    {
        if (columns is [var only])
            return string.Concat(only.Values.Select(v => (string.IsNullOrWhiteSpace(v) ? $"\"{Escape(v)}\"" : Escape(v)) + '\n'));
        var text = new StringBuilder().AppendJoin('\t', columns.Select(c => Escape(c.Name))).Append('\n');
        for (var i = 0; i < columns[0].Values.Count; i++) text.AppendJoin('\t', columns.Select(c => Escape(c.Values[i]))).Append('\n');
        return text.ToString();
    }

    private static string Escape(string value) => value.Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r");

    private static void Save(string path, ReadOnlyMemory<byte> bytes) => AtomicFile.Replace(path, stream => stream.Write(bytes.Span));
}

/// <summary>An embedding in the projector's config. Paths are relative to the config, with slashes.</summary>
internal sealed record ProjectorEntry(string Name, int Points, int Dimensions, string TensorPath)
{
    public string? MetadataPath { get; init; }

    /// <summary>The sprite file and the size of a thumbnail.</summary>
    public (string Path, int Width, int Height)? Sprite { get; init; }
}

/// <summary>The projector's config, in protobuf's text format, which Google.Protobuf cannot parse in C#.</summary>
internal static partial class ProjectorConfig
{
    /// <summary>Returns the config with an entry added. An entry with the same name is replaced; all others are kept, whoever wrote
    /// them.</summary>
    public static string AddOrReplace(string config, ProjectorEntry entry)
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
        return text.Append(Format(entry)).ToString();
    }

    private static string Format(ProjectorEntry entry)
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
            lines.AddRange([
                "sprite {",
                $"  image_path: {Quote(sprite.Path)}",
                $"  single_image_dim: {sprite.Width}",
                $"  single_image_dim: {sprite.Height}",
                "}",
            ]);
        return $"embeddings {{\n{string.Concat(lines.Select(l => $"  {l}\n"))}}}\n";
    }

    private static string Quote(string text) => $"\"{Escape(text)}\"";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            // The format has escapes for single bytes only.
            if (c is '"' or '\\') escaped.Append('\\').Append(c);
            else if (c < ' ') escaped.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    // Skips braces in strings. The only nested block is the sprite.
    [GeneratedRegex("""embeddings\s*:?\s*\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})*\}\s*""")]
    private static partial Regex EmbeddingBlock();

    [GeneratedRegex("""tensor_name\s*:\s*"((?:[^"\\]|\\.)*)"\s*""")]
    private static partial Regex TensorName();
}
