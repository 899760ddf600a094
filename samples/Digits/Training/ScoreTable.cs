using Spectre.Console;

namespace DigitsSample.Training;

/// <summary>Prints how well each digit is read.</summary>
internal static class ScoreTable
{
    /// <summary>Prints the table.</summary>
    public static void Print(IAnsiConsole console, Digits.Logs score)
    {
        var table = new Table().RoundedBorder().AddColumn("digit").AddColumn(new TableColumn("found").RightAligned());
        for (var digit = 0; digit < score.Recall.Length; digit++)
            table.AddRow($"{digit}", $"{score.Recall[digit]:P1}");
        table.AddEmptyRow();
        table.AddRow("accuracy", $"{score.Accuracy:P2}").AddRow("macro F1", $"{score.F1:F4}").AddRow("cross-entropy", $"{score.Loss:F4}");
        table.AddRow("certainty when wrong", $"{score.CertaintyWhenWrong:P1}").AddRow("chance", "10 %");
        console.Write(table);
    }
}
