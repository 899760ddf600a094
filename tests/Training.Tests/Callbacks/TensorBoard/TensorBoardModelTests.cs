using Gen.EventFiles.Protos;
using Gen.TensorBoard;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Callbacks;

/// <summary>Histograms, images and the graph of a model.</summary>
public sealed class TensorBoardModelTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public void HistogramEveryNEpochs_WritesWeightsGradientsAndActivations()
    {
        Fit(new TensorBoard(_folder.Path) { HistogramEveryNEpochs = 2 }, 5);
        string[] parameters = ["first.bias", "first.weight", "last.bias", "last.weight"];
        Assert.Equal(
            [.. parameters.Select(p => $"gradients/{p}"), "loss", "lr", .. parameters.Select(p => $"weights/{p}")],
            Events.Tags(_folder["train"])
        );
        Assert.Equal(
            ["activations/drop", "activations/first", "activations/last", "activations/relu", "loss"],
            Events.Tags(_folder["validation"])
        );
        Assert.Equal([2, 4], Events.Values(_folder["validation"]).Where(v => v.Value.Tag == "activations/relu").Select(v => v.Step));
    }

    [Fact]
    public void Histograms_AreOfModelAtEndOfEpoch()
    {
        Fit(new TensorBoard(_folder.Path) { HistogramEveryNEpochs = 1 }, 2);
        using var scope = NewDisposeScope();
        var weight = _problem.Model.get_parameter("first.weight")!;
        var weights = Events.Histograms(_folder["train"], "weights/first.weight")[^1];
        Assert.Equal(48, weights.Num);
        Assert.Equal(weight.detach().to_type(ScalarType.Float64).sum().ToDouble(), weights.Sum, 6);
        var gradients = Events.Histograms(_folder["train"], "gradients/first.weight")[^1];
        Assert.Equal(weight.grad!.to_type(ScalarType.Float64).square().sum().ToDouble(), gradients.SumSquares, 6);

        _problem.Model.eval();
        var outputs = ((Module<Tensor, Tensor>)_problem.Model.named_modules().Single(m => m.name == "first").module)
            .call(_problem.Input)
            .detach();
        var activations = Events.Histograms(_folder["validation"], "activations/first")[^1];
        Assert.Equal(50 * 16, activations.Num);
        Assert.Equal(50 * 16, activations.Bucket.Sum());
        Assert.Equal(outputs.max().ToDouble(), activations.Max, 6);
        Assert.Equal(outputs.to_type(ScalarType.Float64).sum().ToDouble(), activations.Sum, 3);
    }

    [Fact]
    public void HistogramEveryNEpochs_NoValidation_ThrowsBeforeFirstBatch()
    {
        using var trainer = _problem.Trainer(new TensorBoard(_folder.Path) { HistogramEveryNEpochs = 1 });
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(_problem.Source(), 1));
        Assert.Equal(
            "TensorBoard.HistogramEveryNEpochs requires validation data, because it writes layer outputs on them. Pass some to Fit, or "
            + "set it to 0.",
            failure.Message
        );
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void DeviceHistogram_EqualsCpuHistogram()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var edges = HistogramBuckets.TensorFlowEdges;
        double[] special =
        [
            0,
            -0.0,
            1,
            -1,
            edges[0],
            edges[^1],
            edges[800],
            -edges[800],
            1e25,
            -1e21,
            1e-300,
            double.NaN,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.NaN,
        ];
        Tensor[] batches =
        [
            randn(100, 7),
            tensor(special),
            randn(3) * 1e-9,
            zeros(0, 4),
            full(5, float.NaN),
            (randn(64) * 100).to_type(ScalarType.Float16),
        ];
        using var host = new CpuLayerHistogram();
        using var device = new DeviceLayerHistogram(CPU);
        foreach (var batch in batches)
        {
            host.Add(batch);
            device.Add(batch);
        }

        var (expected, actual) = (host.Read(), device.Read());
        Assert.Equal(Filled(expected), Filled(actual));
        Assert.Equal((expected.Min, expected.Max, expected.Count), (actual.Min, actual.Max, actual.Count));
        Assert.Equal((7L, 1L, 1L), (actual.NaNs, actual.PositiveInfinities, actual.NegativeInfinities));
        Assert.Equal(
            (expected.NaNs, expected.PositiveInfinities, expected.NegativeInfinities),
            (actual.NaNs, actual.PositiveInfinities, actual.NegativeInfinities)
        );
        Assert.Equal(expected.Sum, actual.Sum, Math.Abs(expected.Sum) * 1e-12);
        Assert.Equal(expected.SumOfSquares, actual.SumOfSquares, expected.SumOfSquares * 1e-12);
    }

    [Fact]
    public void DeviceHistogram_NoValues_IsEmpty()
    {
        using var device = new DeviceLayerHistogram(CPU);
        var empty = device.Read();
        Assert.Equal((0L, 0.0, 0.0), (empty.Count, empty.Min, empty.Max));
    }

    [Fact]
    public void Activations_OfRecurrentLayers_AreCounted()
    {
        using var model = new RecurrentModel();
        using var input = randint(0, 10, [4, 6]);
        using (var activations = new ActivationHistograms(model))
        {
            model.call(input).Dispose();
            model.call(input).Dispose();
            activations.Stop();
            model.call(input).Dispose();
            Assert.Equal(
                [("words", 2 * 4 * 6 * 3L), ("lstm", 2 * 4 * 6 * 5L), ("gru", 2 * 4 * 6 * 2L)],
                activations.Read().Select(a => (a.Layer, a.Histogram.Count))
            );
        }
    }

    [Fact]
    public void WeightImage_OfMatricesAndKernels()
    {
        using var scope = NewDisposeScope();
        var matrix = WeightImage.FromTensor(tensor(new float[] { -2, 0, 1, 2, float.NaN, 0.5f }, [2, 3]))!;
        Assert.Equal((2, 3, 1), (matrix.Height, matrix.Width, matrix.Channels));
        Assert.Equal([0, 0.5f, 0.75f, 1, float.NaN, 0.625f], matrix.Pixels);

        var kernels = WeightImage.FromTensor(stack([full([3, 2, 2], 1f), full([3, 2, 2], -1f), zeros(3, 2, 2)]))!;
        Assert.Equal((34, 34, 3), (kernels.Height, kernels.Width, kernels.Channels));
        Assert.Equal(1, kernels.Pixels[0]);
        Assert.Equal(0, kernels.Pixels[18 * 3]);
        Assert.Equal(0.5f, kernels.Pixels[18 * 34 * 3]);

        Assert.All(
            new[] { zeros(4), zeros(8, 2, 3, 3), zeros(3, 3, ScalarType.Int64), zeros(2_001, 2_000), zeros(0, 3) },
            t => Assert.Null(WeightImage.FromTensor(t))
        );
    }

    [Fact]
    public void WeightImages_AreWrittenEveryEpoch()
    {
        Fit(new TensorBoard(_folder.Path) { WeightImages = true }, 2);
        var pictures = Events.Values(_folder["train"]).Where(v => v.Value.Tag == "weight_images/first.weight").ToList();
        Assert.Equal([1, 2], pictures.Select(p => p.Step));
        Assert.Equal(["3", "16"], pictures[0].Value.Tensor.StringVal.Take(2).Select(b => b.ToStringUtf8()));
    }

    [Fact]
    public void Graph_HasLayersWithInputs()
    {
        Fit(new TensorBoard(_folder.Path), 1);
        var graph = GraphDef.Parser.ParseFrom(
            Assert.Single(Events.Read(_folder.Path), e => e.WhatCase == Event.WhatOneofCase.GraphDef).GraphDef
        );
        Assert.Equal(
            ["input:Input()", "first:Linear(input)", "relu:ReLU(first)", "drop:Dropout(relu)", "last:Linear(drop)"],
            graph.Node.Select(n => $"{n.Name}:{n.Op}({string.Join(", ", n.Input)})"));
        var first = graph.Node.Single(n => n.Name == "first");
        Assert.Equal([16, 3], first.Attr["weight"].List.I);
        Assert.Equal([-1, 16], first.Attr["_output_shapes"].List.Shape[0].Dim.Select(d => d.Size));
        Assert.Equal("cpu", first.Device);
    }

    [Fact]
    public void Graph_ComputationBetweenLayers_HasControlEdge()
    {
        using var model = new RecurrentModel();
        using var input = randint(0, 10, [4, 6]);
        using var trace = new GraphTrace(model, input);
        model.call(input).Dispose();
        Assert.Equal(
            ["input()", "words(input)", "lstm(words)", "gru(^lstm)", "unused()"],
            trace.CreateNodes().Select(n => $"{n.Name}({string.Join(", ", n.Inputs)})"));
    }

    private static IEnumerable<(double, double, long)> Filled(HistogramSummary histogram) =>
        histogram.Counts.Select((c, i) => (histogram.Edges[i], histogram.Edges[i + 1], c)).Where(b => b.c > 0);

    private void Fit(TensorBoard board, int epochs)
    {
        using var trainer = _problem.Trainer(board);
        trainer.Fit(_problem.Source(), epochs, _problem.Source());
    }

    /// <summary>Recurrent layers with a multiplication between them.</summary>
    private sealed class RecurrentModel : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Embedding words = Embedding(10, 3);
        private readonly TorchSharp.Modules.LSTM lstm = LSTM(3, 5, batchFirst: true);
        private readonly TorchSharp.Modules.GRU gru = GRU(5, 2, batchFirst: true);
        private readonly TorchSharp.Modules.Linear unused = Linear(2, 2);

        public RecurrentModel()
            : base(nameof(RecurrentModel)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var (states, _, _) = lstm.call(words.call(input));
            var (outputs, _) = gru.call(states * 2);
            return outputs.MoveToOuterDisposeScope();
        }
    }
}
