using System.Text;
using Gen.IO;
using Gen.Training.Charts.Drawing;
using Gen.Training.Charts.Drawing.Png;
using Gen.Training.Charts.Drawing.Svg;

namespace Gen.Training.Charts;

/// <summary>A picture of numbers, as SVG (text stays text, details under the mouse) or as PNG. The same chart gives the same bytes on every machine.</summary>
public abstract class Chart
{
    // Drawing takes four bytes a pixel.
    private const long MostPixels = 100_000_000;

    /// <summary>The heading, or null.</summary>
    public string? Title { get; set; }

    /// <summary>What the horizontal axis shows, or null.</summary>
    public string? XLabel { get; set; }

    /// <summary>What the vertical axis shows, or null.</summary>
    public string? YLabel { get; set; }

    /// <summary>The size in pixels at scale 1; for a larger picture of the same layout, use the scale of <see cref="ToPng"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Smaller than 120 x 90 or larger than 10,000 x 10,000.</exception>
    public ChartSize Size
    {
        get;
        set => field = value is { Width: >= 120 and <= 10_000, Height: >= 90 and <= 10_000 }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"The size is {value.Width} x {value.Height}, but must be 120 x 90 to 10000 x 10000.");
    } = new(720, 480);

    /// <summary>The height of the font in pixels at scale 1; titles are larger, tick labels smaller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 6 to 100.</exception>
    public double FontSize
    {
        get;
        set => field = value is >= 6 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"The font size is {value}, but must be 6 to 100.");
    } = 13;

    /// <summary>The chart as an SVG document.</summary>
    public string ToSvg() => SvgWriter.Write(Draw());

    /// <summary>The chart as a PNG file.</summary>
    /// <param name="scale">Pixels of the file to a pixel of <see cref="Size"/>, 1 or more; everything grows with it, text and lines too.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1, or more than 100 megapixels.</exception>
    public byte[] ToPng(int scale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        if ((long)Size.Width * scale * Size.Height * scale > MostPixels || scale > 1000)
            throw new ArgumentOutOfRangeException(nameof(scale), $"{Size.Width} x {Size.Height} at scale {scale} is more than {MostPixels / 1_000_000} megapixels.");
        return PngWriter.Write(Draw(), scale);
    }

    /// <summary>Writes the chart to a file, in the format that its name ends with; the file is replaced as a whole. Missing folders are made.</summary>
    /// <param name="path">Ends in <c>.svg</c> or <c>.png</c>.</param>
    /// <param name="scale">As for <see cref="ToPng"/>; for an SVG without meaning.</param>
    /// <exception cref="ArgumentException">Another ending.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bytes = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => Encoding.UTF8.GetBytes(ToSvg()),
            ".png" => ToPng(scale),
            var other => throw new ArgumentException($"A chart can be saved as .svg or .png, not as '{other}' ({path}).", nameof(path)),
        };
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        AtomicFile.Replace(path, stream => stream.Write(bytes));
    }

    /// <summary>Lays the chart out.</summary>
    internal abstract Scene Draw();

    /// <summary>An empty picture of the chart's size.</summary>
    private protected Scene NewScene() => new(Size.Width, Size.Height) { Title = Title };
}
