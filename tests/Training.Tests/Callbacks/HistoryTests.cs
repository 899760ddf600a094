using Xunit;

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
        Assert.Equal("no value is logged as 'val_los'; did you mean 'val_loss'?", Assert.Throws<KeyNotFoundException>(() => history["val_los"]).Message);
        Assert.Throws<KeyNotFoundException>(() => history.Plot("accurcy"));
    }
}
