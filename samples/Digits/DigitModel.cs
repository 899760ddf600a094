using System.ComponentModel.DataAnnotations;
using Gen;
using Gen.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DigitsSample;

/// <summary>The network, one of the nested records: images [n, 28, 28] to logits [n, classes].</summary>
[Config]
public abstract record DigitModel
{
    /// <summary>The function between layers.</summary>
    public ActivationConfig Activation { get; init; } = new ActivationConfig.Relu();

    /// <summary>How weights are initialized; none for the layers' own ways.</summary>
    public InitializerConfig? Initializer { get; init; }

    /// <summary>Share of a hidden layer's values that a training step leaves out.</summary>
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Dropout { get; init; } = 0.1;

    /// <summary>Builds the network, with initialized weights.</summary>
    public Sequential Build(int classes)
    {
        var model = Sequential(Layers(classes));
        Initializer?.Apply(model);
        return model;
    }

    /// <summary>The layers, with their names.</summary>
    protected abstract IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> Layers(int classes);

    /// <summary>A perceptron.</summary>
    public sealed record Mlp : DigitModel
    {
        /// <summary>Units of the hidden layers.</summary>
        [MinLength(1)]
        public IReadOnlyList<int> Hidden { get; init; } = [1_000, 500];

        /// <inheritdoc/>
        protected override IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> Layers(int classes)
        {
            yield return ("flatten", Flatten());
            long inputs = Pen.Side * Pen.Side;
            foreach (var (i, units) in Hidden.Index())
            {
                yield return ($"hidden_{i + 1}", Linear(inputs, units));
                yield return ($"activation_{i + 1}", Activation.Create());
                yield return ($"dropout_{i + 1}", nn.Dropout(Dropout));
                inputs = units;
            }

            yield return ("logits", Linear(inputs, classes));
        }
    }

    /// <summary>A convolutional network.</summary>
    public sealed record Cnn : DigitModel
    {
        /// <summary>Channels of the convolutions, each of which halves the image.</summary>
        [Length(1, 4)]
        public IReadOnlyList<int> Channels { get; init; } = [16, 32];

        /// <inheritdoc/>
        protected override IEnumerable<(string Name, Module<Tensor, Tensor> Layer)> Layers(int classes)
        {
            yield return ("channel", Unflatten(1, [1, Pen.Side]));
            var (inputs, side) = (1, Pen.Side);
            foreach (var (i, channels) in Channels.Index())
            {
                yield return ($"conv_{i + 1}", Conv2d(inputs, channels, 3, padding: 1));
                yield return ($"activation_{i + 1}", Activation.Create());
                yield return ($"pool_{i + 1}", MaxPool2d(2));
                (inputs, side) = (channels, side / 2);
            }

            yield return ("flatten", Flatten());
            yield return ("dropout", nn.Dropout(Dropout));
            yield return ("logits", Linear(inputs * side * side, classes));
        }
    }
}
