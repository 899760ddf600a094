using System.Globalization;
using Gen.IO;

namespace Gen.TensorBoard;

/// <content>Embeddings for the projector.</content>
public sealed partial class SummaryWriter
{
    /// <summary>
    /// Adds an embedding for the projector, as files in <c>projector/</c> beside the event file, listed in <c>projector_config.pbtxt</c>.
    /// The files are on disk when the method returns. An embedding with the same tag and step replaces the earlier one.
    /// </summary>
    /// <param name="tag">The tag.</param>
    /// <param name="vectors">The points, of shape [points, dimensions].</param>
    /// <param name="dimensions">The number of dimensions, at least 2.</param>
    /// <param name="columns">The metadata of the points: none, one column (labels) or several.</param>
    /// <param name="sprite">The thumbnails drawn in place of points.</param>
    /// <param name="step">The step. Each step is an embedding of its own. The default is one embedding for the tag.</param>
    /// <exception cref="ArgumentException">
    /// The tag is empty, there are no points, the last point is incomplete, or a column has a wrong number of values or the name of
    /// another.
    /// </exception>
    /// <exception cref="EventFileException">A file cannot be written.</exception>
    public void AddEmbedding(
        string tag,
        ReadOnlySpan<float> vectors,
        int dimensions,
        IReadOnlyList<EmbeddingColumn>? columns = null,
        EmbeddingSprite? sprite = null,
        long? step = null
    )
    {
        CheckTag(tag);
        lock (_gate) ObjectDisposedException.ThrowIf(_file.IsClosed, this);
        columns ??= [];

        // The projector fails on points of one dimension and on an empty file.
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 2);
        if (vectors.IsEmpty || vectors.Length % dimensions != 0)
        {
            throw new ArgumentException(
                $"The number of values of embedding '{tag}' must be a positive multiple of its {dimensions} dimensions, but was "
                + $"{vectors.Length}.",
                nameof(vectors)
            );
        }

        var points = vectors.Length / dimensions;
        foreach (var column in columns)
        {
            if (column.Values.Count != points)
            {
                throw new ArgumentException(
                    $"Embedding '{tag}' has {points} points, but its column '{column.Name}' has {column.Values.Count} values.",
                    nameof(columns)
                );
            }

            if (columns.Count(other => other.Name == column.Name) > 1)
                throw new ArgumentException($"Two columns of embedding '{tag}' are named '{column.Name}'.", nameof(columns));
        }

        // Padded, so that the projector lists the steps in order.
        var name = step is { } at ? string.Create(CultureInfo.InvariantCulture, $"{tag}:{at:D5}") : tag;
        ProjectorFiles.Write(Path.GetDirectoryName(File)!, name, vectors, dimensions, columns, sprite);
    }

    /// <param name="tag">The tag.</param>
    /// <param name="vectors">The points, of shape [points, dimensions].</param>
    /// <param name="dimensions">The number of dimensions, at least 2.</param>
    /// <param name="labels">The label of each point.</param>
    /// <param name="sprite">The thumbnails drawn in place of points.</param>
    /// <param name="step">The step. Each step is an embedding of its own. The default is one embedding for the tag.</param>
    /// <inheritdoc cref="AddEmbedding(string, ReadOnlySpan{float}, int, IReadOnlyList{EmbeddingColumn}?, EmbeddingSprite?, long?)"/>
    public void AddEmbedding(
        string tag,
        ReadOnlySpan<float> vectors,
        int dimensions,
        IReadOnlyList<string> labels,
        EmbeddingSprite? sprite = null,
        long? step = null
    ) => AddEmbedding(tag, vectors, dimensions, [new EmbeddingColumn("label", labels)], sprite, step);
}

/// <summary>A column of metadata by which points can be labeled, colored and searched.</summary>
/// <param name="Name">The heading. A single column is stored without its heading, because the format has headings only for two or
/// more.</param>
/// <param name="Values">
/// The value of each point. Tabs and line breaks are written as <c>\t</c>, <c>\n</c> and <c>\r</c>. Blank values of a single column are
/// quoted, because the projector skips blank lines, which would shift the labels of all later points.
/// </param>
public sealed record EmbeddingColumn(string Name, IReadOnlyList<string> Values);

/// <summary>The thumbnails that the projector draws in place of points, in one PNG file with as many columns as rows.</summary>
/// <param name="Png">The bytes of the PNG file.</param>
/// <param name="Width">The width of a thumbnail in pixels.</param>
/// <param name="Height">The height of a thumbnail in pixels.</param>
public sealed record EmbeddingSprite(ReadOnlyMemory<byte> Png, int Width, int Height)
{
    /// <summary>The largest side in pixels that all browsers draw.</summary>
    private const int MaxSide = 8192;

    /// <summary>Creates a sprite from raw images.</summary>
    /// <param name="pixels">The images in the order of the points, of shape [count, height, width, channels], from 0 (dark) to 255.</param>
    /// <param name="count">The number of images, at least 1.</param>
    /// <param name="height">The height of an image in pixels.</param>
    /// <param name="width">The width of an image in pixels.</param>
    /// <param name="channels">The number of channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA.</param>
    /// <exception cref="ArgumentException">The number of pixels does not match the shape, or the sprite would exceed 8192 pixels on a
    /// side.</exception>
    public static EmbeddingSprite Create(ReadOnlySpan<byte> pixels, int count, int height, int width, int channels)
    {
        ImagePixels.Check(pixels.Length, count, height, width, channels);
        var side = (int)Math.Ceiling(Math.Sqrt(count));
        if ((long)side * Math.Max(width, height) > MaxSide)
        {
            throw new ArgumentException(
                $"A sprite of {count} images of {width} x {height} pixels exceeds {MaxSide} pixels on a side. Pass fewer or smaller "
                + $"images.",
                nameof(count)
            );
        }

        int row = width * channels, stride = side * row;
        var sheet = new byte[side * height * stride];
        for (var y = 0; y < count * height; y++)
        {
            var (image, line) = (y / height, y % height);
            pixels.Slice(y * row, row).CopyTo(sheet.AsSpan(((((image / side) * height) + line) * stride) + ((image % side) * row)));
        }

        return new(PngFile.Encode(side * width, side * height, channels, sheet), width, height);
    }
}
