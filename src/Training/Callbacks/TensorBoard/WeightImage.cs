using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Weights as a picture: 0 is mid-grey, the weight of the largest absolute value black or white.</summary>
/// <param name="Pixels">[height, width, channels], 0 … 1.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Channels">1 or, of kernels over colours, 3.</param>
internal sealed record WeightImage(float[] Pixels, int Height, int Width, int Channels)
{
    private const int MostPixels = 4_000_000;
    private const int KernelScale = 8;
    private const int Gap = 2;
    private const float Middle = 0.5f;

    /// <summary>
    /// The picture of a parameter: a matrix as it is, a row for each output; kernels over one channel or three colours, such as a first convolution's, side by
    /// side and enlarged. Null for all else, and for what has more than four million pixels. Waits for the device.
    /// </summary>
    public static WeightImage? Of(Tensor parameter)
    {
        var shape = parameter.shape;
        if (!parameter.is_floating_point() || parameter.numel() is 0 or > MostPixels)
            return null;
        return shape switch
        {
            [var rows, var columns] => new WeightImage(Grey(parameter), (int)rows, (int)columns, 1),
            [var kernels, 1 or 3, var height, var width] => Kernels(parameter, (int)kernels, (int)shape[1], (int)height, (int)width),
            _ => null,
        };
    }

    private static WeightImage? Kernels(Tensor parameter, int kernels, int channels, int height, int width)
    {
        var columns = (int)Math.Ceiling(Math.Sqrt(kernels));
        var rows = (kernels + columns - 1) / columns;
        var (cellHeight, cellWidth) = ((height * KernelScale) + Gap, (width * KernelScale) + Gap);
        if ((long)rows * cellHeight * columns * cellWidth > MostPixels)
            return null;
        var (imageHeight, imageWidth) = ((rows * cellHeight) - Gap, (columns * cellWidth) - Gap);
        var weights = Grey(parameter);
        var pixels = new float[imageHeight * imageWidth * channels];
        for (var k = 0; k < kernels; k++)
        {
            var (top, left) = (k / columns * cellHeight, k % columns * cellWidth);
            for (var y = 0; y < height * KernelScale; y++)
            {
                for (var x = 0; x < width * KernelScale; x++)
                {
                    for (var c = 0; c < channels; c++)
                        pixels[((((top + y) * imageWidth) + left + x) * channels) + c] = weights[(((((k * channels) + c) * height) + (y / KernelScale)) * width) + (x / KernelScale)];
                }
            }
        }

        return new WeightImage(pixels, imageHeight, imageWidth, channels);
    }

    private static float[] Grey(Tensor parameter)
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
