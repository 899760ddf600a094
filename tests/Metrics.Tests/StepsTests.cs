using System.Reflection;
using Gen.Metrics.Tests.Support;
using TorchSharp;

namespace Gen.Metrics.Tests;

/// <summary>An update never makes the host wait for the device: nothing that is reachable from it reads a value back.</summary>
public sealed class StepsTests
{
    public static TheoryData<string> Files => Corpus.AsData(Corpus.Good);

    [Theory]
    [MemberData(nameof(Files))]
    public void UpdatesOfGoodFormulasDoNotSync(string file)
    {
        var program = FormulaProgram.Of(Corpus.Text(file));
        foreach (var of in program.Classes)
        {
            var type = program.Type(of);
            foreach (var state in of.Metrics.Select(m => type.GetNestedType(m + "State")!).Append(type.GetNestedType("MetricSet")!))
            {
                var syncs = Syncs.In(state.GetMethod("Update")!).ToArray();
                Assert.True(syncs.Length == 0, $"{state}:\n{string.Join('\n', syncs)}");
            }
        }
    }

    [Theory]
    [InlineData(nameof(ReadsBack))]
    [InlineData(nameof(ReadsBackInALambda))]
    [InlineData(nameof(ReadsBackInAHelper))]
    [InlineData(nameof(Selects))]
    public void AReadOrASelectionIsFound(string method) => Assert.NotEmpty(Syncs.In(Method(method)));

    [Fact]
    public void PlainArithmeticIsNotFound() => Assert.Empty(Syncs.In(Method(nameof(Adds))));

    private static MethodInfo Method(string name) => typeof(StepsTests).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static double ReadsBack(torch.Tensor x) => x.sum().item<double>();

    private static double ReadsBackInALambda(torch.Tensor[] x) => x.Sum(t => t.ToDouble());

    private static double ReadsBackInAHelper(torch.Tensor x) => 1 + ReadsBack(x);

    private static torch.Tensor Selects(torch.Tensor x) => x[x.gt(0)];

    private static torch.Tensor Adds(torch.Tensor x) => x[.., 0] + (2.0.ToScalar().ToDouble() * x.select(1, 1));
}
