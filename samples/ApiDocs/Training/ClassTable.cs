using ApiDocsSample.Documents;
using Spectre.Console;

namespace ApiDocsSample.Training;

/// <summary>Prints how good a classifier is at each namespace.</summary>
public static class ClassTable
{
    /// <summary>Prints the table.</summary>
    /// <param name="console">The console.</param>
    /// <param name="documents">The documents, for the names.</param>
    /// <param name="validation">The score on the validation documents.</param>
    public static void Print(IAnsiConsole console, Dataset documents, ApiDocs.Logs validation)
    {
        var table = new Table().RoundedBorder().AddColumn("validation");
        foreach (var name in new[] { "documents", "precision", "recall", "F measure" })
            table.AddColumn(new TableColumn(name).RightAligned());
        for (var k = 0; k < documents.ClassNames.Count; k++)
        {
            table.AddRow(
                Markup.Escape(documents.ClassNames[k]),
                $"{documents.Validation.Labels.Count(label => label == k)}",
                $"{validation.Precision[k]:F3}",
                $"{validation.Recall[k]:F3}",
                $"{validation.FMeasure[k]:F3}");
        }

        console.Write(table);
    }
}
