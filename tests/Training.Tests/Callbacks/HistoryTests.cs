using Gen.Training.Tests.Charts.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Callbacks;

public class HistoryTests
{
    [Fact]
    public void APlotShowsAValueAndItsValidationByName()
    {
        using var problem = new SmallProblem();
        using var trainer = problem.Trainer();
        var history = trainer.Fit(problem.Source(), 3, problem.Source());
        var picture = history.Plot().ToSvg();
        Assert.Contains(">loss<", picture);
        Assert.Contains(">val_loss<", picture);
        Assert.Contains(">epoch<", picture);
    }

    [Fact]
    public void WhatWasNotLoggedIsNamedWithTheNearest()
    {
        using var problem = new SmallProblem();
        using var trainer = problem.Trainer();
        var history = trainer.Fit(problem.Source(), 1, problem.Source());
        Assert.Equal(
            "No value is logged as 'val_los'. Did you mean 'val_loss'?",
            Assert.Throws<KeyNotFoundException>(() => history["val_los"]).Message
        );
        Assert.Throws<KeyNotFoundException>(() => history.Plot("accurcy"));
    }

    [Fact]
    public void ASingleEpochIsAPointAtItsNumber()
    {
        var picture = Picture([0.5], [0.7]);
        Assert.Equal(["loss, epoch 1: 0.5", "val_loss, epoch 1: 0.7"], picture.All("circle").Select(SvgPicture.Tooltip));
        var axes = new ReadAxes(picture);
        Assert.Equal([0.5, 0.7], picture.All("circle").Select(c => axes.Y(SvgPicture.Number(c, "cy"))), (a, b) => Math.Abs(a - b) < 0.005);
        Assert.All(picture.All("circle"), c => Assert.Equal(1, axes.X(SvgPicture.Number(c, "cx")), 0.01));
    }

    [Fact]
    public void AnEpochWithoutANumberIsAGapAndOneWithoutAValidationLacksIt()
    {
        var history = Recorded([1, double.NaN, 0.5, 0.4], [2, 1.5]);
        Assert.Equal([2, 1.5, double.NaN, double.NaN], history["val_loss"]);
        Assert.True(double.IsNaN(history.Last("val_loss")));
        var picture = new SvgPicture(history.Plot().ToSvg());
        Assert.Equal(
            ["loss, epoch 1: 1", "loss, epoch 3: 0.5", "loss, epoch 4: 0.4"],
            picture.All("circle").Select(SvgPicture.Tooltip).Where(t => t!.StartsWith("loss"))
        );
        Assert.Contains("no data", new SvgPicture(Recorded([double.NaN], [double.NaN]).Plot().ToSvg()).Texts);
    }

    [Fact]
    public void ManyEpochsStayASmallFileWithTheirExtremes()
    {
        double[] loss = [.. Enumerable.Range(0, 20_000).Select(i => 1 + (i == 7_777 ? 5 : 0.1 * Math.Sin(i)))];
        var svg = Recorded(loss, loss).Plot().ToSvg();
        Assert.InRange(svg.Length, 1_000, 150_000);
        var picture = new SvgPicture(svg);
        var axes = new ReadAxes(picture);
        var line = picture.All("polyline").First(p => SvgPicture.Tooltip(p)?.StartsWith("loss") == true);
        var top = SvgPicture.Points(line).MinBy(p => p.Y);
        Assert.Equal(7_778, axes.X(top.X), 30.0);
        Assert.Equal(6, axes.Y(top.Y), 0.05);
    }

    private static SvgPicture Picture(double[] loss, double[] validation) => new(Recorded(loss, validation).Plot().ToSvg());

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
