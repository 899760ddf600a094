namespace Gen.Runtime.Tests.Support;

/// <summary>The environment and the console belong to the process: tests that change them run while no others do.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;

/// <summary>Environment variables, put back when disposed.</summary>
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
