using Gen.Training.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

/// <summary>A model with two inputs and a custom step.</summary>
public sealed class CustomStepTests : IDisposable
{
    private readonly RegressionProblem _problem = new();
    private readonly Pair _model = new();
    private readonly optim.Optimizer _optimizer;

    public CustomStepTests() => _optimizer = optim.SGD(_model.parameters(), 0.1);

    [Fact]
    public void CustomStep_FitEvaluateAndPredict_UseIt()
    {
        using var trainer = new Trainer(_model, _optimizer, Step);
        var history = trainer.Fit(_problem.Source(), 40, _problem.Source());
        Assert.True(history.Last("loss") < history["loss"][0] / 2, $"{history["loss"][0]} to {history.Last("loss")}");
        using var scope = NewDisposeScope();
        var expected = _model.call(_problem.Input.narrow(1, 0, 1), _problem.Input.narrow(1, 1, 2));
        Assert.True(trainer.Predict(_problem.Source(batch: 7)).allclose(expected, 1e-5, 1e-6));
        Assert.Equal((expected - _problem.Target).square().mean().ToDouble(), trainer.Evaluate(_problem.Source(batch: 7))["loss"], 5);
    }

    [Fact]
    public void CustomStep_NoPrediction_PredictThrows()
    {
        using var trainer = new Trainer(_model, _optimizer, batch => Step(batch) with { Prediction = null });
        Assert.True(double.IsFinite(trainer.Fit(_problem.Source(), 1).Last("loss")));
        Assert.Equal(
            "Predict requires a step that returns a prediction.",
            Assert.Throws<TrainingException>(() => trainer.Predict(_problem.Source())).Message
        );
    }

    [Fact]
    public void CustomStep_Bfloat16Model_Trains()
    {
        _problem.Model.to(bfloat16);
        using var optimizer = optim.SGD(_problem.Model.parameters(), 0.05);
        using var trainer = new Trainer(_problem.Model, optimizer, batch =>
        {
            var output = _problem.Model.call(batch.Features.to_type(bfloat16)).to_type(float32);
            return new StepResult((output - batch.Labels!).square().mean(), output);
        });
        var history = trainer.Fit(_problem.Source(), 30, _problem.Source());
        Assert.True(history.Last("val_loss") < history["loss"][0] / 2, $"{history["loss"][0]} to {history.Last("val_loss")}");
        Assert.Equal(ScalarType.BFloat16, _problem.Model.parameters().First().dtype);
    }

    public void Dispose() => Array.ForEach<IDisposable>([_model, _optimizer, _problem], d => d.Dispose());

    private StepResult Step(Batch batch)
    {
        var output = _model.call(batch.Features.narrow(1, 0, 1), batch.Features.narrow(1, 1, 2));
        return new StepResult((output - batch.Labels!).square().mean(), output);
    }

    private sealed class Pair : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear first = nn.Linear(1, 16);
        private readonly TorchSharp.Modules.Linear second = nn.Linear(2, 16);
        private readonly TorchSharp.Modules.Linear last = nn.Linear(16, 1);

        public Pair()
            : base(nameof(Pair)) => RegisterComponents();

        public override Tensor forward(Tensor a, Tensor b) => last.call((first.call(a) + second.call(b)).tanh());
    }
}
