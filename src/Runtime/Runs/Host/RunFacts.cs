namespace Gen.Runs;

/// <summary>What has to be looked up for the record and takes longer than a run may take to start: gathered beside the run.</summary>
internal sealed class RunFacts
{
    Task? _gathering;

    public HostFacts? Host { get; private set; }

    public IReadOnlyList<string> Packages { get; private set; } = [];

    public GitFacts? Repository { get; private set; }

    public bool AreKnown => _gathering is { IsCompleted: true };

    public void Gather(RunStart start) => _gathering = Task.Run(() =>
    {
        Repository = GitFacts.Gather(start);
        Packages = Runs.Packages.Gather();
        Host = HostFacts.Gather();
    });

    /// <summary>Waits for what is still being looked up; a tool that does not answer is not waited for beyond the limit.</summary>
    public void Wait(TimeSpan limit)
    {
        try
        {
            _gathering?.Wait(limit);
        }
        catch (AggregateException)
        {
            // Then the record has what was found before.
        }
    }
}
