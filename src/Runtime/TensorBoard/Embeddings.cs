using System.Globalization;
using Gen.Shared;

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

/// <summary>What the projector says about each point: points can be labelled, coloured and searched by it.</summary>
/// <param name="Name">The column's heading. It is not stored where there is one column only: the format has headings from two columns on.</param>
/// <param name="Values">
/// One value a point. Tabs and line breaks, which the format has no place for, are written as <c>\t</c>, <c>\n</c> and <c>\r</c>; what is empty or blank
/// is put in quotes in a single column, since the projector would skip the line and give all later points a wrong label.
/// </param>
public sealed record EmbeddingColumn(string Name, IReadOnlyList<string> Values);

/// <summary>Pictures that the projector draws in place of points: one PNG file with all of them, in as many columns as rows.</summary>
/// <param name="Png">The file's bytes.</param>
/// <param name="Width">The width of one picture.</param>
/// <param name="Height">The height of one picture.</param>
public sealed record EmbeddingSprite(ReadOnlyMemory<byte> Png, int Width, int Height)
{
    /// <summary>The most pixels on a side that all browsers draw.</summary>
    private const int LargestSide = 8192;

    /// <summary>Puts pictures side by side.</summary>
    /// <param name="pixels">The pictures in the order of the points: [count, height, width, channels], 0 (dark) to 255.</param>
    /// <param name="count">Pictures, at least 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</param>
    /// <exception cref="ArgumentException">The number of pixels is not that of the sizes, or the pictures together are larger than 8192 pixels on a side.</exception>
    public static EmbeddingSprite Of(ReadOnlySpan<byte> pixels, int count, int height, int width, int channels)
    {
        PixelShape.Check(pixels.Length, count, height, width, channels);
        var side = (int)Math.Ceiling(Math.Sqrt(count));
        if ((long)side * Math.Max(width, height) > LargestSide)
            throw new ArgumentException($"{count} pictures of {width} x {height} pixels make a sprite of more than {LargestSide} pixels on a side: give fewer or smaller ones.", nameof(count));

        int row = width * channels, whole = side * row;
        var sheet = new byte[side * height * whole];
        for (var y = 0; y < count * height; y++)
        {
            var (picture, line) = (y / height, y % height);
            pixels.Slice(y * row, row).CopyTo(sheet.AsSpan(((((picture / side) * height) + line) * whole) + ((picture % side) * row)));
        }

        return new(PngFile.Pack(side * width, side * height, channels, sheet), width, height);
    }
}
