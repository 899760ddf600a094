using Gen.Training.Data;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

/// <summary>Invalid batches throw before they reach torch, because some versions of TorchSharp abort the process.</summary>
public sealed class InvalidBatchTests : IDisposable
{
    private readonly RegressionProblem _problem = new();
    private readonly List<IDisposable> _disposables = [];

    [Fact]
    public void LinearInput_WrongWidth_ThrowsWithShapes() =>
        Assert.Equal(
            "The input of layer 'first' (Linear) must be […, 3] Float32, but was [8, 4] Float32.",
            Failure(_problem.Model, zeros(8, 4), zeros(8, 1))
        );

    [Fact]
    public void InnerLayerInput_WrongShape_ThrowsWithBatchShape() => Assert.Equal(
        "The input of layer 'last' (Linear) must be […, 9] Float32, but was [8, 16] Float32. The batch is [8, 3] Float32.",
        Failure(Track(nn.Sequential(("first", nn.Linear(3, 16)), ("last", nn.Linear(9, 1)))), zeros(8, 3), zeros(8, 1)));

    [Fact]
    public void Input_WrongDtype_Throws()
    {
        Assert.Equal(
            "The input of layer 'first' (Linear) must be […, 3] Float32, but was [8, 3] Float64.",
            Failure(_problem.Model, zeros(8, 3, dtype: float64), zeros(8, 1))
        );
        Assert.Equal(
            "The input of Embedding must be Int64 or Int32, but was [8, 3] Float32.",
            Failure(Track(nn.Embedding(5, 2)), zeros(8, 3), zeros(8, 1))
        );
    }

    [Fact]
    public void ConvolutionInput_ChannelsLast_Throws() => Assert.Equal(
        "The input of layer '0' (Conv2d) must be [rows, 3, …, …] Float32, but was [8, 28, 28, 3] Float32.",
        Failure(Track(nn.Sequential(nn.Conv2d(3, 4, 3))), zeros(8, 28, 28, 3), zeros(8, 1)));

    [Fact]
    public void LayerThrows_NamesLayer()
    {
        var model = Track(nn.Sequential(("flat", nn.Flatten()), ("mine", Track(new ThrowingLayer()))));
        Assert.Equal(
            "The model failed on a batch of [8, 3, 2] Float32, in layer 'mine' (ThrowingLayer) with input [8, 6] Float32: no such thing",
            Failure(model, zeros(8, 3, 2), zeros(8, 1)));
    }

    [Theory]
    [InlineData(
        "MSELoss",
        "MSELoss cannot compare predictions [8, 1] Float32 with targets [8] Float32: their shapes must be equal. Add an axis to the "
        + "targets with unsqueeze(-1)."
    )]
    [InlineData(
        "L1Loss",
        "L1Loss cannot compare predictions [8, 1] Float32 with targets [8] Float32: their shapes must be equal. Add an axis to the "
        + "targets with unsqueeze(-1)."
    )]
    public void Targets_WouldBeBroadcast_Throw(string loss, string message) =>
        Assert.Equal(
            message,
            Failure(
                _problem.Model,
                zeros(8, 3),
                zeros(8),
                Track(loss == "MSELoss" ? nn.MSELoss() : (nn.Module<Tensor, Tensor, Tensor>)nn.L1Loss())
            )
        );

    [Fact]
    public void ClassIndices_ExtraAxis_Throws() =>
        Assert.Equal(
            "CrossEntropyLoss cannot compare predictions [8, 1] Float32 with targets [8, 2] Int64: the predictions must be scores [rows, "
            + "classes, …], and the targets class indices [rows, …] or probabilities of the same shape.",
            Failure(_problem.Model, zeros(8, 3), zeros(8, 2, dtype: int64), Track(nn.CrossEntropyLoss()))
        );

    [Fact]
    public void ClassIndices_ColumnOfFloatingType_NamesTheConversion() =>
        Assert.Equal(
            "CrossEntropyLoss cannot compare predictions [8, 4] Float32 with targets [8, 1] Float32: the predictions must be scores [rows, "
            + "classes, …], and the targets class indices [rows, …] or probabilities of the same shape. Convert class indices with "
            + "squeeze(1).to_type(int64).",
            Failure(Track(nn.Linear(3, 4)), zeros(8, 3), zeros(8, 1), Track(nn.CrossEntropyLoss()))
        );

