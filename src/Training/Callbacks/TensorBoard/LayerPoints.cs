using System.Globalization;
using Gen.TensorBoard;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The outputs of a layer over the validation data as points, with the targets, predictions and images of the rows.</summary>
internal sealed class LayerPoints
{
    private readonly TensorBoardEmbedding _embedding;
    private readonly LayerOutputs _hook;
    private readonly RowImages? _images;
    private readonly List<float> _values = [];
    private readonly List<string> _targets = [];
    private readonly List<string> _predictions = [];
    private Tensor? _output;
    private int _dimensions;
    private int _points;

    /// <summary>Starts keeping outputs.</summary>
    /// <exception cref="TrainingException">The layer's type of output is not known.</exception>
    public LayerPoints(TensorBoardEmbedding embedding, nn.Module layer)
    {
        _embedding = embedding;
        _images = embedding.Images ? new RowImages(embedding) : null;
        _hook = new LayerOutputs([(embedding.Layer, layer)], Keep);
        if (_hook.Count == 0)
            throw embedding.Problem($"cannot have Outputs, because a {layer.GetType().Name} does not map a tensor to a tensor");
    }

    /// <summary>Stops keeping outputs.</summary>
    public void Stop()
    {
        _hook.Dispose();
        _output?.Dispose();
        _output = null;
    }

    /// <summary>Adds the rows of a batch, whose output was kept. Waits for the device.</summary>
    public void Add(BatchContext batch)
    {
        if (_output is null || _points >= _embedding.MaxPoints)
            return;
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var rows = batch.Input!.size(0);
        if (_output.ndim == 0 || _output.size(0) != rows || _output.numel() / rows < 2)
            throw _embedding.Problem(
                $"needs two or more outputs for each of the {rows} rows of a batch, but the layer's output is {ShapeText.Format(_output)}");
        var count = (int)Math.Min(rows, _embedding.MaxPoints - _points);
        var values = _output.narrow(0, 0, count).flatten(1).to_type(ScalarType.Float32).cpu().contiguous();
        _dimensions = (int)values.size(1);
        _values.AddRange(values.data<float>().ToArray());
        AddLabels(_targets, batch.Target, count);
        AddLabels(_predictions, batch.Prediction, count);
        _images?.Add(batch.Input.narrow(0, 0, count));
        _points += count;
        _output.Dispose();
        _output = null;
    }

    /// <summary>Writes the points.</summary>
    public void Write(EventFolder folder, IReadOnlyList<string>? classNames, long step)
    {
        if (_points == 0)
            return;
        if (_embedding.Labels is { } labels && labels.Count < _points)
            throw _embedding.Problem($"has {labels.Count} labels, but {_points} points");
        var columns = new List<EmbeddingColumn>();
        if (_embedding.Labels is not null)
            columns.Add(new("label", [.. _embedding.Labels.Take(_points)]));
        AddColumn("target", _targets);
        AddColumn("prediction", _predictions);
        folder.Write(writer =>
            writer.AddEmbedding(_embedding.Tag, _values.ToArray(), _dimensions, columns, _images?.ToSprite(), step));

        void AddColumn(string name, List<string> values)
        {
            if (values.Count == _points)
                columns.Add(new(name, [.. values.Select(v => NameOf(v, classNames))]));
        }
    }

    private void Keep(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        _output?.Dispose();
        _output = _points < _embedding.MaxPoints ? output.detach().clone().DetachFromDisposeScope() : null;
    }

    // Classes [n], [n, 1] or, by the largest of their scores, [n, c]; numbers [n] or [n, 1]. Nothing for others.
    private static void AddLabels(List<string> labels, Tensor? values, int count)
    {
        if (values is null || values.ndim is 0 or > 2)
            return;
        var first = values.narrow(0, 0, count);
        if (first.ndim == 2)
            first = first.size(1) == 1 ? first.squeeze(1) : first.argmax(1);
        labels.AddRange(first.to_type(ScalarType.Float64).cpu().data<double>().ToArray()
            .Select(v => v.ToString("G6", CultureInfo.InvariantCulture)));
    }

    private static string NameOf(string label, IReadOnlyList<string>? classNames) =>
        classNames is not null && int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < classNames.Count
            ? classNames[i]
            : label;
}
