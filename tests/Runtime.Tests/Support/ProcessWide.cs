namespace Gen.Runtime.Tests.Support;

/// <summary>Tests that change the environment or the console, which belong to the process, do not run in parallel with others.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;

/// <summary>Environment variables that are restored when disposed.</summary>
internal sealed class Environ : IDisposable
{
    private readonly List<(string Name, string? Before)> _before = [];

    public Environ(params (string Name, string Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    public void Dispose() => _before.ForEach(v => Environment.SetEnvironmentVariable(v.Name, v.Before));
}
