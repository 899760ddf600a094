namespace Gen.Training;

/// <summary>
/// An embedding for TensorBoard's projector: the rows of a layer's weights, or the layer's outputs for the rows of the validation data.
/// </summary>
/// <param name="Layer">The name of the layer in the model: <c>embedding</c>, <c>encoder.0</c>.</param>
public sealed record TensorBoardEmbedding(string Layer)
{
    /// <summary>
    /// Whether the points are the outputs of the layer for the rows of the validation data, with the target and the prediction of each row
    /// as metadata. The default value is false: they are the rows of the layer's <c>weight</c>. Axes after the first are flattened.
    /// </summary>
    public bool Outputs { get; init; }

    /// <summary>
    /// Whether to draw the inputs of the rows in place of points: images [n, h, w], [n, 1, h, w] or [n, 3, h, w], or square gray ones [n,
    /// h·h]. Values from 0 to 1 are from black to white; other values are scaled by the smallest and the largest. Requires
    /// <see cref="Outputs"/>. The default value is false.
    /// </summary>
    public bool Images { get; init; }

    /// <summary>The label of each point, such as the words of an embedding, in the order of the rows. The default value is null: none for
    /// weights, the targets for outputs.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The maximum number of points, the first of all rows; at least 1. The default value is 10,000.</summary>
    public int MaxPoints { get; init; } = 10_000;

    /// <summary>The tag in the projector.</summary>
    internal string Tag => Outputs ? $"{Layer}/outputs" : Layer;

    /// <summary>Checks the properties.</summary>
    /// <exception cref="TrainingException">A property is out of range, or two exclude each other.</exception>
    internal void Check(bool hasValidation)
    {
        if (MaxPoints < 1)
            throw Problem($"must have MaxPoints of at least 1, but has {MaxPoints}");
        if (Images && !Outputs)
            throw Problem("has Images, which requires Outputs: weights have no images");
        if (Outputs && !hasValidation)
            throw Problem("has Outputs, which requires validation data. Pass some to Fit");
    }

    internal TrainingException Problem(string what) =>
        new($"TensorBoard's embedding of layer '{Layer}' {what}{(what[^1] is '.' or '?' ? "" : ".")}");
}
