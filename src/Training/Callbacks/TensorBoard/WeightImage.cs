using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Weights as an image: 0 is gray, and the weight with the largest absolute value is black or white.</summary>
/// <param name="Pixels">The pixels, of shape [height, width, channels], from 0 to 1.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Channels">The number of channels: 1, or 3 for kernels over RGB.</param>
internal sealed record WeightImage(float[] Pixels, int Height, int Width, int Channels)
{
    private const int MaxPixels = 4_000_000;
    private const int KernelScale = 8;
    private const int Gap = 2;
    private const float Middle = 0.5f;

    /// <summary>
    /// Creates the image of a parameter: a matrix with a row for each output, or the kernels of a convolution over one or three channels
    /// side by side and enlarged. Returns null for other shapes, and for more than four million pixels. Waits for the device.
    /// </summary>
    public static WeightImage? FromTensor(Tensor parameter)
    {
        var shape = parameter.shape;
        if (!parameter.is_floating_point() || parameter.numel() is 0 or > MaxPixels)
            return null;
        return shape switch
        {
            [var rows, var columns] => new WeightImage(ToGray(parameter), (int)rows, (int)columns, 1),
            [var kernels, 1 or 3, var height, var width] => TileKernels(parameter, (int)kernels, (int)shape[1], (int)height, (int)width),
            _ => null,
        };
    }

    private static WeightImage? TileKernels(Tensor parameter, int kernels, int channels, int height, int width)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(kernels));
        var rows = (kernels + columns - 1) / columns;
        var (cellHeight, cellWidth) = ((height * KernelScale) + Gap, (width * KernelScale) + Gap);
        if ((long)rows * cellHeight * columns * cellWidth > MaxPixels)
            return null;
        var (imageHeight, imageWidth) = ((rows * cellHeight) - Gap, (columns * cellWidth) - Gap);
        var weights = ToGray(parameter);
        var pixels = new float[imageHeight * imageWidth * channels];
        for (var k = 0; k < kernels; k++)
        {
            var (top, left) = (k / columns * cellHeight, k % columns * cellWidth);
            for (var y = 0; y < height * KernelScale; y++)
            {
                for (var x = 0; x < width * KernelScale; x++)
                {
                    for (var c = 0; c < channels; c++)
                    {
                        var weight = (((((k * channels) + c) * height) + (y / KernelScale)) * width) + (x / KernelScale);
                        pixels[((((top + y) * imageWidth) + left + x) * channels) + c] = weights[weight];
                    }
                }
            }
        }

        return new WeightImage(pixels, imageHeight, imageWidth, channels);
    }

    private static float[] ToGray(Tensor parameter)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var values = parameter.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>().ToArray();
        var largest = 0f;
        foreach (var value in values)
        {
            if (float.IsFinite(value))
                largest = Math.Max(largest, Math.Abs(value));
        }

        for (var i = 0; i < values.Length; i++)
            values[i] = largest > 0 ? Middle + (values[i] / largest / 2) : Middle;
        return values;
    }
}
