using System.Globalization;
using System.Text;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// The greatest number that folders have had, in a small file, so that the numbers of those that were deleted do not come back. Where it is
/// missing, damaged or too low, the greatest number that exists counts.
/// </summary>
/// <param name="path">The path of the file.</param>
internal readonly struct HighWaterMark(string path)
{
    // Of a process that was stopped while it had the lock, which is otherwise a matter of microseconds.
    private const int MaxAttempts = 100;

    /// <summary>Returns the mark of a runs directory.</summary>
    public static HighWaterMark OfRuns(string root) => new(Path.Combine(root, ".last-run"));

    /// <summary>Returns the mark of the sweeps of a runs directory. It is not in their folder, which may be deleted.</summary>
    public static HighWaterMark OfSweeps(string root) => new(Path.Combine(root, ".last-sweep"));

    /// <summary>Returns the number; 0 if there is none.</summary>
    public long Read()
    {
        if (!File.Exists(path))
            return 0;
        using var file = Open(FileAccess.Read, FileShare.ReadWrite);
        return file is null ? 0 : Read(file);
    }

    /// <summary>Makes a number the greatest, unless there is a greater one. A failure is not reported: the numbers that exist
    /// count.</summary>
    public void Raise(long number)
    {
        try
        {
            using var file = Open(FileAccess.ReadWrite, FileShare.None);
            if (file is null || Read(file) >= number)
                return;

            // In one call, over a number that is not longer: a process that is killed leaves the one or the other.
            var content = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "\n");
            file.Position = 0;
            file.Write(content);
            file.SetLength(content.Length);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
        }
    }

    private FileStream? Open(FileAccess access, FileShare share)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                var mode = access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate;
                return new FileStream(path, mode, access, share, bufferSize: 0);
            }
            catch (IOException e) when (e.GetType() == typeof(IOException))
            {
                Thread.Sleep(1);   // another process has it
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                return null;
            }
        }

        return null;
    }

    private static long Read(FileStream file)
    {
        Span<byte> content = stackalloc byte[20];
        var text = content[..file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)].TrimEnd((byte)'\n');

        // Longer ones could not be counted on from.
        return text.Length <= 18 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
