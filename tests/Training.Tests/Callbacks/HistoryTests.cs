using Gen.Training.Tests.Charts.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Callbacks;

public class HistoryTests
{
    [Fact]
    public void Plot_ShowsValueAndItsValidation()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer();
        var history = trainer.Fit(problem.Source(), 3, problem.Source());
        var picture = history.Plot().ToSvg();
        Assert.Contains(">loss<", picture);
        Assert.Contains(">val_loss<", picture);
        Assert.Contains(">epoch<", picture);
    }

    [Fact]
    public void Indexer_UnknownKey_SuggestsNearest()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer();
        var history = trainer.Fit(problem.Source(), 1, problem.Source());
        Assert.Equal(
            "'val_los' is not logged. Did you mean 'val_loss'?",
            Assert.Throws<KeyNotFoundException>(() => history["val_los"]).Message
        );
        Assert.Throws<KeyNotFoundException>(() => history.Plot("accurcy"));
    }

    [Fact]
    public void Plot_SingleEpoch_IsAPoint()
    {
        var picture = Picture([0.5], [0.7]);
        Assert.Equal(["loss, epoch 1: 0.5", "val_loss, epoch 1: 0.7"], picture.All("circle").Select(SvgDocument.Tooltip));
        var axes = new AxisReader(picture);
        Assert.Equal([0.5, 0.7], picture.All("circle").Select(c => axes.Y(SvgDocument.Number(c, "cy"))), (a, b) => Math.Abs(a - b) < 0.005);
        Assert.All(picture.All("circle"), c => Assert.Equal(1, axes.X(SvgDocument.Number(c, "cx")), 0.01));
    }

    [Fact]
    public void Plot_NaNOrMissingValue_IsAGap()
    {
        var history = Recorded([1, double.NaN, 0.5, 0.4], [2, 1.5]);
        Assert.Equal([2, 1.5, double.NaN, double.NaN], history["val_loss"]);
        Assert.True(double.IsNaN(history.Last("val_loss")));
        var picture = new SvgDocument(history.Plot().ToSvg());
        Assert.Equal(
            ["loss, epoch 1: 1", "loss, epoch 3: 0.5", "loss, epoch 4: 0.4"],
            picture.All("circle").Select(SvgDocument.Tooltip).Where(t => t!.StartsWith("loss"))
        );
        Assert.Contains("no data", new SvgDocument(Recorded([double.NaN], [double.NaN]).Plot().ToSvg()).Texts);
    }

    [Fact]
    public void Plot_ManyEpochs_IsReducedAndKeepsExtremes()
    {
        double[] loss = [.. Enumerable.Range(0, 20_000).Select(i => 1 + (i == 7_777 ? 5 : 0.1 * Math.Sin(i)))];
        var svg = Recorded(loss, loss).Plot().ToSvg();
        Assert.InRange(svg.Length, 1_000, 150_000);
        var picture = new SvgDocument(svg);
        var axes = new AxisReader(picture);
        var line = picture.All("polyline").First(p => SvgDocument.Tooltip(p)?.StartsWith("loss") == true);
        var top = SvgDocument.Points(line).MinBy(p => p.Y);
        Assert.Equal(7_778, axes.X(top.X), 30.0);
        Assert.Equal(6, axes.Y(top.Y), 0.05);
    }

    private static SvgDocument Picture(double[] loss, double[] validation) => new(Recorded(loss, validation).Plot().ToSvg());

    private static History Recorded(double[] loss, double[] validation)
    {
        var history = new History();
        using var model = nn.Identity();
        var context = new TrainingContext(model, CPU);
        for (var i = 0; i < loss.Length; i++)
        {
            (context.Epoch, context.Logs) = (i, new LogValues());
            context.Logs.Set("loss", loss[i]);
            if (i < validation.Length)
                context.Logs.Set("val_loss", validation[i]);
            history.OnEpochEnd(context);
        }

        return history;
    }
}
