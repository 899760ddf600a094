using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gen.Observers;

namespace Gen.TensorBoard;

/// <summary>The files that the projector reads: vectors and labels as lines, pictures, and a list of these in the run's folder.</summary>
internal static class EmbeddingFiles
{
    private const string Folder = "projector";
    private const string ConfigFile = "projector_config.pbtxt";

    // Two writers of one process may share a folder, and the list is read, changed and written.
    private static readonly Lock s_gate = new();

    public static void Write(string folder, string name, ReadOnlySpan<float> vectors, int dimensions, IReadOnlyList<EmbeddingColumn> columns, EmbeddingSprite? sprite)
    {
        // An escaped name has no slashes and is another for each tag.
        var stem = $"{Folder}/{Uri.EscapeDataString(name)}";
        var entry = new ProjectorEntry(name, vectors.Length / dimensions, dimensions, $"{stem}.tensors.tsv")
        {
            MetadataPath = columns.Count > 0 ? $"{stem}.metadata.tsv" : null,
            Sprite = sprite is null ? null : ($"{stem}.sprite.png", sprite.Width, sprite.Height),
        };
        var tensors = Encoding.UTF8.GetBytes(Lines(vectors, dimensions));
        var config = Path.Combine(folder, ConfigFile);
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, Folder));
            lock (s_gate)
            {
                Save(Path.Combine(folder, entry.TensorPath), tensors);
                if (entry.MetadataPath is { } metadata) Save(Path.Combine(folder, metadata), Encoding.UTF8.GetBytes(Labels(columns)));
                if (entry.Sprite is { Path: var picture }) Save(Path.Combine(folder, picture), sprite!.Png);
                var known = File.Exists(config) ? File.ReadAllText(config) : "";
                Save(config, Encoding.UTF8.GetBytes(ProjectorConfig.With(known, entry)));
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Writing(config, e);
        }
    }

    private static string Lines(ReadOnlySpan<float> vectors, int dimensions)
    {
        var text = new StringBuilder();
        for (var i = 0; i < vectors.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{vectors[i]}").Append((i + 1) % dimensions == 0 ? '\n' : '\t');
        return text.ToString();
    }

    private static string Labels(IReadOnlyList<EmbeddingColumn> columns)
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
