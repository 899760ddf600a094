using System.Diagnostics;
using Xunit;

namespace Gen.Training.Tests.Support;

/// <summary>A disk of one megabyte at a folder, which a test may break. Only root may make one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    public SmallDisk(string path)
    {
        _path = Directory.CreateDirectory(path).FullName;
        Run("mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "gen-test", _path);
    }

    /// <summary>Writes a file until there is no room for another page.</summary>
    public void Fill()
    {
        try
        {
            using var file = new FileStream(Path.Combine(_path, "filler"), new FileStreamOptions
            {
                Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0,
            });
            for (var bytes = new byte[4096]; ;)
                file.Write(bytes);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Deletes all that is on the disk.</summary>
    public void Empty()
    {
        foreach (var entry in new DirectoryInfo(_path).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    /// <summary>Takes the disk away, as a cable that is pulled; files that are open stay so.</summary>
    public void Close() => Run("umount", "--lazy", _path);

    /// <summary>Makes the disk read-only, for root too. Files that are open stay writable: with such, a disk cannot be made read-only but
    /// for its paths.</summary>
    public void MakeReadOnly()
    {
        Run("mount", "--bind", _path, _path);
        Run("mount", "-o", "remount,bind,ro", _path);
    }

    public void Dispose()
    {
        while (File.ReadLines("/proc/self/mounts").Any(line => line.Split(' ')[1] == _path))
            Close();
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>A test that mounts disks or makes devices.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Skip = "mounts small disks, which only root may, on Linux";
    }
}

/// <inheritdoc cref="RootFactAttribute"/>
internal sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute() => Skip = new RootFactAttribute().Skip;
}
