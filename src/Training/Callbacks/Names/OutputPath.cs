namespace Gen.Training;

/// <summary>The paths of files that callbacks write.</summary>
internal static class OutputPath
{
    /// <summary>Returns the full path. A relative path is in the trainer's folder if there is one, otherwise in the current
    /// directory.</summary>
    public static string Resolve(TrainingContext context, string path) =>
        Path.GetFullPath(path, TrainerFolder(context) ?? Directory.GetCurrentDirectory());

    /// <summary>Returns the run folder, or the folder in it of a trainer with a name; null if the run is not recorded.</summary>
    public static string? TrainerFolder(TrainingContext context) =>
        context.Run?.Directory is { } folder ? Path.Combine(folder, context.TrainerName ?? "") : null;

    /// <summary>Creates the exception for a file that cannot be written.</summary>
    public static TrainingException WriteError(Callback callback, string path, Exception e) =>
        new($"{callback.Name} could not write '{path}': {e.Message}", e);

    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException;
}
