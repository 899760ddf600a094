using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gen.IO;

/// <summary>
/// Writes the JSON files of a record: indented by two spaces, and with characters unescaped, since the files are never part of a web page.
/// </summary>
internal static class JsonFile
{
    public static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Replaces a file atomically.</summary>
    public static void Replace(string path, Action<Utf8JsonWriter> write) => AtomicFile.Replace(path, stream => Write(stream, write));

    /// <summary>Writes to a stream.</summary>
    public static void Write(Stream stream, Action<Utf8JsonWriter> write)
    {
        using var writer = new Utf8JsonWriter(stream, Options);
        write(writer);
    }
}
