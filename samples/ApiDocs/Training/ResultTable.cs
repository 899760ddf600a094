using ApiDocsSample.Documents;
using Spectre.Console;

namespace ApiDocsSample.Training;

/// <summary>Prints how good a classifier is, beside what guessing and always saying the commonest class would reach.</summary>
public static class ResultTable
{
    /// <summary>Prints the table.</summary>
    /// <param name="console">The console.</param>
    /// <param name="documents">The documents, for the baselines.</param>
    /// <param name="validation">The score on the validation documents.</param>
    /// <param name="test">The score on the test documents; null if it was not asked for.</param>
    /// <param name="duration">How long the training took.</param>
    public static void Print(IAnsiConsole console, Dataset documents, ApiDocs.Logs validation, ApiDocs.Logs? test, TimeSpan duration)
    {
        var table = new Table().RoundedBorder().AddColumn("").AddColumn(new TableColumn("validation").RightAligned());
        if (test is not null)
            table.AddColumn(new TableColumn("test").RightAligned());

        void Row(string name, string ofValidation, string ofTest) => table.AddRow(test is null ? [name, ofValidation] : [name, ofValidation, ofTest]);

        Row("documents", $"{documents.Validation.Count}", $"{documents.Test.Count}");
        Row("accuracy", $"{validation.Accuracy:P2}", $"{test?.Accuracy:P2}");
        Row("cross-entropy", $"{validation.Loss:F4}", $"{test?.Loss:F4}");
        Row("Brier skill", $"{validation.BrierSkill:F4}", $"{test?.BrierSkill:F4}");
        Row("majority class", $"{documents.MajorityShare(documents.Validation):P2}", $"{documents.MajorityShare(documents.Test):P2}");
        Row("chance", $"{documents.Chance:P2}", $"{documents.Chance:P2}");
        Row("training time", $"{duration:m\\:ss}", "");
        console.Write(table);
    }
}
