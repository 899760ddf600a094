using System.IO.Compression;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.Packages;

/// <summary>The packages as their user has them: a project from the template is built, run, and broken.</summary>
[Collection(nameof(PackedFeed))]
public sealed class PackagesTests(PackedFeed feed)
{
    [Fact]
    public void Gen_HasAnalyzersAndGeneratorsAndNoTorch()
    {
        var files = Files("Gen.0.1.0.nupkg");

        Assert.Equal(
            [
                "analyzers/dotnet/cs/Gen.Analyzers.dll",
                "analyzers/dotnet/cs/Gen.CodeFixes.dll",
                "analyzers/dotnet/cs/Gen.Generators.dll",
                "lib/net10.0/Gen.Runtime.dll",
                "lib/net10.0/Gen.Runtime.xml",
            ],
            files.Where(f => f.Split('/')[0] is "lib" or "analyzers").Order(StringComparer.Ordinal));
        Assert.Contains("README.md", files);
        Assert.Contains("icon.png", files);
        Assert.Contains("buildTransitive/Gen.props", files);
        Assert.Contains("lib/net10.0/Gen.Runtime.pdb", Files("Gen.0.1.0.snupkg"));
        var dependencies = Specification("Gen.0.1.0.nupkg");
        Assert.DoesNotContain("Torch", dependencies.Split("<dependencies>")[1]);
        Assert.DoesNotContain("Grpc.Tools", dependencies);
        Assert.DoesNotContain("CodeAnalysis", dependencies);
    }

