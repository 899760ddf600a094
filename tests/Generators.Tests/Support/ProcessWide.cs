namespace Gen.Generators.Tests.Support;

/// <summary>The collection of tests that capture the console. It does not run in parallel with others.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
