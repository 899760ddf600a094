using System.Text;
using ApiDocsSample.Documents;

namespace ApiDocsSample.Words;

/// <summary>Writes files that are there whole or not at all, whatever happens while they are written.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside <paramref name="path"/> and then gives it that name, in place of one that has it.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = File.Create(temporary))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be written: {problem.Message}");
        }
        finally
        {
            // A no-op after the move, and after a failure that came before the file.
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>The same for text: UTF-8, lines ended by a line feed.</summary>
    /// <exception cref="DataException">It cannot be written.</exception>
    public static void WriteText(string path, Action<TextWriter> write) => Write(path, stream =>
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        write(text);
    });
}
