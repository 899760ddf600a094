using Gen.Shared;
using Gen.TensorBoard;
using Embedding = TorchSharp.Modules.Embedding;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The embeddings that are written at the end of an epoch.</summary>
internal sealed class EpochEmbeddings : IDisposable
{
    private readonly TrainingContext _context;
    private readonly int _everyNEpochs;
    private readonly IReadOnlyList<string>? _classNames;
    private readonly List<(TensorBoardEmbedding Embedding, nn.Module Layer)> _weights = [];
    private readonly List<(TensorBoardEmbedding Embedding, nn.Module Layer)> _outputs = [];
    private readonly List<LayerPoints> _points = [];
    private bool _isComplete;

    /// <summary>Finds the layers.</summary>
    /// <exception cref="TrainingException">A layer does not exist, or an embedding is not possible.</exception>
    public EpochEmbeddings(TensorBoard options, TrainingContext context)
    {
        (_context, _everyNEpochs) = (context, options.EmbeddingsEveryNEpochs);
        _classNames = options.ClassNames ?? (context.ClassNames.Count > 0 ? context.ClassNames : null);
        if (_everyNEpochs == 0)
            return;
        var layers = LayersOf(context.Model);
        var embeddings = options.Embeddings.Count > 0
            ? options.Embeddings
            : [.. layers.Where(l => l.Value is Embedding).Select(l => new TensorBoardEmbedding(l.Key))];
        if (embeddings.Count == 0)
            throw new TrainingException(
                "TensorBoard.EmbeddingsEveryNEpochs is set, but the model has no Embedding layer. Name the layers in Embeddings.");
        foreach (var embedding in embeddings)
        {
            embedding.Check(context.Fit.HasValidation);
            if (!layers.TryGetValue(embedding.Layer, out var layer))
                throw embedding.Problem(
                    $"names no layer of the model.{NearestName.Hint(embedding.Layer, layers.Keys, "Its layers are")}");
            if (!embedding.Outputs)
                WeightPoints.Check(embedding, layer);
            (embedding.Outputs ? _outputs : _weights).Add((embedding, layer));
        }
    }

    private bool AreDue => _everyNEpochs > 0 && (_context.Epoch + 1) % _everyNEpochs == 0;

    /// <summary>Starts keeping the outputs of layers, if the epoch has embeddings.</summary>
    public void BeginValidation()
    {
        Dispose();
        if (AreDue)
            _points.AddRange(_outputs.Select(o => new LayerPoints(o.Embedding, o.Layer)));
    }

    /// <summary>Keeps the outputs for a batch of the validation. Waits for the device.</summary>
    public void EndBatch() => _points.ForEach(p => p.Add(_context.Batch));

    /// <summary>Stops keeping the outputs of layers.</summary>
    public void EndValidation()
    {
        _points.ForEach(p => p.Stop());
        _isComplete = true;
    }

    /// <summary>Writes the embeddings of the epoch. Waits for the device.</summary>
    /// <param name="folder">Returns the folder, if there is something to write.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    public void Write(Func<EventFolder> folder, long epoch)
    {
        if (!AreDue)
            return;
        foreach (var (embedding, layer) in _weights)
            WeightPoints.Write(embedding, layer, folder(), epoch);
        if (_isComplete)
            _points.ForEach(p => p.Write(folder(), _classNames, epoch));
        Dispose();
    }

    /// <summary>Discards the outputs.</summary>
    public void Dispose()
    {
        _points.ForEach(p => p.Stop());
        _points.Clear();
        _isComplete = false;
    }

    // The model itself has no name among its modules.
    private static Dictionary<string, nn.Module> LayersOf(nn.Module model)
    {
        var layers = new Dictionary<string, nn.Module>(StringComparer.Ordinal);
        foreach (var (name, layer) in model.named_modules().Where(m => m.name.Length > 0))
            layers.TryAdd(name, layer);
        layers.TryAdd(model.GetName(), model);
        return layers;
    }
}

/// <summary>The rows of a layer's weights as points.</summary>
internal static class WeightPoints
{
    /// <summary>Checks that a layer has weights with rows.</summary>
    /// <exception cref="TrainingException">It has none, or the number of labels is another.</exception>
    public static void Check(TensorBoardEmbedding embedding, nn.Module layer)
    {
        if (Find(layer) is not { } weight)
            throw embedding.Problem("needs a parameter 'weight' with two axes or more, which the layer does not have. Set Outputs to true");
        if (embedding.Labels is { } labels && labels.Count != weight.size(0))
            throw embedding.Problem($"has {labels.Count} labels, but the layer has {weight.size(0)} rows of weights");
    }

    public static void Write(TensorBoardEmbedding embedding, nn.Module layer, EventFolder folder, long step)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var weight = Find(layer)!;
        var points = Math.Min(weight.size(0), embedding.MaxPoints);
        var rows = weight.detach().narrow(0, 0, points).flatten(1).to_type(ScalarType.Float32).cpu().contiguous();
        EmbeddingColumn[] columns = embedding.Labels is { } labels ? [new("label", [.. labels.Take((int)points)])] : [];
        folder.Write(writer => writer.AddEmbedding(
            embedding.Tag, rows.data<float>().ToArray(), (int)rows.size(1), columns, step: step));
    }

    private static Tensor? Find(nn.Module layer) =>
        layer.named_parameters(recurse: false).FirstOrDefault(p => p.name == "weight").parameter is { ndim: >= 2 } weight
        && weight.numel() / weight.size(0) >= 2
            ? weight
            : null;
}
