using System.Diagnostics;

namespace Gen.Runtime.Tests.Support;

/// <summary>Makes files that are no regular ones, in the folder of a test.</summary>
internal static class Nodes
{
    /// <summary>Makes a pipe that nobody writes to or reads.</summary>
    public static void Pipe(string path) => Run("mkfifo", path);

    /// <summary>Makes a device that reads as endless zeros. Only root may.</summary>
    public static void Zeros(string path) => Run("mknod", path, "c", "1", "5");

    /// <summary>Makes a file of a length that has no content on the disk.</summary>
    public static void Sparse(string path, long length)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate);
        file.SetLength(length);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
