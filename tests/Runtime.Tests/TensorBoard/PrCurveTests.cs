using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard;

/// <summary>Expected numbers are those of the formula of tensorboard/plugins/pr_curve/summary.py in numpy 1.24.</summary>
public class PrCurveTests
{
    private static readonly bool[] Labels = [true, true, false, true, false, false, true, false];
    private static readonly float[] Predictions = [0.95f, 0.8f, 0.79f, 0.5f, 0.5f, 0.2f, 0.1f, 0];

    [Fact]
    public void FromPredictions_CountsAndQuotients_AreThoseOfTensorBoard()
    {
        using var folder = TempFolder.ForCaller();
        var value = Written.Values(folder, w => w.AddPrCurve("pr", Labels, Predictions, step: 1, thresholds: 5)).Single();
        Assert.Equal(
            (DataType.DtFloat, "pr_curves", DataClass.Tensor),
            (value.Tensor.Dtype, value.Metadata.PluginData.PluginName, value.Metadata.DataClass)
        );
        Assert.Equal(5u, PrCurvePluginData.Parser.ParseFrom(value.Metadata.PluginData.Content).NumThresholds);
        Assert.Equal([6, 5], value.Tensor.Sizes());
        float[] expected =
        [
            4, 3, 3, 2, 0,
            4, 2, 2, 1, 0,
            0, 2, 2, 3, 4,
            0, 1, 1, 2, 4,
            0.5f, 0.6f, 0.6f, 2 / 3f, 0,
            1, 0.75f, 0.75f, 0.5f, 0,
        ];
        Assert.Equal(expected, value.Tensor.Floats());
    }

    [Fact]
    public void FromPredictions_AppliesWeights()
    {
        var curve = PrCurve.FromPredictions(Labels, Predictions, 3, [1, 2, 3, 0.5f, 1, 1, 2, 1]);
        Assert.Equal([5.5, 3.5, 0], curve.TruePositives);
        Assert.Equal([6, 4.0, 0], curve.FalsePositives);
        Assert.Equal([0, 2.0, 6], curve.TrueNegatives);
        Assert.Equal([0, 2, 5.5], curve.FalseNegatives);
        Assert.Equal((0.4782608695652174, 0.6363636363636364), (curve.Precision(0), curve.Recall(1)));
    }

    [Fact]
    public void FromPredictions_ComparesInSinglePrecision() =>
        Assert.Equal([1, 1, 0], PrCurve.FromPredictions([true], [0.29f], 101).TruePositives.Skip(28).Take(3));

    [Fact]
    public void FromPredictions_OutOfRangeIsClippedAndNaNIsZero()
    {
        var curve = PrCurve.FromPredictions([true, true, true], [7, -7, float.NaN], 3);
        Assert.Equal([3, 1, 1], curve.TruePositives);
    }

    [Fact]
    public void FromPredictions_NoSamples_IsZero()
    {
        var curve = PrCurve.FromPredictions([], [], 2);
        Assert.Equal((0, 0, 0), (curve.TruePositives[0], curve.Precision(0), curve.Recall(1)));
    }

    [Fact]
    public void LengthsThatDiffer_Throw()
    {
        Assert.Contains("but have 2, 2, 1, 2.", Assert.Throws<ArgumentException>(() => new PrCurve([1, 2], [1, 2], [1], [1, 2])).Message);
        Assert.Throws<ArgumentException>(() => new PrCurve([1], [1], [1], [1]));
        Assert.Throws<ArgumentException>(() => PrCurve.FromPredictions([true], []));
        Assert.Throws<ArgumentException>(() => PrCurve.FromPredictions([true], [1], 3, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrCurve.FromPredictions([true], [1], 1));
    }
}
