namespace Gen.Generators.Tests.Support;

/// <summary>Tests that read the console, which belongs to the process, do not run in parallel with others.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
