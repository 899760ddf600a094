using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public class SplitTests
{
    [Theory]
    [InlineData(10, 0.25, 7)]
    [InlineData(100, 0.1, 90)]
    [InlineData(100, 0.9, 10)]
    [InlineData(3, 0.5, 1)]
    public void Split_NoSeed_TakesLastRows(long rows, double share, int training)
    {
        using var data = NumberedRows.Data(rows);
        var (train, validation) = data.Split(share);
        using (train)
        using (validation)
        {
            Assert.Equal(data.Rows()[..training], train.Rows());
            Assert.Equal(data.Rows()[training..], validation.Rows());
        }
    }

    [Fact]
    public void Split_Seed_IsARandomPartition()
    {
        using var data = NumberedRows.Data(50);
        var first = Rows(1);
        Assert.Equal(data.Rows(), first.Training.Concat(first.Validation).Order());
        Assert.Equal(40, first.Training.Length);
        Assert.Equal(first.Training.Order(), first.Training);
        Assert.Equal(first.Validation, Rows(1).Validation);
        Assert.NotEqual(first.Validation, Rows(2).Validation);

        (long[] Training, long[] Validation) Rows(long seed)
        {
            var (training, validation) = data.Split(0.2, seed);
            using (training)
            using (validation) return (training.Rows(), validation.Rows());
        }
    }

    [Theory]
    [InlineData(new[] { 50, 30, 20 }, 0.2, new[] { 10, 6, 4 })]
    [InlineData(new[] { 7, 2, 1 }, 0.5, new[] { 4, 1, 0 })]
    [InlineData(new[] { 3, 3, 3 }, 0.34, new[] { 2, 1, 1 })]
    [InlineData(new[] { 1, 1, 1, 1 }, 0.25, new[] { 1, 0, 0, 0 })]
    public void StratifiedSplit_AllocatesByLargestRemainder(int[] counts, double share, int[] expected)
    {
        using var scope = NewDisposeScope();
        var classes = counts.SelectMany((count, c) => Enumerable.Repeat(c - 1L, count)).ToArray();
        new Random(1).Shuffle(classes);
        using var data = new TensorData(arange(0, classes.Length, dtype: float32).reshape(-1, 1), tensor(classes));
        var (training, validation) = data.StratifiedSplit(share, 4);
        using (training)
        using (validation)
        {
            var found = validation.Labels!.data<long>().ToArray();
            Assert.Equal(expected, counts.Select((_, c) => found.Count(l => l == c - 1)));
            Assert.Equal(data.Rows(), training.Rows().Concat(validation.Rows()).Order());
        }
    }

    [Fact]
    public void StratifiedSplit_Seed_DeterminesRows()
    {
        using var scope = NewDisposeScope();
        using var data = new TensorData(arange(0, 60, dtype: float32).reshape(-1, 1), arange(0, 60).remainder(3));
        Assert.Equal(Validation(5), Validation(5));
        Assert.NotEqual(Validation(5), Validation(6));

        long[] Validation(long seed)
        {
            var (training, validation) = data.StratifiedSplit(0.3, seed);
            using (training)
            using (validation) return validation.Rows();
        }
    }

    [Fact]
    public void StratifiedSplit_OneHotOrColumn_IsAccepted()
    {
        using var scope = NewDisposeScope();
        var classes = arange(0, 12).remainder(3);
        foreach (
            var labels in new[] { classes.to(float32).reshape(12, 1), nn.functional.one_hot(classes, 3).to(float32), classes.to(int32) }
        )
        {
            using var data = new TensorData(arange(0, 12, dtype: float32).reshape(-1, 1), labels);
            var (training, validation) = data.StratifiedSplit(0.5, 1);
            using (training)
            using (validation)
                Assert.Equal([2, 2, 2], validation.Rows().CountBy(r => r % 3).OrderBy(c => c.Key).Select(c => c.Value));
        }
    }

    [Fact]
    public void StratifiedSplit_LabelsNotClasses_Throws()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("row 1 is 0.5", Message(tensor(new[] { 1f, 0.5f })));
        Assert.Contains("row 1 is NaN", Message(tensor(new[] { 1f, float.NaN })));
        Assert.Contains("row 1 is not one-hot", Message(tensor(new[,] { { 1f, 0, 0 }, { 1, 1, 0 } })));
        Assert.Contains("[2, 1, 1]", Message(zeros(2, 1, 1)));
        Assert.Contains("has none", Message(null));

        static string Message(Tensor? labels)
        {
            using var data = new TensorData(zeros(2, 1), labels);
            return Assert.Throws<BadDataException>(() => data.StratifiedSplit(0.5, 1)).Message;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(0.9)]
    [InlineData(1e-300)]
    public void Split_FractionLeavesNoRows_Throws(double share)
    {
        using var data = NumberedRows.Data(2);
        Assert.Throws<BadDataException>(() => data.Split(share));
        Assert.Throws<BadDataException>(() => data.Split(share, 1));
        Assert.Throws<BadDataException>(() => data.StratifiedSplit(share, 1));
    }
}
