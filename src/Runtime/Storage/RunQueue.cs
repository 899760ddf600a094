using System.Globalization;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// The runs of a runs directory that wait for a worker, or that a worker has begun and that have not ended: an empty file each in
/// <c>.queue</c>. Who runs one is decided by claims in its folder (<c>queue.claim.1</c>).
/// </summary>
/// <param name="root">The runs directory, absolute.</param>
internal sealed class RunQueue(string root)
{
    /// <summary>The variable with the token of the claim that a worker hands to the program that it starts.</summary>
    public const string TokenVariable = "GEN_QUEUE_CLAIM";

    private readonly string _folder = Path.Combine(root, ".queue");
    private readonly WorkClaims _claims = new(root, ClaimTiming.Default);

    /// <summary>Returns whether a file in a run folder is one of the queue's.</summary>
    public static bool IsClaim(string file) => Path.GetFileName(file).StartsWith("queue.claim.", StringComparison.Ordinal);

    /// <summary>Adds a run.</summary>
    public void Add(string id)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllBytes(Path.Combine(_folder, id), []);
    }

    /// <summary>Removes a run that has ended or was deleted.</summary>
    public void Remove(string id) => AtomicFile.DeleteQuietly(Path.Combine(_folder, id));

    /// <summary>Returns the runs by number, and removes those whose folders were deleted.</summary>
    public List<string> Open()
    {
        var open = new List<long>();
        foreach (var file in Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder) : [])
        {
            var id = Path.GetFileName(file);
            if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue;
            if (Directory.Exists(Path.Combine(root, id)))
                open.Add(number);

            // One with a dot is being added at this moment, or its process was killed.
            else if (!Directory.Exists(RunFolderClaim.Hidden(root, id)) && !Directory.Exists(Path.Combine(root, id)))
                Remove(id);
        }

        open.Sort();
        return open.ConvertAll(n => n.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Claims a run.</summary>
    /// <param name="id">The number of the run.</param>
    /// <param name="after">The token of a claim whose owner hands the run over; null for none.</param>
    /// <returns>The claim; null if another process has the run.</returns>
    public WorkClaim? TryClaim(string id, string? after = null) => _claims.TryClaim($"{id}/queue", after);

    /// <summary>Returns the folder in which a run goes on: its own, or that of a copy, after a host did not answer.</summary>
    public string FolderOf(string id) =>
        Path.Combine(root, _claims.Attempts($"{id}/queue").LastOrDefault(a => a?.Run is not null)?.Run ?? id);
}
