using Gen.Analyzers.Tests.Mutations.Support;

namespace Gen.Analyzers.Tests.Mutations;

public class MutatedProgramTests
{
    [Fact]
    public async Task UnchangedPrograms_ReportNothing()
    {
        var reported = new List<string>();
        foreach (var program in TestPrograms.All.Concat(RestyledPrograms.All))
            reported.AddRange((await program.DiagnosticsWith(program.Files)).Select(d => $"{program.Name}: {d}"));
        Assert.True(reported.Count == 0, string.Join('\n', reported));
    }
}
