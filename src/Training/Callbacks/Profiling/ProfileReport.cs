using System.Globalization;
using Spectre.Console;

namespace Gen.Training;

/// <summary>Writes the profile of a fit as a table.</summary>
internal static class ProfileTable
{
    /// <summary>Writes a table with a row for each phase, and a conclusion.</summary>
    /// <param name="console">The console.</param>
    /// <param name="training">The times of all training steps.</param>
    /// <param name="validation">The times of all validations; null if there were none.</param>
    public static void Write(IAnsiConsole console, PhaseTimes training, PhaseTimes? validation)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumn("phase")
            .AddColumn(Right("seconds"))
            .AddColumn(Right("share"))
            .AddColumn(Right("ms per step"));
        if (validation is not null)
            table.AddColumn(Right("validation (s)"));
        foreach (var phase in Enum.GetValues<TrainingPhase>())
            table.AddRow(Cells(TraceNames.FromPhase(phase).Replace('_', ' '), training, training[phase], validation, validation?[phase]));
        table.AddRow(Cells("total", training, training.Seconds, validation, validation?.Seconds));
        console.Write(table);
        console.WriteLine(Conclusion(training));
    }

    /// <summary>Returns the speed, the largest phase, and how to reduce it.</summary>
    public static string Conclusion(PhaseTimes training)
    {
        var largest = training.Largest;
        var (name, share) = (TraceNames.FromPhase(largest).Replace('_', ' '), training.Share(largest));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{training.StepsPerSecond:G4} steps and {training.RowsPerSecond:G5} rows per second; the largest phase is {name} with "
            + $"{share:P0}."
        );
        return largest switch
        {
            TrainingPhase.DataWait => text
                + " The model waits for data: prepare batches ahead with Prefetch(), and keep data that fit into memory as TensorData.",
            TrainingPhase.Hooks => text
                + " Hooks and callbacks take more time than the model; those that read a value in every batch wait for the device.",
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

/// <summary>Writes profiles of epochs to the scalars of the run.</summary>
internal static class ProfileScalars
{
    public const string Prefix = "profile/";

    public static void Write(Run run, EpochProfile profile, MemoryUsage before)
    {
        var step = profile.Epoch + 1;
        foreach (var phase in Enum.GetValues<TrainingPhase>())
        {
            Log(TraceNames.FromPhase(phase), profile.Training[phase]);
            Log($"{TraceNames.FromPhase(phase)}_share", profile.Training.Share(phase));
        }

        Log("seconds", profile.Training.Seconds);
        Log("steps_per_second", profile.Training.StepsPerSecond);
        Log("rows_per_second", profile.Training.RowsPerSecond);
        if (profile.Validation is { } validation)
        {
            foreach (var phase in TrainingPhases.OfValidation)
                Log($"{LogKeys.Validation}{TraceNames.FromPhase(phase)}", validation[phase]);
            Log($"{LogKeys.Validation}seconds", validation.Seconds);
            Log($"{LogKeys.Validation}rows_per_second", validation.RowsPerSecond);
        }

        Log("resident_mib", profile.Memory.Resident / MemoryUsage.MiB);
        Log("managed_mib", profile.Memory.Managed / MemoryUsage.MiB);
        Log("live_tensors", profile.Memory.Tensors);
        Log("collections", profile.Memory.Collections - before.Collections);
        Log("full_collections", profile.Memory.FullCollections - before.FullCollections);

        void Log(string name, double value) => run.LogScalar(Prefix + name, value, step);
    }
}
