using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Tests.Support;

/// <summary>
/// Runs the generators and checks that an unrelated edit re-runs nothing after the transform, and that no model references objects of the
/// compiler.
/// </summary>
internal static class GeneratorRun
{
    public static (GeneratorDriverRunResult Result, Compilation Output) Checked(CSharpCompilation compilation)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var result = driver.GetRunResult();
        NoException(result);
        foreach (var one in result.Results)
            ModelGraph.AssertHoldsNoCompilerObjects(one);
        foreach (var (name, edited) in UnrelatedEdits.Of(compilation))
        {
            foreach (var one in driver.RunGenerators(edited).GetRunResult().Results)
                AssertNothingAgain(name, one);
        }

        return (result, output);
    }

    /// <summary>Returns the generated code of a source, with or without parsing of doc comments.</summary>
    public static IEnumerable<string> Texts(string source, DocumentationMode mode)
    {
        var options = Sources.ParseOptions.WithDocumentationMode(mode);
        var compilation = Sources.Compile("Texts", []);
        compilation = CSharpCompilation.Create(
            "Texts",
            [.. compilation.SyntaxTrees.Append(Sources.Parse(source)).Select(t => CSharpSyntaxTree.ParseText(t.ToString(), options))],
            compilation.References,
            compilation.Options
        );
        return Driver(options).RunGenerators(compilation).GetRunResult().GeneratedTrees.Select(t => t.ToString());
    }

    public static GeneratorDriver Driver(CSharpParseOptions? options = null, bool isTracked = true) => CSharpGeneratorDriver.Create(
        [new ExperimentGenerator().AsSourceGenerator()],
        parseOptions: options ?? Sources.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: isTracked));

    public static void NoException(GeneratorDriverRunResult result)
    {
        foreach (var one in result.Results)
        {
            if (one.Exception is { } exception)
                throw new InvalidOperationException("the generator crashed", exception);
        }
    }

    /// <summary>Returns the reasons of all tracked steps and outputs.</summary>
    public static IEnumerable<(string Step, IncrementalStepRunReason Reason)> Reasons(GeneratorRunResult result)
    {
        foreach (var name in TrackingNames.All)
        {
            if (!result.TrackedSteps.TryGetValue(name, out var steps))
                continue;
            foreach (var output in steps.SelectMany(s => s.Outputs))
                yield return (name, output.Reason);
        }

        foreach (var (name, steps) in result.TrackedOutputSteps)
        {
            foreach (var output in steps.SelectMany(s => s.Outputs))
                yield return (name, output.Reason);
        }
    }

    private static void AssertNothingAgain(string edit, GeneratorRunResult result)
    {
        foreach (var (step, reason) in Reasons(result))
            Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"{edit}: step {step} was {reason}"
            );
    }
}
