using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Autograd;

public partial class GradientTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void GradientsAgreeWithFiniteDifferences(string name)
    {
        random.manual_seed(7);
        var (function, shapes) = Table[name];
        FiniteDifferences.Check(function, [.. shapes.Select(Positive)]);
    }

    public static TheoryData<string> Names => [.. Table.Keys];

    // Away from 0 and from each other, so that no difference straddles a kink of abs, max or sort.
    private static Tensor Positive(long[] shape)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        return (randperm(count).to_type(float64) * 0.11 + 0.23).reshape(shape).contiguous();
    }

    private static Tensor Index(params long[] positions) => tensor(positions);

    private static (Func<Tensor[], Tensor>, long[][]) Of(Func<Tensor, Tensor> function, params long[] shape) => (x => function(x[0]), [shape]);

    private static (Func<Tensor[], Tensor>, long[][]) Of(Func<Tensor, Tensor, Tensor> function, long[] first, long[] second) =>
        (x => function(x[0], x[1]), [first, second]);

    private static (Func<Tensor[], Tensor>, long[][]) Of(Func<Tensor, Tensor, Tensor, Tensor> function, long[] a, long[] b, long[] c) =>
        (x => function(x[0], x[1], x[2]), [a, b, c]);
}
