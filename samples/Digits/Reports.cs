using System.Text;
using Gen.Training.Data;
using Spectre.Console;
using static TorchSharp.torch;

namespace DigitsSample;

/// <summary>Prints the results.</summary>
internal static class Reports
{
    private const string Shades = " .:*#";

    /// <summary>Prints how well each digit is recognized, and misclassified images.</summary>
    /// <param name="console">The console.</param>
    /// <param name="score">The values of the evaluation.</param>
    /// <param name="logits">The predictions for the images, [n, 10].</param>
    /// <param name="data">The images and their digits.</param>
    public static void Print(IAnsiConsole console, Digits.EvaluationLogs score, Tensor logits, TensorData data)
    {
        var table = new Table().RoundedBorder().AddColumn("digit").AddColumn(new TableColumn("recall").RightAligned());
        foreach (var (digit, recall) in score.Recall.Index())
            table.AddRow($"{digit}", $"{recall:P1}");
        table.AddEmptyRow();
        table.AddRow("accuracy", $"{score.Accuracy:P2}").AddRow("macro F1", $"{score.MacroF1:F4}");
        table.AddRow("cross-entropy", $"{score.Loss:F4}");
        table.AddRow("certainty when wrong", $"{score.CertaintyWhenWrong:P1}").AddRow("chance", "10 %");
        console.Write(table);
        PrintMisclassified(logits, data);
    }

    /// <summary>Draws the first misclassified images with characters, two rows of pixels in a line.</summary>
    private static void PrintMisclassified(Tensor logits, TensorData data, int count = 3)
    {
        using var scope = NewDisposeScope();
        var predicted = logits.argmax(1).cpu();
        var actual = data.Labels!.cpu();
        var wrong = predicted.ne(actual).nonzero().flatten();
        foreach (var row in wrong.narrow(0, 0, Math.Min(count, wrong.shape[0])).data<long>())
        {
            Console.WriteLine($"This {actual[row].item<long>()} is classified as {predicted[row].item<long>()}:");
            Console.Write(Draw(data.Features[row].cpu()));
        }
    }

    private static string Draw(Tensor pixels)
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
