using Gen.Analyzers.Tests.Mutations.NeutralEdits;
using Gen.Analyzers.Tests.Mutations.Support;
using Xunit.Abstractions;

namespace Gen.Analyzers.Tests.Mutations;

/// <summary>
/// Edits that keep a valid program valid. Neither a rule nor the compiler may report a warning or error.
/// </summary>
public class NeutralEditTests(ITestOutputHelper output)
{
    [Fact]
    public async Task NeutralEdits_ReportNothing()
    {
        var failed = new List<string>();
        var edits = Sampling.Take(AllNeutralEdits.All).ToArray();
        foreach (var edit in edits)
        {
            var reported = await edit.Program.DiagnosticsWith(edit.Files);
            if (reported.Count > 0)
                failed.Add(
                    $"{edit}\n{edit.Program.To(edit.Files)}\n{string.Join('\n', reported.Take(5).Select(d => $"      {d.Id} {d.LineLocation()} {d.GetMessage()}"))}"
                );
        }

        output.WriteLine($"{edits.Length} harmless edits, {edits.Length - failed.Count} of them without any diagnostic");
        foreach (var kind in edits.GroupBy(e => e.Kind.Name))
            output.WriteLine($"  {kind.Count(),3}  {kind.Key}");
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n" + string.Join("\n\n", failed));
    }

    [Fact]
    public void EveryKind_HasEnoughEdits()
    {
        Assert.True(AllNeutralEdits.All.Count >= 200, $"{AllNeutralEdits.All.Count}");
        Assert.Empty(AllNeutralEdits.Kinds.Except(AllNeutralEdits.All.Select(e => e.Kind)).Select(k => k.Name));
    }
}
