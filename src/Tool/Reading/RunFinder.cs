using System.IO.Enumeration;

namespace Gen.Tool.Reading;

/// <summary>Finds the runs below a folder.</summary>
internal static class RunFinder
{
    private const int MaxDepth = 4;

    // Folders of projects and of runs that hold no runs, and can be large.
    private static readonly string[] s_skipped = ["bin", "obj", "artifacts", "node_modules", "sweeps", "checkpoints"];

    /// <summary>Returns the runs, by number.</summary>
    /// <param name="root">The absolute path of a folder of runs, or of one that has such folders somewhere below it.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static List<FoundRun> Find(string root)
    {
        var found = new List<FoundRun>();
        Collect(root, "", 0, found);
        found.Sort((a, b) => NaturalOrder.Compare(a.Id, b.Id));
        return found;
    }

    private static void Collect(string folder, string prefix, int depth, List<FoundRun> found)
    {
        foreach (var (name, modified) in Folders(folder))
        {
            var path = Path.Combine(folder, name);
            var record = new FileInfo(Path.Combine(path, "run.json"));
            if (record.Exists)
                found.Add(new FoundRun(prefix + name, path, $"{modified.Ticks:x} {record.LastWriteTimeUtc.Ticks:x} {record.Length:x}"));
            else if (depth < MaxDepth && !s_skipped.Contains(name))
                TryCollect(path, $"{prefix}{name}/", depth + 1, found);
        }
    }

    private static void TryCollect(string folder, string prefix, int depth, List<FoundRun> found)
    {
        try
        {
            Collect(folder, prefix, depth, found);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be read has no runs for this user.
        }
    }

    // Links are not followed: one that leads upwards would have no end. Names with a dot or an underscore are not of runs.
    private static FileSystemEnumerable<(string Name, DateTime Modified)> Folders(string folder) => new(
        folder,
        (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.LastWriteTimeUtc.UtcDateTime),
        new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory && entry.FileName is not ['.' or '_', ..],
    };
}

/// <summary>A run folder.</summary>
/// <param name="Id">The path in the folder of all runs.</param>
/// <param name="Folder">The absolute path.</param>
/// <param name="Stamp">What changes with the record, unless the run is open.</param>
internal sealed record FoundRun(string Id, string Folder, string Stamp);

/// <summary>Compares texts with numbers in them by the numbers: 2 before 10.</summary>
internal static class NaturalOrder
{
    public static int Compare(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (!char.IsAsciiDigit(a[i]) || !char.IsAsciiDigit(b[j]))
            {
                if (a[i] != b[j])
                    return a[i].CompareTo(b[j]);
                (i, j) = (i + 1, j + 1);
                continue;
            }

            var left = Digits(a, ref i);
            var right = Digits(b, ref j);
            var order = left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.CompareTo(right, StringComparison.Ordinal);
            if (order != 0)
                return order;
        }

        var rest = (a.Length - i).CompareTo(b.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(a, b);   // "01" and "1" are not equal
    }

    private static ReadOnlySpan<char> Digits(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return text.AsSpan(start, position - start).TrimStart('0');
    }
}
