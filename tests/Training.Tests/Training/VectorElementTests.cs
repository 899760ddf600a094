using System.Globalization;
using Xunit;

namespace Gen.Training.Tests.Training;

/// <summary>Elements of vectors as keys of logs, history and monitors.</summary>
public sealed class VectorElementTests : IDisposable
{
    private static readonly string[] s_names = ["ape", "bee", "cat"];

    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public void Element_IsAKeyOfLogsAndHistory()
    {
        var (vectors, elements) = (new List<double[]>(), new List<double>());
        var history = Fit(3, new LambdaCallback
        {
            EpochEnd = c =>
            {
                vectors.Add(c.Logs.Metric("val_recall").Vector);
                elements.Add(c.Logs["val_recall/1"]);
                Assert.True(c.Logs.ContainsKey("recall/2"));
                Assert.False(c.Logs.ContainsKey("recall/3"));
                Assert.DoesNotContain("recall/2", c.Logs.Scalars.Select(s => s.Key));
            },
        });
        Assert.Equal(vectors.Select(v => v[1]), elements);
        Assert.Equal(elements, history["val_recall/1"]);
        Assert.Equal(["recall/0", "recall/1", "recall/2"], history.Keys.Where(k => k.StartsWith("recall", StringComparison.Ordinal)));
        Assert.Contains(">val_recall/1<", history.Plot("recall/1").ToSvg());
    }

    [Fact]
    public void Element_CanHaveTheNameOfItsClass()
    {
        var byName = new List<double>();
        var reading = new LambdaCallback { EpochEnd = c => byName.Add(c.Logs["recall/cat"]) };
        var history = Fit(2, new TensorBoard(_folder.Path) { ClassNames = s_names }, reading);
        Assert.Equal(history["recall/2"], byName);
        Assert.Equal(byName, history["recall/cat"]);
    }

    [Theory]
    [InlineData("val_recall/1")]
    [InlineData("val_recall/bee")]
    public void Monitor_IsTheElement(string monitor)
    {
        var checkpoint = new ModelCheckpoint(_folder[$"{{epoch}}-{{{monitor}:F3}}.weights"], monitor) { SaveBestOnly = true };
        var stopping = new EarlyStopping(monitor) { Patience = 100 };
        var history = Fit(4, new TensorBoard(_folder["logs"]) { ClassNames = s_names }, checkpoint, stopping);
        Assert.Equal(history["val_recall/1"].Max(), stopping.Best);
        Assert.Equal(history["val_recall/1"].Max(), checkpoint.Best);
        Assert.Equal(history["val_recall/1"].ToList().IndexOf(stopping.Best), stopping.BestEpoch);
        Assert.EndsWith(string.Create(CultureInfo.InvariantCulture, $"-{stopping.Best:F3}.weights"), checkpoint.Files[^1]);
    }

    [Fact]
    public void IndexOutsideOfVector_NamesTheRange()
    {
        var epochs = 0;
        var failure = Assert.Throws<TrainingException>(
            () => Fit(3, new EarlyStopping("val_recall/3"), new LambdaCallback { EpochEnd = _ => epochs++ }));
        Assert.Equal("EarlyStopping monitors 'val_recall/3', but 'val_recall' has the elements 0 to 2.", failure.Message);
        Assert.Equal(0, epochs);

        var read = Assert.Throws<TrainingException>(() => Fit(1, new LambdaCallback { EpochEnd = c => _ = c.Logs["recall/17"] }));
        Assert.Contains("'recall/17' is not logged: 'recall' has the elements 0 to 2.", read.Message);
    }

    [Fact]
    public void UnknownClass_SuggestsNearest()
    {
        var failure = Assert.Throws<TrainingException>(
            () => Fit(1, new TensorBoard(_folder.Path) { ClassNames = s_names }, new EarlyStopping("recall/caat")));
        Assert.Equal(
            "EarlyStopping monitors 'recall/caat', but 'caat' is neither an index nor the name of a class. Did you mean 'cat'?",
            failure.Message);
    }

    [Theory]
    [InlineData("errors/precision", MonitorMode.Min)]
    [InlineData("val_fmeasure/loss", MonitorMode.Max)]
    [InlineData("custom/precision", MonitorMode.Max)]
    public void Direction_IsThatOfTheMetric(string key, MonitorMode mode) => Assert.Equal(mode, Direction.FromKey(key));

    private History Fit(int epochs, params Callback[] callbacks)
    {
        using var trainer = _problem.TrainerWithMetrics(null, callbacks);
        return trainer.Fit(_problem.Source(), epochs, _problem.Source());
    }
}
