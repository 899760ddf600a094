using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

/// <summary>A batch that does not match a layer or loss throws a TrainingException with torch's message, and does not abort the
/// process.</summary>
public sealed class LayerFailureTests : IDisposable
{
    private const long Rows = 4;

    private static readonly Dictionary<string, Func<Forward>> s_layers = new()
    {
        ["Linear"] = () => Of(nn.Linear(3, 1)),
        ["Conv1d"] = () => Of(nn.Conv1d(3, 1, 2)),
        ["Conv2d"] = () => Of(nn.Conv2d(3, 1, 2)),
        ["Conv3d"] = () => Of(nn.Conv3d(3, 1, 2)),
        ["ConvTranspose1d"] = () => Of(nn.ConvTranspose1d(3, 1, 2)),
        ["ConvTranspose2d"] = () => Of(nn.ConvTranspose2d(3, 1, 2)),
        ["LSTM"] = () => new(nn.LSTM(3, 2), static (m, x) => ((TorchSharp.Modules.LSTM)m).call(x).Item1),
        ["GRU"] = () => new(nn.GRU(3, 2), static (m, x) => ((TorchSharp.Modules.GRU)m).call(x).Item1),
        ["RNN"] = () => new(nn.RNN(3, 2), static (m, x) => ((TorchSharp.Modules.RNN)m).call(x).Item1),
        ["LSTMCell"] = () =>
            new(
                nn.LSTMCell(3, 2),
                static (m, x) => ((TorchSharp.Modules.LSTMCell)m).call(x, (zeros(x.shape[0], 2), zeros(x.shape[0], 2))).Item1
            ),
        ["GRUCell"] = () => new(nn.GRUCell(3, 2), static (m, x) => ((TorchSharp.Modules.GRUCell)m).call(x, zeros(x.shape[0], 2))),
        ["Embedding"] = () => Of(nn.Embedding(5, 2)),
        ["EmbeddingBag"] = () => new(nn.EmbeddingBag(5, 2), static (m, x) => ((TorchSharp.Modules.EmbeddingBag)m).call(x)),
        ["BatchNorm1d"] = () => Of(nn.BatchNorm1d(3)),
        ["BatchNorm2d"] = () => Of(nn.BatchNorm2d(3)),
        ["InstanceNorm1d"] = () => Of(nn.InstanceNorm1d(3)),
        ["LayerNorm"] = () => Of(nn.LayerNorm(3)),
        ["GroupNorm"] = () => Of(nn.GroupNorm(3, 3)),
        ["MultiheadAttention"] = () =>
            new(
                nn.MultiheadAttention(4, 2),
                static (m, x) => ((TorchSharp.Modules.MultiheadAttention)m).call(x, x, x, null, false, null).Item1
            ),
        ["TransformerEncoder"] = () =>
            new(
                nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2), 1),
                static (m, x) => ((TorchSharp.Modules.TransformerEncoder)m).call(x, null!, null!)),
        ["TransformerDecoder"] = () =>
            new(
                nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2), 1),
                static (m, x) => ((TorchSharp.Modules.TransformerDecoder)m).call(x, x, null!, null!, null!, null!)),
        ["Bilinear"] = () => new(nn.Bilinear(3, 3, 1), static (m, x) => ((TorchSharp.Modules.Bilinear)m).call(x, x)),
        ["MaxPool2d"] = () => Of(nn.MaxPool2d(2)),
        ["AdaptiveAvgPool2d"] = () => Of(nn.AdaptiveAvgPool2d([2L, 2L])),
        ["Unflatten"] = () => Of(nn.Unflatten(1, [3L, 2L])),
        ["PReLU"] = () => Of(nn.PReLU(3)),
        ["Upsample"] = () => Of(nn.Upsample(scale_factor: [2.0, 2.0], mode: UpsampleMode.Bilinear)),
        ["scaled_dot_product_attention"] = () =>
            new(
                nn.Identity(),
                static (_, x) => nn.functional.scaled_dot_product_attention(x, zeros(2, 3, 4), zeros(2, 5, 6), null, 0, false)),
        ["cat"] = () => new(nn.Identity(), static (_, x) => cat([x, zeros(9, 9)], 1)),
        ["mm"] = () => new(nn.Identity(), static (_, x) => x.mm(zeros(9, 9))),
        ["view"] = () => new(nn.Identity(), static (_, x) => x.view(Rows, 11)),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Layers => [.. s_layers.Keys];

    [Theory]
    [MemberData(nameof(Layers))]
    public void Fit_BatchOfWrongShape_ThrowsWithTheShape(string layer)
    {
        var input = layer is "Embedding" or "EmbeddingBag" ? tensor(new long[] { 0, 1, 2, 99 }).unsqueeze(1) : zeros(Rows, 13);
        Assert.Contains($"{input.shape[0]}, {input.shape[1]}] {input.dtype}", Failure(layer, input));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Fit_BatchOfWrongType_Throws(string layer)
    {
        // Of the shape that the layer requires.
        var shape = layer switch
        {
            "Conv1d" or "ConvTranspose1d" or "BatchNorm1d" or "InstanceNorm1d" => new[] { Rows, 3, 4 },
            "Conv2d" or "ConvTranspose2d" or "BatchNorm2d" or "GroupNorm" => [Rows, 3, 4, 4],
            "Conv3d" => [Rows, 3, 4, 4, 4],
            "LSTM" or "GRU" or "RNN" or "LayerNorm" => [Rows, 2, 3],
            "MultiheadAttention" or "TransformerEncoder" or "TransformerDecoder" => [Rows, 2, 4],
            "MaxPool2d" or "AdaptiveAvgPool2d" or "Upsample" => [Rows, 1, 4, 4],
            _ => [Rows, 3],
        };
        var type = layer is "Embedding" or "EmbeddingBag" ? ScalarType.Float32 : ScalarType.Bool;
        Assert.Contains($"] {type}", Failure(layer, zeros(shape, type)));
    }

    [Theory]
    [InlineData("CrossEntropyLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4 }, ScalarType.Int64)]
    [InlineData("CrossEntropyLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4 }, ScalarType.Int32)]
    [InlineData("CrossEntropyLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4 }, ScalarType.Float32)]
    [InlineData("NLLLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4 }, ScalarType.Int64)]
    [InlineData("NLLLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 3 }, ScalarType.Int64)]
    [InlineData("MSELoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 2 }, ScalarType.Float32)]
    [InlineData("L1Loss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 2 }, ScalarType.Float32)]
    [InlineData("BCELoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 3 }, ScalarType.Int64)]
    [InlineData("BCEWithLogitsLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 2 }, ScalarType.Float32)]
    [InlineData("HuberLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 2 }, ScalarType.Float32)]
    [InlineData("KLDivLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 2 }, ScalarType.Float32)]
    [InlineData("MultiLabelMarginLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4, 2 }, ScalarType.Int64)]
    [InlineData("MultiMarginLoss", new long[] { 4, 3 }, ScalarType.Float32, new long[] { 4 }, ScalarType.Int64)]
    public void Fit_MismatchedTargets_Throws(string name, long[] output, ScalarType outputType, long[] target, ScalarType targetType)
    {
        nn.Module<Tensor, Tensor, Tensor> loss = name switch
        {
            "CrossEntropyLoss" => nn.CrossEntropyLoss(),
            "NLLLoss" => nn.NLLLoss(),
            "MSELoss" => nn.MSELoss(),
            "L1Loss" => nn.L1Loss(),
            "BCELoss" => nn.BCELoss(),
            "BCEWithLogitsLoss" => nn.BCEWithLogitsLoss(),
            "HuberLoss" => nn.HuberLoss(),
            "KLDivLoss" => nn.KLDivLoss(),
            "MultiMarginLoss" => nn.MultiMarginLoss(),
            _ => nn.MultiLabelMarginLoss(),
        };
        using (loss)
        {
            // An invalid class if the targets are class indices.
            var targets = full(target, 9, targetType);
            var message = Message(new Forward(nn.Identity(), (_, _) => full(output, 0.5, outputType)), zeros(Rows, 3), targets, loss);
            Assert.Matches($"^{name} (cannot compare|failed on) predictions ", message);
        }
    }

    [Fact]
    public void Fit_LaterBatchOfWrongShape_ThrowsWithTheShape()
    {
        var calls = 0;
        var forward = new Forward(nn.Linear(3, 1), (m, x) => ((nn.Module<Tensor, Tensor>)m).call(calls++ == 0 ? x : x.t()));
        var message = Message(forward, zeros(2 * Rows, 3), zeros(2 * Rows, 1), nn.MSELoss(), (int)Rows);
        Assert.StartsWith("The model failed on a batch of [4, 3] Float32: mat1 and mat2 shapes cannot be multiplied", message);
    }

    public void Dispose() => _scope.Dispose();

    private static Forward Of(nn.Module<Tensor, Tensor> layer) => new(layer, static (m, x) => ((nn.Module<Tensor, Tensor>)m).call(x));

    // The failure must be in the model, not in the loss.
    private static string Failure(string layer, Tensor input)
    {
        var message = Message(s_layers[layer](), input, zeros(input.shape[0], 1), nn.MSELoss());
        Assert.Matches("^(The model failed on a batch of|The input of layer '_layer' \\(\\w+\\) must be) ", message);
        return message;
    }

    private static string Message(Forward model, Tensor input, Tensor target, nn.Module<Tensor, Tensor, Tensor> loss, int batch = (int)Rows)
    {
        using (model)
        {
            using var optimizer = model.parameters().Any() ? optim.SGD(model.parameters(), 0.01) : null;
            using var trainer = new Trainer(model, optimizer, loss);
            return Assert.Throws<TrainingException>(() => trainer.Fit(new MemorySource(input, target, batch), 1)).Message;
        }
    }

    private sealed class Forward : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module _layer;
        private readonly Func<nn.Module, Tensor, Tensor> _forward;

        public Forward(nn.Module layer, Func<nn.Module, Tensor, Tensor> forward)
            : base(nameof(Forward))
        {
            (_layer, _forward) = (layer, forward);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _forward(_layer, input);
    }
}
