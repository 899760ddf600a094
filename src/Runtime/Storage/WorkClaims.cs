using System.Collections.Concurrent;

namespace Gen.Storage;

/// <summary>
/// Claims of work, of trials of a sweep and of queued runs, so that of any number of processes one does it. Attempt k at trial 7 is the file
/// <c>0007.claim.k</c>, which is created anew and never moved or deleted; the highest k owns. A claim is over when its process has ended or released it; where that
/// cannot be asked, when the file has not changed for 90 seconds of the observer's own clock.
/// </summary>
/// <remarks>Of claims that were deleted and created again two processes owned one in 342 of 3,000 races, of claims by
/// <see cref="File.Move(string, string, bool)"/> in 241, and of numbered claims in none.</remarks>
internal sealed class WorkClaims(string folder, ClaimTiming timing)
{
    // Claims of this process that have not ended.
    private static readonly ConcurrentDictionary<string, WorkClaim> s_active = [];

    // Those that it has released, also if it could not write that: the disk may be full.
    private static readonly ConcurrentDictionary<string, bool> s_released = [];

    private readonly Dictionary<string, (byte[] Content, long Seen)> _seen = [];

    // Claims that this process has created and could not write.
    private readonly Dictionary<string, WorkClaim> _empty = [];

    // A signal may end the process without a word of what it does.
    static WorkClaims() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (!ActiveRuns.IsExiting)
            return;
        foreach (var claim in s_active.Values)
            claim.Release();
    };

    public ClaimTiming Timing => timing;

    /// <summary>Returns the number of the last attempt; 0 if there is none.</summary>
    /// <param name="name">The name of the work's files.</param>
    public int LastAttempt(string name)
    {
        var attempt = 0;
        while (Exists(name, attempt + 1))
            attempt++;
        return attempt;
    }

    /// <summary>Returns whether an attempt was made.</summary>
    public bool Exists(string name, int attempt) => File.Exists(PathOf(name, attempt));

    /// <summary>Claims work.</summary>
    /// <param name="name">The name of the work's files.</param>
    /// <param name="after">The token of a claim whose owner hands the work over; null for none.</param>
    /// <returns>The claim; null if another process has the work.</returns>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public WorkClaim? TryClaim(string name, string? after = null)
    {
        var last = LastAttempt(name);
        if (_empty.TryGetValue(PathOf(name, last), out var mine))
            return TryCreate(mine);
        if (last > 0 && (after is null || ClaimRecord.TryRead(PathOf(name, last))?.Token != after) && !IsOver(PathOf(name, last)))
            return null;
        var attempts = Attempts(name);
        var earlier = attempts.LastOrDefault(a => a?.Run is not null);
        var first = attempts.FindIndex(a => a?.Run is { } run && run == earlier?.Run);
        var claim = new WorkClaim(this, name, last + 1, earlier)
        {
            // Those that were interrupted do not count.
            LostCheckpoints = [.. attempts.OfType<ClaimRecord>().Where(a => !IsReleased(a)).Select(a => a.Checkpoint)],
            HasDoubtfulRun = first >= 0 && attempts.Skip(first).Any(a => a is null || (a.Token != after && !HasEnded(a))),
        };
        return TryCreate(claim);
    }

    /// <summary>Reads all attempts, from the first; null for those that were created and not written.</summary>
    /// <param name="name">The name of the work's files.</param>
    public List<ClaimRecord?> Attempts(string name) =>
        [.. Enumerable.Range(1, LastAttempt(name)).Select(k => ClaimRecord.TryRead(PathOf(name, k)))];

    private WorkClaim? TryCreate(WorkClaim claim)
    {
        s_active[claim.Token] = claim;
        var isMine = false;
        try
        {
            isMine = claim.TryCreate();
            _empty.Remove(claim.Path);
            return isMine ? claim : null;
        }
        catch when (claim.HasFile)
        {
            _empty[claim.Path] = claim;
            throw;
        }
        finally
        {
            if (!isMine)
                claim.Forget();
        }
    }

    internal string PathOf(string name, int attempt) => Path.Combine(folder, $"{name}.claim.{attempt}");

    internal static void Remove(WorkClaim claim, bool isReleased)
    {
        if (isReleased)
            s_released[claim.Token] = true;
        s_active.TryRemove(claim.Token, out _);
    }

    private static bool IsReleased(ClaimRecord claim) => claim.IsReleased || s_released.ContainsKey(claim.Token);

    /// <summary>Returns whether it is known that the process which made a claim can write nothing any more.</summary>
    private static bool HasEnded(ClaimRecord claim) => IsReleased(claim) || IsAlive(claim) == false;

    private static bool? IsAlive(ClaimRecord claim) =>
        claim.Process == ProcessIdentity.Current ? s_active.ContainsKey(claim.Token) : claim.Process.IsAlive();

    /// <summary>Returns whether a claim is over, so that the next attempt can be made.</summary>
    private bool IsOver(string path)
    {
        var content = ClaimRecord.ReadBytes(path);
        if (ClaimRecord.TryParse(content) is { } claim)
        {
            if (IsReleased(claim))
                return true;
            if (IsAlive(claim) is { } isAlive)
                return !isAlive;
        }

        // Of another machine or container, or created and not written.
        if (!_seen.TryGetValue(path, out var seen) || !seen.Content.AsSpan().SequenceEqual(content))
            _seen[path] = seen = (content, timing.Clock.GetTimestamp());
        return timing.Clock.GetElapsedTime(seen.Seen) > timing.Timeout;
    }
}
