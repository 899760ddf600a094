using System.Globalization;
using System.Text;
using Gen.IO;

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
