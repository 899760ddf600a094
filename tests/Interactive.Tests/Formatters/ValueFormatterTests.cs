using Gen.Training;
using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Interactive.Tests.Formatters;

public class ValueFormatterTests
{
    private const string Left = " style=\"text-align:left\"";

    [Fact]
    public void LogValues_AreRowsOfATable()
    {
        var values = new LogValues { ClassNames = ["cat", "<dog>"] };
        values.Set("loss", 0.123456);
        values.Set("recall", MetricValue.Read("recall", MetricShape.Vector, tensor(new[] { 0.5, 1 })));

        Assert.Equal(
            $"<table><tr><th{Left}>loss</th><td{Left}>0.12346</td></tr>"
            + $"<tr><th{Left}>recall</th><td{Left}>cat 0.5, &lt;dog&gt; 1</td></tr></table>",
            LogValuesFormatter.ToHtml(values));
    }

    [Fact]
    public void LogValues_Matrix_IsATable()
    {
        var values = new LogValues();
        values.Set("confusion", MetricValue.Read("confusion", MetricShape.Matrix, tensor(new double[] { 1, 2, 3, 4 }).reshape(2, 2)));

        Assert.Contains($"<table><tr><td{Left}>1</td><td{Left}>2</td></tr><tr><td{Left}>3</td>", LogValuesFormatter.ToHtml(values));
    }

    [Fact]
    public void LogValues_LongVector_IsCut()
    {
        var values = new LogValues();
        values.Set("recall", MetricValue.Read("recall", MetricShape.Vector, ones(25, dtype: float64)));

        Assert.Contains($"1, 1 … (25 values)</td>", LogValuesFormatter.ToHtml(values));
    }

    [Fact]
    public void History_IsAChartPerValueAndATableOfTheLastEpoch()
    {
        var history = new History();
        using var model = nn.Linear(1, 1);
        foreach (var epoch in (int[])[0, 1])
        {
            var values = new LogValues();
            values.Set("loss", 2 - epoch);
            values.Set("recall", MetricValue.Read("recall", MetricShape.Vector, tensor(new[] { 0.5, 1 })));
            values.Set("val_loss", 3 - epoch);
            values.Set("lr", 0.1);
            history.OnEpochEnd(new TrainingContext(model, CPU) { Epoch = epoch, Logs = values });
        }

        var html = HistoryFormatter.ToHtml(history);

        Assert.Equal(2, html.Split("<svg ").Length);
        Assert.EndsWith(
            $"<table><thead><tr><th{Left}>epoch 2</th><th{Left}>training</th><th{Left}>validation</th></tr></thead>"
            + $"<tr><th{Left}>loss</th><td{Left}>1</td><td{Left}>2</td></tr>"
            + $"<tr><th{Left}>lr</th><td{Left}>0.1</td><td{Left}></td></tr></table>",
            html);
    }

    [Fact]
    public void History_WithoutEpochs_SaysSo() => Assert.Equal("<p>No epoch was completed.</p>", HistoryFormatter.ToHtml(new History()));

    [Fact]
    public void Run_Detached_HasNoFolder() => Assert.Equal(
        $"<table><tr><th{Left}>run</th><td{Left}>not recorded</td></tr><tr><th{Left}>experiment</th><td{Left}>detached</td></tr>"
        + $"<tr><th{Left}>status</th><td{Left}>not started</td></tr><tr><th{Left}>config</th><td{Left}></td></tr></table>",
        RunFormatter.ToHtml(Run.Detached(1)));

    [Fact]
    public void Progress_OfAnEpochInProgress_IsAFraction()
    {
        var html = ProgressFormatter.ToHtml(new TrainingProgress("<critic>", 1.25, 4, new LogValues()));

        Assert.Equal("<div>&lt;critic&gt; epoch 2/4 <progress value=\"1.25\" max=\"4\"></progress></div>", html);
    }
}
