using Spectre.Console;

namespace ApiDocsSample.Training;

/// <summary>Prints the namespaces that a text is most likely from.</summary>
public static class PredictionTable
{
    private const int Rows = 5;

    /// <summary>Prints the first few.</summary>
    /// <param name="console">The console.</param>
    /// <param name="predictions">The most likely first.</param>
    public static void Print(IAnsiConsole console, IReadOnlyList<(string Class, double Probability)> predictions)
    {
        var table = new Table().RoundedBorder().AddColumn("namespace").AddColumn(new TableColumn("probability").RightAligned());
        foreach (var (name, probability) in predictions.Take(Rows))
            table.AddRow(Markup.Escape(name), $"{probability:P2}");
        console.Write(table);
    }
}
