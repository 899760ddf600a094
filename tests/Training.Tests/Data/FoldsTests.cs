using Gen.Training.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public sealed class FoldsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Theory]
    [InlineData(10, 2)]
    [InlineData(11, 3)]
    [InlineData(7, 7)]
    public void Folds_AllPairs_ValidateEachRowOnce(int rows, int count)
    {
        using var data = Numbered(rows);
        var parts = Read(data.Folds(count, seed: 3));
        Assert.Equal(count, parts.Count);
        Assert.Equal(Enumerable.Range(0, rows), parts.SelectMany(p => p.Validation).Order());
        Assert.All(parts, p => Assert.InRange(p.Validation.Length, rows / count, (rows + count - 1) / count));
        Assert.All(parts, p => Assert.Equal(Enumerable.Range(0, rows), p.Training.Concat(p.Validation).Order()));
    }

    [Fact]
    public void Folds_Seed_DecidesAlone()
    {
        using var data = Numbered(50);
        var first = Read(data.Folds(5, seed: 3));
        manual_seed(7);
        Assert.Equal(first.SelectMany(p => p.Validation), Read(data.Folds(5, seed: 3)).SelectMany(p => p.Validation));
        Assert.NotEqual(first.SelectMany(p => p.Validation), Read(data.Folds(5, seed: 4)).SelectMany(p => p.Validation));
    }

    [Fact]
    public void Folds_Stratified_HaveTheSameShareOfEachClass()
    {
        int[] classes = [.. Enumerable.Repeat(0, 61), .. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(2, 9)];
        using var data = new TensorData(arange(90).reshape(90, 1), tensor(classes, int64));
        foreach (var (_, validation) in Read(data.Folds(4, seed: 1, stratified: true)))
        {
            for (var c = 0; c < 3; c++)
            {
                var share = classes.Count(x => x == c) / 4.0;
                Assert.InRange(validation.Count(row => classes[row] == c), Math.Floor(share), Math.Ceiling(share));
            }
        }
    }

    [Fact]
    public void Folds_Groups_StayTogether()
    {
        long[] groups = [.. Enumerable.Range(0, 60).Select(row => (long)(row / 7))];
        using var data = Numbered(60);
        var parts = Read(data.Folds(3, seed: 1, groups: tensor(groups)));
        Assert.Equal(Enumerable.Range(0, 60), parts.SelectMany(p => p.Validation).Order());
        Assert.All(parts, p => Assert.Empty(p.Training.Select(r => groups[r]).Intersect(p.Validation.Select(r => groups[r]))));
        Assert.All(parts, p => Assert.InRange(p.Validation.Length, 14, 25));
    }

    [Fact]
    public void Split_Fold_IsThatOfFoldsOrTheFraction()
    {
        using var data = Numbered(20);
        var folds = Read(data.Folds(4, seed: 9));
        for (var i = 0; i < 4; i++)
            Assert.Equal(folds[i].Validation, Read([data.Split(new Fold(i, 4), 0.5, seed: 9)])[0].Validation);
        Assert.Equal(Read([data.Split(0.5, 9)])[0].Validation, Read([data.Split(Fold.Single, 0.5, seed: 9)])[0].Validation);
    }

    [Fact]
    public void Folds_TooMany_AreRefused()
    {
        using var data = Numbered(5);
        Assert.Equal(
            "The number of folds must be from 2 to the number of rows, 5, but was 6.",
            Assert.Throws<BadDataException>(() => data.Folds(6, 1)).Message);
        Assert.Equal(
            "There are 2 groups, which is less than the number of folds, 3.",
            Assert.Throws<BadDataException>(() => data.Folds(3, 1, groups: tensor((long[])[1, 1, 2, 2, 2]))).Message);
        Assert.Throws<BadDataException>(() => data.Folds(3, 1, stratified: true));
        Assert.Throws<BadDataException>(() => data.Folds(3, 1, groups: zeros(4, int64)));
    }

    public void Dispose() => _scope.Dispose();

    private static TensorData Numbered(int rows) => new(arange(rows).reshape(rows, 1));

    private static List<(int[] Training, int[] Validation)> Read(IEnumerable<(TensorData Training, TensorData Validation)> folds)
    {
        var read = new List<(int[], int[])>();
        foreach (var (training, validation) in folds)
        {
            using (training)
            using (validation)
                read.Add((Rows(training), Rows(validation)));
        }

        return read;
    }

    private static int[] Rows(TensorData data) => [.. data.Features.to(float64).data<double>().ToArray().Select(v => (int)v)];
}
