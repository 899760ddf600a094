using Gen.Training.Data;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

/// <summary>Batches that do not fit are told of before torch sees them: some versions of TorchSharp end the process there.</summary>
public sealed class BadBatchTests : IDisposable
{
    private readonly SmallProblem _problem = new();
    private readonly List<IDisposable> _made = [];

    [Fact]
    public void TooManyFeaturesNameTheLayerAndBothShapes() =>
        Assert.Equal(
            "layer 'first' (Linear) takes […, 3] Float32, but gets [8, 4] Float32",
            Failure(_problem.Model, zeros(8, 4), zeros(8, 1))
        );

    [Fact]
    public void AnInnerLayerNamesTheBatchToo() => Assert.Equal(
        "layer 'last' (Linear) takes […, 9] Float32, but gets [8, 16] Float32; the batch is [8, 3] Float32",
        Failure(Made(nn.Sequential(("first", nn.Linear(3, 16)), ("last", nn.Linear(9, 1)))), zeros(8, 3), zeros(8, 1)));

    [Fact]
    public void ValuesOfAnotherTypeAreRefused()
    {
        Assert.Equal(
            "layer 'first' (Linear) takes […, 3] Float32, but gets [8, 3] Float64",
            Failure(_problem.Model, zeros(8, 3, dtype: float64), zeros(8, 1))
        );
        Assert.Equal(
            "Embedding takes whole numbers (Int64 or Int32), but gets [8, 3] Float32",
            Failure(Made(nn.Embedding(5, 2)), zeros(8, 3), zeros(8, 1))
        );
    }

    [Fact]
    public void AnImageWithItsChannelsLastNamesTheConvolution() => Assert.Equal(
        "layer '0' (Conv2d) takes [rows, 3, …, …] Float32, but gets [8, 28, 28, 3] Float32",
        Failure(Made(nn.Sequential(nn.Conv2d(3, 4, 3))), zeros(8, 28, 28, 3), zeros(8, 1)));

    [Fact]
    public void ALayersOwnFailureNamesTheLayerThatTheBatchCameTo()
    {
        var failure = Failure(Made(nn.Sequential(("flat", nn.Flatten()), ("mine", Made(new Picky())))), zeros(8, 3, 2), zeros(8, 1));
        Assert.Equal("The model failed on a batch [8, 3, 2] Float32, at layer 'mine' (Picky) with [8, 6] Float32: no such thing", failure);
    }

    [Theory]
    [InlineData(
        "MSELoss",
        "MSELoss cannot compare predictions [8, 1] Float32 with targets [8] Float32: it goes element by element; give the targets a last "
        + "axis with unsqueeze(-1)"
    )]
    [InlineData(
        "L1Loss",
        "L1Loss cannot compare predictions [8, 1] Float32 with targets [8] Float32: it goes element by element; give the targets a last "
        + "axis with unsqueeze(-1)"
    )]
    public void TargetsThatWouldBeBroadcastAreRefused(string loss, string message) =>
        Assert.Equal(
            message,
            Failure(
                _problem.Model,
                zeros(8, 3),
                zeros(8),
                Made(loss == "MSELoss" ? nn.MSELoss() : (nn.Module<Tensor, Tensor, Tensor>)nn.L1Loss())
            )
        );

    [Fact]
    public void ClassNumbersWithAnAxisTooManyAreRefused() =>
        Assert.Equal(
            "CrossEntropyLoss cannot compare predictions [8, 1] Float32 with targets [8, 2] Int64: it wants scores [rows, classes, …] and "
            + "targets that are class numbers [rows, …] or as large as the scores",
            Failure(_problem.Model, zeros(8, 3), zeros(8, 2, dtype: int64), Made(nn.CrossEntropyLoss()))
        );

    [Fact]
    public void WhatFitsIsLeftAlone()
    {
        foreach (var (model, loss, target) in new (nn.Module<Tensor, Tensor>, nn.Module<Tensor, Tensor, Tensor>, Tensor)[]
        {
            (nn.Linear(3, 4), nn.CrossEntropyLoss(), zeros(8, dtype: int64)),
            (nn.Linear(3, 4), nn.CrossEntropyLoss(), zeros(8, 4)),
            (nn.Linear(3, 1), nn.MSELoss(), zeros(8, 1)),
            (nn.Sequential(nn.Linear(3, 4), nn.LogSoftmax(1)), nn.NLLLoss(), zeros(8, dtype: int64)),
        })
            Assert.Equal("", Failure(Made(model), zeros(8, 3), Made(target), Made(loss)));
    }

    [Fact]
    public void ABatchWithoutRowsIsRefused() => Assert.Equal(
        "A batch has no rows (its input is [0, 3] Float32): the source must leave it out.",
        Message(() => Trainer(_problem.Model, _problem.Loss).Fit(new Rowless(), 1)));

    [Fact]
    public void EvaluationAndPredictionSayTheSame()
    {
        var source = new MemorySource(Made(zeros(8, 4)), Made(zeros(8, 1)), 8);
        const string Expected = "layer 'first' (Linear) takes […, 3] Float32, but gets [8, 4] Float32";
        Assert.Equal(Expected, Message(() => Trainer(_problem.Model, _problem.Loss).Evaluate(source)));
        Assert.Equal(Expected, Message(() => Trainer(_problem.Model, _problem.Loss).Predict(source)));
    }

    [Fact]
    public void ALossThatIsNoNumberIsSaidOnceAndTrainingGoesOn()
    {
        using var error = new StandardError();
        using (NewDisposeScope())
            _problem.Target.fill_(float.NaN);
        Assert.Equal(3, Trainer(_problem.Model, _problem.Loss).Fit(_problem.Source(), 3).Epochs.Count);
        Assert.Equal(
            "warning: The loss of epoch 1 is NaN, and training goes on. The callback TerminateOnNaN would end it and report where it "
            + "began.\n",
            error.Text
        );
    }

    public void Dispose()
    {
        _made.ForEach(m => m.Dispose());
        _problem.Dispose();
    }

    private string Failure(nn.Module<Tensor, Tensor> model, Tensor input, Tensor target, nn.Module<Tensor, Tensor, Tensor>? loss = null) =>
        Message(() => Trainer(model, loss ?? _problem.Loss).Fit(new MemorySource(Made(input), Made(target), 8), 1));

    private static string Message(Action act) => Record.Exception(act) is { } e ? Assert.IsType<TrainingException>(e).Message : "";

    private Trainer Trainer(nn.Module<Tensor, Tensor> model, nn.Module<Tensor, Tensor, Tensor> loss) =>
        Made(new Trainer(model, model.parameters().Any() ? Made(optim.SGD(model.parameters(), 0.01)) : null, loss));

    private T Made<T>(T made)
        where T : IDisposable
    {
        _made.Add(made);
        return made;
    }

    private sealed class Picky() : nn.Module<Tensor, Tensor>(nameof(Picky))
    {
        public override Tensor forward(Tensor input) => throw new InvalidOperationException("no such thing\nat all");
    }

    private sealed class Rowless : IBatchSource
    {
        public int? BatchCount => null;
        public long? Rows => null;
        public int? BatchSize => null;

        public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default) =>
            [new Batch(zeros(0, 3), zeros(0, 1))];
    }
}
