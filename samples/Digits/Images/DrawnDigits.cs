using Gen.Training.Data;
using static TorchSharp.torch;

namespace DigitsSample.Images;

/// <summary>Digits that the sample writes itself, each slanted, stretched, shifted and shaken differently, on paper that is not quite clean.</summary>
internal static class DrawnDigits
{
    private const double Size = 18;
    private const double Border = (Pen.Side - Size) / 2;

    /// <summary>Draws as many of each digit, in no order.</summary>
    /// <param name="count">Pictures.</param>
    /// <param name="seed">The same seed gives the same pictures.</param>
    /// <returns>Pixels 0 to 1, [count, 28, 28], and the digits, [count].</returns>
    public static TensorData Make(int count, int seed)
    {
        var random = new Random(seed);
        var digits = Enumerable.Range(0, count).Select(i => (long)(i % 10)).ToArray();
        random.Shuffle(digits);
        var pixels = new float[count * Pen.Side * Pen.Side];
        for (var i = 0; i < count; i++)
        {
            var picture = Draw((int)digits[i], random);
            for (var p = 0; p < picture.Length; p++)
                pixels[i * picture.Length + p] = Dirty(picture[p] / 255f, random);
        }

        using var scope = NewDisposeScope();
        return new TensorData(tensor(pixels, [count, Pen.Side, Pen.Side]), tensor(digits));
    }

    private static byte[] Draw(int digit, Random random)
    {
        var pen = new Pen(width: Between(random, 1.4, 3.4));
        var (sin, cos) = Math.SinCos(Between(random, -0.28, 0.28));
        var slant = Between(random, -0.3, 0.3);
        var (width, height) = (Size * Between(random, 0.65, 1.1), Size * Between(random, 0.8, 1.1));
        var (right, down) = (Between(random, -2.5, 2.5), Between(random, -2.5, 2.5));
        foreach (var line in Strokes.Of(digit))
        {
            // One shake for the whole line, so that it stays a line.
            var (phase, shake) = (Between(random, 0, 6), Between(random, 0, 0.06));
            pen.Draw([.. line.Select((point, i) => Place(point.X + shake * Math.Sin(phase + i), point.Y + shake * Math.Cos(1.7 * (phase + i))))]);
        }

        return pen.Pixels;

        (double X, double Y) Place(double x, double y)
        {
            var (dx, dy) = (width * (x - 0.5 + slant * (0.5 - y)), height * (y - 0.5));
            return (Border + Size / 2 + right + dx * cos - dy * sin, Border + Size / 2 + down + dx * sin + dy * cos);
        }
    }

    private static float Dirty(float ink, Random random) => Math.Clamp(ink + 0.15f * (random.NextSingle() - 0.5f), 0, 1);

    private static double Between(Random random, double least, double greatest) => least + (greatest - least) * random.NextDouble();
}