    [Fact]
    public void GenTraining_DependsOnGenWithItsGeneratorAndOnTorchSharpAlone()
    {
        var specification = Specification("Gen.Training.0.1.0.nupkg");

        Assert.Contains("<dependency id=\"Gen\" version=\"[0.1.0]\" exclude=\"Build\" />", specification);
        Assert.Contains($"<dependency id=\"TorchSharp\" version=\"{feed.TorchVersion}\"", specification);
        Assert.DoesNotContain("TorchSharp-cpu", specification);
        Assert.Equal(
            ["buildTransitive/Gen.Training.targets", "buildTransitive/GenTorchInitializer.cs"],
            Files("Gen.Training.0.1.0.nupkg").Where(f => f.StartsWith("build", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void GenInteractive_HasTheScriptThatTheKernelRunsAndNoKernel()
    {
        const string Package = "Gen.Interactive.0.1.0.nupkg";

        Assert.Equal(
            ["interactive-extensions/dotnet/extension.dib", "lib/net10.0/Gen.Interactive.dll", "lib/net10.0/Gen.Interactive.xml"],
            Files(Package).Where(f => f.Split('/')[0] is "lib" or "interactive-extensions" or "build" or "buildTransitive")
                .Order(StringComparer.Ordinal));
        Assert.Equal("#!csharp\n\nGen.Interactive.GenKernelExtension.Load();\n", Text(Package, "extension.dib"));

        var specification = Specification(Package);
        Assert.Contains("<dependency id=\"Gen.Training\" version=\"[0.1.0]\" exclude=\"Build\" />", specification);
        Assert.DoesNotContain("Microsoft.DotNet.Interactive", specification);
        Assert.DoesNotContain("CodeAnalysis", specification);
        Assert.DoesNotContain("System.Reactive", specification);
    }

    [Fact]
    public void GenPostgreSql_DependsOnGenWithItsGeneratorAndOnNpgsql()
    {
        var specification = Specification("Gen.PostgreSql.0.1.0.nupkg");

        Assert.Contains("<dependency id=\"Gen\" version=\"[0.1.0]\" exclude=\"Build\" />", specification);
        Assert.Contains("<dependency id=\"Npgsql\" version=", specification);
        Assert.Equal(
            ["lib/net10.0/Gen.PostgreSql.dll", "lib/net10.0/Gen.PostgreSql.xml"],
            Files("Gen.PostgreSql.0.1.0.nupkg").Where(f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Template_NewProject_RunsAndMisspeltParameterDoesNotBuild()
    {
        var project = feed.New("Darts");

        var run = feed.Dotnet(project, "run", "--", "with", "quick", "thrown=1000", "seed=1");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("pi is about 3.", run.Output);
        var estimate = SampleProgram.Json(project, "runs", "1", "metrics.json").GetProperty("estimate");
        Assert.Equal(2, estimate.GetProperty("values").GetArrayLength());

        var file = Path.Combine(project, "Experiment.cs");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Replace("int thrown, Random", "int throwm, Random").Replace("Range(0, thrown)", "Range(0, throwm)"));
        var broken = feed.Dotnet(project, "build", "--nologo");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains(
            "error GEN001: Parameter 'throwm' of 'CountHits' matches no entry of 'Darts'. Did you mean 'thrown'?",
            broken.Output
        );

        // The fix is in the package, too.
        var mended = feed.Dotnet(project, "format", "analyzers", "--diagnostics", "GEN001", "--severity", "error");
        Assert.True(mended.ExitCode == 0, mended.ToString());
        Assert.Contains("int thrown, Random", File.ReadAllText(file));
        Assert.Equal(0, feed.Dotnet(project, "build", "--nologo").ExitCode);
    }

    [Fact]
    public void Template_TrainingProject_Trains()
    {
        var project = feed.New("Circles", "--training");

        var run = feed.Dotnet(project, "run", "--", "with", "seed=1", "--no-progress");

        Assert.True(run.ExitCode == 0, run.ToString());
        var overfitting = SampleProgram.Json(project, "runs", "1", "metrics.json").GetProperty("val/train");
        Assert.Equal(10, overfitting.GetProperty("values").GetArrayLength());
        Assert.InRange(SampleProgram.Json(project, "runs", "1", "run.json").GetProperty("result").GetDouble(), 0.85, 1);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(project, "runs", "1", "validation"), "*tfevents*"));

        // Of the optimizer's entries, those that are used: no null, and none of other kinds.
        var printed = feed.Dotnet(project, "run", "--no-build", "--", "print-config", "with", "optimizer=sgd", "optimizer.momentum=0.9");
        Assert.Equal(
            [
                "optimizer.kind = \"sgd\"",
                "optimizer.dampening = 0.0",
                "optimizer.learning_rate = 0.001",
                "optimizer.momentum = 0.9",
                "optimizer.nesterov = false",
                "optimizer.weight_decay = 0.0",
            ],
            printed.Output.Split('\n').Select(l => l.Split('#')[0].Trim()).Where(l => l.StartsWith("optimizer", StringComparison.Ordinal)));
        Assert.DoesNotContain("null", printed.Output.Replace("seed = null", ""));
    }

    [Theory]
    [InlineData("StrictDarts")]
    [InlineData("StrictCircles", "--training")]
    public void Template_AllRulesOfTheSdk_HasNoWarnings(string name, params string[] options)
    {
        var project = feed.New(name, options);
        var built = feed.Dotnet(
            project,
            "build", "--nologo", "-p:TreatWarningsAsErrors=true", "-p:AnalysisMode=All", "-p:GenerateDocumentationFile=true");
        Assert.True(built.ExitCode == 0, built.ToString());
    }

    [Fact]
    public void GenTraining_WithAnotherGen_IsReported()
    {
        feed.AddVersion("Gen", "0.1.0", "0.1.1");
        var project = feed.New("Upgraded", "--training");
        var file = Path.Combine(project, "Upgraded.csproj");
        File.WriteAllText(file, File.ReadAllText(file).Replace("Include=\"Gen\" Version=\"0.1.0\"", "Include=\"Gen\" Version=\"0.1.1\""));
        var restored = feed.Dotnet(project, "restore", "--nologo");
        Assert.Contains("NU1608", restored.Output);
        Assert.Contains("Gen.Training 0.1.0 requires Gen (= 0.1.0)", restored.Output);
    }

    [Fact]
    public void Template_PackageVersions_AreThoseOfTheBuild()
    {
        var package = Path.GetFileName(Directory.GetFiles(feed.Feed, "Gen.Templates.*.nupkg").Single());
        var project = Text(package, "content/gen-experiment/GenExperiment.csproj");
        Assert.Contains("<PackageReference Include=\"Gen\" Version=\"0.1.0\" />", project);
        Assert.Contains($"<PackageReference Include=\"TorchSharp-cpu\" Version=\"{feed.TorchVersion}\" />", project);
        Assert.DoesNotContain("_VERSION", project);
    }

    private string[] Files(string package)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(feed.Feed, package));
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    private string Specification(string package) => Text(package, ".nuspec");

    private string Text(string package, string end)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(feed.Feed, package));
        using var text = new StreamReader(archive.Entries.Single(e => e.FullName.EndsWith(end, StringComparison.Ordinal)).Open());
        return text.ReadToEnd();
    }
}
