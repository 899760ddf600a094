using Gen.Training.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Torch;

public sealed class ModuleFileTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        _scope.Dispose();
        File.Delete(_file);
    }

    // The number of tensors, then the name, element type (6: float32, 4: int64), number of axes, sizes and elements of each.
    [Fact]
    public void Save_Module_HasTorchSharpsFormat()
    {
        using var layer = BatchNorm1d(1);
        layer.save(_file);
        using var expected = new MemoryStream();
        using var writer = new BinaryWriter(expected);
        writer.Write((byte)5);
        foreach (var (name, value) in new[] { ("weight", 1f), ("bias", 0f), ("running_mean", 0f), ("running_var", 1f) })
        {
            writer.Write(name);
            writer.Write([6, 1, 1]);
            writer.Write(value);
        }
        writer.Write("num_batches_tracked");
        writer.Write([4, 0]);
        writer.Write(0L);
        Assert.Equal(expected.ToArray(), File.ReadAllBytes(_file));
    }

    [Fact]
    public void Save_Lengths_AreLeb128()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        zeros([300, 0], dtype: float64).Save(writer);
        Assert.Equal([7, 2, 0xAC, 0x02, 0], stream.ToArray());
        stream.Position = 0;
        Assert.Equal([300, 0], TensorExtensionMethods.Load(new BinaryReader(stream)).shape);
    }

    [Fact]
    public void Load_SavedModule_HasSameWeights()
    {
        using var source = Model();
        using var target = Model();
        source.save(_file);
        target.load(_file);
        foreach (var (name, tensor) in source.state_dict()) Assert.Equal(tensor.ToDoubles(), target.state_dict()[name].ToDoubles());
        Assert.All(target.parameters(), p => Assert.True(p.requires_grad && p.is_leaf));
        target.load(new MemoryStream(File.ReadAllBytes(_file)));
        Assert.Throws<FileNotFoundException>(() => target.load(_file + ".none"));
    }

    [Fact]
    public void SaveAndLoad_SkippedNames_AreSkipped()
    {
        using var source = Model();
        using var target = Model();
        double[] before = target.get_parameter("0.bias")!.ToDoubles();
        source.save(_file, skip: ["2.weight"]);
        Assert.Throws<ArgumentException>(() => target.load(_file));
        var loaded = new Dictionary<string, bool>();
        target.load(_file, strict: false, skip: ["0.bias"], loadedParameters: loaded);
        Assert.Equal(before, target.get_parameter("0.bias")!.ToDoubles());
        Assert.Equal(source.get_parameter("2.bias")!.ToDoubles(), target.get_parameter("2.bias")!.ToDoubles());
        Assert.Equal(["0.weight", "0.bias", "2.bias"], loaded.Keys);
    }

    [Fact]
    public void Load_OtherNamesShapesOrTypes_Throws()
    {
        using var source = Linear(2, 3);
        source.save(_file);
        using var shape = Linear(3, 2);
        using var type = Linear(2, 3, dtype: float64);
        using var names = Sequential(Linear(2, 3));
        Assert.Throws<ArgumentException>(() => shape.load(_file));
        Assert.Throws<ArgumentException>(() => type.load(_file));
        Assert.Throws<ArgumentException>(() => names.load(_file));
        var loaded = new Dictionary<string, bool>();
        names.load(_file, strict: false, loadedParameters: loaded);
        Assert.Equal(new() { ["weight"] = false, ["bias"] = false }, loaded);
    }

    [Fact]
    public void Save_SharedModules_AreSavedUnderEachName()
    {
        var layer = Linear(2, 2);
        using var model = new Shared(layer);
        Assert.Equal(["a.weight", "a.bias"], model.named_parameters().Select(p => p.name));
        Assert.Equal(["a.weight", "a.bias", "b.weight", "b.bias"], model.state_dict().Keys);
        using var sequence = Sequential(("a", layer), ("b", layer));
        Assert.Equal(["a.weight", "a.bias"], sequence.state_dict().Keys);
    }

    [Fact]
    public void ClipGradNormAndParametersToVector_EqualTorch()
    {
        Parameter first = Parameter(TestTensors.Doubles(1, 2)), second = Parameter(TestTensors.Doubles(3));
        (first.sum() * 5 - second.sum() * 0.1).backward();
        nn.utils.clip_grad_value_([first, second, Parameter(TestTensors.Doubles(1))], 0.5);
        Assert.Equal([0.5, 0.5], first.grad!.ToDoubles());
        Assert.Equal([-0.1], second.grad!.ToDoubles());
        Assert.Equal([1, 2, 3], nn.utils.parameters_to_vector([first, second]).ToDoubles());
    }

    private static Sequential Model() => Sequential(Linear(2, 3), ReLU(), Linear(3, 1));

    private sealed class Shared : Module<Tensor, Tensor>
    {
        public Shared(Module<Tensor, Tensor> layer)
            : base(nameof(Shared))
        {
            register_module("a", layer);
            register_module("b", layer);
        }

        public override Tensor forward(Tensor input) => input.alias();
    }
}
