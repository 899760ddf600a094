using Gen.Analyzers.Tests.Mutations.Support;

namespace Gen.Analyzers.Tests.Mutations;

public class MutatedProgramTests
{
    [Fact]
    public async Task WhenNothingIsChangedNothingIsReported()
    {
        var reported = new List<string>();
        foreach (var subject in SourcePrograms.All)
            reported.AddRange((await subject.DiagnosticsWith(subject.Files)).Select(d => $"{subject.Name}: {d}"));
        Assert.True(reported.Count == 0, string.Join('\n', reported));
    }
}
