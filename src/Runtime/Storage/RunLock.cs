using Microsoft.Win32.SafeHandles;

namespace Gen.Storage;

/// <summary>
/// Held by the process that writes a run's record, from the first checkpoint on (before it there is nothing to resume), so that no second one resumes
/// it. A lock of the operating system on <c>checkpoints/run.lock</c>, which ends with the process however that ends; the file itself stays.
/// </summary>
internal sealed class RunLock : IDisposable
{
    public const string FileName = "run.lock";

    private readonly SafeFileHandle _handle;

    private RunLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>Takes the lock.</summary>
    /// <param name="checkpoints">The run's folder of checkpoints; created when missing.</param>
    /// <returns>Null if another process, or another run of this one, holds it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunLock? TryTake(string checkpoints)
    {
        Directory.CreateDirectory(checkpoints);
        var path = Path.Combine(checkpoints, FileName);
        try
        {
            return new RunLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Whether the run has ever been locked.</summary>
    public static bool Exists(string checkpoints) => File.Exists(Path.Combine(checkpoints, FileName));

    /// <summary>Whether a folder of checkpoints has any: the lock is none.</summary>
    public static bool HasOthers(string checkpoints)
    {
        if (!Directory.Exists(checkpoints))
            return false;
        foreach (var file in Directory.EnumerateFiles(checkpoints, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) != FileName)
                return true;
        }

        return false;
    }

    public void Dispose() => _handle.Dispose();
}
