using Gen.Analyzers.Tests.Mutations.Harmless;
using Gen.Analyzers.Tests.Mutations.Support;
using Xunit.Abstractions;

namespace Gen.Analyzers.Tests.Mutations;

/// <summary>
/// Edits after which a right program is as right as before: neither a rule nor the compiler may warn or report an error. (Infos say what could be left out, not
/// what is wrong.)
/// </summary>
public class HarmlessEditTests(ITestOutputHelper output)
{
    [Fact]
    public async Task WhenAProgramIsChangedWithoutHarmNothingIsReported()
    {
        var failed = new List<string>();
        var edits = Rounds.Of(AllHarmless.All).ToArray();
        foreach (var edit in edits)
        {
            var reported = await edit.Subject.DiagnosticsWith(edit.Files);
            if (reported.Count > 0)
                failed.Add($"{edit}\n{edit.Subject.To(edit.Files)}\n{string.Join('\n', reported.Take(5).Select(d => $"      {d.Id} {d.Place()} {d.GetMessage()}"))}");
        }

        output.WriteLine($"{edits.Length} harmless edits, {edits.Length - failed.Count} of them without any diagnostic");
        foreach (var kind in edits.GroupBy(e => e.Kind.Name))
            output.WriteLine($"  {kind.Count(),3}  {kind.Key}");
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n" + string.Join("\n\n", failed));
    }

    [Fact]
    public void ThereAreEnoughEditsOfEveryKind()
    {
        Assert.True(AllHarmless.All.Count >= 200, $"{AllHarmless.All.Count}");
        Assert.Empty(AllHarmless.Kinds.Except(AllHarmless.All.Select(e => e.Kind)).Select(k => k.Name));
    }
}
