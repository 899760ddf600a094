using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Planning;
using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis;
using TorchSharp;

namespace Gen.Metrics.Tests.Laws;

/// <summary>Good formulas stream: see <see cref="StreamingLaw"/>. A failure prints the seed.</summary>
public sealed class StreamingLawTests
{
    public static TheoryData<string, string> Classes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Corpus.Good)
            {
                foreach (var of in FormulaClass.In(Corpus.Text(file)))
                    data.Add(file, of.Name);
            }

            return data;
        }
    }

    public static TheoryData<string> Files => Corpus.AsData(Corpus.Good);

    [Theory]
    [MemberData(nameof(Files))]
    public void Analyzer_GoodFormula_IsNotReported(string file)
    {
        var program = FormulaProgram.Of(Corpus.Text(file));

        // Some do not use an input, or read a number: that is a warning, and no reason to be refused.
        var errors = program.Reported.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Planner_GoodFormula_IsNotRefused(string file)
    {
        var refusals = FormulaProgram.Of(Corpus.Text(file)).Plans().Select(p => p.Refusal).OfType<Refusal>().ToArray();
        Assert.True(refusals.Length == 0, string.Join('\n', refusals.Select(r => $"{r.Location.GetLineSpan()}: {r.Reason}")));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Compute_AnySplitOfRows_EqualsFormula(string file, string name) => Check(file, name, 60, law => law.HoldsForRows());

    [Theory]
    [MemberData(nameof(Classes))]
    public void Update_WholeWeights_RepeatAndDropRows(string file, string name) => Check(file, name, 40, law => law.HoldsForWeights());

    [Theory]
    [MemberData(nameof(Classes))]
    public void MetricSet_Compute_EqualsItsMetrics(string file, string name) => Check(file, name, 20, law => law.HoldsForTheSet());

    [Theory]
    [MemberData(nameof(Classes))]
    public void Compute_WithoutRows_IsNaN(string file, string name) => Check(file, name, 10, law => law.HoldsForNothing());

    private static void Check(string file, string name, int rounds, Action<StreamingLaw> check)
    {
        var program = FormulaProgram.Of(Corpus.Text(file));
        Check([.. program.Formulas(program.Classes.Single(c => c.Name == name))], rounds, check);
    }

    /// <summary>Checks with one seed after another; no round may leave a tensor behind.</summary>
    internal static void Check(IReadOnlyList<Formula> formulas, int rounds, Action<StreamingLaw> check)
    {
        for (var round = 0; round < TestIterations.Scaled(rounds); round++)
        {
            // Fewer afterwards are those of a test that failed before, collected meanwhile.
            var tensors = torch.Tensor.TotalCount;
            check(new StreamingLaw(formulas, round));
            Assert.True(
                torch.Tensor.TotalCount <= tensors,
                $"{formulas[0]}, seed {round}: {torch.Tensor.TotalCount - tensors} tensors were left behind"
            );
        }
    }
}
