using System.Globalization;
using Gen.Search;
using Gen.Storage;

namespace Gen.RunHost;

/// <summary>
/// Claims one trial of a sweep after another, in a race with other processes, and writes outcomes, gives trials up, sleeps and dies at random.
/// What it owned and what it saw is in the file <c>HOST_LOG</c>.
/// </summary>
internal static class ClaimRace
{
    public static void Run(string runs)
    {
        var store = SweepStore.Open(runs, "1");
        var random = new Random(Environment.ProcessId);
        using var log = new StreamWriter(new FileStream(
            Environment.GetEnvironmentVariable("HOST_LOG")!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            AutoFlush = true,
        };
        for (var trial = 0; trial < store.Plan.Trials; trial++)
        {
            var name = SweepStore.NameOf(trial);
            TrialOutcome? outcome;
            while ((outcome = store.ReadOutcome(name)) is null)
            {
                if (store.Claims.TryClaim(name) is { } claim)
                    Own(store, claim, random, log);
                else
                    Thread.Sleep(random.Next(3));
            }

            log.WriteLine($"saw {name} {outcome.Reason}");
        }
    }

    private static void Own(SweepStore store, WorkClaim claim, Random random, StreamWriter log)
    {
        using var held = claim;
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"own {claim.Name} {claim.Attempt}"));
        using var owner = Lock(store, claim, log);
        if (store.AdoptOutcome(claim) is not null)
            return;
        var fate = random.Next(1000);
        if (fate < 4)
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        else if (fate < 150)
            return;
        else if (fate < 200)
            Thread.Sleep(60);   // a process that was stopped at the worst of moments
        store.WriteOutcome(claim, TrialOutcome.Failure(claim.Token));
    }

    /// <summary>Takes a lock of the system, which no other owner has where each can ask whether the other lives.</summary>
    private static FileStream? Lock(SweepStore store, WorkClaim claim, StreamWriter log)
    {
        try
        {
            return new FileStream(
                Path.Combine(store.Folder, claim.Name + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            log.WriteLine($"two {claim.Name}");
            return null;
        }
    }
}
