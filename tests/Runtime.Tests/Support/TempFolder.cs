using System.Runtime.CompilerServices;

namespace Gen.Runtime.Tests.Support;

/// <summary>A folder that is named after the test and deleted after it.</summary>
internal sealed class TempFolder : IDisposable
{
    private TempFolder(string path) => Path = path;

    public string Path { get; }

    public static TempFolder ForCaller([CallerMemberName] string caller = "") =>
        new(Directory.CreateTempSubdirectory($"gen-{caller[..Math.Min(caller.Length, 60)]}-").FullName);

    public string File(string name, string content)
    {
        var path = In(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
