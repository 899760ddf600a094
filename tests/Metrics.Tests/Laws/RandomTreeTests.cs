using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis.Text;
using TorchSharp;

namespace Gen.Metrics.Tests.Laws;

/// <summary>Random formulas are either refused, or stream: see <see cref="StreamingLaw"/>. 500 of them with <c>GEN_FULL_TESTS=1</c>, else
/// 50.</summary>
public sealed class RandomTreeTests
{
    private const int InOneCompilation = 50;

    private const string Head = """
        using System.Collections.Generic;
        using Gen;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        namespace Formulas;

        """;

    public static TheoryData<int> Compilations => [.. Enumerable.Range(0, TestIterations.Scaled(10))];

    [Theory]
    [MemberData(nameof(Compilations))]
    public void Tree_Random_IsRefusedOrStreams(int number)
    {
        var (program, trees) = Compiled(number);
        foreach (var (of, plan, (seed, _)) in program.Classes.Zip(program.Plans(), trees))
        {
            var formula = program.Formulas(of).Single();
            if (plan.Refusal is null)
                Stream(formula, seed);
            else
                Assert.Throws<NotSupportedException>(() => Stream(formula, seed));
        }

        Assert.Equal(
            program.Plans().Select(p => p.Refusal?.Location.SourceSpan).OfType<TextSpan>(),
            program.Reported.Where(d => d.Id == "GEN020").Select(d => d.Location.SourceSpan).OrderBy(s => s.Start));
    }

    [Theory]
    [MemberData(nameof(Compilations))]
    public void Planner_StreamableTree_IsNotRefused(int number)
    {
        var (program, trees) = Compiled(number);
        var refused = program.Plans().Zip(trees, (plan, tree) => (plan.Refusal, tree.Seed, tree.Tree))
            .Where(t => t.Refusal is not null && !t.Tree.Unstreamable)
            .Select(t =>
                $"tree {t.Seed}: '{t.Refusal!.Location.SourceTree!.GetText().ToString(t.Refusal.Location.SourceSpan)}': {t.Refusal.Reason}"
            )
            .ToArray();
        Assert.True(refused.Length == 0, string.Join('\n', refused));
    }

    [Theory]
    [MemberData(nameof(Compilations))]
    public void Tree_PlainData_GivesNumbers(int number)
    {
        var (program, _) = Compiled(number);
        foreach (var formula in program.Classes.SelectMany(program.Formulas))
        {
            using var scope = torch.NewDisposeScope();
            var random = new Random(3);
            var value = formula.Direct(formula.Class.Inputs.ToDictionary(p => p.Key, p => p.Value.Draw(20, torch.float64, false, random)));
            Assert.True(Same.Doubles(value).All(double.IsFinite), formula.Class.Syntax.ToString());
        }
    }

    [Fact]
    public void Tree_SameSeed_IsTheSame() =>
        Assert.Equal(new TreeGenerator(7, true).Class("Tree"), new TreeGenerator(7, true).Class("Tree"));

    private static (FormulaProgram Program, (int Seed, TreeGenerator Tree)[] Trees) Compiled(int number)
    {
        var trees = Enumerable.Range(number * InOneCompilation, InOneCompilation)
            .Select(seed => (Seed: seed, Tree: new TreeGenerator(seed, mayBeUnstreamable: seed % 5 == 0)))
            .ToArray();
        var program = FormulaProgram.Of(Head + string.Concat(trees.Select(t => t.Tree.Class($"Tree{t.Seed}"))));
        Assert.True(!program.Problems.Any(), string.Join('\n', program.Problems));
        return (program, trees);
    }

    private static void Stream(Formula formula, int seed)
    {
        for (var round = 0; round < 4; round++)
            new StreamingLaw([formula], (seed * 100) + round).HoldsForRows();
        for (var round = 0; round < 2; round++)
            new StreamingLaw([formula], (seed * 100) + round).HoldsForWeights();
        new StreamingLaw([formula], seed).HoldsForTheSet();
    }
}
