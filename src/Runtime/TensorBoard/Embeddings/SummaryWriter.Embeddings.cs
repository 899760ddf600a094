using System.Globalization;

namespace Gen.TensorBoard;

/// <content>Embeddings for the projector.</content>
public sealed partial class SummaryWriter
{
    /// <summary>
    /// Adds points for the projector: files in <c>projector/</c> beside the event file, listed in <c>projector_config.pbtxt</c>. They are on disk when the call
    /// returns. The same tag at the same step replaces what was there.
    /// </summary>
    /// <param name="tag">The embedding's name.</param>
    /// <param name="vectors">[points, dimensions].</param>
    /// <param name="dimensions">Numbers of a point, at least 2.</param>
    /// <param name="columns">What to say about each point: none, one (labels) or several.</param>
    /// <param name="sprite">Pictures to draw in place of points.</param>
    /// <param name="step">When it was; each step is an embedding of its own. Without it there is one of the tag.</param>
    /// <exception cref="ArgumentException">
    /// The tag is empty, the numbers are not a whole number of points, there are none, or a column has not one value a point or another's name.
    /// </exception>
    /// <exception cref="EventFileException">A file could not be written.</exception>
    public void AddEmbedding(
        string tag, ReadOnlySpan<float> vectors, int dimensions, IReadOnlyList<EmbeddingColumn>? columns = null, EmbeddingSprite? sprite = null, long? step = null)
    {
        CheckTag(tag);
        lock (_gate) ObjectDisposedException.ThrowIf(_closed, this);
        columns ??= [];

        // The projector's page fails on points of one dimension, and on a file without lines.
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 2);
        if (vectors.IsEmpty || vectors.Length % dimensions != 0)
            throw new ArgumentException($"The embedding '{tag}' has {vectors.Length} numbers, which is not one or more points of {dimensions} dimensions.", nameof(vectors));
        var points = vectors.Length / dimensions;
        foreach (var column in columns)
        {
            if (column.Values.Count != points)
                throw new ArgumentException($"The embedding '{tag}' has {points} points, and its column '{column.Name}' {column.Values.Count} values.", nameof(columns));
            if (columns.Count(c => c.Name == column.Name) > 1) throw new ArgumentException($"Two columns of the embedding '{tag}' are named '{column.Name}'.", nameof(columns));
        }

        // As text of one width, so that the page lists the steps in order.
        var name = step is { } at ? string.Create(CultureInfo.InvariantCulture, $"{tag}:{at:D5}") : tag;
        EmbeddingFiles.Write(Path.GetDirectoryName(File)!, name, vectors, dimensions, columns, sprite);
    }

    /// <param name="tag">The embedding's name.</param>
    /// <param name="vectors">[points, dimensions].</param>
    /// <param name="dimensions">Numbers of a point, at least 2.</param>
    /// <param name="labels">A label for each point.</param>
    /// <param name="sprite">Pictures to draw in place of points.</param>
    /// <param name="step">When it was; each step is an embedding of its own. Without it there is one of the tag.</param>
    /// <inheritdoc cref="AddEmbedding(string, ReadOnlySpan{float}, int, IReadOnlyList{EmbeddingColumn}?, EmbeddingSprite?, long?)"/>
    public void AddEmbedding(string tag, ReadOnlySpan<float> vectors, int dimensions, IReadOnlyList<string> labels, EmbeddingSprite? sprite = null, long? step = null) =>
        AddEmbedding(tag, vectors, dimensions, [new EmbeddingColumn("label", labels)], sprite, step);
}
