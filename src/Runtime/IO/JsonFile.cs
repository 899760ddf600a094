using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gen.IO;

/// <summary>How the record's JSON files look: two spaces, and text as people write it (the files are never put into a web page as they are).</summary>
internal static class JsonFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The whole text, made in memory: what fails to write itself leaves no half a file.</summary>
    public static ReadOnlyMemory<byte> Serialize(Action<Utf8JsonWriter> write)
    {
        var stream = new MemoryStream(4096);
        using (var writer = new Utf8JsonWriter(stream, Options))
            write(writer);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    public static void Create(string path, ReadOnlySpan<byte> text)
    {
        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        RandomAccess.Write(handle, text, 0);
    }

    public static long Replace(string path, Action<Utf8JsonWriter> write)
    {
        var text = Serialize(write);
        return AtomicFile.Replace(path, stream => stream.Write(text.Span));
    }
}
