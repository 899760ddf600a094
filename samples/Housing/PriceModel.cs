using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace HousingSample;

/// <summary>
/// Features [n, 8] to prices [n, 1]: scaled to mean 0 and standard deviation 1, then hidden layers. The scale is saved with the weights.
/// </summary>
public sealed class PriceModel : Module<Tensor, Tensor>
{
    private readonly Sequential layers;
    private readonly Tensor mean;
    private readonly Tensor deviation;

    /// <summary>Creates a model with random weights.</summary>
    /// <param name="hidden">Number of hidden layers; with 0 the model is linear.</param>
    /// <param name="neurons">Units of each layer.</param>
    public PriceModel(int hidden, int neurons)
        : base(nameof(PriceModel))
    {
        var parts = new List<(string, Module<Tensor, Tensor>)>();
        long inputs = Houses.Features;
        for (var i = 1; i <= hidden; i++, inputs = neurons)
            parts.AddRange([($"hidden_{i}", Linear(inputs, neurons)), ($"relu_{i}", ReLU())]);
        layers = Sequential([.. parts, ("price", Linear(inputs, 1))]);
        (mean, deviation) = (zeros(Houses.Features), ones(Houses.Features));
        RegisterComponents();   // tensors that are not parameters become buffers
    }

    /// <summary>Sets the scale of the features from the training data.</summary>
    public void Scale(Tensor features)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        get_buffer(nameof(mean))!.copy_(features.mean([0]));
        get_buffer(nameof(deviation))!.copy_(features.std(0).clamp(min: 1e-6));
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return layers.call((input - get_buffer(nameof(mean))!) / get_buffer(nameof(deviation))!).MoveToOuterDisposeScope();
    }
}
