using Gen.IO;

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

    /// <summary>Creates the exception for a file that cannot be written, and whose content must not be lost.</summary>
    public static TrainingException WriteError(Callback callback, string path, Exception e) =>
        new($"{callback.Name} could not write '{path}': {FileFailure.Reason(e)}", e);

    /// <summary>Checks the path of a file, before the first batch: a full disk may be emptied, but a wrong path stays wrong.</summary>
    /// <exception cref="TrainingException">The path is a folder, or leads through a file.</exception>
    public static void CheckFile(Callback callback, string path)
    {
        if (Directory.Exists(path))
            throw new TrainingException($"{callback.Name} cannot write '{path}', because it is a folder.");
        if (Path.GetDirectoryName(path) is { } folder)
            CheckFolder(callback, path, folder);
    }

    /// <summary>Checks the path of a folder, before the first batch.</summary>
    /// <exception cref="TrainingException">The path is a file, or leads through one, or out of the run folder by a link.</exception>
    public static void CheckFolder(Callback callback, string path, string? folder = null)
    {
        try
        {
            RunPath.Folder(folder ?? path);
        }
        catch (IOException e)
        {
            throw new TrainingException($"{callback.Name} cannot write to '{path}': {e.Message}", e);
        }

        for (var part = folder ?? path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
                throw new TrainingException($"{callback.Name} cannot write to '{path}', because '{part}' is a file.");
        }
    }
}
