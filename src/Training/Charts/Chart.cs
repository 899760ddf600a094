using System.Text;
using Gen.IO;

namespace Gen.Training.Charts;

/// <summary>Base class for charts, drawn as SVG (with text as text, and tooltips) or PNG. The same chart gives the same bytes on every
/// machine.</summary>
public abstract class Chart
{
    // Drawing takes four bytes per pixel.
    private const long MaxPixels = 100_000_000;

    /// <summary>The title. The default value is null: no title.</summary>
    public string? Title { get; set; }

    /// <summary>The label of the x-axis. The default value is null: no label.</summary>
    public string? XLabel { get; set; }

    /// <summary>The label of the y-axis. The default value is null: no label.</summary>
    public string? YLabel { get; set; }

    /// <summary>The size in pixels at scale 1. The default value is 720 x 480. For a larger image of the same layout, use the scale of
    /// <see cref="ToPng"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is smaller than 120 x 90 or larger than 10,000 x 10,000.</exception>
    public ChartSize Size
    {
        get;
        set =>
            field = value is { Width: >= 120 and <= 10_000, Height: >= 90 and <= 10_000 }
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    $"Size must be 120 x 90 to 10000 x 10000, but was {value.Width} x {value.Height}."
                );
    } = new(720, 480);

    /// <summary>The font size in pixels at scale 1. The default value is 13. Titles are larger, tick labels smaller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is less than 6 or greater than 100.</exception>
    public double FontSize
    {
        get;
        set => field = value is >= 6 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"FontSize must be 6 to 100, but was {value}.");
    } = 13;

    /// <summary>Draws the chart as an SVG document.</summary>
    public string ToSvg() => SvgWriter.Write(Draw());

    /// <summary>Draws the chart as SVG for a page with other charts.</summary>
    /// <param name="idPrefix">The beginning of the ids of elements, which must be unique on the page.</param>
    internal string ToSvg(string idPrefix) => SvgWriter.Write(Draw(), idPrefix);

    /// <summary>Draws the chart as a PNG file.</summary>
    /// <param name="scale">The number of pixels per pixel of <see cref="Size"/>, at least 1. Text and lines grow, too. The default is
    /// 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is less than 1, or the image exceeds 100 megapixels.</exception>
    public byte[] ToPng(int scale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        if ((long)Size.Width * scale * Size.Height * scale > MaxPixels || scale > 1000)
            throw new ArgumentOutOfRangeException(
                nameof(scale),
                $"The image must not exceed {MaxPixels / 1_000_000} megapixels, but is {Size.Width} x {Size.Height} at scale {scale}."
            );
        return PngWriter.Write(Draw(), scale);
    }

    /// <summary>Saves the chart to a file, in the format of the extension. The file is replaced atomically, and missing folders are
    /// created.</summary>
    /// <param name="path">The path, which ends with <c>.svg</c> or <c>.png</c>.</param>
    /// <param name="scale">The scale, as for <see cref="ToPng"/>. It has no effect on SVG.</param>
    /// <exception cref="ArgumentException">The path has another extension.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => Encoding.UTF8.GetBytes(ToSvg()),
            ".png" => ToPng(scale),
            var other => throw new ArgumentException(
                $"The extension of a chart's file must be .svg or .png, but was '{other}' ({path}).",
                nameof(path)
            ),
        };
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) RunPath.CreateFolder(folder);
        AtomicFile.Replace(path, stream => stream.Write(bytes));
    }

    /// <summary>Draws the chart as a scene.</summary>
    internal abstract Scene Draw();

    /// <summary>Creates an empty scene of the chart's size.</summary>
    private protected Scene CreateScene() => new(Size.Width, Size.Height) { Title = Title };
}

/// <summary>The size of a chart in pixels at scale 1.</summary>
/// <param name="Width">The width, 120 to 10,000.</param>
/// <param name="Height">The height, 90 to 10,000.</param>
public readonly record struct ChartSize(int Width, int Height);
