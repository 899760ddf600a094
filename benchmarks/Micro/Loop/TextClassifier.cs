using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Benchmarks;

/// <summary>Embedding that is not trained, LSTM, the greatest of each of its outputs over the text, linear layer: [n, length] word indices
/// to [n, classes] scores.</summary>
internal sealed class TextClassifier : Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly LSTM lstm;
    private readonly Linear output;

    public TextClassifier(long words, long size, long classes)
        : base(nameof(TextClassifier))
    {
        embedding = Embedding(words, size);
        lstm = LSTM(size, size, batchFirst: true);
        output = Linear(size, classes);
        RegisterComponents();
        embedding.weight!.requires_grad_(false);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var vectors = embedding.call(input);
        var (states, hidden, cell) = lstm.call(vectors);
        using (states)
        using (hidden)
        using (cell)
        {
            var (largest, positions) = states.max(1);
            using (largest)
            using (positions)
                return output.call(largest);
        }
    }
}
