namespace Gen.Training;

/// <summary>The paths of files that callbacks write.</summary>
internal static class OutputPath
{
    /// <summary>Returns the full path. A relative path is in the run folder if there is one, otherwise in the current directory.</summary>
    public static string Resolve(TrainingContext context, string path) =>
        Path.GetFullPath(path, context.Run?.Directory ?? Directory.GetCurrentDirectory());

    /// <summary>Creates the exception for a file that cannot be written.</summary>
    public static TrainingException WriteError(Callback callback, string path, Exception e) =>
        new($"{callback.Name} could not write '{path}': {e.Message}", e);

    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException;
}
