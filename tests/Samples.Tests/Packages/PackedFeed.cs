using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Packages;

/// <summary>Packs once for all classes of the collection.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>;

/// <summary>The packages of this repository in a folder feed, and what a user does with them, packed once.</summary>
public sealed class PackedFeed : IDisposable
{
    private readonly TempFolder _folder = new();

    public PackedFeed()
    {
        Directory.CreateDirectory(Feed);
        if (Environment.GetEnvironmentVariable("GEN_PACKED_FEED") is { Length: > 0 } packedBefore)
        {
            foreach (var file in Directory.GetFiles(packedBefore)) File.Copy(file, Path.Combine(Feed, Path.GetFileName(file)));
        }
        else
        {
            Pack("src/Runtime", "src/Training", "src/Interactive", "src/PostgreSql", "templates");
        }

        // Beside the user's own feeds, for what the packages depend on; nothing goes into the user's folder of packages.
        File.WriteAllText(Path.Combine(_folder.Path, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="user" value="{UserPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        var installed = Dotnet(_folder.Path, ["new", "install", Directory.GetFiles(Feed, "Gen.Templates.*.nupkg").Single(), .. Hive]);
        Assert.True(installed.ExitCode == 0, installed.ToString());
    }

    /// <summary>Where the packages are: those of the folder that <c>GEN_PACKED_FEED</c> names, or of this build.</summary>
    public string Feed => Path.Combine(_folder.Path, "feed");

    /// <summary>The folder of packages of the tests' projects.</summary>
    public string Packages => Path.Combine(_folder.Path, "packages");

    /// <summary>The user's folder of packages.</summary>
    public static string UserPackages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Where projects are made.</summary>
    public string Folder => _folder.Path;

    /// <summary>The version of TorchSharp that the packages are made with.</summary>
    public string TorchVersion { get; } = Version("TorchSharp-cpu");

    /// <summary>The version of the tool with the kernel for notebooks.</summary>
    public string InteractiveVersion { get; } = Version("Microsoft.dotnet-interactive");

    /// <summary>What a project of tests references.</summary>
    public IReadOnlyList<(string Id, string Version)> TestPackages { get; } =
        [.. ((string[])["Microsoft.NET.Test.Sdk", "xunit", "xunit.runner.visualstudio"]).Select(p => (p, Version(p)))];

    /// <summary>The repository.</summary>
    public static string Root { get; } = RootOf();

    private string[] Hive => ["--debug:custom-hive", Path.Combine(_folder.Path, "hive")];

    /// <summary>A project from the template in an empty folder.</summary>
    public string New(string name, params string[] options)
    {
        var made = Dotnet(_folder.Path, ["new", "gen-experiment", "-o", name, "--no-update-check", .. options, .. Hive]);
        Assert.True(made.ExitCode == 0, made.ToString());
        return Path.Combine(_folder.Path, name);
    }

    /// <summary>A folder with files.</summary>
    public string Write(string name, params (string File, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, name)).FullName;
        foreach (var (file, text) in files) File.WriteAllText(Path.Combine(folder, file), text);
        return folder;
    }

    /// <summary>Runs the SDK in a folder.</summary>
    internal SampleProgram.Ended Dotnet(string folder, params string[] arguments) => Start("dotnet", folder, arguments);

    /// <summary>Runs a program in a folder.</summary>
    internal SampleProgram.Ended Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host's own MSBuild variables would lead this build to the wrong SDK.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment.Remove("GEN_RUNS");
        if (folder != Root) start.Environment["NUGET_PACKAGES"] = Packages;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        // Half a gigabyte each, which would stay behind.
        start.Environment["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = Path.Combine(_folder.Path, "extracted");
        start.Environment["XDG_DATA_HOME"] = Path.Combine(_folder.Path, "data");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Adds a package again, as another version.</summary>
    internal void AddVersion(string package, string version, string other)
    {
        var file = Path.Combine(Feed, $"{package}.{other}.nupkg");
        File.Copy(Path.Combine(Feed, $"{package}.{version}.nupkg"), file);
        using var archive = ZipFile.Open(file, ZipArchiveMode.Update);
        using var stream = archive.GetEntry(package + ".nuspec")!.Open();
        var specification = XDocument.Load(stream);
        specification.Descendants().Single(e => e.Name.LocalName == "version").Value = other;
        stream.SetLength(0);
        specification.Save(stream);
    }

    private void Pack(params string[] projects)
    {
        var isRelease = new DirectoryInfo(AppContext.BaseDirectory).Name.Equals("release", StringComparison.OrdinalIgnoreCase);
        var configuration = isRelease ? "Release" : "Debug";
        foreach (var project in projects)
        {
            string[] build = project == "templates" ? [] : ["--no-build"];
            var packed = Dotnet(Root, ["pack", project, "-c", configuration, "-o", Feed, "--nologo", "-v", "quiet", .. build]);
            Assert.True(packed.ExitCode == 0, packed.ToString());
        }
    }

    private static string Version(string package) =>
        XDocument.Load(Path.Combine(RootOf(), "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(v => v.Attribute("Include")?.Value == package).Attribute("Version")!.Value;

    private static string RootOf([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
