using Gen.Training.Metrics;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

public class ShapeChecksTests
{
    [Fact]
    public void SameRows_DifferentAxes_Throws()
    {
        using var scope = NewDisposeScope();
        ShapeChecks.SameRows(ones(4, 3), ones(4, 1), 0, "a - b");
        Fails(
            () => ShapeChecks.SameRows(ones(4, 1), ones(4), 0, "yTrue - yPred"),
            "yTrue - yPred: [4, 1] meets [4]. Both have rows, so they must have equally many axes; torch would combine each row with all "
            + "others."
        );
        foreach (var axis in (int[])[-1, 2])
            Fails(
                () => ShapeChecks.SameRows(ones(4, 3), ones(4, 3), axis, "a - b"),
                $"a - b: [4, 3] meets [4, 3]. Their rows, axis {axis}, must be equally many."
            );
        Fails(
            () => ShapeChecks.SameRows(ones(4, 3), ones(1, 3), 0, "a - b"),
            "a - b: [4, 3] meets [1, 3]. Their rows, axis 0, must be equally many."
        );
    }

    [Fact]
    public void NoRows_ConstantAlongRows_Throws()
    {
        using var scope = NewDisposeScope();
        ShapeChecks.NoRows(ones(4, 3), ones(3), 0, "a * c");
        ShapeChecks.NoRows(ones(4, 3), ones(1, 3), 0, "a * c");
        ShapeChecks.NoRows(ones(4, 3), tensor(2), 0, "a * c");
        Fails(
            () => ShapeChecks.NoRows(ones(4), ones(4), 0, "a * c"),
            "a * c: [4] meets [4], which has no rows but size 4 along them (axis 0)."
        );
        Fails(
            () => ShapeChecks.NoRows(ones(4), ones(1, 4), 0, "a * c"),
            "a * c: [4] meets [1, 4], which has more axes and would move the rows from axis 0."
        );
    }

    [Fact]
    public void RankAndSizeChecks_Fail_NameShape()
    {
        using var scope = NewDisposeScope();
        var t = ones(4, 3);
        ShapeChecks.RankAtLeast(t, 2, "t");
        ShapeChecks.RankIs(t, 2, "t");
        ShapeChecks.SizeIs(t, -1, 3, "t");
        ShapeChecks.WholeItems(t, 0, 2, "t");
        Fails(() => ShapeChecks.RankAtLeast(ones(4), 2, "x.mean(-1)"), "x.mean(-1): [4] has 1 axis, but at least 2 are needed.");
        Fails(() => ShapeChecks.RankIs(t, 1, "t"), "t: [4, 3] has 2 axes, but must have 1.");
        Fails(() => ShapeChecks.SizeIs(t, 1, 5, "one_hot(t, 5)"), "one_hot(t, 5): [4, 3] must have size 5 along axis 1.");
        Fails(
            () => ShapeChecks.WholeItems(t, 0, 3, "t.flatten()"),
            "t.flatten(): [4, 3] must have a multiple of the 3 rows of the batch along axis 0."
        );
    }

    private static void Fails(Action check, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(check).Message);
}
