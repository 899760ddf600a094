using System.Security.Cryptography;
using System.Text;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests;

public class SourceFilesTests
{
    [Fact]
    public void Parse_Manifest_HasFilesAndPackagesInOrder()
    {
        var manifest = BuildManifest.Parse(
            "gen 1\r\nroot /home/me/my project/\r\npackage B==2\r\npackage a==1.0\r\nsource AB ../Lib\\A b.cs\r\nlater thing\r\nsource\r\n");
        Assert.Equal("/home/me/my project/", manifest.Root);
        Assert.Equal(["a==1.0", "B==2"], manifest.Packages);
        Assert.Equal([("../Lib/A b.cs", "AB")], manifest.Sources);
        Assert.Empty(BuildManifest.Parse("").Sources);
    }

    [Fact]
    public void Keep_FilesAsBuilt_AreCopiedOncePerContent()
    {
        using var folder = TempFolder.ForCaller();
        var manifest = Manifest(folder, ("A.cs", "class A;"), ("deep/A.cs", "class A;"), ("B.cs", "class B;"));
        var sources = SourceFiles.Keep(manifest, folder.In("runs"));
        Assert.Empty(sources.Changed);
        Assert.Equal(["A.cs", "deep/A.cs", "B.cs"], sources.Kept.Select(s => s.File));
        Assert.Equal(sources.Kept[0].Copy, sources.Kept[1].Copy);
        Assert.Equal("class A;", File.ReadAllText(folder.In("runs", sources.Kept[0].Copy)));
        var md5 = Convert.ToHexStringLower(MD5.HashData("class A;"u8));
        Assert.Equal(Path.Combine("_sources", $"A.cs_{md5}.txt"), sources.Kept[0].Copy);
        Assert.Equal(2, Directory.GetFiles(folder.In("runs", "_sources")).Length);
        Assert.Equal(sources.Kept, SourceFiles.Keep(manifest, folder.In("runs")).Kept);
    }

    [Fact]
    public void Keep_ChangedAndMissingFiles_AreNamedAndNotKept()
    {
        using var folder = TempFolder.ForCaller();
        var manifest = Manifest(folder, ("A.cs", "class A;"), ("B.cs", "class B;"), ("C.cs", "class C;"));
        File.WriteAllText(folder.In("project", "A.cs"), "class A { }");
        File.Delete(folder.In("project", "B.cs"));
        var sources = SourceFiles.Keep(manifest, folder.In("runs"));
        Assert.Equal(["A.cs", "B.cs"], sources.Changed);
        Assert.Equal(["C.cs"], sources.Kept.Select(s => s.File));
    }

    [Fact]
    public void Keep_WithoutTheProject_IsNothing()
    {
        using var folder = TempFolder.ForCaller();
        var manifest = Manifest(folder, ("A.cs", "class A;"));
        Directory.Delete(folder.In("project"), recursive: true);
        Assert.Equal(([], []), (SourceFiles.Keep(manifest, folder.In("runs")).Kept, SourceFiles.Keep(manifest, folder.In("runs")).Changed));
        Assert.Empty(SourceFiles.Keep(BuildManifest.None, folder.In("runs")).Kept);
        Assert.False(Directory.Exists(folder.In("runs")));
    }

    private static BuildManifest Manifest(TempFolder folder, params (string File, string Text)[] files)
    {
        foreach (var (file, text) in files)
            folder.File($"project/{file}", text);
        var hashed = files.Select(f => (f.File, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(f.Text)))));
        return new BuildManifest(folder.In("project") + "/", [], [.. hashed]);
    }
}
