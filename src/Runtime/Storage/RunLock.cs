using Gen.IO;
using Microsoft.Win32.SafeHandles;

namespace Gen.Storage;

/// <summary>
/// A lock that the process writing a run's record holds from the first checkpoint on, so that no other process resumes the run. It is a
/// lock of the operating system on <c>checkpoints/run.lock</c>, which ends with the process in every case; the file remains.
/// </summary>
internal sealed class RunLock : IDisposable
{
    public const string FileName = "run.lock";

    private readonly SafeFileHandle _handle;

    private RunLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>Acquires the lock.</summary>
    /// <param name="checkpoints">The checkpoint folder of the run; created when missing.</param>
    /// <returns>The lock; null if another process, or another run in this process, holds it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunLock? TryAcquire(string checkpoints)
    {
        RunPath.CreateFolder(checkpoints);
        var path = RunPath.Folder(Path.Combine(checkpoints, FileName));
        try
        {
            return new RunLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Returns whether the run has ever been locked.</summary>
    public static bool Exists(string checkpoints) => File.Exists(Path.Combine(checkpoints, FileName));

    /// <summary>Returns whether a checkpoint folder has any file but the lock, and those that a process did not finish.</summary>
    public static bool HasCheckpoints(string checkpoints)
    {
        foreach (var file in RunPath.Files(checkpoints, recursive: true, e => throw new IOException(e)))
        {
            if (Path.GetFileName(file) != FileName && !file.EndsWith(".tmp", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    public void Dispose() => _handle.Dispose();
}
