using System.Text;
using Gen.Training.Data;
using static TorchSharp.torch;

namespace DigitsSample.Training;

/// <summary>Shows digits that were taken for others, as characters.</summary>
internal static class Misread
{
    private const int Most = 3;
    private const string Shades = " .:*#";

    /// <summary>Prints the first few to standard output, two rows of pixels in a line.</summary>
    /// <param name="logits">What the network says of the pictures, [n, 10].</param>
    /// <param name="data">The pictures and their digits.</param>
    public static void Print(Tensor logits, TensorData data)
    {
        using var scope = NewDisposeScope();
        var read = logits.argmax(1).cpu();
        var actual = data.Labels!.cpu();
        var wrong = read.ne(actual).nonzero().flatten();
        foreach (var row in wrong.narrow(0, 0, Math.Min(Most, wrong.shape[0])).data<long>())
        {
            Console.WriteLine($"This {actual[row].item<long>()} is taken for {read[row].item<long>()}:");
            Console.Write(Picture(data.Features[row].cpu()));
        }
    }

    private static string Picture(Tensor pixels)
    {
        var (height, width) = (pixels.shape[0], (int)pixels.shape[1]);
        var values = pixels.contiguous().data<float>().ToArray();
        var text = new StringBuilder();
        for (var y = 0; y + 1 < height; y += 2)
        {
            for (var x = 0; x < width; x++)
                text.Append(Shades[(int)((Shades.Length - 1) * (values[y * width + x] + values[(y + 1) * width + x]) / 2)]);
            text.Append('\n');
        }

        return text.ToString();
    }
}
