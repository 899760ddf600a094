using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public class ModuleTests
{
    [Fact]
    public void FieldsBecomeParametersBuffersAndModules()
    {
        using var scope = NewDisposeScope();
        using var model = new Model();
        Assert.Equal(["scale", "inner.weight", "inner.bias"], model.named_parameters().Select(p => p.name));
        Assert.Equal(["offset"], model.named_buffers().Select(b => b.name));
        Assert.Equal(["inner"], model.named_modules().Select(m => m.name));
        Assert.Equal(["scale", "offset", "inner.weight", "inner.bias"], model.state_dict().Keys.OrderBy(k => k.Contains('.')).ThenByDescending(k => k));
        Assert.True(model.has("inner.weight"));
    }

    [Fact]
    public void TrainingModeReachesModulesInside()
    {
        using var model = Sequential(Linear(2, 2), Dropout(0.5));
        Assert.True(model.training);
        model.eval();
        Assert.All(model.children(), m => Assert.False(m.training));
        model.train();
        Assert.All(model.children(), m => Assert.True(m.training));
    }

    [Fact]
    public void ASequenceRunsInOrderUnderNumbers()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], model.named_parameters().Select(p => p.name));
        var listing = model.parameters();
        Assert.Equal(listing.Count(), listing.Count());
        var input = randn(4, 2);
        var parameters = model.parameters().ToList();
        var expected = functional.linear(functional.linear(input, parameters[0], parameters[1]).relu(), parameters[2], parameters[3]);
        Assert.True(model.call(input).allclose(expected));
        Assert.Equal(3, model.Count);
    }

    [Fact]
    public void AStateCanBeLoadedIntoAnotherModule()
    {
        using var scope = NewDisposeScope();
        using var source = Linear(2, 2);
        using var target = Linear(2, 2);
        target.load_state_dict(source.state_dict());
        Assert.True(target.weight.Equals(source.weight));
        Assert.Throws<InvalidOperationException>(() => target.load_state_dict(new() { ["weight"] = ones(2, 2) }));
    }

    [Fact]
    public void ConvertingAModuleKeepsItsParametersTrainable()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(2, 2));
        model.to(float64);
        Assert.All(model.parameters(), p => Assert.True(p.dtype == ScalarType.Float64 && p.requires_grad && p.is_leaf));
        model.call(ones(1, 2, dtype: float64)).sum().backward();
        Assert.All(model.parameters(), p => Assert.NotNull(p.grad));
        using var lstm = LSTM(2, 2);
        Assert.Throws<ArgumentException>(() => lstm.to(int64));
    }

    [Fact]
    public void ConvertingAModuleReplacesItsTensorsAndKeepsTheirGradients()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(("layer", Linear(2, 1)), ("norm", BatchNorm1d(1)), ("own", new Scaled()));
        model.call(randn(4, 2)).sum().backward();
        var (before, mean) = (model.parameters().ToList(), model.get_buffer("norm.running_mean")!);
        var names = model.named_parameters().Select(p => p.name).ToList();
        model.to(float64);
        Assert.True(before.All(p => p.IsInvalid) && mean.IsInvalid);
        Assert.Equal(names, model.named_parameters().Select(p => p.name));
        Assert.All(model.parameters(), p => Assert.Equal(ScalarType.Float64, p.grad!.dtype));
        Assert.Equal(ScalarType.Int64, model.get_buffer("norm.num_batches_tracked")!.dtype);
        Assert.Equal(ScalarType.Float64, model.call(ones(2, 2, dtype: float64)).dtype);
        var after = model.parameters().ToList();
        model.to(float64).to(CPU);
        Assert.All(after, p => Assert.False(p.IsInvalid));
    }

    [Fact]
    public void ConvertingALayerOfTheLibraryItselfKeepsItsParameters()
    {
        using var scope = NewDisposeScope();
        using var lstm = LSTM(2, 2);
        using var table = Embedding(3, 2);
        var parameters = lstm.parameters().Concat(table.parameters()).ToList();
        lstm.to(float64);
        table.to(float64);
        Assert.All(parameters, p => Assert.Equal(ScalarType.Float64, p.dtype));
    }

    [Fact]
    public void DroppingGradientsMakesThemNull()
    {
        using var scope = NewDisposeScope();
        using var model = Linear(2, 1);
        model.call(ones(1, 2)).sum().backward();
        model.zero_grad(set_to_none: false);
        Assert.Equal([0, 0], model.weight.grad!.ToDoubles());
        model.zero_grad();
        Assert.Null(model.weight.grad);
    }

    [Fact]
    public void HooksSeeAndChangeWhatAModuleComputes()
    {
        using var scope = NewDisposeScope();
        using var model = ReLU();
        var before = model.register_forward_pre_hook((_, input) => input - 1);
        model.register_forward_hook((_, _, result) => result * 10);
        Assert.Equal([0, 10], model.call(Numbers.Doubles(1, 2)).ToDoubles());
        before.remove();
        Assert.Equal([10, 20], model.call(Numbers.Doubles(1, 2)).ToDoubles());
    }

    [Fact]
    public void DropoutKeepsTheMeanWhileTrainingAndDoesNothingInEvaluation()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var layer = Dropout(0.25);
        var output = layer.call(ones(10_000));
        Assert.Equal(0.25, output.eq(0).to_type(float32).mean().ToDouble(), 0.02);
        Assert.Equal(1 / 0.75, output.max().ToDouble(), 5);
        layer.eval();
        Assert.True(layer.call(ones(10)).Equals(ones(10)));
    }

    private sealed class Scaled : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Parameter scale = Parameter(ones(1));

        public Scaled()
            : base(nameof(Scaled)) => RegisterComponents();

        public override Tensor forward(Tensor input) => input * scale;
    }

    private sealed class Model : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> inner = Linear(2, 2);
        private readonly Parameter scale = Parameter(ones(1));
        private readonly Tensor offset = zeros(1);

        public Model()
            : base(nameof(Model)) => RegisterComponents();

        public override Tensor forward(Tensor input) => inner.call(input) * scale + offset;

        public bool has(string name) => get_parameter(name) is not null;
    }
}
