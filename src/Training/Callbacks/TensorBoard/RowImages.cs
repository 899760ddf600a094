using Gen.TensorBoard;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The inputs of rows as images, for a sprite.</summary>
/// <param name="embedding">The embedding, for messages.</param>
internal sealed class RowImages(TensorBoardEmbedding embedding)
{
    private readonly List<float> _pixels = [];
    private int _count;
    private int _height;
    private int _width;
    private int _channels;

    /// <summary>Adds the inputs of a batch. Waits for the device.</summary>
    /// <exception cref="TrainingException">They are not images.</exception>
    public void Add(Tensor input)
    {
        using var scope = NewDisposeScope();
        var images = ToChannelsLast(input);
        (_height, _width, _channels) = ((int)images.size(1), (int)images.size(2), (int)images.size(3));
        var pixels = images.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        var scale = input.dtype == ScalarType.Byte ? 1f / byte.MaxValue : 1;
        _pixels.AddRange(scale == 1 ? pixels : Array.ConvertAll(pixels, p => p * scale));
        _count += (int)images.size(0);
    }

    /// <summary>Returns the images in one file.</summary>
    /// <exception cref="TrainingException">They are too large together.</exception>
    public EmbeddingSprite ToSprite()
    {
        var (min, max) = Range();
        var bytes = new byte[_pixels.Count];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Round(Math.Clamp((_pixels[i] - min) / (max - min), 0, 1) * byte.MaxValue);
        try
        {
            return EmbeddingSprite.Create(bytes, _count, _height, _width, _channels);
        }
        catch (ArgumentException e)
        {
            throw embedding.Problem($"has too many images for one file: {e.Message.Split('\n')[0]} Set MaxPoints to fewer");
        }
    }

    // NaN is black.
    private (float Min, float Max) Range()
    {
        var (min, max) = (0f, 1f);
        if (_pixels.All(p => p is >= 0 and <= 1 || float.IsNaN(p)))
            return (min, max);
        var finite = _pixels.Where(float.IsFinite).ToList();
        (min, max) = finite.Count > 0 ? (finite.Min(), finite.Max()) : (min, max);
        return max > min ? (min, max) : (min, min + 1);
    }

    private Tensor ToChannelsLast(Tensor input)
    {
        switch (input.shape)
        {
            case [_, _, _]:
                return input.unsqueeze(3);
            case [_, 1 or 3, _, _]:
                return input.permute(0, 2, 3, 1);
            case [var rows, var pixels] when Math.Sqrt(pixels) is var side && side == Math.Floor(side):
                return input.reshape(rows, (long)side, (long)side, 1);
            default:
                throw embedding.Problem(
                    $"has Images, but the inputs {ShapeText.Format(input)} are none: they must be [n, h, w], [n, 1, h, w], [n, 3, h, w] or "
                    + "[n, h·h]");
        }
    }
}
