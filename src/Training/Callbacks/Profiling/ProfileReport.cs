using System.Globalization;
using Spectre.Console;

namespace Gen.Training;

/// <summary>A fit's profile for people.</summary>
internal static class ProfileTable
{
    /// <summary>Writes a table, a phase a line, and what it means.</summary>
    /// <param name="console">Where.</param>
    /// <param name="training">All training steps.</param>
    /// <param name="validation">All validations; null if there were none.</param>
    public static void Write(IAnsiConsole console, PhaseTimes training, PhaseTimes? validation)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("phase").AddColumn(Right("seconds")).AddColumn(Right("share")).AddColumn(Right("ms a step"));
        if (validation is not null)
            table.AddColumn(Right("validation, s"));
        foreach (var phase in Enum.GetValues<TrainingPhase>())
            table.AddRow(Cells(TraceNames.Of(phase).Replace('_', ' '), training, training[phase], validation, validation?[phase]));
        table.AddRow(Cells("together", training, training.Seconds, validation, validation?.Seconds));
        console.Write(table);
        console.WriteLine(Remark(training));
    }

    /// <summary>The speed, the largest share, and what can be done about it.</summary>
    public static string Remark(PhaseTimes training)
    {
        var largest = training.Largest;
        var (name, share) = (TraceNames.Of(largest).Replace('_', ' '), training.Share(largest));
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{training.StepsPerSecond:G4} steps and {training.RowsPerSecond:G5} rows a second; the largest share is {name}: {share:P0}.");
        return largest switch
        {
            TrainingPhase.DataWait => text + " The model waits for its data: make batches ahead with Prefetch(), and hold what fits in memory as TensorData.",
            TrainingPhase.Hooks => text + " Hooks and callbacks take more than the model; those that read a value in every batch wait for the device.",
            _ => text,
        };
    }

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned();

    private static string[] Cells(string name, PhaseTimes training, double seconds, PhaseTimes? validation, double? validationSeconds)
    {
        var share = training.Seconds > 0 ? seconds / training.Seconds : 0;
        var milliseconds = training.Steps > 0 ? seconds / training.Steps * 1000 : 0;
        string[] cells = [name, Text(seconds, "F3"), share.ToString("P1", CultureInfo.InvariantCulture), Text(milliseconds, "F3")];
        return validation is null ? cells : [.. cells, Text(validationSeconds ?? 0, "F3")];
    }

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>An epoch's profile in the run's record.</summary>
internal static class ProfileScalars
{
    public const string Prefix = "profile/";

    public static void Write(Run run, EpochProfile profile, MemoryUse before)
    {
        var step = profile.Epoch + 1;
        foreach (var phase in Enum.GetValues<TrainingPhase>())
        {
            Log(TraceNames.Of(phase), profile.Training[phase]);
            Log($"{TraceNames.Of(phase)}_share", profile.Training.Share(phase));
        }

        Log("seconds", profile.Training.Seconds);
        Log("steps_per_second", profile.Training.StepsPerSecond);
        Log("rows_per_second", profile.Training.RowsPerSecond);
        if (profile.Validation is { } validation)
        {
            foreach (var phase in TrainingPhases.OfValidation)
                Log($"{LogKeys.Validation}{TraceNames.Of(phase)}", validation[phase]);
            Log($"{LogKeys.Validation}seconds", validation.Seconds);
            Log($"{LogKeys.Validation}rows_per_second", validation.RowsPerSecond);
        }

        Log("resident_mib", profile.Memory.Resident / MemoryUse.MiB);
        Log("managed_mib", profile.Memory.Managed / MemoryUse.MiB);
        Log("live_tensors", profile.Memory.Tensors);
        Log("collections", profile.Memory.Collections - before.Collections);
        Log("full_collections", profile.Memory.FullCollections - before.FullCollections);

        void Log(string name, double value) => run.LogScalar(Prefix + name, value, step);
    }
}
