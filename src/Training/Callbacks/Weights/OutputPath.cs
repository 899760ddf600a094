namespace Gen.Training;

/// <summary>Where a callback's files go.</summary>
internal static class OutputPath
{
    /// <summary>A relative path is in the run folder if the run has one, or else in the current directory.</summary>
    public static string Of(TrainingContext context, string path) => Path.GetFullPath(path, context.Run?.Directory ?? Directory.GetCurrentDirectory());

    /// <summary>Says in one line that a file cannot be written.</summary>
    public static TrainingException Failed(Callback callback, string path, Exception e) => new($"{callback.Name} could not write '{path}': {e.Message}", e);

    public static bool IsExpected(Exception e) => e is IOException or UnauthorizedAccessException;
}
