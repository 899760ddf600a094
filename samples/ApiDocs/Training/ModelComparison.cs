using System.Globalization;
using System.Text.Json;
using ApiDocsSample.Documents;
using Gen;
using Spectre.Console;

namespace ApiDocsSample.Training;

/// <summary>A table of classifiers, from what each one's run has kept of it.</summary>
public sealed class ModelComparison
{
    private const string Training = "training_seconds";
    private const string Evaluation = "validation_seconds";
    private const string Loss = "validation_loss";
    private const string Accuracy = "validation_accuracy";
    private const string Majority = "majority_class";
    private const string Chance = "chance";

    private readonly List<(string Name, RunInfo Info)> _models = [];

    /// <summary>Keeps in a run what the table will show of it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="documents">For what is reached without a classifier.</param>
    /// <param name="validation">The score on the validation documents.</param>
    /// <param name="training">How long the training took.</param>
    /// <param name="evaluation">How long the score took.</param>
    public static void Keep(Run run, Dataset documents, ApiDocs.Logs validation, TimeSpan training, TimeSpan evaluation)
    {
        run.Info.Set(Training, training.TotalSeconds);
        run.Info.Set(Evaluation, evaluation.TotalSeconds);
        run.Info.Set(Loss, validation.Loss);
        run.Info.Set(Accuracy, validation.Accuracy);
        run.Info.Set(Majority, documents.MajorityShare(documents.Validation));
        run.Info.Set(Chance, documents.Chance);
    }

    /// <summary>Adds a classifier.</summary>
    public void Add(string name, Run run) => _models.Add((name, run.Info));

    /// <summary>Prints the table.</summary>
    /// <param name="console">The console.</param>
    public void Print(IAnsiConsole console)
    {
        var table = new Table().RoundedBorder().AddColumn("");
        foreach (var (name, _) in _models)
            table.AddColumn(new TableColumn(name).RightAligned());
        Row("training time", Training, v => TimeSpan.FromSeconds(v).ToString("m\\:ss", CultureInfo.InvariantCulture));
        Row("validation loss", Loss, v => $"{v:F4}");
        Row("validation accuracy", Accuracy, v => $"{v:P2}");
        Row("validation time", Evaluation, v => $"{v:F2} s");
        Row("majority class", Majority, v => $"{v:P2}");
        Row("chance", Chance, v => $"{v:P2}");
        console.Write(table);

        void Row(string title, string key, Func<double, string> text) => table.AddRow([title, .. _models.Select(m => Number(m.Info, key) is { } number ? text(number) : "–")]);
    }

    // A loss that is no number is recorded as text.
    private static double? Number(RunInfo info, string key) => info[key] is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
}
