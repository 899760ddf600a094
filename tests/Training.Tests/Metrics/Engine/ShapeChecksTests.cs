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
            "yTrue - yPred: [4, 1] and [4] must have the same number of axes, because both have rows; torch would combine each row with "
            + "all others."
        );
        foreach (var axis in (int[])[-1, 2])
            Fails(
                () => ShapeChecks.SameRows(ones(4, 3), ones(4, 3), axis, "a - b"),
                $"a - b: [4, 3] and [4, 3] must have the same number of rows in axis {axis}."
            );
        Fails(
            () => ShapeChecks.SameRows(ones(4, 3), ones(1, 3), 0, "a - b"),
            "a - b: [4, 3] and [1, 3] must have the same number of rows in axis 0."
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
            "a * c: [4] has no rows, so it must have size 1 along the rows of [4] (axis 0), but has 4."
        );
        Fails(
            () => ShapeChecks.NoRows(ones(4), ones(1, 4), 0, "a * c"),
            "a * c: [1, 4] must have at most 1 axis, as [4] has; more would move the rows from axis 0."
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
        Fails(() => ShapeChecks.RankAtLeast(ones(4), 2, "x.mean(-1)"), "x.mean(-1): [4] has 1 axis, but must have at least 2.");
        Fails(() => ShapeChecks.RankIs(t, 1, "t"), "t: [4, 3] has 2 axes, but must have 1.");
        Fails(() => ShapeChecks.SizeIs(t, 1, 5, "one_hot(t, 5)"), "one_hot(t, 5): [4, 3] must have size 5 along axis 1.");
        Fails(
            () => ShapeChecks.WholeItems(t, 0, 3, "t.flatten()"),
            "t.flatten(): [4, 3] must have a multiple of the 3 rows of the batch along axis 0."
        );
    }

    private static void Fails(Action check, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(check).Message);
}
