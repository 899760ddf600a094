namespace Gen.Runs;

/// <summary>What has to be looked up for the record and takes longer than a run may take to start: gathered beside the run.</summary>
internal sealed class RunFacts
{
    private Thread? _gathering;

    public HostFacts? Host { get; private set; }

    public IReadOnlyList<string> Packages { get; private set; } = [];

    public GitFacts? Repository { get; private set; }

    public bool AreKnown { get; private set; }

    /// <summary>Starts looking. Nothing thrown here may end the process: then the record has what was found before.</summary>
    public void Gather(RunStart start)
    {
        _gathering = new Thread(() =>
        {
            try
            {
                Packages = Runs.Packages.Gather();
                Repository = GitFacts.Gather(start);
                Host = HostFacts.Gather();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
            }

            AreKnown = true;
        }) { IsBackground = true, Name = "Gen run facts" };
        _gathering.UnsafeStart();
    }

    /// <summary>Waits for what is still being looked up; a tool that does not answer is not waited for beyond the limit.</summary>
    public void Wait(TimeSpan limit) => _gathering?.Join(limit);
}