    [Fact]
    public void MatchingShapes_DoNotThrow()
    {
        foreach (var (model, loss, target) in new (nn.Module<Tensor, Tensor>, nn.Module<Tensor, Tensor, Tensor>, Tensor)[]
        {
            (nn.Linear(3, 4), nn.CrossEntropyLoss(), zeros(8, dtype: int64)),
            (nn.Linear(3, 4), nn.CrossEntropyLoss(), zeros(8, 4)),
            (nn.Linear(3, 4), nn.CrossEntropyLoss(), zeros(8, 1, dtype: int64)),
            (nn.Linear(3, 1), nn.CrossEntropyLoss(), zeros(8, 1, dtype: int64)),
            (nn.Linear(3, 4), nn.MultiMarginLoss(), zeros(8, 1, dtype: int64)),
            (nn.Sequential(nn.Linear(3, 4), nn.LogSoftmax(1)), nn.NLLLoss(), zeros(8, 1, dtype: int64)),
            (nn.Linear(3, 1), nn.MSELoss(), zeros(8, 1)),
            (nn.Sequential(nn.Linear(3, 4), nn.LogSoftmax(1)), nn.NLLLoss(), zeros(8, dtype: int64)),
        })
            Assert.Equal("", Failure(Track(model), zeros(8, 3), Track(target), Track(loss)));
    }

    [Fact]
    public void Batch_NoRows_Throws() => Assert.Equal(
        "A batch must have at least one row, but its features are [0, 3] Float32.",
        Message(() => Trainer(_problem.Model, _problem.Loss).Fit(new EmptyBatchSource(), 1)));

    [Fact]
    public void EvaluateAndPredict_WrongShape_Throw()
    {
        var source = new MemorySource(Track(zeros(8, 4)), Track(zeros(8, 1)), 8);
        const string Expected = "The input of layer 'first' (Linear) must be […, 3] Float32, but was [8, 4] Float32.";
        Assert.Equal(Expected, Message(() => Trainer(_problem.Model, _problem.Loss).Evaluate(source)));
        Assert.Equal(Expected, Message(() => Trainer(_problem.Model, _problem.Loss).Predict(source)));
    }

    [Fact]
    public void NaNLoss_WarnsOnceAndContinues()
    {
        using var error = new CapturedStandardError();
        using (NewDisposeScope())
            _problem.Target.fill_(float.NaN);
        Assert.Equal(3, Trainer(_problem.Model, _problem.Loss).Fit(_problem.Source(), 3).Epochs.Count);
        Assert.Equal(
            "warning: The loss of epoch 1 is NaN, but training continues. Add the callback TerminateOnNaN to end training and find the "
            + "cause.\n",
            error.Text
        );
    }

    public void Dispose()
    {
        _disposables.ForEach(m => m.Dispose());
        _problem.Dispose();
    }

    private string Failure(nn.Module<Tensor, Tensor> model, Tensor input, Tensor target, nn.Module<Tensor, Tensor, Tensor>? loss = null) =>
        Message(() => Trainer(model, loss ?? _problem.Loss).Fit(new MemorySource(Track(input), Track(target), 8), 1));

    private static string Message(Action act) => Record.Exception(act) is { } e ? Assert.IsType<TrainingException>(e).Message : "";

    private Trainer Trainer(nn.Module<Tensor, Tensor> model, nn.Module<Tensor, Tensor, Tensor> loss) =>
        Track(new Trainer(model, model.parameters().Any() ? Track(optim.SGD(model.parameters(), 0.01)) : null, loss));

    private T Track<T>(T disposable)
        where T : IDisposable
    {
        _disposables.Add(disposable);
        return disposable;
    }

    private sealed class ThrowingLayer() : nn.Module<Tensor, Tensor>(nameof(ThrowingLayer))
    {
        public override Tensor forward(Tensor input) => throw new InvalidOperationException("no such thing\nat all");
    }

    private sealed class EmptyBatchSource : IBatchSource
    {
        public int? BatchCount => null;
        public long? Rows => null;
        public int? BatchSize => null;

        public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default) =>
            [new Batch(zeros(0, 3), zeros(0, 1))];
    }
}
