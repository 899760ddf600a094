using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Gen.IO;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.IO;

/// <summary>A file that the user names keeps what it is: a link, a device, a pipe, and its mode.</summary>
[UnsupportedOSPlatform("windows")]
public class AtomicFileTests
{
    [Fact]
    public void Save_RegularFile_KeepsMode()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.File("config.json", "old");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Save(file);
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.False(File.Exists(file + ".tmp"));
    }

    [Fact]
    public void Save_NewFile_IsCreated()
    {
        using var folder = TempFolder.ForCaller();
        Save(folder.In("config.json"));
        Assert.Equal("new", File.ReadAllText(folder.In("config.json")));
    }

    [Theory]
    [InlineData("old")]
    [InlineData("")]
    [InlineData(null)]
    public void Save_Link_WritesItsTarget(string? text)
    {
        using var folder = TempFolder.ForCaller();
        var target = text is null ? folder.In("target.json") : folder.File("target.json", text);
        var middle = File.CreateSymbolicLink(folder.In("middle.json"), target).FullName;
        var link = File.CreateSymbolicLink(folder.In("link.json"), middle).FullName;
        Save(link);
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal(middle, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public async Task Save_Pipe_IsWritten()
    {
        using var folder = TempFolder.ForCaller();
        var pipe = folder.In("pipe");
        Assert.Equal(0, Run("mkfifo", pipe));
        var read = Task.Run(() => File.ReadAllText(pipe));
        Save(pipe);
        Assert.Equal("new", await read.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, Run("test", "-p", pipe));
    }

    [Fact]
    public void Save_Device_StaysADevice()
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var folder = TempFolder.ForCaller();
        var (nothing, full) = (folder.In("null"), folder.In("full"));
        Assert.Equal(0, Run("mknod", nothing, "c", "1", "3"));
        Assert.Equal(0, Run("mknod", full, "c", "1", "7"));
        Save(nothing);
        Assert.Throws<IOException>(() => Save(full));
        Assert.Equal(0, Run("test", "-c", nothing));
        Assert.Equal(0, Run("test", "-c", full));
    }

    [Fact]
    public void Replace_Link_ReplacesTheLink()
    {
        using var folder = TempFolder.ForCaller();
        var target = folder.File("target.json", "old");
        var link = File.CreateSymbolicLink(folder.In("link.json"), target).FullName;
        AtomicFile.Replace(link, stream => stream.Write("new"u8));
        Assert.Equal("old", File.ReadAllText(target));
        Assert.Equal("new", File.ReadAllText(link));
    }

    private static void Save(string path) => AtomicFile.Save(path, stream => stream.Write(Encoding.UTF8.GetBytes("new")));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
