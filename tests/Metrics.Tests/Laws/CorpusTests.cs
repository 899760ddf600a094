using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Metrics.Tests.Laws;

/// <summary>Tests of the corpus: its size, and that its formulas are valid C# and give numbers without a generator.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Good => Corpus.AsData(Corpus.Good);

    [Fact]
    public void Corpus_Has60GoodFormulas_15Published()
    {
        var classes = Corpus.Good.SelectMany(n => FormulaClass.In(Corpus.Text(n))).ToArray();
        Assert.True(classes.Length >= 60, $"{classes.Length} classes");
        Assert.True(classes.Count(c => c.Declared.ContainsKey("source")) >= 15);
        Assert.Equal(classes.Length, classes.Select(c => c.Name).Distinct().Count());
    }

    [Fact]
    public void Corpus_Has60RefusedFormulas_WithReasons()
    {
        var classes = Corpus.Refused.SelectMany(n => FormulaClass.In(MarkedFormulas.Of(n).Text)).ToArray();
        Assert.True(classes.Sum(c => c.Metrics.Count) >= 60, $"{classes.Sum(c => c.Metrics.Count)} formulas");
        Assert.Empty(classes.Where(c => !c.Declared.ContainsKey("reason")).Select(c => c.Name));
        Assert.Equal(classes.Length, classes.Select(c => c.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void GoodFormula_PlainData_GivesNumbers(string file)
    {
        var program = FormulaProgram.Of(Corpus.Text(file));
        Assert.True(!program.Problems.Any(), string.Join('\n', program.Problems));
        foreach (var formula in program.Classes.SelectMany(program.Formulas))
        {
            foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64 })
            {
                using var scope = NewDisposeScope();
                var random = new Random(17);
                var numbers = Enumerable
                    .Range(0, 5)
                    .SelectMany(i =>
                        Same.Doubles(
                            formula.Direct(formula.Class.Inputs.ToDictionary(p => p.Key, p => p.Value.Draw(40, type, i % 2 == 0, random)))
                        )
                    );
                Assert.True(numbers.Any(double.IsFinite), $"{formula} gives no number");
            }
        }
    }
}
