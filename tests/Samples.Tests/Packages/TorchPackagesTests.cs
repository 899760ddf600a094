using System.Text.RegularExpressions;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Packages;

/// <summary>
/// TorchSharp's native library loads in programs of every kind that reference Gen.Training, also before they mention Gen.
/// </summary>
[Collection(nameof(PackedFeed))]
public sealed class TorchPackagesTests(PackedFeed feed)
{
    // The sum of a product of two matrices of ones, [2, 3] and [3, 2].
    private const string Program = $"System.Console.WriteLine({Product});";
    private const string Exe = "<OutputType>Exe</OutputType>";
    private const string Product = "TorchSharp.torch.ones(2, 3).mm(TorchSharp.torch.ones(3, 2)).sum().item<float>()";

    [Fact]
    public void Run_TorchBeforeAnyGenType_Loads()
    {
        var project = feed.Write("Run", ("Program.cs", Program), ("Run.csproj", Project(Exe)));

        Prints12(feed.Dotnet(project, "run"));
        Assert.Equal([Platform], Platforms(Path.Combine(project, "bin", "Debug", "net10.0")));
    }

    [Fact]
    public void Run_FirstTrainingOfTheDocsInNewConsoleProject_Trains()
    {
        var page = File.ReadAllText(Path.Combine(PackedFeed.Root, "docs", "getting-started.md"));
        var example = Regex.Matches(page, "^```csharp\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)
            .Select(m => m.Groups[1].Value)
            .Single(b => b.Contains("CreateTrainer", StringComparison.Ordinal));
        Assert.Equal(0, feed.Dotnet(feed.Folder, "new", "console", "-o", "First").ExitCode);
        var project = feed.Write("First", ("Program.cs", example));
        foreach (var (package, version) in new[] { ("Gen.Training", "0.1.0"), ("TorchSharp-cpu", feed.TorchVersion) })
        {
            var added = feed.Dotnet(project, "add", "package", package, "--version", version);
            Assert.True(added.ExitCode == 0, added.ToString());
        }

        var run = feed.Dotnet(project, "run", "--", "with", "seed=1", "--no-progress");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.InRange(SampleProgram.Json(project, "runs", "1", "run.json").GetProperty("result").GetDouble(), 0.9, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-r linux-x64 --self-contained false")]
    [InlineData("-r linux-x64 --self-contained false -p:PublishSingleFile=true")]
    [InlineData("-r linux-x64 --self-contained false -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true")]
    public void Publish_AnyLayout_Loads(string options)
    {
        var name = "Publish" + options.Length;
        var project = feed.Write(name, ("Program.cs", Program), (name + ".csproj", Project(Exe)));
        string[] arguments = ["publish", "-o", "out", "--nologo", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        var published = feed.Dotnet(project, arguments);

        Assert.True(published.ExitCode == 0, published.ToString());
        Prints12(feed.Start(Path.Combine(project, "out", name), project));
        if (options.Length == 0)
            Assert.Superset(new HashSet<string> { "linux-x64", "osx-arm64", "win-x64" }, Platforms(Path.Combine(project, "out")));
    }

    [Fact]
    public void Run_FileWithPackages_Loads()
    {
        var packages = $"#:package Gen.Training@0.1.0\n#:package TorchSharp-cpu@{feed.TorchVersion}\n";
        var folder = feed.Write("File", ("program.cs", packages + Program));

        Prints12(feed.Dotnet(folder, "run", "program.cs"));
    }

    [Fact]
    public void Test_ProjectOfTests_Loads()
    {
        var test = $"public class Tests {{ [Xunit.Fact] public void Torch_Computes() => Xunit.Assert.Equal(12, {Product}); }}";
        var packages = string.Concat(feed.TestPackages.Select(p => Reference(p.Id, p.Version)));
        var project = feed.Write("Tests", ("Tests.cs", test), ("Tests.csproj", Project("", packages)));

        var ended = feed.Dotnet(project, "test", "--nologo");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("Passed:     1", ended.Output);
    }

    // The load context of the documentation on plug-ins, which throws where a library does not load.
    [Fact]
    public void LoadContext_PlugIn_LoadsOnceForTwoContexts()
    {
        feed.Write("PlugIn",
            ("PlugIn.cs", $"public static class PlugIn {{ public static float Go() => {Product}; }}"),
            ("PlugIn.csproj", Project("<EnableDynamicLoading>true</EnableDynamicLoading>")));
        var plugIn = feed.Dotnet(Path.Combine(feed.Folder, "PlugIn"), "build", "-o", "out", "--nologo");
        Assert.True(plugIn.ExitCode == 0, plugIn.ToString());
        var host = feed.Write("PlugInHost", ("Program.cs", """
            using System.Reflection;
            using System.Runtime.Loader;

            for (var i = 0; i < 2; i++)
            {
                var plugIn = new PlugInContext(args[0]).LoadFromAssemblyPath(args[0]).GetType("PlugIn")!;
                Console.WriteLine(plugIn.GetMethod("Go")!.Invoke(null, null));
            }

            sealed class PlugInContext(string path) : AssemblyLoadContext
            {
                private readonly AssemblyDependencyResolver _resolver = new(path);

                protected override Assembly? Load(AssemblyName name) =>
                    _resolver.ResolveAssemblyToPath(name) is { } file ? LoadFromAssemblyPath(file) : null;

                protected override nint LoadUnmanagedDll(string name) =>
                    _resolver.ResolveUnmanagedDllToPath(name) is { } file ? LoadUnmanagedDllFromPath(file) : 0;
            }
            """), ("PlugInHost.csproj", Project(Exe, torch: false)));

        var ended = feed.Dotnet(host, "run", "--", Path.Combine(feed.Folder, "PlugIn", "out", "PlugIn.dll"));

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("12\n12\n", ended.Output);
    }

    [Fact]
    public void Build_LibraryAndProgramWithAllAnalyzers_HasNoWarnings()
    {
        const string Strict = "<AnalysisMode>All</AnalysisMode><TreatWarningsAsErrors>true</TreatWarningsAsErrors>";
        feed.Write("Library",
            ("Layers.cs", $"namespace Layers;\npublic static class Ones {{ public static float Sum() => {Product}; }}"),
            ("Library.csproj", Project(Strict)));
        var project = feed.Write("Program",
            ("Program.cs", "System.Console.WriteLine(Layers.Ones.Sum());"),
            ("Program.csproj", Project(Exe + Strict, "<ProjectReference Include=\"../Library/Library.csproj\" />", torch: false)));

        Prints12(feed.Dotnet(project, "run"));
    }

    private static string Platform => System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;

    private string Project(string properties, string items = "", bool torch = true) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable>{properties}
          </PropertyGroup>
          <ItemGroup>
            {(torch ? Reference("Gen.Training", "0.1.0") + Reference("TorchSharp-cpu", feed.TorchVersion) : "")}
            {items}
          </ItemGroup>
        </Project>
        """;

    private static string Reference(string id, string version) => $"<PackageReference Include=\"{id}\" Version=\"{version}\" />";

    private static HashSet<string> Platforms(string output) =>
        [.. Directory.GetDirectories(Path.Combine(output, "runtimes")).Select(f => Path.GetFileName(f))];

    private static void Prints12(SampleProgram.Ended ended)
    {
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("12\n", ended.Output);
    }
}
