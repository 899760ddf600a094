using ApiDocsSample.Words;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ApiDocsSample.Training;

/// <summary>Embedding, LSTM, the largest value of each of its outputs over the text, dropout, linear layer: [n, length] word indices to [n, classes] logits.</summary>
public sealed class TextClassifier : Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly LSTM lstm;
    private readonly Dropout dropout;
    private readonly Linear output;

    /// <summary>A classifier that starts with given word vectors.</summary>
    /// <param name="words">Weights of the embedding.</param>
    /// <param name="lstmSize">Units of the LSTM.</param>
    /// <param name="classes">Classes told apart.</param>
    /// <param name="trainWords">Train the embedding too.</param>
    /// <param name="dropped">Share of the LSTM's values that a training step leaves out, from 0 to below 1.</param>
    public TextClassifier(EmbeddingWeights words, int lstmSize, int classes, bool trainWords, double dropped)
        : base(nameof(TextClassifier))
    {
        using var given = tensor(words.Values, [words.Rows, words.Columns]);
        embedding = Embedding(words.Rows, words.Columns, padding_idx: Vocabulary.Padding);
        embedding.weight = Parameter(given.clone(), requires_grad: trainWords);   // a copy: training must not write into the array
        lstm = LSTM(words.Columns, lstmSize, batchFirst: true);
        dropout = Dropout(dropped);
        output = Linear(lstmSize, classes);
        RegisterComponents();
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
            using (var kept = dropout.call(largest))
                return output.call(kept);
        }
    }
}
