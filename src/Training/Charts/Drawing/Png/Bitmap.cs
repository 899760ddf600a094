namespace Gen.Training.Charts.Drawing.Png;

/// <summary>Opaque pixels, three bytes each, row by row from the top.</summary>
internal sealed class Bitmap
{
    private (int Left, int Top, int Right, int Bottom) _clip;

    public Bitmap(int width, int height, Rgba background)
    {
        (Width, Height) = (width, height);
        Pixels = new byte[checked(3 * width * height)];
        Mask = new CoverageMask(width, height);
        _clip = (0, 0, width, height);
        Fill(new(0, 0, width, height), background with { A = 255 });
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Pixels { get; }

    /// <summary>Where shapes are put together before <see cref="Paint"/> lays them on the pixels.</summary>
    public CoverageMask Mask { get; }

    /// <summary>Lets only the pixels of a box change; null for all.</summary>
    public void Clip(Box? box) => _clip = box is { } b
        ? (Math.Max(0, (int)Math.Round(b.X)), Math.Max(0, (int)Math.Round(b.Y)), Math.Min(Width, (int)Math.Round(b.Right)), Math.Min(Height, (int)Math.Round(b.Bottom)))
        : (0, 0, Width, Height);

    /// <summary>Lays a colour on what the mask covers, and empties the mask.</summary>
    public void Paint(Rgba color) => Mask.Drain((y, x, coverage) =>
    {
        if (y < _clip.Top || y >= _clip.Bottom) return;
        int from = Math.Max(x, _clip.Left), to = Math.Min(x + coverage.Length, _clip.Right);
        for (var i = from; i < to; i++)
        {
            if (coverage[i - x] == 0) continue;
            var share = color.A * coverage[i - x];
            var pixel = Pixels.AsSpan(3 * ((y * Width) + i), 3);
            pixel[0] = Blend(pixel[0], color.R, share);
            pixel[1] = Blend(pixel[1], color.G, share);
            pixel[2] = Blend(pixel[2], color.B, share);
        }
    });

    /// <summary>Lays a colour on a box; edges between pixels are soft.</summary>
    public void Fill(Box box, Rgba color)
    {
        if (color.A < 255 || !IsWhole(box))
        {
            Mask.Rectangle(box);
            Paint(color);
            return;
        }

        // Most of a picture is boxes on whole pixels: a row is written once and copied.
        int left = Math.Max(_clip.Left, (int)box.X), right = Math.Min(_clip.Right, (int)box.Right);
        int top = Math.Max(_clip.Top, (int)box.Y), bottom = Math.Min(_clip.Bottom, (int)box.Bottom);
        if (left >= right || top >= bottom) return;
        var first = Pixels.AsSpan(3 * ((top * Width) + left), 3 * (right - left));
        for (var i = 0; i < first.Length; i += 3) (first[i], first[i + 1], first[i + 2]) = (color.R, color.G, color.B);
        for (var y = top + 1; y < bottom; y++) first.CopyTo(Pixels.AsSpan(3 * ((y * Width) + left)));
    }

    private static bool IsWhole(Box box) =>
        box.X == Math.Round(box.X) && box.Y == Math.Round(box.Y) && box.Right == Math.Round(box.Right) && box.Bottom == Math.Round(box.Bottom);

    private static byte Blend(byte under, byte over, int share) => (byte)(((under * (65025 - share)) + (over * share) + 32512) / 65025);
}
