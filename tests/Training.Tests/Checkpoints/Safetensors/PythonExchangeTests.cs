using Gen.Training.Checkpoints;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Checkpoints.Safetensors;

/// <summary>Exchange of files with the Python code of docs/checkpoints.md.</summary>
public sealed class PythonExchangeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [PythonFact]
    public void EveryDtypeAndShape_RoundTripsThroughPython()
    {
        var tensors = Tensors();
        SafetensorsWriter.Save(_folder["gen"], SafetensorsHeader.Weights, null, tensors);
        Python.Run($"""
            tensors = load("{_folder["gen"]}")
            assert len(tensors) == {tensors.Count}, tensors.keys()
            assert torch.equal(tensors["transposed"], torch.arange(12.).reshape(3, 4).t())
            assert tensors["scalar"].shape == () and tensors["scalar"].item() == 2.5
            assert tensors["empty"].shape == (0, 3) and tensors["BFloat16"].dtype == torch.bfloat16
            save("{_folder["python"]}", tensors)
            save("{_folder["strided"]}", dict(t=torch.arange(12.).reshape(3, 4).t(), every=torch.arange(9)[::2]))
            """);
        using var back = SafetensorsFile.Read(_folder["python"]);
        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), back.Tensors.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in tensors)
        {
            Assert.Equal((name, tensor.dtype, Hex(tensor)), (name, back.Tensors[name].dtype, Hex(back.Tensors[name])));
            Assert.Equal(tensor.shape, back.Tensors[name].shape);
        }

        using var strided = SafetensorsFile.Read(_folder["strided"]);
        Assert.Equal(Hex(tensors["transposed"]), Hex(strided.Tensors["t"]));
        Assert.Equal([0, 2, 4, 6, 8], strided.Tensors["every"].data<long>().ToArray());
    }

    [PythonFact]
    public void TrainedModel_GivesSameOutputsInPython()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer(
            new ModelCheckpoint(_folder["{epoch}.weights"]),
            new BackupAndRestore { Folder = _folder.Path }
        );
        trainer.Fit(problem.Source(), 2);
        problem.Model.eval();
        var expected = problem.Model.call(problem.Input).detach();
        SafetensorsWriter.Save(_folder["input"], SafetensorsHeader.Weights, null, [new("x", problem.Input)]);
        var checkpoint = Path.Combine(_folder["fit-1"], "epoch-000002.safetensors");
        Python.Run($"""
            from collections import OrderedDict
            from torch.nn import *
            out = dict()
            for key, state in dict(weights=load("{_folder["2.weights"]}"), checkpoint=load("{checkpoint}", "model.")).items():
                model = Sequential(OrderedDict(first=Linear(3, 16), relu=ReLU(), drop=Dropout(0), last=Linear(16, 1))).eval()
                model.load_state_dict(state)
                out[key] = model(load("{_folder["input"]}")["x"])
            save("{_folder["output"]}", out)
            """);
        using var output = SafetensorsFile.Read(_folder["output"]);
        AssertClose(expected, output.Tensors["weights"]);
        AssertClose(expected, output.Tensors["checkpoint"]);
    }

    [PythonFact]
    public void Lstm_GivesSameOutputsInPython()
    {
        using var lstm = LSTM(3, 8, numLayers: 2, batchFirst: true);
        WeightFile.Save(lstm, _folder["lstm.weights"]);
        var input = randn(4, 5, 3);
        SafetensorsWriter.Save(_folder["input"], SafetensorsHeader.Weights, null, [new("x", input)]);
        Python.Run($"""
            model = torch.nn.LSTM(3, 8, num_layers=2, batch_first=True)
            model.load_state_dict(load("{_folder["lstm.weights"]}"))
            save("{_folder["output"]}", dict(y=model(load("{_folder["input"]}")["x"])[0]))
            """);
        using var output = SafetensorsFile.Read(_folder["output"]);
        AssertClose(lstm.call(input).Item1.detach(), output.Tensors["y"]);
    }

    [PythonFact]
    public void PythonModel_GivesSameOutputsHere()
    {
        Python.Run($"""
            torch.manual_seed(3)
            model, x = torch.nn.Sequential(torch.nn.Linear(3, 16), torch.nn.Tanh(), torch.nn.BatchNorm1d(16), torch.nn.Linear(16, 2)), torch.randn(50, 3)
            model(x)
            save("{_folder["weights"]}", model.state_dict())
            save("{_folder["double"]}", dict((k, v.double() if v.is_floating_point() else v) for k, v in model.state_dict().items()))
            save("{_folder["data"]}", dict(x=x, y=model.eval()(x)))
            """);
        using var data = SafetensorsFile.Read(_folder["data"]);
        foreach (var file in new[] { "weights", "double" })
        {
            using var model = Sequential(("0", Linear(3, 16)), ("1", Tanh()), ("2", BatchNorm1d(16)), ("3", Linear(16, 2)));
            ModelCheckpoint.LoadWeights(model, _folder[file]);
            model.eval();
            AssertClose(data.Tensors["y"], model.call(data.Tensors["x"]).detach());
        }
    }

    private static Dictionary<string, Tensor> Tensors()
    {
        ScalarType[] types =
        [
            ScalarType.Float64,
            ScalarType.Float32,
            ScalarType.Float16,
            ScalarType.BFloat16,
            ScalarType.Int64,
            ScalarType.Int32,
            ScalarType.Int16,
            ScalarType.Int8,
            ScalarType.Byte,
            ScalarType.Bool,
        ];
        var tensors = types.ToDictionary(t => $"{t}", t => (arange(35).reshape(5, 7) - 3).abs().to_type(t));
        tensors["transposed"] = arange(12, float32).reshape(3, 4).t();
        tensors["scalar"] = tensor(2.5);
        tensors["empty"] = zeros(0, 3);
        tensors["special"] = tensor([double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon]);
        tensors["odd"] = tensor(new byte[] { 1, 2, 3 });
        tensors["ein Name.mit \"Zeichen\" ü"] = tensor(7L);
        return tensors;
    }

    private static string Hex(Tensor tensor) => Convert.ToHexString(tensor.contiguous().reshape(-1).bytes);

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.True((expected - actual).abs().max().item<float>() <= 1e-6f, $"{expected} {actual}");
    }
}
